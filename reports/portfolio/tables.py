"""Customers as rows of a table: name with its link, figures in the reader's writing, unknown as a word."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from office.charts.figures import Column, Row, Table
from reports.portfolio.measures import number, unknown

Cell = Callable[[Mapping[str, Any]], str]


def sum_cell(name: str, write: Callable[[Decimal], str]) -> Cell:
    """The figure `name` of a line, as `write` writes it."""

    def cell(line: Mapping[str, Any]) -> str:
        value = number(line, name)
        return unknown() if value is None else write(value)

    return cell


def text_cell(name: str, words: Mapping[str, str] | None = None) -> Cell:
    """The text `name` of a line, or the words for its code."""

    def cell(line: Mapping[str, Any]) -> str:
        value = line.get(name)
        text = str(value if value is not None else "")
        return (words or {}).get(text, text) or unknown()

    return cell


def customer_table(
    caption: str,
    lines: Iterable[Mapping[str, Any]],
    names: Mapping[int, str],
    columns: Sequence[tuple[Column, Cell]],
) -> Table:
    """A row per line, by the customer `id` of the line."""
    heads = (Column(_("Customer"), words=True), *(column for column, _cell in columns))
    rows = tuple(
        Row(
            (names.get(line["id"], _("no longer in the archive")), *(cell(line) for _column, cell in columns)),
            customer_url(line["id"]) if line["id"] in names else "",
        )
        for line in lines
    )
    return Table(caption, heads, rows)


def customer_url(pk: int) -> str:
    return reverse("customers:detail", args=[pk])


def category_url(name: str, value: str) -> str:
    """The customers of one category, class, stage or group."""
    return f"{reverse('portfolio:customers')}?{urlencode({name: value})}"
