"""Who picks the wall in which week: an ordered roster that turns from its anchor week on."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models.fields import SortKeyField
from voice.models.edition import iso_week

if TYPE_CHECKING:
    from office.models import User


class DutyRosterQuerySet(models.QuerySet["DutyRoster"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_active and user.roles else self.none()

    def in_force(self, week: str) -> Self:
        """The roster that rules the week first; a later roster never rewrites earlier weeks."""
        return self.filter(anchor_week__lte=week).order_by("-anchor_week")


class DutyRoster(models.Model):
    anchor_week = SortKeyField(_("from week"), max_length=8, unique=True, validators=[iso_week])
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), editable=False)

    objects = DutyRosterQuerySet.as_manager()

    class Meta:
        ordering = ["-anchor_week"]
        verbose_name, verbose_name_plural = _("duty roster"), _("duty rosters")

    def __str__(self) -> str:
        return str(self.anchor_week)


class DutyMember(models.Model):
    roster = models.ForeignKey(DutyRoster, models.CASCADE, related_name="members", verbose_name=_("duty roster"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("executive"))
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["order", "id"]
        verbose_name, verbose_name_plural = _("executive on the roster"), _("executives on the roster")
        constraints = [models.UniqueConstraint(fields=["roster", "user"], name="once_on_a_roster")]

    def __str__(self) -> str:
        return f"{self.roster_id} {self.order}"


class DutyAbsenceQuerySet(models.QuerySet["DutyAbsence"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_active and user.roles else self.none()


class DutyAbsence(models.Model):
    """An executive is away in a week: the next in order takes it, and the rotation does not move."""

    week = SortKeyField(_("week"), max_length=8, validators=[iso_week])
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("executive"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    # The swap as it was logged.
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), editable=False)

    objects = DutyAbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-week", "id"]
        verbose_name, verbose_name_plural = _("absence from duty"), _("absences from duty")
        constraints = [models.UniqueConstraint(fields=["week", "user"], name="away_once_a_week")]

    def __str__(self) -> str:
        return f"{self.week} {self.user_id}"


class DutySwapQuerySet(models.QuerySet["DutySwap"]):
    def visible_to(self, user: "User") -> Self:
        return self if user.is_active and user.roles else self.none()

    def accepted(self) -> Self:
        return self.filter(answer=DutySwap.Answer.ACCEPTED)

    def unanswered(self) -> Self:
        return self.filter(answer=DutySwap.Answer.NONE)


class DutySwap(models.Model):
    """Somebody took a week for an executive who was away, who is offered a later week for it. The roster does not move."""

    class Answer(models.TextChoices):
        NONE = "", pgettext_lazy("answer to an offer", "not answered yet")
        ACCEPTED = "accepted", pgettext_lazy("answer to an offer", "accepted")
        DECLINED = "declined", pgettext_lazy("answer to an offer", "declined")

    week = SortKeyField(_("week"), max_length=8, unique=True, validators=[iso_week])
    absentee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("executive who was away")
    )
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken by"))
    at = models.DateTimeField(_("at"), editable=False)
    # Empty while no week is free.
    offered_week = SortKeyField(_("week offered in return"), max_length=8, blank=True, validators=[iso_week])
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.NONE, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = DutySwapQuerySet.as_manager()

    class Meta:
        ordering = ["-week"]
        verbose_name, verbose_name_plural = _("swap of duty"), _("swaps of duty")
        constraints = [
            models.UniqueConstraint(
                fields=["offered_week"],
                condition=~Q(offered_week="") & ~Q(answer="declined"),
                name="week_offered_once",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | Q(~Q(answer=""), answered_by__isnull=False, answered_at__isnull=False),
                name="swap_answered_whole_or_not",
            ),
            models.CheckConstraint(
                condition=Q(offered_week="") | Q(offered_week__gt=F("week")), name="offered_week_is_later"
            ),
            models.CheckConstraint(condition=~Q(answer="accepted") | ~Q(offered_week=""), name="accepted_is_a_week"),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.absentee_id}"

    @property
    def is_offered(self) -> bool:
        return self.answer == self.Answer.NONE and bool(self.offered_week)
