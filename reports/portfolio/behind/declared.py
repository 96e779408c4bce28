"""What stands behind a tile: where its value, its inputs and its rows are found in the figure of its page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from customers.figures.declared import Gap, Unit
from customers.figures.reading import typed

Values = Mapping[str, Any]
Place = str | Callable[[Values], Any]
"""A path with dots through the figure's values (a number is a place in a list), or how it is added up from them."""


@dataclass(frozen=True, slots=True)
class Of:
    """An input; `tile` names the tile that it is, if it is one."""

    label: Any
    at: Place
    unit: Unit = Unit.MONEY
    tile: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """`rows`: where its rows stand, or how that follows from the values. `whole`: only for who sees all customers.
    `words` say what codes mean."""

    label: Any
    unit: Unit
    value: Place
    inputs: tuple[Of, ...] = ()
    rows: str | Callable[[Values], str] = ""
    whole: bool = False
    words: Mapping[str, Any] = field(default_factory=dict)
    about: Any = ""
    """What the label alone leaves open, such as the scenario."""
    gaps: Callable[[Values], Iterable[Gap]] = lambda _values: ()
    """What its value leaves out."""
    needs: str = ""
    """A part of the values that only the explanation has, as it takes more than the figure of the page."""

    @property
    def name(self) -> str:
        return f"{self.about} · {self.label}" if self.about else str(self.label)


def found(values: Values, at: Place, unit: Unit) -> Any:
    """The value at the place; None where nothing is kept."""
    return typed(at(values) if callable(at) else _along(values, at), unit)


def rows_url(behind: Behind, values: Values) -> str:
    """The address of the rows: a page's name, with what narrows it ("page?stage=lost") or its part ("page#lost")."""
    name = behind.rows(values) if callable(behind.rows) else behind.rows
    for mark in ("?", "#"):
        page, found_mark, rest = name.partition(mark)
        if found_mark:
            return f"{reverse(page)}{mark}{rest}"
    return reverse(name) if name else ""


def _along(values: Any, path: str) -> Any:
    for name in path.split("."):
        if isinstance(values, list):
            values = values[int(name)] if int(name) < len(values) else None
        elif isinstance(values, Mapping):
            values = values.get(name)
        else:
            return None
    return values
