"""What we know about a customer beside our own ledger: its size, what it buys elsewhere, what it says in scores."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models.customer import Customer
from customers.models.facts import Fact
from customers.models.scopes import OfCustomer, OfRevenue
from customers.money import MoneyField


class WalletEstimate(Fact):
    """What the customer spends in our category in twelve months, as somebody estimated it on a day (economics 7.8)."""

    class Confidence(models.TextChoices):
        LOW = "low", pgettext_lazy("confidence", "low")
        MEDIUM = "medium", pgettext_lazy("confidence", "medium")
        HIGH = "high", pgettext_lazy("confidence", "high")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="wallet_estimates", verbose_name=_("customer"))
    on = models.DateField(_("date"))
    category = models.CharField(_("category"), max_length=80, blank=True)
    total = MoneyField(_("yearly spend in the category"))
    told_by = models.CharField(pgettext_lazy("estimate", "source"), max_length=200)
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, default=Confidence.MEDIUM)

    history = HistoricalRecords()
    objects = OfRevenue.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("wallet estimate"), _("wallet estimates")
        constraints = [
            models.UniqueConstraint(fields=["customer", "category", "on"], name="wallet_estimate_once_a_day"),
            models.CheckConstraint(condition=Q(total__gt=0), name="wallet_estimate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.on}"


class CustomerYear(Fact):
    """The customer's own year as published or told: whether it grows or shrinks itself (decision 41)."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="years", verbose_name=_("customer"))
    year = models.PositiveSmallIntegerField(_("year"))
    revenue = MoneyField(_("its yearly revenue"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    assets = MoneyField(_("its total assets"), null=True, blank=True)
    told_by = models.CharField(pgettext_lazy("estimate", "source"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = OfCustomer.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        verbose_name, verbose_name_plural = _("year of a customer"), _("years of customers")
        constraints = [models.UniqueConstraint(fields=["customer", "year"], name="customer_year_once")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.year}"


class Certificate(Fact):
    """A certificate or qualification that the customer holds."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="certificates", verbose_name=_("customer"))
    name = models.CharField(_("certificate"), max_length=120)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = OfCustomer.as_manager()

    class Meta:
        ordering = ["name", "-issued_on", "id"]
        verbose_name, verbose_name_plural = _("certificate"), _("certificates")
        constraints = [models.UniqueConstraint(fields=["customer", "name"], name="certificate_once")]

    def __str__(self) -> str:
        return self.name


class SatisfactionScore(Fact):
    """A score that a customer gave, brought in from elsewhere; surveys of our own feed theirs (decision 5)."""

    class Kind(models.TextChoices):
        NPS = "nps", pgettext_lazy("score", "NPS 0–10")
        CSAT5 = "csat5", pgettext_lazy("score", "satisfaction 1–5")
        CSAT10 = "csat10", pgettext_lazy("score", "satisfaction 1–10")
        CES7 = "ces7", pgettext_lazy("score", "made it easy 1–7")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="scores", verbose_name=_("customer"))
    key = models.CharField(_("key"), max_length=200, editable=False)
    on = models.DateField(_("date"))
    kind = models.CharField(pgettext_lazy("score", "kind"), max_length=6, choices=Kind)
    score = models.PositiveSmallIntegerField(_("score"))

    objects = OfCustomer.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("satisfaction score"), _("satisfaction scores")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="satisfaction_score_natural_key"),
            models.CheckConstraint(
                condition=Q(kind="nps", score__range=(0, 10))
                | Q(kind="csat5", score__range=(1, 5))
                | Q(kind="csat10", score__range=(1, 10))
                | Q(kind="ces7", score__range=(1, 7)),
                name="satisfaction_score_within_its_scale",
            ),
        ]
        indexes = [models.Index(fields=["customer", "on"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.score}"
