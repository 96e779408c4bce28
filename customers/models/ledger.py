"""Facts of money and what is derived from them. Amounts stay in the document's currency; base amounts are never stored."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.access import revenue_q
from customers.models.customer import Customer
from customers.models.imported import Imported
from customers.models.terms import Product
from customers.money import MoneyField
from office.models.versioned import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class RevenueLineQuerySet(models.QuerySet["RevenueLine"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """A CSM sees the lines of customers they own, not those of the team's others."""
        condition = revenue_q(user)
        return self if condition is None else self.filter(condition)


class RevenueLine(Imported):
    """One line of an invoice, order or credit note, without VAT; a refund is a negative net on its own day."""

    class Kind(models.TextChoices):
        ORDER = "order", pgettext_lazy("kind of revenue", "order")
        SUBSCRIPTION = "subscription", _("subscription")

    # No index of its own: (customer, date) has it in front.
    customer = models.ForeignKey(
        Customer, models.PROTECT, db_index=False, related_name="revenue_lines", verbose_name=_("customer")
    )
    # The natural key: identical lines of one document survive through the ordinal of their repeat (decision 28).
    source = models.CharField(_("system"), max_length=40, default="ledger")
    document = models.CharField(_("document"), max_length=60)
    item = models.CharField(_("item"), max_length=80, blank=True)
    ordinal = models.PositiveIntegerField(_("ordinal"), default=1)

    booked_on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ORDER)
    net = MoneyField(_("net amount"))
    currency = models.CharField(_("currency"), max_length=3)
    quantity = models.DecimalField(_("quantity"), max_digits=16, decimal_places=4, null=True, blank=True)
    # What the price list would have added to `net`: how much a first order was subsidised.
    discount = MoneyField(_("discount given"), null=True, blank=True)
    tax_rate = models.DecimalField(_("VAT rate"), max_digits=5, decimal_places=4, null=True, blank=True)
    description = models.CharField(_("description"), max_length=200, blank=True)
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, db_index=False, verbose_name=_("product")
    )

    objects = RevenueLineQuerySet.as_manager()

    class Meta:
        ordering = ["-booked_on", "-id"]
        verbose_name, verbose_name_plural = _("revenue line"), _("revenue lines")
        constraints = [
            models.UniqueConstraint(fields=["source", "document", "item", "ordinal"], name="revenue_line_natural_key")
        ]
        indexes = [
            models.Index(fields=["customer", "booked_on", "id"]),
            models.Index(fields=["product"], condition=Q(product__isnull=False), name="revenue_line_of_product"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.item}".strip()


class CostLineQuerySet(models.QuerySet["CostLine"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Costs give margins away: only for those who see margins of the customer."""
        from customers.access import costs_q

        condition = costs_q(user, "customer")
        return self if condition is None else self.filter(condition)


class CostLine(Imported):
    """One cost of a customer, by the line of the customer's profit and loss that it belongs to (economics 1.1)."""

    class Kind(models.TextChoices):
        PRODUCT = "product_cost", _("product cost")
        REBATE = "rebates", _("rebates")
        SELLING = "variable_selling", _("variable selling cost")
        SERVICE = "service_cost", _("dedicated service")
        CUSTOM_RD = "custom_rd", _("custom R&D")
        RELATIONSHIP = "retention_cost", _("relationship cost")
        CAPITAL = "capital_cost", _("capital cost of payment terms")
        WRITE_OFF = "write_offs", _("write-offs")
        RECOVERY = "recoveries", _("recoveries")
        OTHER_RISK = "other_risk", _("other risk cost")
        ACQUISITION = "acquisition", _("acquisition cost")

    customer = models.ForeignKey(
        Customer, models.PROTECT, db_index=False, related_name="cost_lines", verbose_name=_("customer")
    )
    # Document, else customer, month, kind and ordinal of the repeat (decision 42): written by services.
    source = models.CharField(_("system"), max_length=40, default="ledger")
    key = models.CharField(_("key"), max_length=200, editable=False)
    document = models.CharField(_("document"), max_length=60, blank=True)

    booked_on = models.DateField(_("date"))
    kind = models.CharField(_("kind of cost"), max_length=20, choices=Kind)
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    description = models.CharField(_("description"), max_length=200, blank=True)
    need = models.ForeignKey(
        "customers.Need",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("need it serves"),
    )

    objects = CostLineQuerySet.as_manager()

    class Meta:
        ordering = ["-booked_on", "-id"]
        verbose_name, verbose_name_plural = _("cost line"), _("cost lines")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="cost_line_natural_key")]
        indexes = [models.Index(fields=["customer", "booked_on", "id"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.booked_on}"


class ExchangeRateQuerySet(models.QuerySet["ExchangeRate"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Rates are no secret in the house."""
        return self if user.is_authenticated and user.is_active else self.none()


class ExchangeRate(Imported, Versioned):
    """Units of base currency for one unit of the currency, from a day on (economics 0.6)."""

    currency = models.CharField(_("currency"), max_length=3)
    on = models.DateField(_("on"))
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=8)
    source = models.CharField(_("source"), max_length=80, blank=True)

    history = HistoricalRecords()
    objects = ExchangeRateQuerySet.as_manager()

    class Meta:
        ordering = ["currency", "-on"]
        verbose_name, verbose_name_plural = _("exchange rate"), _("exchange rates")
        constraints = [
            models.UniqueConstraint(fields=["currency", "on"], name="one_rate_per_currency_and_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="rate_is_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.on}"


class MonthlyTotalQuerySet(models.QuerySet["MonthlyTotal"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Months hold costs beside revenue: as cost lines."""
        from customers.access import costs_q

        condition = costs_q(user, "customer")
        return self if condition is None else self.filter(condition)


class MonthlyTotal(models.Model):
    """The rollup: one row per customer, month and line of the profit and loss, in base currency.

    Derived from facts by `customers.services.rollups`; it can be thrown away and rebuilt to the same bytes.
    `kind` is a cost kind, or sales, refunds, subscription_sales, subscription_refunds.
    """

    customer = models.ForeignKey(
        Customer, models.CASCADE, db_index=False, related_name="monthly_totals", verbose_name=_("customer")
    )
    month = models.DateField(_("month"))
    kind = models.CharField(_("kind"), max_length=24)
    amount = MoneyField(_("amount"))
    lines = models.PositiveIntegerField(_("lines"))
    lines_without_rate = models.PositiveIntegerField(_("lines without a rate"), default=0)
    order_days = models.PositiveSmallIntegerField(_("order days"), default=0)

    objects = MonthlyTotalQuerySet.as_manager()

    class Meta:
        ordering = ["customer", "month", "kind"]
        verbose_name, verbose_name_plural = _("monthly total"), _("monthly totals")
        constraints = [
            models.UniqueConstraint(fields=["customer", "month", "kind"], name="one_total_per_month_and_kind")
        ]
        indexes = [models.Index(fields=["month", "kind"])]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.month} {self.kind}"
