"""Playbooks (metrics O2): when this happens at a customer, these next actions, by these days, by these roles."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models import Customer
from customers.models.scopes import OfPeople
from customers.models.terms import in_language
from office.access import sees_people_and_voices
from office.models import Versioned
from relationships.triggering import registry

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class TemplateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What we do when is no secret among those who work with customers."""
        return self if user.is_authenticated and sees_people_and_voices(user) else self.none()


class Playbook(Versioned):
    """A template. Nothing fires until somebody switches it on; at most `daily_cap` customers a day."""

    trigger = models.CharField(_("trigger"), max_length=40, choices=registry.choices, unique=True)
    title_zh_hans = models.CharField(_("title (Simplified)"), max_length=80)
    title_zh_hant = models.CharField(_("title (Traditional)"), max_length=80, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=80, blank=True)
    daily_cap = models.PositiveSmallIntegerField(_("customers a day at most"), default=5)
    switched_on_at = models.DateTimeField(_("switched on"), null=True, editable=False)
    switched_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("switched on by"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=100)

    history = HistoricalRecords()
    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["order", "trigger"]
        verbose_name, verbose_name_plural = _("playbook"), _("playbooks")

    def __str__(self) -> str:
        return in_language({"zh-hans": self.title_zh_hans, "zh-hant": self.title_zh_hant, "en": self.title_en})

    def get_absolute_url(self) -> str:
        return reverse("relationships:playbook", args=[self.pk])


class PlaybookStep(models.Model):
    class Role(models.TextChoices):
        OWNER = "owner", pgettext_lazy("who does a step", "the customer's owner")
        LEAD = "lead", pgettext_lazy("who does a step", "the team lead")
        FOUNDER = "founder", pgettext_lazy("who does a step", "the founder")
        DUTY = "duty", pgettext_lazy("who does a step", "the executive on duty")

    class Kind(models.TextChoices):
        PLAIN = "", pgettext_lazy("kind of a step", "to be done")
        CALL = "call", pgettext_lazy("kind of a step", "to be answered with yes or no")
        COMPARE = "compare", pgettext_lazy("kind of a step", "only where that answer and the signals differ")

    playbook = models.ForeignKey(Playbook, models.CASCADE, related_name="steps", verbose_name=_("playbook"))
    workdays = models.PositiveSmallIntegerField(_("working days after"), default=5)
    role = models.CharField(_("who"), max_length=8, choices=Role, default=Role.OWNER)
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.PLAIN, blank=True)
    text_zh_hans = models.CharField(_("what (Simplified)"), max_length=200)
    text_zh_hant = models.CharField(_("what (Traditional)"), max_length=200, blank=True)
    text_en = models.CharField(_("what (English)"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["workdays", "id"]
        verbose_name, verbose_name_plural = _("step"), _("steps")

    def __str__(self) -> str:
        return in_language(self.texts)

    @property
    def texts(self) -> dict[str, str]:
        return {"zh-hans": self.text_zh_hans, "zh-hant": self.text_zh_hant, "en": self.text_en}


class PlaybookRunQuerySet(OfPeople["PlaybookRun"]):
    def open(self) -> Self:
        return self.filter(closed_at=None)


class PlaybookRun(models.Model):
    """A playbook that began at a customer, with what the trigger saw that day. Its steps are next actions.

    `about` names the object that it is about where it fires for each of them (a renewal's day, a person's id), else "".
    It closes when its last step is done or dropped.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="playbook_runs", verbose_name=_("customer"))
    playbook = models.ForeignKey(Playbook, models.PROTECT, related_name="runs", verbose_name=_("playbook"))
    about = models.CharField(_("about"), max_length=40, blank=True)
    # What the trigger saw: numbers, days and codes, never names.
    evidence = models.JSONField(_("evidence"), default=dict)
    fired_on = models.DateField(_("began"))
    fired_at = models.DateTimeField(_("began at"), default=timezone.now)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    # Kept for triggers that are judged by it (`After.HOLDS`); unknown while open and where it is not asked.
    held_at_close = models.BooleanField(_("still held when closed"), null=True, editable=False)

    objects = PlaybookRunQuerySet.as_manager()

    class Meta:
        ordering = ["-fired_at", "-id"]
        verbose_name, verbose_name_plural = _("playbook that began"), _("playbooks that began")
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "playbook"], condition=Q(closed_at=None), name="one_open_playbook_per_trigger"
            ),
        ]
        indexes = [models.Index(fields=["playbook", "fired_on"], name="playbook_run_of_day")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.playbook_id} {self.fired_on}"

    def get_absolute_url(self) -> str:
        return reverse("relationships:playbook-run", args=[self.pk])
