"""The pictures of the economics tab: profit and loss, months, plan against fact."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from customers.models import CustomerStanding
from customers.selectors.economics import PlannedMonths
from customers.selectors.revenue import twelve_months
from office.calendar.months import add_months
from office.charts.figures import Column, Figure, Row, Table
from office.charts.months import Month, months
from office.charts.value_curve import value_curve
from office.charts.waterfall import Step, waterfall
from office.formatting import amounts
from office.formatting.days import month as month_name
from office.formatting.marks import as_decimal
from office.formatting.writers import amount_writer
from office.models import Company

WIDE, NARROW = 740, 350
ZERO = Decimal(0)
# Line of the profit and loss → its key, whether it is a total, its sign.
LINES: tuple[tuple[str, bool, int], ...] = (
    ("sales", True, 1),
    ("refunds", False, -1),
    ("net_revenue", True, 1),
    ("product_cost", False, -1),
    ("gross_profit", True, 1),
    ("rebates", False, -1),
    ("variable_selling", False, -1),
    ("contribution_profit", True, 1),
    ("service_cost", False, -1),
    ("custom_rd", False, -1),
    ("retention_cost", False, -1),
    ("capital_cost", False, -1),
    ("risk_cost", False, -1),
    ("net_profit", True, 1),
)
# Lines that a figure of another name explains.
FIGURES = {"net_revenue": "net_t12", "contribution_profit": "contribution"}
MARGINS = {"gross_profit": "gross_margin", "contribution_profit": "contribution_margin", "net_profit": "net_margin"}


def money_text(value: Decimal) -> str:
    return amounts.amount(value, get_language() or "en", currency=Company.get().base_currency)


def _names() -> dict[str, str]:
    return {
        "sales": _("Sales"),
        "refunds": _("Refunds"),
        "net_revenue": _("Net revenue"),
        "product_cost": _("Product cost"),
        "gross_profit": _("Gross profit"),
        "rebates": _("Rebates"),
        "variable_selling": _("Variable selling"),
        "contribution_profit": _("Contribution profit"),
        "service_cost": _("Dedicated service"),
        "custom_rd": _("Custom R&D"),
        "retention_cost": _("Relationship"),
        "capital_cost": _("Capital cost of terms"),
        "risk_cost": _("Risk"),
        "net_profit": _("Net customer profit"),
    }


def pnl_lines(standing: CustomerStanding) -> list[tuple[str, str, Decimal | None, Decimal | None]]:
    """Key, name, amount of T12 and of P12 with its sign; None is unknown."""
    parts = standing.parts
    basis = (parts.get("capital") or {}).get("basis", "")
    names, now = _names(), _amounts(parts.get("t12"), basis)
    year_before = parts.get("p12") or {}
    before = _amounts(year_before, year_before.get("capital", ""))
    if not before.get("sales"):
        before = {}
    return [
        (key, names[key], _signed(now.get(key), sign), _signed(before.get(key), sign)) for key, _total, sign in LINES
    ]


def _signed(value: Decimal | None, sign: int) -> Decimal | None:
    return None if value is None else value * sign


def _amounts(window: Mapping[str, Any] | None, capital: str) -> dict[str, Decimal | None]:
    """Lines and sums of a window; without product cost the sums that need it are unknown, and so is the capital cost of
    which nothing is known."""
    if not window or not window.get("lines"):
        return {}
    lines, pnl = window.get("lines") or {}, window.get("pnl") or {}
    found = {key: as_decimal(lines.get(key)) for key, _total, _sign in LINES} | {
        key: as_decimal(pnl.get(key)) for key in ("gross_profit", "contribution_profit", "risk_cost", "net_profit")
    }
    found["net_revenue"] = (found["sales"] or ZERO) - (found["refunds"] or ZERO)
    if capital == "missing":
        found["capital_cost"] = None
    return found if pnl else found | {"product_cost": None}


def pnl_figure(standing: CustomerStanding | None) -> Figure:
    """T12 as a waterfall with the year before beside it."""
    title = _("Profit and loss of the customer")
    known = standing is not None and bool(standing.parts) and standing.net_profit is not None
    if standing is None or not known:
        return Figure(
            title=title,
            label=title,
            picture=None,
            reason=_("Without product cost there is no profit and loss. Finance books it with the costs."),
        )
    language, currency = get_language() or "en", Company.get().base_currency
    write = amount_writer(language, currency)
    lines, totals = pnl_lines(standing), {key: total for key, total, _sign in LINES}
    pnl = standing.parts["t12"].get("pnl") or {}
    steps = [
        Step(name, now, total=totals[key], before=before, note=_margin(pnl, key), url=_explanation(standing, key))
        for key, name, now, before in lines
    ]
    bare = [replace(step, before=None, note="") for step in steps]
    profit = standing.net_profit or ZERO
    texts = {"revenue": write(standing.net_t12 or ZERO), "profit": write(abs(profit))}
    label = (
        _("Of %(revenue)s net revenue the customer loses %(profit)s.") % texts
        if profit < 0
        else _("Of %(revenue)s net revenue %(profit)s stay as net customer profit.") % texts
    )
    first, last = add_months(standing.month, -11), standing.month
    rows = tuple(
        Row((name, _exact(now), _exact(before), _margin(pnl, key)), _explanation(standing, key))
        for key, name, now, before in lines
    )
    now_text, before_text = _("12 months"), _("the year before")
    heads = (Column(_("Line"), words=True), Column(now_text), Column(before_text), Column(_("of net revenue")))
    return Figure(
        title=title,
        label=label,
        note=_("%(first)s to %(last)s, without VAT; rebates stand apart, so net revenue differs from the books by them")
        % {"first": month_name(first, language), "last": month_name(last, language)},
        picture=waterfall(steps, write=write, now_text=now_text, before_text=before_text, width=WIDE),
        narrow=waterfall(bare, write=write, width=NARROW),
        table=Table(title, heads, rows),
        csv_url="?csv=pnl",
    )


def _explanation(standing: CustomerStanding, key: str) -> str:
    """Where a line tells how it is computed and what stands behind it."""
    return reverse("customers:figure", args=[standing.customer_id, FIGURES.get(key, key)])


def _margin(pnl: Mapping[str, Any], key: str) -> str:
    share = as_decimal(pnl.get(MARGINS.get(key, "")))
    return "" if share is None else amounts.percent(share)


def _exact(value: Decimal | None) -> str:
    if value is None:
        return pgettext("a number nobody knows", "unknown")
    return amounts.exact(value, get_language() or "en")


def months_figure(net: Mapping[date, Decimal], today: date) -> Figure:
    """Net revenue of the twelve complete months and the running one, beside the same months a year before."""
    title = _("Revenue by month")
    first, last = twelve_months(today)
    shown = [add_months(first, place) for place in range(13)]
    if not any(month in net or add_months(month, -12) in net for month in shown):
        return Figure(title=title, label=title, picture=None, reason=_("No revenue in these months."))
    begun = min(net)
    rows = [
        Month(
            date_format(month, "Y-m"),
            _known(net, month, begun),
            second=_known(net, add_months(month, -12), begun),
            running=month > last,
        )
        for month in shown
    ]
    write = amount_writer(get_language() or "en", Company.get().base_currency)
    now = sum((row.value or ZERO for row in rows[:12]), ZERO)
    before = sum((row.second or ZERO for row in rows[:12]), ZERO)
    texts = {"now": write(now), "before": write(before)}
    heads = (Column(_("Month"), words=True), Column(_("Net revenue")), Column(_("A year before")))
    options: dict[str, Any] = {
        "write": write,
        "second_text": _("a year before"),
        "running_text": _("running month"),
    }
    return Figure(
        title=title,
        label=_("%(now)s in twelve months, %(before)s in the twelve before.") % texts,
        note=_("12 complete months and the running one"),
        picture=months(rows, width=372, height=190, **options),
        narrow=months(rows, width=340, height=190, **options),
        table=Table(title, heads, tuple(Row((row.name, _plain(row.value), _plain(row.second))) for row in rows)),
    )


def _known(net: Mapping[date, Decimal], month: date, begun: date) -> Decimal | None:
    """A month without a line is nothing once the ledger knows the customer, and unknown before."""
    return net.get(month, ZERO) if month >= begun else None


def _plain(value: Any) -> str:
    return _exact(as_decimal(value))


def curve_figure(found: PlannedMonths, curve: Mapping[str, Any]) -> Figure:
    """Net value added up since the plan began, plan against fact."""
    title = _("Value-return curve")
    write = amount_writer(get_language() or "en", Company.get().base_currency)
    planned, actual = sum(found.planned[: len(found.actual)], ZERO), sum(found.actual, ZERO)
    even = curve.get("plan_break_even")
    reached = curve.get("actual_break_even")
    options: dict[str, Any] = {
        "write": write,
        "plan_text": pgettext("value-return curve", "plan"),
        "actual_text": pgettext("against a plan", "actual"),
        "plan_even": (even, _("planned to break even")) if even else None,
        "actual_even": (reached, _("broke even")) if reached else None,
        "axis_text": _("months since the plan began"),
    }
    rows = tuple(
        Row(
            (
                str(place),
                _exact(sum(found.planned[:place], ZERO)),
                _exact(sum(found.actual[:place], ZERO)) if place <= len(found.actual) else "",
            )
        )
        for place in range(6, max(len(found.planned), len(found.actual)) + 1, 6)
    )
    heads = (Column(_("Month")), Column(_("Planned by then")), Column(_("Reached by then")))
    return Figure(
        title=title,
        label=_("After %(months)s months %(actual)s, planned %(planned)s.")
        % {"months": len(found.actual), "actual": write(actual), "planned": write(planned)},
        note=_("net value added up since %(month)s")
        % {"month": month_name(found.plan.starts_on, get_language() or "en")},
        picture=value_curve(found.planned, found.actual, width=640, **options),
        narrow=value_curve(found.planned, found.actual, width=NARROW, **options),
        table=Table(title, heads, rows),
    )
