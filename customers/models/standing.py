from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.access import revenue_q
from customers.models.customer import Customer
from customers.models.scopes import OfCompany
from customers.money import MoneyField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class StandingKind(models.TextChoices):
    TODAY = "today", pgettext_lazy("standing", "today")
    WEEK = "week", pgettext_lazy("standing", "week")
    MONTH = "month", pgettext_lazy("standing", "month")


class CustomerStandingQuerySet(models.QuerySet["CustomerStanding"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As revenue lines; columns that give a margin away are the page's to leave out."""
        condition = revenue_q(user)
        return self if condition is None else self.filter(condition)

    def today(self) -> Self:
        """The newest computed one of each customer; the rest are frozen."""
        return self.filter(kind=StandingKind.TODAY)


class CustomerStanding(models.Model):
    """What a customer is worth on a day, measure by measure (metrics of economics 1–9), in base currency.

    One row per customer is `today` and is computed anew; rows of weeks (Sundays) and months (last days) are frozen as
    known that day and never written again (decision 6). `current_for` repeats the customer on the row of today alone,
    so that lists reach it by one join: `Customer.standing`. Money windows are those of the month `month` (M0): T12 and
    P12 of economics 0.4. Null means unknown; `missing` says why, by code.
    """

    class Stage(models.TextChoices):
        PROSPECT = "prospect", pgettext_lazy("stage", "prospect")
        NEW = "new", pgettext_lazy("stage", "new")
        GROWING = "growing", pgettext_lazy("stage", "growing")
        MATURE = "mature", pgettext_lazy("stage", "mature")
        DECLINING = "declining", pgettext_lazy("stage", "declining")
        DORMANT = "dormant", pgettext_lazy("stage", "dormant")
        WON_BACK = "won_back", pgettext_lazy("stage", "won back")
        LOST = "lost", pgettext_lazy("stage", "lost")

    class ProfitClass(models.TextChoices):
        A = "A", pgettext_lazy("class", "A high profit, high potential")
        B = "B", pgettext_lazy("class", "B high profit, low potential")
        C = "C", pgettext_lazy("class", "C low profit, high potential")
        D = "D", pgettext_lazy("class", "D low profit, low potential")
        AB = "A/B", pgettext_lazy("class", "A or B: potential unknown")
        CD = "C/D", pgettext_lazy("class", "C or D: potential unknown")
        UNCLASSIFIED = "unclassified", pgettext_lazy("class", "not classified")

    class Grade(models.TextChoices):
        A = "A", pgettext_lazy("payment grade", "A")
        B = "B", pgettext_lazy("payment grade", "B")
        C = "C", pgettext_lazy("payment grade", "C")
        D = "D", pgettext_lazy("payment grade", "D")
        UNRATED = "unrated", pgettext_lazy("payment grade", "not rated yet")

    class Alarm(models.TextChoices):
        CONFIRMED = "confirmed", pgettext_lazy("silent defector", "confirmed")
        SUSPECT = "suspect", pgettext_lazy("silent defector", "suspect")
        UNSAID = "unsaid", pgettext_lazy("silent defector", "no opinion and falling")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="standings", verbose_name=_("customer"))
    current_for = models.OneToOneField(
        Customer, models.CASCADE, null=True, editable=False, related_name="standing", verbose_name=_("today's of")
    )
    kind = models.CharField(_("standing"), max_length=5, choices=StandingKind, default=StandingKind.TODAY)
    as_of = models.DateField(_("as of"))
    month = models.DateField(_("up to month"))

    # --- Buying
    net_t12 = MoneyField(_("revenue, 12 months"), null=True)
    net_p12 = MoneyField(_("revenue, the 12 months before"), null=True)
    first_order_on = models.DateField(_("first order"), null=True)
    last_order_on = models.DateField(_("last order"), null=True)
    order_days_t12 = models.PositiveIntegerField(_("order days, 12 months"), default=0)
    tenure_months = models.PositiveIntegerField(_("months since the first order"), null=True)
    mrr = MoneyField(_("monthly recurring revenue"), null=True)
    growth = models.FloatField(_("growth"), null=True)
    stage = models.CharField(_("stage"), max_length=9, choices=Stage, blank=True)
    active = models.BooleanField(_("active in 90 days"), default=False)
    size_computed = models.CharField(
        _("size by the national standard"), max_length=10, choices=Customer.Size, blank=True
    )
    size_effective = models.CharField(_("effective size"), max_length=10, choices=Customer.Size, blank=True)

    # --- Profit (T12)
    gross_profit = MoneyField(_("gross profit"), null=True)
    contribution = MoneyField(_("contribution profit"), null=True)
    net_profit = MoneyField(_("net customer profit"), null=True)
    net_profit_p12 = MoneyField(_("net customer profit, the 12 months before"), null=True)
    net_profit_ever = MoneyField(_("historic lifetime value"), null=True)
    cost_to_serve = MoneyField(_("cost to serve"), null=True)
    direct_cost = MoneyField(_("service, custom R&D and relationship cost"), null=True)
    service_minutes = models.PositiveIntegerField(_("service minutes"), default=0)
    capital_cost = MoneyField(_("capital cost of payment terms"), null=True)
    receivable = MoneyField(_("open receivable"), null=True)
    expected_loss = MoneyField(_("expected loss of what is open"), null=True)
    allowance = MoneyField(_("expected credit loss"), null=True)
    net_margin = models.FloatField(_("net margin"), null=True)
    partial = models.BooleanField(_("costs are incomplete"), default=False)

    # --- Value
    retention = models.FloatField(_("retention rate"), null=True)
    ltv = MoneyField(_("lifetime value"), null=True)
    ltv_basis = models.CharField(_("yearly profit behind it"), max_length=12, blank=True)
    cac = MoneyField(_("acquisition cost"), null=True)
    payback_months = models.PositiveIntegerField(_("months to pay back"), null=True)
    payback_status = models.CharField(_("payback"), max_length=16, blank=True)
    wallet_share = models.FloatField(_("share of wallet"), null=True)
    wallet_flag = models.CharField(_("wallet"), max_length=16, blank=True)
    curve_status = models.CharField(_("value-return curve"), max_length=10, blank=True)
    lighthouse = models.CharField(_("lighthouse"), max_length=16, blank=True)

    # --- Judgement
    payment_grade = models.CharField(_("payment grade"), max_length=7, choices=Grade, blank=True)
    days_late = models.FloatField(_("weighted days late"), null=True)
    potential = models.FloatField(_("potential"), null=True)
    profit_class = models.CharField(_("profitability class"), max_length=12, choices=ProfitClass, blank=True)
    tier_score = models.FloatField(_("tier score"), null=True)
    tier_computed = models.CharField(_("computed tier"), max_length=1, choices=Customer.Tier, blank=True)
    tier_effective = models.CharField(_("effective tier"), max_length=1, choices=Customer.Tier, blank=True)
    scorecard = models.FloatField(_("good-customer score"), null=True)
    scorecard_band = models.CharField(_("good-customer band"), max_length=12, blank=True)

    # --- Leaving
    satisfied = models.BooleanField(_("satisfied"), null=True)
    p_trend = models.FloatField(_("p of the falling trend"), null=True)
    rel_annual = models.FloatField(_("trend per year"), null=True)
    level = models.FloatField(_("level against last year"), null=True)
    p_overdue = models.FloatField(_("p of the overdue order"), null=True)
    leaked_annual = MoneyField(_("leaked per year"), null=True)
    at_stake_annual = MoneyField(_("at stake per year"), null=True)
    alarm = models.CharField(_("silent defector"), max_length=9, choices=Alarm, blank=True)
    severity = models.CharField(_("severity"), max_length=8, blank=True)
    money_at_risk = MoneyField(_("money at risk"), null=True)
    profit_at_risk = MoneyField(_("profit at risk"), null=True)

    # Codes of what is unknown and why, and the parts of figures that pages open: nothing here is ordered or filtered by.
    missing = models.JSONField(_("what is missing"), default=list)
    parts = models.JSONField(_("parts"), default=dict)

    inputs_digest = models.CharField(_("digest of the inputs"), max_length=64)
    formula_version = models.CharField(_("formula"), max_length=12)
    settings_number = models.PositiveIntegerField(_("version of the settings"), default=0)
    computed_at = models.DateTimeField(_("computed at"))

    objects = CustomerStandingQuerySet.as_manager()

    class Meta:
        ordering = ["customer_id", "-as_of", "kind"]
        verbose_name, verbose_name_plural = _("standing"), _("standings")
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "as_of"], condition=~Q(kind="today"), name="customer_standing_frozen_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="today", current_for=F("customer")) | (~Q(kind="today") & Q(current_for=None)),
                name="customer_standing_now_is_today",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "as_of"], name="customer_standing_day"),
            models.Index(fields=["customer", "as_of"], name="customer_standing_of"),
            models.Index(
                fields=["net_t12", "current_for"], condition=~Q(current_for=None), name="customer_now_by_net_t12"
            ),
            models.Index(
                fields=["net_margin", "current_for"], condition=~Q(current_for=None), name="customer_now_by_net_margin"
            ),
            models.Index(
                fields=["money_at_risk", "current_for"],
                condition=~Q(current_for=None) & ~Q(money_at_risk=None),
                name="customer_now_by_money_at_risk",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind} {self.as_of}"


class CompanyStanding(models.Model):
    """The whole customer base on a day: what single customers are measured against, and the figures of the portfolio.

    `basis` holds what a single customer's computation needs of the others (margins, medians, seasons, pools, rates);
    `figures` the answers of economics 1.5–6.10, 7.7, 9 and 10 by name. One row is `today`, the others are frozen.
    """

    kind = models.CharField(_("standing"), max_length=5, choices=StandingKind, default=StandingKind.TODAY)
    as_of = models.DateField(_("as of"))
    month = models.DateField(_("up to month"))
    customers = models.PositiveIntegerField(_("customers"))
    basis = models.JSONField(_("basis"))
    figures = models.JSONField(_("figures"), default=dict)
    inputs_digest = models.CharField(_("digest of the inputs"), max_length=64)
    formula_version = models.CharField(_("formula"), max_length=12)
    settings_number = models.PositiveIntegerField(_("version of the settings"), default=0)
    computed_at = models.DateTimeField(_("computed at"))
    # Customers whose own standing was computed anew since: the portfolio is that much behind.
    changed_since = models.PositiveIntegerField(_("changed since"), default=0)

    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-as_of", "kind"]
        verbose_name, verbose_name_plural = _("standing of the company"), _("standings of the company")
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="today"), name="one_company_standing_today"),
            models.UniqueConstraint(
                fields=["kind", "as_of"], condition=~Q(kind="today"), name="company_standing_frozen_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.as_of}"
