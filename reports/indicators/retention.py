"""Who stays, who comes back, who leaves and takes what along (economics 3, 5.2–5.4, 10.5)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from customers.valuation.lifecycle import Life, lost_since
from customers.valuation.loyalty import (
    Lead,
    first_order_conversion,
    new_to_active,
    repurchase_by_days,
)
from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio
from customers.valuation.portfolio_shape import LostCustomer, StageCounts, lost_revenue, shape_index
from customers.valuation.recurring import Recurring
from customers.valuation.worth import Measured, Moment
from office.calendar.months import Month, add_months, first_day, month_add, month_end, month_of, months_until
from reports.indicators.cohorts import cohorts_of
from reports.indicators.plain import plain
from reports.indicators.traits import traits_of
from reports.indicators.waterfalls import contracts_of, orders_of

LOST_MONTHS = 36
LATE_MONTHS, YEAR = 3, 12
DAY = timedelta(days=1)
FEWEST_LOST, FEWEST_RATE, LISTED = 10, 20, 50
SUBSIDY = Decimal("0.20")
BASE = ("growing", "mature", "new", "won_back", "declining", "dormant")


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """What is read beside the standings. Amounts in base currency; `leads` is None where they cannot be told apart."""

    order_days: Mapping[int, Sequence[date]] = field(default_factory=dict)
    subscription_net: Mapping[int, Mapping[Month, Decimal]] = field(default_factory=dict)
    recurring: Mapping[date, Mapping[int, Recurring]] = field(default_factory=dict)
    """At the ends of M0−12, M0−1 and M0, by customer with a subscription then."""
    subscribed_on: Mapping[int, date] = field(default_factory=dict)
    """First day of the first subscription."""
    second_period: Mapping[int, date] = field(default_factory=dict)
    """First day of the second period that a subscription was paid for: its next term, or the one that followed it."""
    core_use: Mapping[int, date | None] = field(default_factory=dict)
    """Of subscribers whose use of a core product is read: the day it was adopted, None where it was not."""
    subscription_ended: Mapping[int, date] = field(default_factory=dict)
    leads: Sequence[tuple[date, int | None]] | None = None
    """The day each came, and the customer it became."""
    first_discounts: Mapping[int, Decimal] = field(default_factory=dict)
    """Customer → discount of its first order day over its list price; only where a line names one."""
    flags: Mapping[int, Mapping[str, bool]] = field(default_factory=dict)
    """Customer → warning → whether it held at the end of M0−12, as kept then; what was not kept is absent."""


@exact
def retention_of(rows: Sequence[Measured], moment: Moment, facts: RetentionFacts) -> Mapping[str, Any]:
    """Everything about staying, of the customers given."""
    days = {row.id: facts.order_days.get(row.id, ()) for row in rows}
    lost = {row.id: when for row in rows if (when := _lost_when(row, days[row.id], moment, facts)) is not None}
    start = _started(moment)
    there = _there_at(rows, lost, start)
    return {
        "customers": len(rows),
        "orders": orders_of(rows, moment, facts.subscription_net),
        "contracts": contracts_of(rows, moment, facts.recurring, facts.subscribed_on),
        "cohorts": cohorts_of(rows, moment.month),
        "repurchase": plain(repurchase_by_days(days.values(), moment.as_of)),
        "repurchase_new": plain(repurchase_by_days(_of_new_ones(rows, days, moment), moment.as_of)),
        "conversion": _conversion(rows, moment, facts),
        "activation": _activation(rows, days, moment, facts),
        "shape": _shape(rows, there, lost, start),
        "active": _active(rows),
        "lost": _lost(rows, moment, lost),
        "traits": traits_of(there, {pk: when for pk, when in lost.items() if when > start}, moment, facts.flags),
        "subsidy": _subsidy(rows, days, moment, facts),
    }


def _conversion(rows: Sequence[Measured], moment: Moment, facts: RetentionFacts) -> dict[str, Any] | None:
    if facts.leads is None:
        return None
    first = {row.id: row.first_order_on for row in rows}
    leads = [Lead(came, None if became is None else first.get(became)) for came, became in facts.leads]
    window = moment.settings.conversion_window_days
    before = add_months(moment.as_of, -YEAR)
    return {
        "now": plain(first_order_conversion(_came_within_a_year(leads, moment.as_of), moment.as_of, window)),
        "before": plain(first_order_conversion(_came_within_a_year(leads, before), before, window)),
        "window": window,
        "leads": len(leads),
    }


def _came_within_a_year(leads: Sequence[Lead], as_of: date) -> list[Lead]:
    """Those of the last fifteen months: a year of leads whose window is over, and the newest that are not judged yet."""
    since = add_months(as_of, -YEAR - LATE_MONTHS)
    return [lead for lead in leads if since < lead.created <= as_of]


def _of_new_ones(rows: Sequence[Measured], days: Mapping[int, Sequence[date]], moment: Moment) -> list[Sequence[date]]:
    """Order days of those that ordered for the first time ever in P12 or later, and are known from there on."""
    since = first_day(month_add(moment.month, 1 - 2 * YEAR))
    return [days[row.id] for row in rows if _begins(row, days) and days[row.id][0] >= since]


def _activation(
    rows: Sequence[Measured], days: Mapping[int, Sequence[date]], moment: Moment, facts: RetentionFacts
) -> dict[str, Any]:
    """3.5, with how many are active by an adopted core use alone (None while nobody's is read), and how many of the
    subscribers that are judged have theirs read."""
    months, judged = moment.settings.active_months, _judged(rows, days, moment)
    known = {str(row.id): _with(days[row.id], facts.second_period.get(row.id)) for row in judged}
    before = found = new_to_active(known, moment.as_of, months)
    if facts.core_use:
        for pk, on in facts.core_use.items():
            if (bought := known.get(str(pk))) is not None:
                known[str(pk)] = _with(bought, _adopted(bought, on))
        found = new_to_active(known, moment.as_of, months)
    subscribers = [row.id for row in judged if row.id in facts.subscribed_on]
    told: dict[str, Any] = plain(found)  # type: ignore[assignment]
    return {
        **told,
        "by_use": found.active - before.active if facts.core_use else None,
        "subscribers": len(subscribers),
        "core_read": sum(pk in facts.core_use for pk in subscribers),
    }


def _judged(rows: Sequence[Measured], days: Mapping[int, Sequence[date]], moment: Moment) -> list[Measured]:
    """Whose months are over. Without those that were there before the ledger: their first line is not their first
    order."""
    months = moment.settings.active_months
    return [row for row in rows if _begins(row, days) and add_months(days[row.id][0], months) <= moment.as_of]


def _with(known: Sequence[date], again: date | None) -> Sequence[date]:
    return known if again is None or again <= known[0] else [*known, again]


def _adopted(known: Sequence[date], on: date | None) -> date | None:
    """Who had adopted it before the first order, as in a trial, has so from the day after it on."""
    return None if on is None else max(on, known[0] + DAY)


def _begins(row: Measured, days: Mapping[int, Sequence[date]]) -> bool:
    """Whether the first day known is that of the first order."""
    return row.tenure_months is not None and bool(days[row.id]) and days[row.id][0] == row.first_order_on


def _lost_when(row: Measured, days: Sequence[date], moment: Moment, facts: RetentionFacts) -> date | None:
    """The day a lost customer became lost, by the rule and the lines that made it so."""
    if row.stage != "lost" or row.last_order_on is None:
        return None
    life = Life(
        order_days=days or [row.last_order_on],
        monthly={},
        subscription_ended=facts.subscription_ended.get(row.id),
        lost_on=row.lost_on,
    )
    return lost_since(life, moment.as_of, moment.settings.stage_lines)


def _there_at(rows: Sequence[Measured], lost: Mapping[int, date], day: date) -> list[Measured]:
    """Customers that had bought by the day and were not lost then."""
    return [
        row
        for row in rows
        if row.first_order_on is not None and row.first_order_on <= day and (row.id not in lost or lost[row.id] > day)
    ]


def _started(moment: Moment, years: int = 1) -> date:
    return month_end(month_add(moment.month, -YEAR * years))


def _shape(
    rows: Sequence[Measured], there: Sequence[Measured], lost: Mapping[int, date], start: date
) -> dict[str, Any]:
    counts = Counter(row.stage for row in rows)
    gone = sum(lost.get(row.id, date.min) > start for row in there)
    found: dict[str, Any] = plain(
        shape_index(StageCounts(**{stage: counts[stage] for stage in BASE}), gone, len(there))
    )  # type: ignore[assignment]
    revenue: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
    for row in rows:
        revenue[row.stage] += row.net_t12
    stages = ("prospect", *BASE, "lost")
    return {
        **found,
        "lost_12m": gone,
        "at_start_12m": len(there),
        "stages": {stage: {"count": counts[stage], "revenue": plain(money(revenue[stage]))} for stage in stages},
    }


def _active(rows: Sequence[Measured]) -> dict[str, Any]:
    base = [row for row in rows if row.stage in BASE]
    active = sum(row.active for row in base)
    return {
        "base": len(base),
        "active": active,
        "share": plain(maybe(ratio, quotient(Decimal(active), Decimal(len(base))))),
    }


def _lost(rows: Sequence[Measured], moment: Moment, lost: Mapping[int, date]) -> dict[str, Any]:
    """Customers that became lost in T12 and what they bought before; recoverable at our own rate of winning back.

    The rate divides by those lost in P12. Losing takes a year of silence, so a ledger of fewer than 36 months does not
    know them: `rate_from` tells the day it will.
    """
    start, before = _started(moment), _started(moment, 2)
    gone = [row for row in rows if start < lost.get(row.id, date.min) <= moment.as_of]
    amounts = {
        row.id: lost_revenue([LostCustomer(row.last_order_on, row.net)])
        for row in gone
        if row.last_order_on is not None
    }
    amount = sum(amounts.values(), ZERO)
    years_before = [row.net_p12 for row in rows if row.net or row.net_p12 is not None]
    p12 = None if None in years_before else _sum(max(ZERO, each) for each in years_before if each is not None)
    won_back = sum(row.stage == "won_back" for row in rows)
    lost_before = sum(before < when <= start for when in lost.values()) + won_back
    begins = moment.basis.ledger_begins
    since = None if begins is None else month_add(begins, LOST_MONTHS - 1)
    is_known = since is not None and since <= moment.month and lost_before >= FEWEST_LOST
    rate = quotient(Decimal(won_back), Decimal(lost_before)) if is_known else None
    ranked = sorted(gone, key=lambda row: (-amounts.get(row.id, ZERO), row.id))
    return {
        "count": len(gone),
        "amount": plain(money(amount)),
        "share": plain(maybe(ratio, quotient(amount, p12))),
        "won_back": won_back,
        "lost_before": lost_before,
        "win_back_rate": plain(maybe(ratio, rate)),
        "recoverable": plain(None if rate is None else money(amount * rate)),
        "rate_from": None if since is None or since <= moment.month else plain(month_end(since)),
        "customers": [
            {
                "id": row.id,
                "amount": plain(amounts.get(row.id, ZERO)),
                "last_order": plain(row.last_order_on),
                "lost": plain(lost[row.id]),
            }
            for row in ranked[:LISTED]
        ],
    }


def _subsidy(
    rows: Sequence[Measured], days: Mapping[int, Sequence[date]], moment: Moment, facts: RetentionFacts
) -> dict[str, Any]:
    """Do new customers bought with a discount come again? Of those whose first order fell in P12."""
    first_months = set(months_until(month_add(moment.month, -YEAR), YEAR))
    won = [row for row in rows if _begins(row, days) and month_of(days[row.id][0]) in first_months]
    subsidised = [row for row in won if facts.first_discounts.get(row.id, ZERO) >= SUBSIDY]
    others = [row for row in won if facts.first_discounts.get(row.id, ZERO) < SUBSIDY]
    with_rate, without_rate = _again(subsidised, days), _again(others, days)
    gap = None if with_rate is None or without_rate is None else with_rate - without_rate
    return {
        "known": len(facts.first_discounts),
        "won": len(won),
        "subsidised": len(subsidised),
        "share": plain(maybe(ratio, quotient(Decimal(len(subsidised)), Decimal(len(won))))),
        "rate": plain(maybe(ratio, with_rate)),
        "rate_others": plain(maybe(ratio, without_rate)),
        "gap": plain(maybe(ratio, gap)),
        "small": min(len(subsidised), len(others)) < FEWEST_RATE,
    }


def _again(rows: Sequence[Measured], days: Mapping[int, Sequence[date]]) -> Decimal | None:
    """The part that ordered again within twelve months of the first order."""
    came = sum(any(days[row.id][0] < day <= add_months(days[row.id][0], YEAR) for day in days[row.id]) for row in rows)
    return quotient(Decimal(came), Decimal(len(rows)))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
