"""Quarters of the calendar year."""

from dataclasses import dataclass
from datetime import date, timedelta

from office.calendar.months import add_months

OFFERED = 8


@dataclass(frozen=True)
class Quarter:
    """Three months of the calendar; `key` as 2026-Q4."""

    year: int
    number: int

    @property
    def key(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        return add_months(self.start, 3) - timedelta(days=1)


def quarters(day: date) -> list[Quarter]:
    """The running one and those before it, newest first."""
    found = []
    for back in range(OFFERED):
        first = add_months(day.replace(day=1), -3 * back)
        found.append(Quarter(first.year, (first.month + 2) // 3))
    return found
