"""Whether a customer takes what it agreed to take: agreed pro rata against bought, in the running year of the agreement."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from office.calendar.months import add_months, full_months

TOLERANCE = Decimal("0.10")
FEWEST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Stretch:
    """The running year of an agreement: its first day, its last, and the last day counted so far."""

    first: date
    last: date
    counted: date

    @property
    def days(self) -> int:
        return (self.counted - self.first).days + 1

    @property
    def share(self) -> Decimal:
        """Of the full year gone by, 0 to 1; a last year cut short never comes to 1."""
        return Decimal(self.days) / Decimal((add_months(self.first, 12) - self.first).days)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Money or pieces: agreed so far, bought so far, and what is missing (negative: more was bought)."""

    stretch: Stretch
    agreed: Decimal
    bought: Decimal
    missing: Decimal
    ratio: Decimal
    """Missing as part of what was agreed so far."""
    flagged: bool


def running_year(valid_from: date, valid_until: date | None, as_of: date) -> Stretch | None:
    """The year of the agreement in which `as_of` lies, from one anniversary to the next; after its end the last one.

    None before it begins.
    """
    if as_of < valid_from:
        return None
    until = as_of if valid_until is None else min(as_of, valid_until)
    first = add_months(valid_from, 12 * (full_months(valid_from, until) // 12))
    last = add_months(first, 12) - timedelta(days=1)
    return Stretch(first, last if valid_until is None else min(last, valid_until), until)


def shortfall(yearly: Decimal, bought: Decimal, stretch: Stretch) -> Shortfall:
    """Pro rata agreed = yearly × days gone by / days of that year; missing = agreed − bought.

    Flagged when more than a tenth of it is missing after at least 60 days: earlier one late order would look like a
    broken word. Units: as `yearly`. Errors: ValueError unless yearly > 0. Source: own definition (issue 4, point 10).
    """
    if yearly <= 0:
        raise ValueError("an agreement is about more than nothing")
    agreed = yearly * stretch.share
    missing = agreed - bought
    ratio = missing / agreed
    return Shortfall(stretch, agreed, bought, missing, ratio, stretch.days >= FEWEST_DAYS and ratio > TOLERANCE)
