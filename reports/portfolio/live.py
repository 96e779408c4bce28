"""The line above a page whose figures are added up while it is read."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from customers.models import DefectorAlert
from customers.selectors.base import Figure, company_today, sees_whole
from customers.valuation.settings import Settings
from reports.indicators.alarms import Tally, precision
from reports.selectors import defectors
from reports.selectors.members import seen_by

if TYPE_CHECKING:
    from office.models import User


def live_figure(user: "User") -> Figure:
    """Period, day and customers of today's standings as the reader sees them, without values of its own; `values` is None
    before anything was computed. One query, two for who sees a part."""
    standing = company_today()
    if standing is None:
        return Figure(None, None, None, 0, None, 0, 0, whole=True)
    whole = sees_whole(user)
    return Figure(
        {},
        standing.as_of,
        standing.month,
        standing.customers if whole else seen_by(user).count(),
        standing.computed_at,
        standing.changed_since,
        standing.settings_number,
        whole,
    )


def days_of(figure: Figure) -> tuple[date, date]:
    """The day and the first day of the month of a figure that was computed. ValueError for one that was not."""
    if figure.as_of is None or figure.month is None:
        raise ValueError("nothing was computed yet")
    return figure.as_of, figure.month


@dataclass(frozen=True, slots=True)
class Defectors:
    """Who was tested today, the alarms of the month, and what became of all alarms so far."""

    tested: defectors.Tested
    alerts: Sequence[DefectorAlert]
    tallies: Sequence[Tally]


def defectors_of(user: "User", month: date) -> Defectors:
    """As far as the reader sees them. Three queries."""
    return Defectors(defectors.counts(user), defectors.alerts_of(user, month), defectors.tallies(user))


def defector_values(seen: Defectors, as_of: date, settings: Settings) -> dict[str, Any]:
    """What the tiles of silent defectors count, with the parameters they were found by."""
    tested, proven = seen.tested, precision(seen.tallies, as_of)
    return {
        "tested": tested.tested,
        "confirmed": tested.confirmed,
        "suspect": tested.suspect,
        **_raised(seen.alerts),
        "true": proven.true,
        "settled": proven.settled,
        "open": proven.open,
        "share": proven.share,
        "discovery_rate": settings.discovery_rate,
        "suspect_p": settings.suspect_p,
    }


def defectors_before(user: "User", month: date) -> dict[str, Any] | None:
    """The same as far as the alarms of an earlier month tell it; None before any alarm was raised. Two queries."""
    if not defectors.alerts_seen_by(user).filter(month__lte=month).exists():
        return None
    alerts = defectors.alerts_of(user, month)
    counts = Counter(each.status for each in alerts)
    return {
        "tested": None,
        "confirmed": counts[DefectorAlert.Status.CONFIRMED],
        "suspect": counts[DefectorAlert.Status.SUSPECT],
        **_raised(alerts),
    }


def _raised(alerts: Sequence[DefectorAlert]) -> dict[str, Any]:
    return {
        "alerts": len(alerts),
        "money": sum((each.money_at_risk for each in alerts), Decimal(0)) if alerts else None,
        "profit": sum((each.profit_at_risk for each in alerts), Decimal(0)) if alerts else None,
    }
