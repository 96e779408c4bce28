"""The retention page: who stays and who leaves, in revenue, in cohorts, in stages."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from customers.models import CustomerStanding
from customers.selectors.base import Figure
from customers.selectors.worth import settings_from_number
from office.charts import figures as charts
from office.charts.cohorts import Cohort, cohort_grid
from office.charts.figures import Column, Table
from office.charts.spindle import Stage, spindle
from office.exporting import Cell
from office.formatting.writers import Write, amount_writer, figure_writer, percent_writer
from office.models import Company
from reports.indicators.levels import at_least, at_most
from reports.indicators.traits import TRAITS
from reports.portfolio.leaving import lost_measures, lost_table
from reports.portfolio.loyalty import rate_measures, subsidy_measures
from reports.portfolio.measures import HALF, NARROW, WIDE, Measure, number, of_customers
from reports.portfolio.subscriptions import contract_measures, contracts_figure, left_out, month_measures
from reports.portfolio.tables import category_url
from reports.portfolio.traits import shown_lines, traits_rows, traits_table
from reports.portfolio.waterfalls import (
    conclusion,
    movement_measures,
    step_measures,
    waterfall_figure,
    waterfall_rows,
)
from reports.selectors.customers import names_of
from reports.selectors.targets import repurchase_of_the_industry
from reports.selectors.terms import labels_of

if TYPE_CHECKING:
    from office.models import User

DORMANT, DORMANT_RED, ACTIVE = Decimal("0.20"), Decimal("0.30"), Decimal("0.30")
STAGES = ("prospect", "new", "growing", "mature", "declining", "dormant", "won_back", "lost")
PERIODS_SHOWN, FEWEST_IN_COHORT = 13, 5


def retention_page(figure: Figure, user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/retention.html. Three queries at most: names, dictionaries, the industry's rate."""
    values = figure.values or {}
    money, share = amount_writer(get_language() or "en", Company.get().base_currency), percent_writer()
    traits = shown_lines(values["traits"], user)
    told = [line["id"] for line in values["lost"]["customers"]] + [pk for line in traits for pk in line["ids"]]
    names = names_of([*told, *values["contracts"].get("unknown_customers", ())], user)
    industry = repurchase_of_the_industry(figure.as_of) if figure.as_of and figure.whole else None
    labels = labels_of(TRAITS) if traits else {}
    orders, contracts = values["orders"], values["contracts"]
    ramps = [one for one in (orders, contracts) if one.get("ramp_warning")]
    return {
        "orders": _orders(orders, money),
        "order_steps": step_measures(orders, "orders", money, linked=True) if orders["status"] == "ok" else [],
        "order_measures": movement_measures("orders", orders, share, _reason(orders)),
        "ramp_shares": [share(number(one, "ramp_share") or Decimal(0)) for one in ramps],
        "contracts": contracts_figure(contracts, money),
        "contract_steps": step_measures(contracts, "contracts", money, linked=False) if "counts" in contracts else [],
        "contract_measures": contract_measures(contracts, share),
        "contract_month": month_measures(contracts.get("month"), money, share),
        "contracts_left_out": left_out(contracts, names),
        "cohorts": _cohorts(values["cohorts"]),
        "rates": rate_measures(
            values, industry, share, active_months=settings_from_number(figure.settings_number).active_months
        ),
        "shape": _shape(values["shape"], share),
        "shape_measures": _shape_measures(values, share),
        "lost_measures": lost_measures(values["lost"], money, share),
        "lost": lost_table(values["lost"]["customers"], names, money),
        "traits": traits_table(traits, labels, names),
        "traits_total": values["traits"],
        "subsidy": subsidy_measures(values["subsidy"], share),
    }


def rows_of(part: str, values: Mapping[str, Any], user: "User") -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """Heads, rows and their number for the file behind a picture. KeyError for a part that is no picture."""
    rows: Sequence[Sequence[Cell]]
    if part in ("orders", "contracts"):
        heads = [_("Step"), _("Revenue"), _("Customers")]
        rows = waterfall_rows(values[part]) if "counts" in values[part] else []
    elif part == "cohorts":
        heads = [_("Cohort"), _("Customers"), _("Periods since"), _("Active"), _("Revenue")]
        rows = [
            (line["first"], line["size"], place, active, Decimal(revenue))
            for line in values["cohorts"]["rows"]
            for place, (active, revenue) in enumerate(zip(line["active"], line["revenue"], strict=True))
        ]
    elif part == "lost":
        names = names_of((line["id"] for line in values["lost"]["customers"]), user)
        heads = [_("Customer"), _("Revenue of its last 12 months"), _("Last order"), _("Lost on")]
        rows = [
            (names.get(line["id"], ""), number(line, "amount"), line["last_order"], line["lost"])
            for line in values["lost"]["customers"]
        ]
    elif part == "traits":
        lines = shown_lines(values["traits"], user)
        heads, rows = traits_rows(lines, labels_of(TRAITS), names_of((pk for one in lines for pk in one["ids"]), user))
    elif part == "shape":
        heads = [_("Stage"), _("Customers"), _("Revenue")]
        stages = values["shape"]["stages"]
        rows = [(name, stages[name]["count"], number(stages[name], "revenue")) for name in STAGES]
    else:
        raise KeyError(part)
    return heads, rows, len(rows)


def _reason(orders: Mapping[str, Any]) -> str:
    """Why the year before cannot be compared, and from when on it can."""
    if orders.get("from"):
        return _("Needs 24 whole months of ledger: known from %(day)s on.") % {"day": orders["from"]}
    return _("Needs 24 whole months of ledger: none is imported yet.")


def _orders(orders: Mapping[str, Any], money: Write) -> charts.Figure:
    title = _("Order business: 12 months against the 12 before")
    if orders["status"] != "ok":
        return charts.Figure(title=title, label=title, picture=None, reason=_reason(orders))
    return waterfall_figure(
        orders,
        title,
        money,
        label=conclusion(orders, money),
        note=_tail(orders, money),
        part="orders",
        linked=True,
    )


def _tail(found: Mapping[str, Any], money: Write) -> str:
    tail = number(found, "refund_tail")
    return _("refunds of %(sum)s without sales stand apart") % {"sum": money(-tail)} if tail else ""


def _cohorts(found: Mapping[str, Any]) -> charts.Figure:
    rows, quarterly = found["rows"], found["step"] == "quarter"
    title = _("Cohorts by quarter won") if quarterly else _("Cohorts by month won")
    periods = min(max((len(line["active"]) for line in rows), default=0), PERIODS_SHOWN)
    heads = [str(place) for place in range(periods)]
    share = percent_writer(0)
    cohorts = [
        Cohort(
            _quarter(line["first"]) if quarterly else line["first"],
            str(line["size"]),
            tuple(Decimal(active) / line["size"] for active in line["active"][:periods]),
            tuple(line["active"][:periods]) if line["size"] < FEWEST_IN_COHORT else (),
        )
        for line in rows
    ]
    drawn = partial(cohort_grid, cohorts, heads, write=share, size_text=_("Customers"))
    before = (
        _("%(count)s that may have bought before the ledger began are in no cohort")
        % {"count": of_customers(found["before"])}
        if found["before"]
        else ""
    )
    step = _("quarters, as months win fewer than 10 on average") if quarterly else ""
    small = _("cohorts of fewer than 5 show counts") if any(cohort.counts for cohort in cohorts) else ""
    table = Table(
        title,
        (Column(_("Cohort"), words=True), Column(_("Customers")), *(Column(head) for head in heads)),
        tuple(
            charts.Row(
                (
                    cohort.name,
                    cohort.size,
                    *(
                        (f"{count:,}" for count in cohort.counts)
                        if cohort.counts
                        else (share(cell) for cell in cohort.cells if cell is not None)
                    ),
                    *[""] * (periods - len(cohort.cells)),
                )
            )
            for cohort in cohorts
        ),
    )
    return charts.Figure(
        title=title,
        label=_("Part of each cohort that bought, by time since its first order."),
        note=" · ".join(filter(None, (step, small, before))),
        picture=drawn(width=WIDE) if rows else None,
        narrow=drawn(width=NARROW) if rows else None,
        reason=_("No customer was won since the ledger began."),
        table=table if rows else None,
        csv_url=reverse("portfolio:retention-csv", args=["cohorts"]) if rows else "",
    )


def _quarter(first: str) -> str:
    day = date.fromisoformat(f"{first}-01")
    return f"{day.year} Q{(day.month + 2) // 3}"


def shape_words() -> dict[str, str]:
    return {
        "spindle": pgettext("shape", "spindle"),
        "inverted_pyramid": pgettext("shape", "inverted pyramid"),
        "aging": pgettext("shape", "aging"),
        "mixed": pgettext("shape", "mixed"),
    }


SHAPE_LEVELS = {"spindle": "good", "mixed": "warn", "aging": "bad", "inverted_pyramid": "bad"}


def _shape(found: Mapping[str, Any], share: Write) -> charts.Figure:
    title = _("Shape of the lifecycle")
    words = {key: str(label) for key, label in CustomerStanding.Stage.choices}
    stages = [
        Stage(
            words[name],
            found["stages"][name]["count"],
            outside=name in ("prospect", "lost"),
            url=category_url("stage", name),
        )
        for name in STAGES
    ]
    drawn = partial(spindle, stages, write=figure_writer())
    money = amount_writer(get_language() or "en", Company.get().base_currency)
    table = Table(
        title,
        (Column(_("Stage"), words=True), Column(_("Customers")), Column(_("Revenue"))),
        tuple(
            charts.Row(
                (
                    words[name],
                    f"{found['stages'][name]['count']:,}",
                    money(number(found["stages"][name], "revenue") or Decimal(0)),
                ),
                category_url("stage", name),
            )
            for name in STAGES
        ),
    )
    shape = shape_words().get(found["shape"])
    counted = any(stage.count for stage in stages)
    return charts.Figure(
        title=title,
        label=title if shape is None else _("The shape is: %(shape)s.") % {"shape": shape},
        note=_("prospects and lost customers stand outside the shape"),
        picture=drawn(width=HALF) if counted else None,
        narrow=drawn(width=NARROW) if counted else None,
        reason=_("There is no customer yet."),
        table=table if counted else None,
        csv_url=reverse("portfolio:retention-csv", args=["shape"]) if counted else "",
    )


def _shape_measures(values: Mapping[str, Any], share: Write) -> list[Measure]:
    shape, active = values["shape"], values["active"]
    word = shape_words().get(shape["shape"])
    index, dormant, part, churn = (
        number(shape, "shape_index"),
        number(shape, "dormant_share"),
        number(active, "share"),
        number(shape, "churn_12m"),
    )
    base, nobody = of_customers(shape["base"]), _("There is no customer in the base.")
    return [
        Measure(
            pgettext("lifecycle", "Shape"),
            word,
            note=base if index is None else _("index %(index)s of %(base)s") % {"index": f"{index:.2f}", "base": base},
            line=_("healthy as a spindle"),
            state=SHAPE_LEVELS.get(shape["shape"], ""),
            reason=_("Fewer than 10 customers: no shape to speak of."),
            name="shape",
        ),
        Measure(
            _("Dormant"),
            None if dormant is None else share(dormant),
            note=base,
            line=_("healthy up to 20%, red above 30%"),
            state=at_most(dormant, DORMANT, DORMANT_RED),
            reason=nobody,
            url=category_url("stage", "dormant"),
            name="dormant",
        ),
        Measure(
            _("Active in 90 days"),
            None if part is None else share(part),
            note=_("%(active)s of %(base)s") % {"active": f"{active['active']:,}", "base": base},
            line=_("healthy from 30%"),
            state=at_least(part, ACTIVE),
            reason=nobody,
            name="active",
        ),
        Measure(
            _("Lost in 12 months"),
            None if churn is None else share(churn),
            note=_("%(lost)s of %(start)s at the start")
            % {"lost": f"{shape['lost_12m']:,}", "start": of_customers(shape["at_start_12m"])},
            reason=_("Nobody was a customer twelve months ago."),
            url=category_url("stage", "lost"),
            name="lost",
        ),
    ]
