"""A figure as a tile: its value, its healthy line, on which side it stands, how many customers are behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext, pgettext

from reports.indicators.levels import BAD, GOOD, WATCH

NARROW, WIDE, HALF = 350, 844, 556
"""Widths of pictures: a phone, a page, beside another."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`figure` is None when unknown, then `reason` says why. `line` names the healthy line, `state` the side of it.

    `name` is its name in `explained.PAGES`: a click tells how it is computed. `url` leads to its rows.
    """

    label: str
    figure: str | None
    note: str = ""
    line: str = ""
    state: str = ""
    reason: str = ""
    url: str = ""
    name: str = ""
    before: str = ""
    """What it was a year before and by how much it changed, or why nobody knows."""

    @property
    def explanation(self) -> str:
        """The address of the page that explains it; empty for one whose rows explain it."""
        return reverse("portfolio:figure", args=[self.name]) if self.name else ""

    @property
    def word(self) -> str:
        """The state in a word, beside its shape."""
        if self.figure is None or self.state not in (GOOD, WATCH, BAD):
            return ""
        words = {
            GOOD: pgettext("level", "healthy"),
            WATCH: pgettext("level", "watch"),
            BAD: pgettext("level", "line crossed"),
        }
        return words[self.state]


def number(values: Mapping[str, Any], name: str) -> Decimal | None:
    """A kept figure; None when unknown."""
    value = values.get(name)
    return None if value is None else Decimal(str(value))


def of_customers(count: int) -> str:
    """How many customers are behind a figure."""
    return ngettext("%(count)s customer", "%(count)s customers", count) % {"count": f"{count:,}"}


def unknown() -> str:
    return pgettext("a number nobody knows", "unknown")


def texts(write: Any, values: Sequence[Decimal | None]) -> list[str]:
    """Each as written, unknown ones as the word."""
    return [unknown() if value is None else write(value) for value in values]
