"""What a customer heard from us: promised to whom, by whom of ours, by when, and what became of it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models import Contact, Customer
from customers.models.scopes import OfPeople
from relationships.models.entry import Entries, Entry
from relationships.models.filed import Filed
from relationships.models.interaction import Interaction
from relationships.models.next_action import NextAction

if TYPE_CHECKING:
    from datetime import date

    from office.models import User


class PromiseQuerySet(Entries):
    def open(self) -> Self:
        """Standing, and neither kept nor broken."""
        return self.standing().filter(kept_on=None, broken_on=None)

    def owned_by(self, user: "User") -> Self:
        return self.filter(owner=user)

    def overdue(self, as_of: "date") -> Self:
        """Open, and the day in force has passed."""
        return self.open().filter(due_on__lt=as_of)

    def by_urgency(self) -> Self:
        return self.order_by("due_on", "id")

    def with_people(self) -> Self:
        return self.select_related("customer", "contact__person", "owner")


class Promise(Filed, Entry):
    """What one of ours told somebody at the customer that we would do, by a day.

    A next action is the task among ourselves; a promise is what the customer heard. A promise may have a next action
    that works on it, and it is kept or broken by what the customer gets, not by the task being done. `due_on` is the
    day in force; the days before it stand in `moves`. `slipped`: a day had passed before the customer agreed to another.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="promises", verbose_name=_("customer"))
    text = models.CharField(pgettext_lazy("promise", "what was promised"), max_length=300)
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="promises", verbose_name=pgettext_lazy("promise", "to whom")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="promises",
        verbose_name=pgettext_lazy("promise", "who keeps it"),
    )
    due_on = models.DateField(pgettext_lazy("promise", "by when"))
    said_on = models.DateField(pgettext_lazy("promise", "promised on"))
    source = models.ForeignKey(
        Interaction,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="promises",
        verbose_name=_("source"),
    )
    action = models.ForeignKey(
        NextAction,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="promises",
        verbose_name=_("next action"),
    )
    slipped = models.BooleanField(_("a day passed before another was agreed"), default=False, editable=False)
    kept_on = models.DateField(pgettext_lazy("promise", "kept on"), null=True, editable=False)
    broken_on = models.DateField(pgettext_lazy("promise", "broken on"), null=True, editable=False)
    outcome_note = models.CharField(pgettext_lazy("promise", "what came of it"), max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    settled_at = models.DateTimeField(_("recorded at"), null=True, editable=False)

    history = HistoricalRecords()
    objects = PromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name, verbose_name_plural = _("promise"), _("promises")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="promise_natural_key"),
            models.CheckConstraint(condition=Q(kept_on=None) | Q(broken_on=None), name="promise_kept_or_broken"),
            models.CheckConstraint(condition=Q(due_on__gte=F("said_on")), name="promise_due_not_before_said"),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=Q(kept_on=None, broken_on=None, withdrawn_at=None),
                name="promise_open_of_owner",
            ),
            models.Index(fields=["customer", "due_on", "id"], name="promise_of_customer"),
            models.Index(fields=["due_on"], name="promise_due"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("relationships:promise", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.is_standing and self.kept_on is None and self.broken_on is None

    def is_overdue(self, as_of: "date") -> bool:
        return self.is_open and self.due_on < as_of


class PromiseMoveQuerySet(OfPeople["PromiseMove"]):
    whose = "promise__customer"


class PromiseMove(models.Model):
    """A promise got another day, and somebody at the customer agreed to it: never written again."""

    promise = models.ForeignKey(Promise, models.CASCADE, related_name="moves", verbose_name=_("promise"))
    before = models.DateField(_("day until then"))
    after = models.DateField(_("new day"))
    agreed_with = models.ForeignKey(Contact, models.PROTECT, related_name="+", verbose_name=_("agreed with"))
    reason = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = PromiseMoveQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name, verbose_name_plural = _("new day of a promise"), _("new days of promises")

    def __str__(self) -> str:
        return f"{self.promise_id} {self.before} {self.after}"
