"""The contract business on the retention page: a year apart, a month apart, and whose fees nobody knows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from office.charts import figures as charts
from office.charts.figures import Table
from office.formatting.writers import Write
from reports.portfolio.measures import Measure, number
from reports.portfolio.tables import customer_table
from reports.portfolio.waterfalls import conclusion, movement_measures, waterfall_figure, without_unknown

MONTHLY = ("nrr", "grr", "logos", "churn")


def contract_measures(contracts: Mapping[str, Any], share: Write) -> list[Measure]:
    """Of this year against a year ago; none without subscriptions."""
    if contracts["status"] == "none":
        return []
    return movement_measures("contracts", contracts, share, _reason(contracts))


def month_measures(found: Mapping[str, Any] | None, money: Write, share: Write) -> list[Measure]:
    """Of the month against the month before, with what recurs now; none without subscriptions."""
    if found is None or found["status"] == "none":
        return []
    closing = number(found, "closing")
    rates = movement_measures("contracts_month", found, share, _reason(found))
    recurs = Measure(
        _("Recurring a month"),
        None if closing is None else money(closing),
        note="" if closing is None else conclusion(found, money),
        reason=_reason(found),
        name="contracts_month_closing",
    )
    return [recurs, *(one for one in rates if one.name.removeprefix("contracts_month_") in MONTHLY)]


def contracts_figure(contracts: Mapping[str, Any], money: Write) -> charts.Figure:
    title = _("Contract business: monthly recurring revenue, a year apart")
    if "counts" not in contracts:
        reason = _("No customer has a subscription, now or a year ago.")
        if contracts["status"] != "none":
            reason = _reason(contracts)
        return charts.Figure(title=title, label=title, picture=None, reason=reason)
    left = contracts.get("unknown", 0)
    notes = [_("fees of running subscriptions per month, without VAT"), without_unknown(left) if left else ""]
    return waterfall_figure(
        contracts,
        title,
        money,
        label=conclusion(contracts, money),
        note=" · ".join(filter(None, notes)),
        part="contracts",
        linked=False,
    )


def left_out(contracts: Mapping[str, Any], names: Mapping[int, str]) -> Table | None:
    """Customers with a subscription whose fee or rate nobody knows; None without any."""
    ids = contracts.get("unknown_customers")
    if not ids:
        return None
    caption = _("Left out: the fee of a subscription or its exchange rate is unknown")
    return customer_table(caption, [{"id": pk} for pk in ids], names, [])


def _reason(found: Mapping[str, Any]) -> str:
    if found["status"] == "unknown":
        return _("No subscription has a known fee and exchange rate.")
    return _("No subscription ran then.")
