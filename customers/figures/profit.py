"""Figures of profit and value: for those who see the costs of the customer. An account manager never does."""

from django.utils.translation import gettext_lazy as _

from customers import access
from customers.figures import words
from customers.figures.declared import Definition, Part, Period, Ref, Unit
from customers.figures.labels import label_of

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


PROFIT = [
    _costs(
        "gross_profit",
        Unit.MONEY,
        _("Net revenue less product cost."),
        "1.1",
        period=Period.T12,
        inputs=(Ref("net_t12"), _line(_("Product cost"), "product_cost")),
        missing=COSTS,
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
        missing=COSTS,
        otherwise="product_cost",
        rows=LEDGER,
    ),
    _costs(
        "net_profit",
        Unit.MONEY,
        _("Contribution profit less service, custom R&D, relationship, capital and risk cost."),
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
        missing=(*COSTS, "invoices"),
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
        missing=COSTS,
        otherwise="no_revenue",
        rows=LEDGER,
    ),
    _costs(
        "net_profit_ever",
        Unit.MONEY,
        _("Net customer profit of all months since the first order, before allowances and acquisition cost."),
        "2.4",
        period=Period.EVER,
        inputs=(Ref("first_order_on"),),
        missing=COSTS,
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
        missing=(*COSTS, "invoices"),
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
        missing=COSTS,
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
        missing=COSTS,
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
            Part(_("Average receivable"), "capital.average_receivable"),
        ),
        missing=("invoices",),
        otherwise="invoices",
        rows="customers:receivables",
    ),
    _costs(
        "allowance",
        Unit.MONEY,
        _(
            "Open receivables by days past due: not due 0.5%, to 30 days 2%, 60: 5%, 90: 10%, 180: 25%, 365: 50%, then all."
        ),
        "1.4",
        inputs=(Ref("receivable"),),
        missing=("invoices",),
        otherwise="invoices",
        rows="customers:receivables",
    ),
    _costs(
        "expected_loss",
        Unit.MONEY,
        _("What is open on the day, by days past due, with the same parts as the expected credit loss of a month end."),
        "1.4",
        inputs=(Ref("receivable"),),
        missing=("invoices",),
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
            "Contracts renewed of those due, else whether they bought again, drawn towards the company's rate; 98% at most."
        ),
        "2.6",
        inputs=(
            Part(_("Contracts due"), "renewals.due", Unit.COUNT),
            Part(_("Renewed of them"), "renewals.renewed", Unit.COUNT),
        ),
        otherwise="retention",
        rows="customers:contracts",
    ),
    _costs(
        "ltv",
        Unit.MONEY,
        _("Yearly net profit × retention, year by year for five years, discounted; the first year only if they stay."),
        "2.5",
        inputs=(
            Part(_("Yearly net profit"), "ltv.m"),
            Ref("ltv_basis"),
            Ref("retention"),
            Part(_("Multiple without end"), "ltv.of.margin_multiple", Unit.TIMES),
            Part(_("Value without end, a ceiling"), "ltv.of.ltv_perpetuity"),
        ),
        missing=("ltv", *COSTS),
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
        ),
        missing=("acquisition_spend",),
        otherwise="acquisition_spend",
    ),
    _costs(
        "payback_months",
        Unit.MONTHS,
        _("The first month whose net profits added up reach the acquisition cost."),
        "2.3",
        period=Period.EVER,
        inputs=(
            Ref("cac"),
            Ref("net_profit_ever"),
            Ref("payback_status"),
            Part(_("Still to come back"), "payback.remaining"),
            Part(_("Months at the present pace"), "payback.projected_months", Unit.MONTHS),
        ),
        missing=("acquisition_spend", "product_cost"),
        otherwise="recovered",
        without="cac",
        rows=LEDGER,
    ),
    _costs(
        "payback_status",
        Unit.WORD,
        _("Whether net profits added up have reached the acquisition cost."),
        "2.3",
        period=Period.EVER,
        words=words.PAYBACKS,
        inputs=(Ref("cac"), Ref("net_profit_ever")),
        missing=("acquisition_spend", "product_cost"),
        otherwise="acquisition_spend",
    ),
    _costs(
        "curve_status",
        Unit.WORD,
        _(
            "Net value added up since the plan's start against the plan: ahead from +10% of all planned movement, on track "
            "from −5%, behind from −15%; off track also when still below zero past the planned break-even."
        ),
        "8",
        period=Period.EVER,
        words=words.CURVES,
        inputs=(
            Part(_("Months so far"), "curve.months", Unit.COUNT),
            Part(_("Planned by now"), "curve.plan_cum"),
            Part(_("Reached by now"), "curve.actual_cum"),
            Part(_("Gap, part of planned movement"), "curve.gap_ratio", Unit.SHARE),
            Part(_("Planned to break even in month"), "curve.plan_break_even", Unit.COUNT),
            Part(_("Broke even in month"), "curve.actual_break_even", Unit.COUNT),
        ),
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
        otherwise="lighthouse",
        rows="customers:judgement",
    ),
]
