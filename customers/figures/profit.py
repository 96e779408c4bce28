"""Figures of profit and value: for those who see the costs of the customer. An account manager never does."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from customers import access
from customers.figures import words
from customers.figures.behind import Behind
from customers.figures.declared import Asked, Definition, Parameter, Part, Period, Ref, Shared, Unit
from customers.figures.labels import TermLabels, label_of
from customers.figures.parameters import Parametric
from customers.figures.reasons import INVOICES
from customers.models import AcquisitionChannel
from customers.selectors.base import sees_whole
from customers.valuation.lifetime import WEIGHT_OF_ALL
from customers.valuation.money import ZERO, quotient
from customers.valuation.worth import Basis
from customers.valuation.worth.gaps import unpriced

LEDGER = "customers:ledger"
COSTS = ("product_cost", "rate", "hourly_rate")


def _costs(name: str, unit: Unit, formula: object, source: str, **more: object) -> Definition:
    return Definition(
        name=name,
        column=name,
        label=label_of(name),
        unit=unit,
        formula=formula,
        source=source,
        may_see=access.sees_costs_of,
        **more,  # type: ignore[arg-type]
    )


def _line(label: object, name: str, window: str = "t12") -> Part:
    return Part(label, f"{window}.lines.{name}")


def _derived(
    name: str, label: object, of: Callable[[Behind], Decimal | None], formula: object, source: str, **more: object
) -> Definition:
    """One that no column keeps: it follows from others, or is read when somebody asks."""
    return Definition(
        name=name,
        label=label,
        unit=Unit.MONEY,
        formula=formula,
        source=source,
        may_see=access.sees_costs_of,
        period=more.pop("period", Period.COMPLETE),  # type: ignore[arg-type]
        of=of,
        **more,  # type: ignore[arg-type]
    )


def _net_historic(behind: Behind) -> Decimal | None:
    earned, cac = behind.row.net_profit_ever, behind.row.cac
    return None if earned is None or cac is None else earned - cac


def _total_cost(behind: Behind) -> Decimal | None:
    cac = behind.row.cac
    return None if cac is None else cac + behind.upkeep.cost


def _upkeep_lacks(behind: Behind) -> Iterator[tuple[str, Mapping[str, Any]]]:
    upkeep = behind.upkeep
    if upkeep.missing:
        yield "hourly_rate", unpriced("hourly_rate", upkeep.missing)
    if upkeep.lines_without_rate:
        yield "rate", {"lines": upkeep.lines_without_rate}


def _investment_lacks(behind: Behind) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if behind.invested.without_rate:
        yield "investment_rate", {"entries": behind.invested.without_rate}


def _curve_lacks(behind: Behind) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Of a curve that is drawn: what its sum goes without."""
    row = behind.row
    if not row.curve_status:
        return
    yield from ((str(each["code"]), each) for each in row.missing if each.get("code") in COSTS)
    if row.cac is None:
        yield "curve_cac", {}
    if left_out := (row.parts.get("curve_of") or {}).get("without_rate"):
        yield "investment_rate", {"entries": left_out}


def _stayed(basis: Basis, parts: Mapping[str, Any]) -> tuple[int, int]:
    """Of all customers: who stayed, of how many; by contracts where the customer had one to renew (economics 2.6)."""
    by_contract = (parts.get("renewals") or {}).get("due")
    return (basis.renewed, basis.due) if by_contract else (basis.retained, basis.at_risk)


def _company_rate(basis: Basis, parts: Mapping[str, Any]) -> Decimal | None:
    stayed, all_of_them = _stayed(basis, parts)
    return quotient(Decimal(stayed), Decimal(all_of_them))


def _pool_key(parts: Mapping[str, Any]) -> str:
    won = parts.get("cac") or {}
    return f"{won.get('channel', '')}|{won.get('won')}"


def _share_of_pool(basis: Basis, parts: Mapping[str, Any]) -> Decimal:
    return basis.shares.get(_pool_key(parts), ZERO)


def _wins(basis: Basis, parts: Mapping[str, Any]) -> int | None:
    return basis.wins.get(_pool_key(parts))


def _pool(basis: Basis, parts: Mapping[str, Any]) -> Decimal | None:
    wins = _wins(basis, parts)
    return None if wins is None else _share_of_pool(basis, parts) * wins


PROFIT = [
    _costs(
        "gross_profit",
        Unit.MONEY,
        _("Net revenue less product cost."),
        "1.1",
        period=Period.T12,
        inputs=(Ref("net_t12"), _line(_("Product cost"), "product_cost")),
        missing=(*COSTS, "t12"),
        otherwise="product_cost",
        rows=LEDGER,
    ),
    _costs(
        "contribution",
        Unit.MONEY,
        _("Gross profit less rebates and variable selling cost."),
        "1.1",
        period=Period.T12,
        inputs=(Ref("gross_profit"), _line(_("Rebates"), "rebates"), _line(_("Variable selling"), "variable_selling")),
        missing=(*COSTS, "t12"),
        otherwise="product_cost",
        rows=LEDGER,
    ),
    _costs(
        "net_profit",
        Unit.MONEY,
        _(
            "Contribution profit less service, custom R&D, relationship, capital and risk cost; a strategic investment is not "
            "in it."
        ),
        "1.1",
        period=Period.T12,
        inputs=(
            Ref("contribution"),
            _line(_("Dedicated service"), "service_cost"),
            _line(_("Custom R&D"), "custom_rd"),
            _line(_("Relationship"), "retention_cost"),
            Ref("capital_cost"),
            Part(_("Risk"), "t12.pnl.risk_cost"),
        ),
        missing=(*COSTS, *INVOICES, "t12"),
        otherwise="product_cost",
        rows=LEDGER,
    ),
    _costs(
        "net_profit_p12",
        Unit.MONEY,
        _("Net customer profit of the twelve complete months before."),
        "1.1",
        period=Period.P12,
        inputs=(Ref("net_p12"), Part(_("Contribution profit"), "p12.pnl.contribution_profit")),
        missing=(*COSTS, "p12"),
        otherwise="no_revenue",
        rows=LEDGER,
    ),
    _costs(
        "net_profit_ever",
        Unit.MONEY,
        _(
            "Net customer profit of all complete months since the first order, added up, before allowances and acquisition "
            "cost; no forecast is in it."
        ),
        "2.4",
        period=Period.COMPLETE,
        inputs=(Ref("first_order_on"), Ref("net_profit")),
        missing=(*COSTS, "ever"),
        otherwise="product_cost",
        rows=LEDGER,
    ),
    _costs(
        "net_margin",
        Unit.SHARE,
        _("Net customer profit divided by net revenue; without revenue above nothing there is none."),
        "1.1",
        period=Period.T12,
        inputs=(Ref("net_profit"), Ref("net_t12")),
        missing=(*COSTS, *INVOICES, "t12"),
        otherwise="no_revenue",
        rows=LEDGER,
    ),
    _costs(
        "cost_to_serve",
        Unit.MONEY,
        _("Variable selling, dedicated service, custom R&D and relationship cost."),
        "1.1",
        period=Period.T12,
        inputs=(
            _line(_("Variable selling"), "variable_selling"),
            _line(_("Dedicated service"), "service_cost"),
            _line(_("Custom R&D"), "custom_rd"),
            _line(_("Relationship"), "retention_cost"),
            Part(_("Part of net revenue"), "t12.pnl.cost_to_serve_ratio", Unit.SHARE),
        ),
        count=Ref("service_minutes"),
        missing=(*COSTS, "t12"),
        otherwise="product_cost",
        rows=LEDGER,
    ),
    _costs(
        "direct_cost",
        Unit.MONEY,
        _("Dedicated service, custom R&D and relationship cost: booked amounts, else minutes times the hourly rate."),
        "1.2",
        period=Period.T12,
        inputs=(
            _line(_("Dedicated service"), "service_cost"),
            _line(_("Custom R&D"), "custom_rd"),
            _line(_("Relationship"), "retention_cost"),
        ),
        count=Ref("service_minutes"),
        missing=(*COSTS, "t12"),
        otherwise="product_cost",
        rows=LEDGER,
    ),
    _costs(
        "service_minutes",
        Unit.MINUTES,
        _("Minutes of our people with this customer after the first order, logged or entered."),
        "1.2",
        period=Period.T12,
        missing=("hourly_rate",),
        rows="customers:detail",
    ),
    _costs(
        "capital_cost",
        Unit.MONEY,
        _(
            "Receivables with VAT × days they were open ÷ 365 × the company's yearly rate of capital; paid in advance counts "
            "against it."
        ),
        "1.3",
        period=Period.T12,
        inputs=(
            Part(_("How it is known"), "capital.basis", Unit.WORD, words.CAPITAL_BASES),
            Parameter(_("Cost of capital a year"), "annual_capital_rate", Unit.SHARE),
            Part(_("Average receivable"), "capital.average_receivable"),
        ),
        missing=(*INVOICES, "t12"),
        otherwise="invoices",
        rows="customers:receivables",
    ),
    _costs(
        "allowance",
        Unit.MONEY,
        Parametric(
            _(
                "Open receivables by days past due: not due %(loss_not_due)s, to 30 days %(loss_30)s, 60: %(loss_60)s, "
                "90: %(loss_90)s, 180: %(loss_180)s, 365: %(loss_365)s, then all."
            )
        ),
        "1.4",
        inputs=(Ref("receivable"),),
        missing=INVOICES,
        otherwise="invoices",
        rows="customers:receivables",
    ),
    _costs(
        "expected_loss",
        Unit.MONEY,
        _("What is open on the day, by days past due, with the same parts as the expected credit loss of a month end."),
        "1.4",
        inputs=(Ref("receivable"),),
        missing=INVOICES,
        otherwise="invoices",
        rows="customers:receivables",
    ),
    _costs(
        "profit_at_risk",
        Unit.MONEY,
        _("Money at risk × contribution margin."),
        "7.7",
        inputs=(Ref("money_at_risk"), Part(_("Contribution margin"), "t12.pnl.contribution_margin", Unit.SHARE)),
        otherwise="no_alarm",
        rows=LEDGER,
    ),
]

VALUE = [
    _costs(
        "retention",
        Unit.SHARE,
        _(
            "Contracts renewed of those due, else whether they bought again, drawn towards the company's rate: (stayed + weight × "
            "company's rate) ÷ (could have stayed or left + weight); 98% at most."
        ),
        "2.6",
        inputs=(
            Part(_("Contracts due"), "renewals.due", Unit.COUNT),
            Part(_("Renewed of them"), "renewals.renewed", Unit.COUNT),
            Ref("net_p12"),
            Ref("net_t12"),
            Shared(_("The company's rate"), _company_rate, Unit.SHARE),
            Shared(_("All that could have stayed or left"), lambda basis, parts: _stayed(basis, parts)[1], Unit.COUNT),
            Shared(_("Stayed of them"), lambda basis, parts: _stayed(basis, parts)[0], Unit.COUNT),
            Shared(_("Weight of the company's rate, in customers"), lambda _basis, _parts: WEIGHT_OF_ALL, Unit.COUNT),
        ),
        missing=("retention_assumed",),
        otherwise="retention",
        rows="customers:contracts",
    ),
    _costs(
        "ltv",
        Unit.MONEY,
        Parametric(
            _(
                "Yearly net profit × retention, year by year over %(ltv_horizon)s years, discounted at %(discount_rate)s a "
                "year; the first year only if they stay."
            )
        ),
        "2.5",
        inputs=(
            Part(_("Yearly net profit"), "ltv.m"),
            Ref("ltv_basis"),
            Ref("retention"),
            Parameter(_("Discount rate a year"), "discount_rate", Unit.SHARE),
            Parameter(_("Years counted"), "ltv_horizon", Unit.COUNT),
            Part(_("Multiple without end"), "ltv.of.margin_multiple", Unit.TIMES),
            Part(_("Value without end, a ceiling"), "ltv.of.ltv_perpetuity"),
        ),
        missing=("ltv", "retention_assumed", *COSTS, "t12"),
        otherwise="ltv",
        rows=LEDGER,
    ),
    _costs(
        "ltv_basis",
        Unit.WORD,
        _("Own profit from twelve months on; from six on made a year of; before that the median of the industry."),
        "2.5",
        words=words.LTV_BASES,
        inputs=(Ref("tenure_months"), Ref("net_profit")),
        missing=("ltv",),
        otherwise="ltv",
    ),
    _costs(
        "cac",
        Unit.MONEY,
        _("What was spent on winning them, and their share of what their channel cost in the month they were won."),
        "2.1",
        period=Period.EVER,
        inputs=(
            Part(_("Spent on them alone"), "cac.direct"),
            Part(_("Month they were won"), "cac.won", Unit.WORD),
            Part(_("Acquisition channel"), "cac.channel", Unit.WORD, TermLabels(AcquisitionChannel)),
            Shared(_("Their share of the channel's spending of that month"), _share_of_pool, Unit.MONEY),
            Shared(_("Spent by the channel in that month, all customers"), _pool, Unit.MONEY, sees_whole),
            Shared(_("Won by the channel in that month"), _wins, Unit.COUNT, sees_whole),
        ),
        missing=("acquisition_spend", "acquisition_minutes"),
        otherwise="acquisition_spend",
    ),
    _derived(
        "net_historic_value",
        _("net historic value"),
        _net_historic,
        _("Historic lifetime value less what winning them cost; no forecast is in it."),
        "2.4",
        inputs=(Ref("net_profit_ever"), Ref("cac")),
        missing=(*COSTS, "acquisition_spend", "acquisition_minutes", "ever"),
        otherwise="acquisition_spend",
        without="net_profit_ever",
        rows=LEDGER,
    ),
    _derived(
        "total_cost",
        _("total cost of ownership"),
        _total_cost,
        _(
            "What winning them cost and all service and relationship cost since the first order, as booked and logged today. "
            "Net profit carries the second part already: it is not to be subtracted from it again."
        ),
        "2.3",
        lacks=_upkeep_lacks,
        inputs=(
            Ref("cac"),
            Asked(_("Dedicated service"), lambda behind: behind.upkeep.service),
            Asked(_("Relationship"), lambda behind: behind.upkeep.relationship),
        ),
        count=Asked(_("service minutes"), lambda behind: behind.upkeep.minutes, Unit.MINUTES),
        missing=("acquisition_spend", "acquisition_minutes"),
        otherwise="acquisition_spend",
        rows="customers:costs",
    ),
    _costs(
        "payback_months",
        Unit.MONTHS,
        _("The first month whose net profits added up reach the acquisition cost."),
        "2.3",
        period=Period.COMPLETE,
        inputs=(
            Ref("cac"),
            Ref("net_profit_ever"),
            Ref("payback_status"),
            Part(_("Still to come back"), "payback.remaining"),
            Part(_("Months at the present pace"), "payback.projected_months", Unit.MONTHS),
        ),
        missing=("acquisition_spend", "acquisition_minutes", "product_cost", "ever"),
        otherwise="recovered",
        without="cac",
        rows=LEDGER,
    ),
    _costs(
        "payback_status",
        Unit.WORD,
        _("Whether net profits added up have reached the acquisition cost."),
        "2.3",
        period=Period.COMPLETE,
        words=words.PAYBACKS,
        inputs=(Ref("cac"), Ref("net_profit_ever")),
        missing=("acquisition_spend", "acquisition_minutes", "product_cost", "ever"),
        otherwise="acquisition_spend",
    ),
    _derived(
        "strategic_investment",
        _("strategic investment"),
        lambda behind: behind.invested.total,
        _(
            "What was booked as an investment in the relationship, in base currency by the rate of its day. It counts in the "
            "value-return curve alone: in no cost, no net profit and no margin."
        ),
        "8",
        period=Period.DAY,
        lacks=_investment_lacks,
        count=Asked(_("Entries"), lambda behind: behind.invested.entries, Unit.COUNT),
        rows="customers:costs#investments",
    ),
    _costs(
        "curve_status",
        Unit.WORD,
        Parametric(
            _(
                "Net profit less acquisition cost less strategic investment, added up since the plan's start, against the plan: ahead from +%(curve_ahead)s of all planned "
                "movement, on track from −%(curve_on_track)s, behind from −%(curve_behind)s; off track also when still below "
                "zero past the planned break-even."
            )
        ),
        "8",
        period=Period.PLAN,
        words=words.CURVES,
        inputs=(
            Part(_("Months so far"), "curve.months", Unit.COUNT),
            Part(_("Planned by now"), "curve.plan_cum"),
            Part(_("Reached by now"), "curve.actual_cum"),
            Part(_("Of it net customer profit"), "curve_of.profit"),
            Part(_("Less what winning them cost"), "curve_of.cac"),
            Part(_("Less strategic investment since the plan began"), "curve_of.invested"),
            Part(_("Strategic investment before the plan began, not in the curve"), "curve_of.before"),
            Ref("strategic_investment"),
            Part(_("Gap, part of planned movement"), "curve.gap_ratio", Unit.SHARE),
            Part(_("Planned to break even in month"), "curve.plan_break_even", Unit.COUNT),
            Part(_("Broke even in month"), "curve.actual_break_even", Unit.COUNT),
        ),
        lacks=_curve_lacks,
        missing=("plan_ledger",),
        otherwise="plan",
        rows="customers:judgement",
    ),
    _costs(
        "lighthouse",
        Unit.WORD,
        _("Two of four criteria or more, within the cap on what we invest, until the review."),
        "6.5",
        period=Period.EVER,
        words=words.LIGHTHOUSES,
        inputs=(
            Part(_("Criteria met, of 4"), "lighthouse.met", Unit.COUNT),
            Part(_("Invested so far"), "lighthouse.investment"),
            Part(_("Pulled per unit invested"), "lighthouse.return_multiple", Unit.TIMES),
        ),
        missing=("lighthouse_cost", "pulled_cost"),
        otherwise="lighthouse",
        rows="customers:judgement",
    ),
]
