"""Who picks the wall in which week: an ordered roster that turns from its anchor week on."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

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
