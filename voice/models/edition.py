"""The weekly wall. A published edition is frozen: later corrections are errata, later masks a layer over it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.models.fields import SortKeyField
from office.models.versioned import Versioned
from office.roles import Role
from voice.models.item import VoiceItem

if TYPE_CHECKING:
    from office.models import User

iso_week = RegexValidator(r"^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])\Z", _("A week reads like 2026-W47."))


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: "User") -> Self:
        """Published editions are for everyone in the house (decision 51); drafts for those who may publish."""
        if not user.is_authenticated or not user.is_active or not user.roles:
            return self.none()
        if user.has_role(Role.FOUNDER, Role.EXECUTIVE, Role.ADMIN):
            return self
        return self.published()

    def published(self) -> Self:
        return self.exclude(published_at=None)

    def before(self, week: str) -> Self:
        return self.filter(week__lt=week)


class Edition(Versioned):
    week = SortKeyField(_("week"), max_length=8, unique=True, validators=[iso_week])
    duty = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("duty executive"),
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("opened by")
    )
    opened_at = models.DateTimeField(_("opened at"), editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("published by"),
    )
    # Attribution, follow-ups, counts and the quiet list as shown. Never the words themselves: they are write-once
    # where they stand, so an erasure reaches every edition.
    payload = models.JSONField(_("content"), null=True, blank=True, editable=False)
    sample = models.BooleanField(_("sample data"), default=False, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-week"]
        verbose_name, verbose_name_plural = _("wall edition"), _("wall editions")
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at=None, payload=None, published_by=None)
                | Q(published_at__isnull=False, payload__isnull=False, published_by__isnull=False),
                name="edition_published_whole_or_not",
            )
        ]

    def __str__(self) -> str:
        return str(self.week)

    def get_absolute_url(self) -> str:
        return reverse("voice:edition", args=[self.week])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class EditionQuoteQuerySet(models.QuerySet["EditionQuote"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(edition__in=Edition.objects.visible_to(user))


class EditionQuote(models.Model):
    """A voice picked for an edition, with the fingerprint it had then."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="quotes", verbose_name=_("wall edition"))
    voice = models.ForeignKey(VoiceItem, models.PROTECT, related_name="quotes", verbose_name=_("voice"))
    order = models.PositiveSmallIntegerField(_("order"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    # Received before the edition that came before: printed with the mark 旧声.
    old = models.BooleanField(_("older voice"), default=False)
    picked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("picked by")
    )
    picked_at = models.DateTimeField(_("picked at"))

    objects = EditionQuoteQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        verbose_name, verbose_name_plural = _("quote on the wall"), _("quotes on the wall")
        constraints = [models.UniqueConstraint(fields=["edition", "voice"], name="voice_once_per_edition")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.order}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(edition__in=Edition.objects.visible_to(user))


class FollowUp(Versioned):
    """What happened since with a quote of an earlier edition: one line by the voice's owner, for one new edition."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="follow_ups", verbose_name=_("wall edition"))
    quote = models.ForeignKey(
        EditionQuote, models.PROTECT, related_name="follow_ups", verbose_name=_("quote on the wall")
    )
    line = models.CharField(_("what happened"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name, verbose_name_plural = _("what happened since"), _("what happened since")
        constraints = [
            models.UniqueConstraint(fields=["edition", "quote"], name="one_line_per_quote_and_edition"),
            models.CheckConstraint(condition=~Q(line=""), name="follow_up_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.quote_id}"


class ErratumQuerySet(models.QuerySet["Erratum"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(edition__in=Edition.objects.visible_to(user))


class Erratum(models.Model):
    """A correction of a published edition: a line under it, never a change in it."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="errata", verbose_name=_("wall edition"))
    text = models.CharField(_("correction"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    objects = ErratumQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        verbose_name, verbose_name_plural = _("erratum"), _("errata")

    def __str__(self) -> str:
        return f"{self.edition_id} {self.at:%Y-%m-%d}"
