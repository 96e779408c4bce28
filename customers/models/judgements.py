"""What people judge and decide about a customer, each with its author, its evidence and its end."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models.customer import Customer
from customers.models.imported import Imported
from customers.models.scopes import OfCosts, OfCustomer
from customers.money import MoneyField
from office.models.versioned import Versioned


class Rating(Imported):
    """One dated judgement from 1 to 5; the newest of a dimension counts for twelve months. Never changed, only followed.

    One from a file has all that it says in its `key`: whatever differs is another rating, which follows.
    """

    class Dimension(models.TextChoices):
        COMMUNICATION = "communication", pgettext_lazy("rating", "communication")
        VALUE_RECOGNITION = "value_recognition", pgettext_lazy("rating", "value recognition")
        FEEDBACK_QUALITY = "feedback_quality", pgettext_lazy("rating", "feedback quality")
        DECISION_RATIONALITY = "decision_rationality", pgettext_lazy("rating", "decision rationality")
        RISK_SHARING = "risk_sharing", pgettext_lazy("rating", "risk sharing")
        INDUSTRY_INFLUENCE = "industry_influence", pgettext_lazy("rating", "industry influence")
        INNOVATION_OPENNESS = "innovation_openness", pgettext_lazy("rating", "openness to innovation")
        COMPLIANCE = "compliance", pgettext_lazy("rating", "compliance")
        CULTURE_FIT = "culture_fit", pgettext_lazy("rating", "culture fit")
        OUTLOOK = "outlook", pgettext_lazy("rating", "industry outlook")
        STRATEGIC = "strategic", pgettext_lazy("rating", "strategic value")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="ratings", verbose_name=_("customer"))
    dimension = models.CharField(_("dimension"), max_length=24, choices=Dimension)
    value = models.PositiveSmallIntegerField(_("rating"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    evidence = models.TextField(_("evidence"), blank=True)
    rated_on = models.DateField(_("rated on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    key = models.CharField(_("key"), max_length=120, null=True, editable=False)  # noqa: DJ001

    objects = OfCustomer.as_manager()

    class Meta:
        ordering = ["-rated_on", "-id"]
        verbose_name, verbose_name_plural = _("rating"), _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="rating_natural_key"),
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="rating_1_to_5"),
            models.CheckConstraint(
                condition=Q(value__in=(2, 3)) | ~Q(evidence=""), name="rating_with_evidence_at_the_ends"
            ),
        ]
        indexes = [models.Index(fields=["customer", "dimension", "-rated_on", "-id"])]

    def __str__(self) -> str:
        return f"{self.dimension} {self.value}"


class TierOverride(models.Model):
    """A tier that a founder set against the computed one, with a reason and an end at most twelve months away."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="tier_overrides", verbose_name=_("customer"))
    tier = models.CharField(_("tier"), max_length=1, choices=Customer.Tier)
    reason = models.CharField(_("reason"), max_length=300)
    starts_on = models.DateField(_("from"))
    expires_on = models.DateField(_("expires on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    ended_on = models.DateField(_("taken back on"), null=True, blank=True)

    objects = OfCustomer.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name, verbose_name_plural = _("tier override"), _("tier overrides")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gte=models.F("starts_on")), name="tier_override_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.tier}"


class LighthouseRecord(Versioned):
    """Why a customer is treated as a strategic investment: four criteria with evidence, a cap and a review (6.5)."""

    CRITERIA = ("benchmark_industry", "innovator", "opens_market", "capability_pull")

    customer = models.OneToOneField(
        Customer, models.CASCADE, related_name="lighthouse_record", verbose_name=_("customer")
    )
    benchmark_industry = models.BooleanField(_("sets the benchmark of its industry"), default=False)
    innovator = models.BooleanField(_("innovates with us"), default=False)
    opens_market = models.BooleanField(_("opens a market"), default=False)
    capability_pull = models.BooleanField(_("pulls our abilities up"), default=False)
    evidence = models.TextField(_("evidence"))
    cap = MoneyField(_("most we invest"), null=True, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    history = HistoricalRecords()
    objects = OfCustomer.as_manager()

    class Meta:
        ordering = ["customer"]
        verbose_name, verbose_name_plural = _("lighthouse record"), _("lighthouse records")

    def __str__(self) -> str:
        return f"{self.customer_id}"

    @property
    def criteria(self) -> dict[str, bool]:
        return {name: bool(getattr(self, name)) for name in self.CRITERIA}


class ValuePlan(Versioned):
    """The net value a customer was planned to bring in each year of the relationship (economics 8)."""

    customer = models.OneToOneField(Customer, models.CASCADE, related_name="value_plan", verbose_name=_("customer"))
    starts_on = models.DateField(_("starts on"))
    # Amounts as text in base currency and a label for each year: [["investment", "-1200000"], …].
    years = models.JSONField(_("planned net value by year"))
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    history = HistoricalRecords()
    objects = OfCosts.as_manager()

    class Meta:
        ordering = ["customer"]
        verbose_name, verbose_name_plural = _("value plan"), _("value plans")

    def __str__(self) -> str:
        return f"{self.customer_id} {self.starts_on}"
