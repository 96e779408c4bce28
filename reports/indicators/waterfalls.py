"""Revenue that stayed, grew, shrank, left and came: of orders from year to year, of subscriptions a year and a month apart (economics 3.1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from customers.valuation.money import ZERO
from customers.valuation.recurring import Recurring
from customers.valuation.retention import Movement, retention_waterfall
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, first_day, month_add, month_end, months_until
from reports.indicators.plain import plain

LEDGER_MONTHS, YEAR, LISTED = 24, 12, 50


def orders_of(
    rows: Sequence[Measured], moment: Moment, subscribed: Mapping[int, Mapping[Month, Decimal]]
) -> dict[str, Any]:
    """Revenue of P12 against T12 without what was `subscribed`; insufficient before 24 months of ledger."""
    begins = moment.basis.ledger_begins
    since = None if begins is None else month_add(begins, LEDGER_MONTHS - 1)
    if since is None or since > moment.month:
        return {"status": "insufficient", "from": None if since is None else plain(month_end(since))}
    opening, closing = months_until(month_add(moment.month, -YEAR), YEAR), months_until(moment.month, YEAR)
    start = _start(moment)
    movements = []
    for row in rows:
        net = _without(row.net, subscribed.get(row.id, {}))
        movements.append(
            Movement(
                id=str(row.id),
                opening=_over(net, opening),
                closing=_over(net, closing),
                had_before=any(amount > 0 and month < opening[0] for month, amount in net.items()),
                mature=is_mature(row, start),
            )
        )
    return {"status": "ok", **_waterfall(movements)}


def contracts_of(
    rows: Sequence[Measured],
    moment: Moment,
    recurring: Mapping[date, Mapping[int, Recurring]],
    subscribed_on: Mapping[int, date],
) -> dict[str, Any]:
    """Monthly recurring revenue at the end of M0−12 against that of M0; under `month`, that of M0−1 against M0.

    `recurring`: month end → customer; `subscribed_on`: the first day of the first subscription.
    """
    year, month = (_contracts_since(back, rows, moment, recurring, subscribed_on) for back in (YEAR, 1))
    return {**year, "month": month} if year["status"] != "none" or month["status"] != "none" else year


def _contracts_since(
    months: int,
    rows: Sequence[Measured],
    moment: Moment,
    recurring: Mapping[date, Mapping[int, Recurring]],
    subscribed_on: Mapping[int, date],
) -> dict[str, Any]:
    """Who had or has a subscription whose fee or rate nobody knows is left out and counted: missing is not zero (0.9)."""
    opens, start = month_end(month_add(moment.month, -months)), _start(moment)
    before, now = recurring.get(opens, {}), recurring.get(month_end(moment.month), {})
    movements, unknown = [], []
    for row in rows:
        ends = [end for end in (before.get(row.id), now.get(row.id)) if end is not None]
        if any(end.unknown for end in ends):
            unknown.append(row.id)
        elif ends:
            movements.append(
                Movement(
                    id=str(row.id),
                    opening=_amount(before.get(row.id)),
                    closing=_amount(now.get(row.id)),
                    had_before=row.id in subscribed_on and subscribed_on[row.id] <= opens,
                    mature=is_mature(row, start),
                )
            )
    if not movements:
        return {"status": "unknown" if unknown else "none", **_left_out(unknown)}
    status = "ok" if any(each.opening > 0 for each in movements) else "no_opening"
    return {"status": status, **_waterfall(movements), **_left_out(unknown)}


def _left_out(customers: Sequence[int]) -> dict[str, Any]:
    return {"unknown": len(customers), "unknown_customers": list(customers[:LISTED])} if customers else {}


def _amount(recurring: Recurring | None) -> Decimal:
    """Zero for who has no subscription."""
    return ZERO if recurring is None or recurring.amount is None else recurring.amount


def is_mature(row: Measured, start: date) -> bool:
    """Whether its first order was on the first day of P12 or before. Who may be older than the ledger is not new
    (decision 19)."""
    return row.tenure_months is None or row.first_order_on is None or row.first_order_on <= start


def _start(moment: Moment) -> date:
    return first_day(month_add(moment.month, 1 - 2 * YEAR))


def _waterfall(movements: Sequence[Movement]) -> dict[str, Any]:
    found: dict[str, Any] = plain(retention_waterfall(movements))  # type: ignore[assignment]
    floored = [each.floored for each in movements]
    arrived = [each for each, (a, b) in zip(movements, floored, strict=True) if a == 0 and b > 0]
    counts = {
        "expansion": sum(0 < a < b for a, b in floored),
        "contraction": sum(0 < b < a for a, b in floored),
        "churn": sum(a > 0 and b == 0 for a, b in floored),
        "new": sum(not each.had_before for each in arrived),
        "reactivation": sum(each.had_before for each in arrived),
    }
    return {**found, "counts": counts}


def _without(net: Mapping[Month, Decimal], part: Mapping[Month, Decimal]) -> Mapping[Month, Decimal]:
    return {month: amount - part.get(month, ZERO) for month, amount in net.items()} if part else dict(net.items())


def _over(net: Mapping[Month, Decimal], months: Sequence[Month]) -> Decimal:
    return sum((net.get(month, ZERO) for month in months), ZERO)
