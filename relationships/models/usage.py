"""How customers use a product: what is counted, the values of each period, and the trend kept of them."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer, Product
from customers.models.facts import Fact
from customers.models.scopes import OfPeople
from customers.models.terms import in_language
from office.access import sees_people_and_voices
from office.models import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class UsageMeasureQuerySet(models.QuerySet["UsageMeasure"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self if user.is_authenticated and sees_people_and_voices(user) else self.none()

    def active(self) -> Self:
        return self.filter(active=True)


class UsageMeasure(Versioned):
    """One thing that is counted of a product's use, every week or every month."""

    class Dimension(models.TextChoices):
        BREADTH = "breadth", pgettext_lazy("usage", "breadth")
        DEPTH = "depth", pgettext_lazy("usage", "depth")
        FREQUENCY = "frequency", pgettext_lazy("usage", "frequency")

    class Period(models.TextChoices):
        WEEK = "week", pgettext_lazy("usage", "every week")
        MONTH = "month", pgettext_lazy("usage", "every month")

    product = models.ForeignKey(Product, models.PROTECT, related_name="usage_measures", verbose_name=_("product"))
    code = models.SlugField(_("code"), max_length=60, unique=True, help_text=_("Files and the API call it by this."))
    name_zh_hans = models.CharField(_("name (Simplified)"), max_length=80)
    name_zh_hant = models.CharField(_("name (Traditional)"), max_length=80, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True, help_text=_("Such as %, hours or pieces."))
    dimension = models.CharField(
        _("dimension"),
        max_length=9,
        choices=Dimension,
        help_text=_("Breadth: how many people. Depth: how much of the product. Frequency: how often."),
    )
    period = models.CharField(_("counted"), max_length=5, choices=Period, default=Period.MONTH)
    more_is_better = models.BooleanField(
        _("the more the better"), default=True, help_text=_("Not for what should become less, such as failed sign-ins.")
    )
    active = models.BooleanField(pgettext_lazy("KPI", "active"), default=True, editable=False)

    objects = UsageMeasureQuerySet.as_manager()

    class Meta:
        ordering = ["product__order", "product__code", "dimension", "code"]
        verbose_name, verbose_name_plural = _("usage measure"), _("usage measures")

    def __str__(self) -> str:
        return in_language({"zh-hans": self.name_zh_hans, "zh-hant": self.name_zh_hant, "en": self.name_en})


class UsageReadingQuerySet(OfPeople["UsageReading"]):
    """As the customer's contacts."""


class UsageReading(Fact):
    """A value of one period. A correction is a further row: of one period the latest recorded counts."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="usage_readings", editable=False, verbose_name=_("customer")
    )
    measure = models.ForeignKey(UsageMeasure, models.PROTECT, related_name="readings", verbose_name=_("usage measure"))
    period_end = models.DateField(_("end of the period"))
    # Which value of the period it is among those that this system told: a correction counts on.
    number = models.PositiveSmallIntegerField(_("number"), default=1, editable=False)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)

    objects = UsageReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-period_end", "-recorded_at", "-id"]
        verbose_name, verbose_name_plural = _("usage reading"), _("usage readings")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "customer", "measure", "period_end", "number"], name="usage_reading_natural_key"
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="usage_reading_not_negative"),
        ]
        indexes = [models.Index(fields=["customer", "measure", "period_end"], name="usage_reading_of_customer")]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.period_end} {self.value}"


class UsageTrendQuerySet(OfPeople["UsageTrend"]):
    def worsening(self) -> Self:
        return self.filter(outlook=UsageTrend.Outlook.WORSE)


class UsageTrend(models.Model):
    """What `relationships.outcomes.usage` says of one measure at one customer: computed from readings, never written by
    hand. `leads_for` marks the one that speaks for the customer in lists: the one that gets worse most, if any does."""

    class Trend(models.TextChoices):
        FALLING = "falling", pgettext_lazy("usage", "falling")
        RISING = "rising", pgettext_lazy("usage", "rising")
        STEADY = "steady", pgettext_lazy("usage", "steady")
        INSUFFICIENT = "insufficient", pgettext_lazy("usage", "too few periods")

    class Outlook(models.TextChoices):
        """The trend by what is good for this measure."""

        WORSE = "worse", pgettext_lazy("usage", "gets worse")
        BETTER = "better", pgettext_lazy("usage", "gets better")
        STEADY = "steady", pgettext_lazy("usage", "steady")
        INSUFFICIENT = "insufficient", pgettext_lazy("usage", "too few periods")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="usage_trends", verbose_name=_("customer"))
    measure = models.ForeignKey(UsageMeasure, models.CASCADE, related_name="trends", verbose_name=_("usage measure"))
    latest_on = models.DateField(_("latest period"))
    latest = models.FloatField(_("latest value"))
    change = models.FloatField(_("against the four periods before"), null=True)
    change_over = models.PositiveSmallIntegerField(_("periods compared with"), default=0)
    year_change = models.FloatField(_("against the year before"), null=True)
    trend = models.CharField(_("trend"), max_length=12, choices=Trend)
    p = models.FloatField(_("chance alone"), null=True)
    fall = models.FloatField(_("change over the window"), null=True)
    periods = models.PositiveSmallIntegerField(_("periods read"))
    outlook = models.CharField(_("outlook"), max_length=12, choices=Outlook)
    leads_for = models.OneToOneField(
        Customer,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="usage_leading",
        verbose_name=_("speaks for the customer"),
    )

    objects = UsageTrendQuerySet.as_manager()

    class Meta:
        ordering = ["customer_id", "measure_id"]
        verbose_name, verbose_name_plural = _("usage trend"), _("usage trends")
        constraints = [
            models.UniqueConstraint(fields=["customer", "measure"], name="usage_trend_once"),
        ]
        indexes = [models.Index(fields=["outlook", "fall"], name="usage_trend_outlook")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.measure_id} {self.trend}"

    def get_absolute_url(self) -> str:
        return reverse("relationships:usage-tab", args=[self.customer_id])
