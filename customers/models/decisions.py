"""What the company settles about its figures: settings by version, scenarios that were thought through, alerts followed up."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models.customer import Customer
from customers.models.scopes import OfCompany, OfRevenue
from customers.money import MoneyField
from office.models.versioned import Versioned


class ValuationSettings(models.Model):
    """One version of the parameters of economics 14. A change is a new row; stored results keep the number they used."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    # Only what differs from the defaults of `customers.valuation.settings.Settings`; decimals as text.
    values = models.JSONField(_("values"), default=dict)
    why = models.CharField(_("why"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name, verbose_name_plural = _("valuation settings"), _("valuation settings")

    def __str__(self) -> str:
        return f"{self.number}"


class StressScenario(Versioned):
    """A “what if” kept with the day it was asked, its answer as it was then, and the plan if it comes true."""

    name = models.CharField(_("name"), max_length=120)
    as_of = models.DateField(_("as of"))
    # {"kind": "top|customers|group|industry|region|channel", "of": [...]}: what is lost.
    selection = models.JSONField(_("what is lost"))
    result = models.JSONField(_("answer on that day"))
    plan = models.TextField(_("plan"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    review_on = models.DateField(_("review on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    archived_at = models.DateTimeField(_("archived at"), null=True, editable=False)

    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-as_of", "-id"]
        verbose_name, verbose_name_plural = _("stress scenario"), _("stress scenarios")

    def __str__(self) -> str:
        return self.name


class DefectorAlert(Versioned):
    """A customer found to buy less while it says it is satisfied, in one month, and what became of the alarm (7.7)."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("silent defector", "confirmed")
        SUSPECT = "suspect", pgettext_lazy("silent defector", "suspect")

    class Severity(models.TextChoices):
        SEVERE = "severe", pgettext_lazy("silent defector", "severe")
        MODERATE = "moderate", pgettext_lazy("silent defector", "moderate")
        MILD = "mild", pgettext_lazy("silent defector", "mild")

    class Outcome(models.TextChoices):
        OPEN = "open", pgettext_lazy("alert", "not looked into")
        TRUE = "true", pgettext_lazy("alert", "true: it is leaving")
        RECOVERED = "recovered", pgettext_lazy("alert", "true and won over")
        FALSE = "false", pgettext_lazy("alert", "false alarm")
        WITHDRAWN = "withdrawn", pgettext_lazy("alert", "withdrawn: facts that came later no longer show it")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="defector_alerts", verbose_name=_("customer"))
    month = models.DateField(_("month"))
    status = models.CharField(_("status"), max_length=9, choices=Status)
    severity = models.CharField(_("severity"), max_length=8, choices=Severity)
    p = models.FloatField(_("p"))
    adjusted_p = models.FloatField(_("adjusted p"))
    money_at_risk = MoneyField(_("money at risk"))
    profit_at_risk = MoneyField(_("profit at risk"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, default=Outcome.OPEN)
    outcome_note = models.TextField(_("what was found"), blank=True)
    outcome_on = models.DateField(_("found on"), null=True, blank=True)
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("by")
    )

    objects = OfRevenue.as_manager()

    class Meta:
        ordering = ["-month", "-money_at_risk", "customer"]
        verbose_name, verbose_name_plural = _("alert of a silent defector"), _("alerts of silent defectors")
        constraints = [
            models.UniqueConstraint(fields=["customer", "month"], name="defector_alert_once_a_month"),
            models.CheckConstraint(
                condition=Q(outcome="open", outcome_on=None) | (~Q(outcome="open") & Q(outcome_on__isnull=False)),
                name="defector_alert_outcome_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.month:%Y-%m}"
