"""A customer's own words, and the only two things that may ever happen to them: erasure and the end of sample data.

The database itself refuses everything else (`voice.guards`); this module only says what the rows are.
"""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models.scopes import OfPeople
from voice.guards import TOMBSTONE

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class Channel(models.TextChoices):
    """How the words reached us; not to be mixed up with the acquisition channel of a customer."""

    VISIT = "visit", _("visit")
    CALL = "call", _("call")
    WECOM = "wecom", _("WeCom or WeChat")
    MAIL = "mail", pgettext_lazy("kind of contact", "mail")
    MEETING = "meeting", _("meeting")
    SURVEY = "survey", _("survey")
    HOTLINE = "hotline", _("hotline")
    ROAST = "roast", _("roast session")
    INTERVIEW = "interview", _("interview")
    SOCIAL = "social", _("social media")
    ON_SITE = "on_site", _("on site")
    OTHER = "other", _("other")


class VerbatimQuerySet(OfPeople["Verbatim"]):
    """Words of customers whose people the user may see."""

    whose = "item__customer"


class Verbatim(models.Model):
    """Words exactly as entered: nothing stripped, nothing normalised, never changed (decisions 26 and 39).

    `fingerprint` is the SHA-256 of the text's UTF-8 bytes, 64 hex digits. No column is ever added to or altered in
    this table without a reason of weight: on SQLite that rebuilds the table and drops its triggers.
    """

    text = models.TextField(_("words"))
    fingerprint = models.CharField(_("fingerprint"), max_length=64, db_index=True)
    said_at = models.DateTimeField(_("said"))
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)

    objects = VerbatimQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-id"]
        verbose_name, verbose_name_plural = _("verbatim"), _("verbatims")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="verbatim_is_never_empty")]

    def __str__(self) -> str:
        return self.short_fingerprint

    @property
    def short_fingerprint(self) -> str:
        """The first twelve hex digits, as printed on the wall."""
        return self.fingerprint[:12]

    @property
    def is_erased(self) -> bool:
        return self.text == TOMBSTONE


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Erasures of words the user could have read."""
        return self.filter(verbatim_id__in=Verbatim.objects.visible_to(user).values("pk"))


class Erasure(models.Model):
    """A person's words were removed at their request; fingerprint and date stay, so the wall's past stays provable.

    A number, not a foreign key: the row outlives the words. It opens the one door that the triggers leave, once.
    """

    verbatim_id = models.BigIntegerField(_("verbatim"), unique=True)
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name, verbose_name_plural = _("erasure"), _("erasures")

    def __str__(self) -> str:
        return self.fingerprint[:12]


class SampleWords(models.Model):
    """These words were invented for the sample company, so they may be deleted with it."""

    verbatim_id = models.BigIntegerField(_("verbatim"), unique=True)

    class Meta:
        ordering = ["verbatim_id"]
        verbose_name, verbose_name_plural = _("sample words"), _("sample words")

    def __str__(self) -> str:
        return str(self.verbatim_id)


class RedactionQuerySet(OfPeople["Redaction"]):
    whose = "verbatim__item__customer"

    def standing(self) -> Self:
        return self.filter(lifted_at=None)


class Redaction(models.Model):
    """A mask over code points [start, end) of a verbatim: a layer, never an edit. Lifting it keeps the row."""

    verbatim = models.ForeignKey(Verbatim, models.PROTECT, related_name="redactions", verbose_name=_("verbatim"))
    start = models.PositiveIntegerField(_("from character"))
    end = models.PositiveIntegerField(_("to character"))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lifted by")
    )
    lifted_reason = models.CharField(_("why lifted"), max_length=300, blank=True)

    objects = RedactionQuerySet.as_manager()

    class Meta:
        ordering = ["start", "id"]
        verbose_name, verbose_name_plural = _("mask"), _("masks")
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="redaction_covers_something")
        ]

    def __str__(self) -> str:
        return f"{self.verbatim_id} [{self.start}, {self.end})"
