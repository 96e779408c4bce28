"""Money of the company as a whole: what winning customers cost, what is in the bank, what was aimed at."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models.facts import Fact
from customers.models.imported import Imported
from customers.models.scopes import OfCompany
from customers.models.terms import AcquisitionChannel, Region
from customers.money import MoneyField
from office.models.versioned import Versioned


class AcquisitionSpend(Fact):
    """What was spent to win customers, by month, channel and region (economics 2.1). Cost of one customer: a cost line."""

    class Kind(models.TextChoices):
        MEDIA = "media", pgettext_lazy("acquisition spend", "media")
        EVENTS = "events", pgettext_lazy("acquisition spend", "events and fairs")
        AGENCY = "agency", pgettext_lazy("acquisition spend", "agency")
        CHANNEL_FEE = "channel_fee", pgettext_lazy("acquisition spend", "channel fees")
        SALES = "sales", pgettext_lazy("acquisition spend", "sales and pre-sales")
        COMMISSION = "commission", pgettext_lazy("acquisition spend", "commission on first contracts")
        OTHER = "other", pgettext_lazy("acquisition spend", "other")

    key = models.CharField(_("key"), max_length=200, editable=False)
    month = models.DateField(_("month"))
    kind = models.CharField(pgettext_lazy("acquisition spend", "kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    channel = models.ForeignKey(
        AcquisitionChannel, models.PROTECT, null=True, blank=True, verbose_name=_("acquisition channel")
    )
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    description = models.CharField(_("description"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-month", "-id"]
        verbose_name, verbose_name_plural = _("acquisition spend"), _("acquisition spend")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="acquisition_spend_natural_key")]
        indexes = [models.Index(fields=["month"])]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.get_kind_display()}"


class Funds(Imported, Versioned):
    """Cash in hand on a day and the fixed cost of a month, both in base currency: what the stress test stands on.

    Fixed cost is every cost outside customers' profit and loss (economics 4.4).
    """

    on = models.DateField(_("date"), unique=True)
    cash = MoneyField(_("cash"))
    fixed_monthly = MoneyField(_("fixed cost per month"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-on"]
        verbose_name, verbose_name_plural = _("cash and fixed cost"), _("cash and fixed cost")

    def __str__(self) -> str:
        return f"{self.on}"


class Target(Imported, Versioned):
    """What the company aims at in a year, or the industry's figure that the founder compares with."""

    class Measure(models.TextChoices):
        REVENUE = "revenue", pgettext_lazy("target", "revenue")
        NET_PROFIT = "net_profit", pgettext_lazy("target", "net customer profit")
        NEW_CUSTOMERS = "new_customers", pgettext_lazy("target", "new customers")
        NRR = "nrr", pgettext_lazy("target", "net revenue retention")
        REPURCHASE = "repurchase_1y", pgettext_lazy("target", "one-year repurchase rate of the industry")

    year = models.PositiveSmallIntegerField(_("year"))
    measure = models.CharField(_("measure"), max_length=16, choices=Measure)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    note = models.CharField(_("note"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-year", "measure"]
        verbose_name, verbose_name_plural = _("target"), _("targets")
        constraints = [models.UniqueConstraint(fields=["year", "measure"], name="one_target_per_year_and_measure")]

    def __str__(self) -> str:
        return f"{self.year} {self.get_measure_display()}"
