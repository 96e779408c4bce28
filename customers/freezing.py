"""When standings are kept for good: every Sunday and every last day of a month (decision 6)."""

from collections.abc import Iterator
from datetime import date, timedelta

from customers.models import StandingKind

LOOK_BACK = 40
"""Days after which a Sunday or month end that nobody froze is left alone."""


def days_to_freeze(day: date) -> Iterator[tuple[date, StandingKind]]:
    """The Sundays and month ends of the last days before `day`, oldest first."""
    for age in range(LOOK_BACK, 0, -1):
        past = day - timedelta(days=age)
        if past.isoweekday() == 7:
            yield past, StandingKind.WEEK
        if (past + timedelta(days=1)).day == 1:
            yield past, StandingKind.MONTH
