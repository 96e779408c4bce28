"""Birthdays of people at customers, and gifts that went to or came from them."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.access import SEES_ALL, people_q
from customers.models import Contact, Customer, Person
from customers.money import MoneyField
from office.models import Versioned
from office.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class BirthdayQuerySet(models.QuerySet["Birthday"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Of people with a position at a customer whose people the user sees."""
        if people_q(user) is None:
            return self
        return self.filter(person__in=Contact.objects.visible_to(user).values("person_id"))


class Birthday(Versioned):
    """Month and day, by the solar or the farmland calendar; the year only where the person told it. Personal: it goes
    with the person."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="birthday", verbose_name=_("person"))
    month = models.PositiveSmallIntegerField(_("month"), validators=[MinValueValidator(1), MaxValueValidator(12)])
    day = models.PositiveSmallIntegerField(_("day"), validators=[MinValueValidator(1), MaxValueValidator(31)])
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    lunar = models.BooleanField(_("by the farmland calendar"), default=False)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted at"), default=timezone.now, editable=False)

    objects = BirthdayQuerySet.as_manager()

    class Meta:
        ordering = ["month", "day", "id"]
        verbose_name, verbose_name_plural = _("birthday"), _("birthdays")
        constraints = [
            models.CheckConstraint(
                condition=Q(month__range=(1, 12), day__range=(1, 31)), name="birthday_is_a_day_of_the_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


class GiftLimitsQuerySet(models.QuerySet["GiftLimits"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The rule is no secret: who may give must know it."""
        return self if user.is_authenticated and user.is_active else self.none()


class GiftLimits(models.Model):
    """One version of the company's limits. A change is a new row; a gift keeps the version it was held against."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    per_gift = MoneyField(_("limit of one gift"))
    per_year = MoneyField(_("limit of a contact in a year"))
    why = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now, editable=False)

    objects = GiftLimitsQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name, verbose_name_plural = _("gift limits"), _("gift limits")

    def __str__(self) -> str:
        return f"{self.number}"


class GiftQuerySet(models.QuerySet["Gift"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """The whole register for founder, executives, Finance and sales operations; a lead's teams'; else one's own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.roles & (SEES_ALL | {Role.FINANCE}):
            return self
        own = Q(by=user)
        return self.filter(own | Q(customer__team__in=user.led_team_ids) if user.led_team_ids else own)

    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(voided_at=None)

    def counting(self) -> Self:
        """Recorded within the limits, or approved above them: what counts as given or received."""
        return self.standing().filter(state__in=Gift.COUNTS)

    def awaiting(self) -> Self:
        return self.standing().filter(state=Gift.State.REQUESTED)


class Gift(Versioned):
    """Something given to a contact or received from one. Above a limit it counts only once a lead or the founder agreed."""

    class Direction(models.TextChoices):
        GIVEN = "given", pgettext_lazy("gift", "given")
        RECEIVED = "received", pgettext_lazy("gift", "received")

    class State(models.TextChoices):
        RECORDED = "recorded", pgettext_lazy("gift", "within the limits")
        REQUESTED = "requested", pgettext_lazy("gift", "waits for approval")
        APPROVED = "approved", pgettext_lazy("gift", "approved")
        REFUSED = "refused", pgettext_lazy("gift", "refused")

    COUNTS = (State.RECORDED, State.APPROVED)

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="gifts", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="gifts", verbose_name=_("contact"))
    direction = models.CharField(_("direction"), max_length=8, choices=Direction, default=Direction.GIVEN)
    what = models.CharField(pgettext_lazy("gift", "what"), max_length=120)
    on = models.DateField(_("day"))
    value = MoneyField(_("value"), help_text=_("In the company's currency."))
    occasion = models.CharField(_("occasion"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="gifts", verbose_name=pgettext_lazy("gift", "by whom")
    )
    limits = models.ForeignKey(
        GiftLimits, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("limits then")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.RECORDED, editable=False)
    reason = models.CharField(_("reason for more than the limit"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decision = models.CharField(_("why decided so"), max_length=300, blank=True, editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    voided_at = models.DateTimeField(_("voided at"), null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("voided by"),
    )
    void_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    objects = GiftQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("gift"), _("gifts")
        constraints = [
            models.CheckConstraint(condition=Q(value__gt=0), name="gift_is_worth_something"),
            models.CheckConstraint(
                condition=Q(state__in=["recorded", "requested"], decided_at=None, decided_by=None)
                | Q(state__in=["approved", "refused"], decided_at__isnull=False, decided_by__isnull=False),
                name="gift_decided_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["contact", "on", "id"], name="gift_of_contact")]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("relationships:gift", args=[self.pk])
