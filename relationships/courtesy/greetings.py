"""Whom to congratulate in the days ahead: birthdays and festivals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from office.calendar import lunar

DAYS = 14
"""How far ahead greetings are listed."""
NEAR = timedelta(days=3)
"""A greeting that names no occasion is taken for one so many days ahead."""
BIRTHDAY = "birthday"


@dataclass(frozen=True)
class Born:
    """The birthday of a contact; the year only where it is known."""

    contact: int
    month: int
    day: int
    year: int | None = None
    lunar: bool = False
    """Whether month, day and year are those of the farmland calendar."""


@dataclass(frozen=True)
class Due:
    """One contact to greet: `occasion` is "birthday" or the festival's code; `age` they reach, where known."""

    contact: int
    occasion: str
    on: date
    age: int | None = None


def falls_on(month: int, day: int, year: int) -> date:
    """The day of a birthday in a year; 29 February is kept on 28 February in common years.

    Errors: ValueError for a day that no year has, such as 31 April.
    """
    if (month, day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return date(year, month, day)


def next_birthday(one: Born, as_of: date) -> tuple[date, int]:
    """The first one from `as_of` on, that day included, and the year of its calendar in which it falls.

    A farmland year begins in January or February: what falls before that still belongs to the year before.
    """
    kept = lunar.falls_on if one.lunar else falls_on
    years = range(as_of.year - one.lunar, as_of.year + 2)
    return next((on, year) for year in years if (on := kept(one.month, one.day, year)) >= as_of)


def greetings_due(
    born: Iterable[Born],
    festivals: Sequence[tuple[str, date]],
    to_greet: Sequence[int],
    greeted: Mapping[int, Sequence[tuple[str, date]]],
    as_of: date,
    *,
    days: int = DAYS,
) -> list[Due]:
    """Birthdays and festivals from `as_of` up to `days` later, the nearest first; those greeted already are left out.

    `to_greet` are the contacts greeted at festivals; `greeted` are the greetings that a contact had lately, each with the
    occasion it named, or "": then it is taken for an occasion at most three days after it.
    """
    last = as_of + timedelta(days=days)
    found: list[Due] = []
    for one in born:
        on, year = next_birthday(one, as_of)
        if on <= last:
            found.append(Due(one.contact, BIRTHDAY, on, year - one.year if one.year else None))
    found += [Due(contact, code, on) for code, on in festivals if as_of <= on <= last for contact in to_greet]
    return sorted(
        (one for one in found if not _greeted(one, greeted.get(one.contact, ()), days)),
        key=lambda one: (one.on, one.occasion, one.contact),
    )


def _greeted(due: Due, greetings: Sequence[tuple[str, date]], days: int) -> bool:
    return any(
        due.on - timedelta(days=days) <= on if occasion == due.occasion else not occasion and due.on - NEAR <= on
        for occasion, on in greetings
    )
