"""A contact that lies ahead: with whom, when, where and what for. It counts nowhere until it is logged."""

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Contact, Customer
from customers.models.scopes import OfPeople
from office.models import Versioned
from relationships.models.filed import Filed
from relationships.models.interaction import Interaction

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from office.models import User

NOON = time(12)
UNTOLD = timedelta(hours=1)
"""How long a contact takes in a calendar when nobody said so."""


class PlannedContactQuerySet(OfPeople["PlannedContact"]):
    def living(self) -> Self:
        """With customers that are not set aside."""
        return self.filter(customer__archived_at=None)

    def open(self) -> Self:
        """Neither cancelled nor done; one whose entry was voided is open again."""
        undone = Q(interaction=None) | Q(interaction__voided_at__isnull=False)
        return self.living().filter(undone, cancelled_at=None)

    def of(self, user: "User") -> Self:
        """Those the colleague goes to."""
        return self.filter(colleagues=user)

    def between(self, first: "date", last: "date") -> Self:
        return self.filter(on__range=(first, last))

    def with_people(self) -> Self:
        """Everything a line about it needs, in a constant number of queries."""
        return self.select_related("customer", "owner", "interaction").prefetch_related(
            models.Prefetch("contacts", queryset=Contact.objects.select_related("person", "department")), "colleagues"
        )

    def in_order(self) -> Self:
        """By day and time; without a time, at the head of the day."""
        return self.order_by("on", models.F("time").asc(nulls_first=True), "id")


class PlannedContact(Filed, Versioned):
    """One contact ahead with one customer. Several customers of one trip are several rows with one `visit_id`."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("planned contact", "planned")
        DONE = "done", pgettext_lazy("planned contact", "done")
        CANCELLED = "cancelled", pgettext_lazy("planned contact", "cancelled")

    KINDS = [choice for choice in Interaction.Kind.choices if choice[0] != Interaction.Kind.BROADCAST]

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="planned_contacts", verbose_name=_("customer"))
    visit_id = models.UUIDField(_("joint visit"), null=True, blank=True, editable=False)
    kind = models.CharField(pgettext_lazy("interaction", "kind"), max_length=16, choices=KINDS)
    on = models.DateField(_("day"))
    time = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(1440)]
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    purpose = models.CharField(_("what for"), max_length=300)
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="planned_contacts", verbose_name=_("people to meet")
    )
    colleagues = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="planned_contacts", verbose_name=_("colleagues")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("planned contact", "who leads"),
    )
    # What came of it: the entry in the log.
    interaction = models.OneToOneField(
        Interaction,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="planned",
        verbose_name=_("interaction"),
    )
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("cancelled by"),
    )
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    # Made by the form or the API client; a second send of the same one finds the first row.
    idempotency_key = models.CharField(_("key against repeats"), max_length=64, blank=True, editable=False)

    objects = PlannedContactQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        verbose_name, verbose_name_plural = _("planned contact"), _("planned contacts")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="plan_natural_key"),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_by=None)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="plan_cancelled_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["created_by", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="plan_sent_once_per_user",
            ),
        ]
        indexes = [
            models.Index(fields=["on", "id"], name="plan_by_day"),
            models.Index(fields=["customer", "on", "id"], name="plan_of_customer"),
        ]

    def __str__(self) -> str:
        return self.purpose

    def get_absolute_url(self) -> str:
        return reverse("relationships:plan", args=[self.pk])

    @property
    def state(self) -> "PlannedContact.State":
        """Asks for the interaction, so fetch it along (`with_people`)."""
        if self.cancelled_at is not None:
            return self.State.CANCELLED
        done = self.interaction is not None and not self.interaction.is_voided
        return self.State.DONE if done else self.State.PLANNED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.PLANNED

    def begins(self, zone: "ZoneInfo") -> datetime:
        """Its moment; noon of its day where no time was said."""
        return datetime.combine(self.on, self.time or NOON, tzinfo=zone).astimezone(UTC)

    def ends(self, zone: "ZoneInfo") -> datetime:
        return self.begins(zone) + (timedelta(minutes=self.minutes) if self.minutes else UNTOLD)

    def is_past(self, now: datetime, zone: "ZoneInfo") -> bool:
        """Whether one may ask if it took place: without a time, from the next day on."""
        if self.time is None:
            return self.on < now.astimezone(zone).date()
        return self.ends(zone) <= now


class PlanMoveQuerySet(OfPeople["PlanMove"]):
    whose = "plan__customer"


class PlanMove(models.Model):
    """A planned contact went to another day or time. Written once."""

    plan = models.ForeignKey(PlannedContact, models.CASCADE, related_name="moves", verbose_name=_("planned contact"))
    from_on = models.DateField(_("from day"))
    from_time = models.TimeField(_("from time"), null=True, blank=True)
    to_on = models.DateField(_("to day"))
    to_time = models.TimeField(_("to time"), null=True, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    objects = PlanMoveQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        verbose_name, verbose_name_plural = _("move of a planned contact"), _("moves of planned contacts")

    def __str__(self) -> str:
        return f"{self.from_on:%Y-%m-%d} → {self.to_on:%Y-%m-%d}"
