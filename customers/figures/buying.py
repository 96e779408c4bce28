"""Figures of buying and of leaving: what an account manager may see of the own customers too."""

from django.utils.translation import gettext_lazy as _

from customers import access
from customers.figures import words
from customers.figures.declared import Definition, Part, Period, Ref, Unit
from customers.figures.labels import label_of
from customers.figures.parameters import Parametric
from customers.figures.reasons import INVOICES

LEDGER = "customers:ledger"


def _own(name: str, unit: Unit, formula: object, source: str, **more: object) -> Definition:
    return Definition(
        name=name,
        column=name,
        label=label_of(name),
        unit=unit,
        formula=formula,
        source=source,
        may_see=access.sees_revenue_of,
        **more,  # type: ignore[arg-type]
    )


BUYING = [
    _own(
        "net_t12",
        Unit.MONEY,
        _("Sales less refunds of the twelve complete months, without VAT, converted at the rate of each day."),
        "1.1",
        period=Period.T12,
        inputs=(
            Part(_("Sales"), "t12.lines.sales"),
            Part(_("Refunds"), "t12.lines.refunds"),
        ),
        count=Ref("order_days_t12"),
        missing=("rate", "t12"),
        otherwise="no_revenue",
        rows=LEDGER,
    ),
    _own(
        "net_p12",
        Unit.MONEY,
        _("Sales less refunds of the twelve complete months before those."),
        "1.1",
        period=Period.P12,
        inputs=(
            Part(_("Sales"), "p12.lines.sales"),
            Part(_("Refunds"), "p12.lines.refunds"),
        ),
        missing=("rate", "p12"),
        otherwise="no_revenue",
        rows=LEDGER,
    ),
    _own(
        "first_order_on",
        Unit.DAY,
        _("The earlier of the recorded first deal and the first day with orders above nothing."),
        "0.7",
        period=Period.EVER,
        otherwise="no_order",
        rows=LEDGER,
    ),
    _own(
        "last_order_on",
        Unit.DAY,
        _("The last day on which orders less refunds came to more than nothing."),
        "0.7",
        period=Period.EVER,
        otherwise="no_order",
        rows=LEDGER,
    ),
    _own(
        "order_days_t12",
        Unit.COUNT,
        _("Days in the twelve months whose orders came to more than nothing; several orders of a day count once."),
        "0.7",
        period=Period.T12,
        rows=LEDGER,
    ),
    _own(
        "tenure_months",
        Unit.MONTHS,
        _("Full months from the first order to the day."),
        "0.4",
        period=Period.EVER,
        inputs=(Ref("first_order_on"),),
        otherwise="ledger_start",
        rows=LEDGER,
    ),
    _own(
        "mrr",
        Unit.MONEY,
        _("Fees of running contracts without VAT and one-off items, divided by the months of their terms."),
        "3.1",
        missing=("contract_fee", "contract_rate"),
        otherwise="no_contract",
        rows="customers:contracts",
    ),
    _own(
        "growth",
        Unit.SHARE,
        _(
            "From two years of tenure on, revenue of twelve complete months against the twelve before; of a younger "
            "customer the last six against the six before."
        ),
        "5.1",
        inputs=(Ref("net_t12"), Ref("net_p12"), Ref("tenure_months")),
        missing=("growth",),
        otherwise="young",
        rows=LEDGER,
    ),
    _own(
        "stage",
        Unit.WORD,
        Parametric(
            _(
                "By order days, contacts and growth: new in the first year, growing from +%(growth_line)s, declining from "
                "−%(growth_line)s, dormant after %(dormant_months)s months without order or contact, lost after "
                "%(silent_months)s months and %(silent_gaps)s of its usual pauses without an order, %(grace_months)s months "
                "after its subscription ended, or when recorded."
            )
        ),
        "5.1",
        words=words.STAGES,
        inputs=(Ref("first_order_on"), Ref("last_order_on"), Ref("growth")),
        missing=("growth",),
        rows=LEDGER,
    ),
    _own(
        "active",
        Unit.YES_NO,
        _("An order day or a contact in both directions within 90 days."),
        "5.3",
        inputs=(Ref("last_order_on"),),
        rows=LEDGER,
    ),
    _own(
        "receivable",
        Unit.MONEY,
        _("Invoices with VAT, less what was paid on them by the day."),
        "0.5",
        otherwise="invoices",
        missing=INVOICES,
        count=Part(_("invoices due in 12 months"), "grade.invoices", Unit.COUNT),
        rows="customers:receivables",
    ),
    _own(
        "payment_grade",
        Unit.WORD,
        Parametric(
            _(
                "Over invoices due in twelve months, disputed ones left out: A up to %(payment_a_late)s days late and "
                "%(payment_a_open)s open, B up to %(payment_b_late)s and %(payment_b_open)s, C up to %(payment_c_late)s and "
                "%(payment_c_open)s, D beyond or after a write-off."
            )
        ),
        "6.6",
        period=Period.T12,
        words=words.GRADES,
        inputs=(
            Ref("days_late"),
            Part(_("Paid on time, part of the amount"), "grade.on_time_share", Unit.SHARE),
            Part(_("Longest overdue that is open"), "grade.max_open_overdue", Unit.DAYS),
        ),
        count=Part(_("invoices due in 12 months"), "grade.invoices", Unit.COUNT),
        otherwise="invoices",
        missing=INVOICES,
        rows="customers:receivables",
    ),
    _own(
        "days_late",
        Unit.DAYS,
        _(
            "Days between due day and payment, weighted by amount; early payment counts 0, open parts count until the day."
        ),
        "6.6",
        period=Period.T12,
        count=Part(_("invoices due in 12 months"), "grade.invoices", Unit.COUNT),
        otherwise="few_invoices",
        missing=INVOICES,
        rows="customers:receivables",
    ),
    _own(
        "wallet_share",
        Unit.SHARE,
        _("Our sales of twelve months divided by what they buy in our category in all, as estimated last."),
        "7.8",
        inputs=(Ref("net_t12"), Part(_("Share before"), "wallet.prior", Unit.SHARE), Ref("wallet_flag")),
        missing=("wallet_ledger",),
        otherwise="wallet",
    ),
    _own(
        "wallet_flag",
        Unit.WORD,
        Parametric(
            _(
                "A fall by %(wallet_points)s of the wallet, or by %(wallet_relative)s of the share before; hidden where our "
                "sales did not fall."
            )
        ),
        "7.8",
        words=words.WALLETS,
        inputs=(Ref("wallet_share"),),
        missing=("wallet_ledger",),
        otherwise="wallet",
    ),
]

LEAVING = [
    _own(
        "satisfied",
        Unit.YES_NO,
        _("By the newest score of twelve months, else by three moods or more of six months."),
        "7.1",
        missing=("satisfaction",),
        otherwise="satisfaction",
        rows="customers:detail",
    ),
    _own(
        "p_trend",
        Unit.CHANCE,
        _("Chance that twelve months without any trend look this falling, season taken out (Mann-Kendall test)."),
        "7.4",
        period=Period.T12,
        inputs=(Ref("rel_annual"), Ref("level")),
        otherwise="untested",
        rows=LEDGER,
    ),
    _own(
        "rel_annual",
        Unit.SHARE,
        _("Slope of the twelve months over a year, relative to their mean (Theil-Sen)."),
        "7.4",
        period=Period.T12,
        otherwise="untested",
        rows=LEDGER,
    ),
    _own(
        "level",
        Unit.SHARE,
        _("Last six months against the same six a year before, season taken out."),
        "7.4",
        inputs=(Part(_("Last six months"), "trend.t6"), Part(_("The six compared with"), "trend.base6")),
        otherwise="untested",
        rows=LEDGER,
    ),
    _own(
        "p_overdue",
        Unit.CHANCE,
        _("Part of earlier pauses between orders that were at least as long as the present one."),
        "7.5",
        inputs=(
            Ref("last_order_on"),
            Part(_("Compared"), "overdue.basis", Unit.WORD, words.OVERDUES),
        ),
        otherwise="untested",
        rows=LEDGER,
    ),
    _own(
        "leaked_annual",
        Unit.MONEY,
        _("What the last six months fell short of the six compared with, made a year of."),
        "7.4",
        inputs=(
            Part(_("The six compared with"), "trend.base6"),
            Part(_("Last six months"), "trend.t6"),
            Part(_("Made a year of by"), "trend.annual_factor", Unit.TIMES),
        ),
        rows=LEDGER,
    ),
    _own(
        "at_stake_annual",
        Unit.MONEY,
        _("Revenue of the last six months, made a year of."),
        "7.4",
        inputs=(
            Part(_("Last six months"), "trend.t6"),
            Part(_("Made a year of by"), "trend.annual_factor", Unit.TIMES),
        ),
        rows=LEDGER,
    ),
    _own(
        "alarm",
        Unit.WORD,
        Parametric(
            _(
                "Satisfied, yet falling by %(trend_gate)s or more or overdue: confirmed beyond chance among all customers tested "
                "(false discovery rate %(discovery_rate)s), suspect where chance alone has p up to %(suspect_p)s."
            )
        ),
        "7.7",
        words=words.ALARMS,
        inputs=(Ref("satisfied"), Ref("p_trend"), Ref("rel_annual"), Ref("level"), Ref("p_overdue")),
        rows=LEDGER,
    ),
    _own(
        "severity",
        Unit.WORD,
        _("By how much and how surely the customer falls."),
        "7.7",
        words=words.SEVERITIES,
        inputs=(Ref("rel_annual"), Ref("level")),
        rows=LEDGER,
    ),
    _own(
        "money_at_risk",
        Unit.MONEY,
        _("Of a customer with an alarm: what leaked per year and what is at stake per year."),
        "7.7",
        inputs=(Ref("leaked_annual"), Ref("at_stake_annual"), Ref("alarm")),
        otherwise="no_alarm",
        rows=LEDGER,
    ),
]
