"""Rows as a csv file that a spreadsheet opens without harm, written down in the audit."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any, Generic, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from office.access import exports
from office.addresses import client_address
from office.clock import today
from office.formatting.spreadsheets import guard
from office.requests import StaffRequest
from office.services import auditing
from office.statistics.rounding import r1

MARK = "\ufeff"  # without it a spreadsheet reads Chinese as something else
LINES_AT_ONCE = 500
Cell = str | int | float | Decimal | date | datetime | bool | None
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column of a list's file: its head, and what of a row stands in it."""

    head: Any
    cell: Callable[[Row], Cell]


def wants_file(request: HttpRequest) -> bool:
    """`?csv=1` at a list's own address asks for its file: whoever may read the list may take it away, and nobody else."""
    return request.GET.get("csv") == "1"


def list_file(
    request: StaffRequest,
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    name: str,
    count: int,
    listing: str,
    asked: Mapping[str, object],
) -> HttpResponse:
    """All pages of a list as a file named after it and the day. The audit gets which of the fields `asked` narrowed it."""
    if not exports(request.user):
        raise PermissionDenied
    zone = timezone.get_current_timezone()  # rows leave after the page has put its clock away
    return csv_file(
        request,
        name=f"{name}-{today():%Y-%m-%d}",
        heads=[str(column.head) for column in columns],
        rows=([_by_clock(column.cell(row), zone) for column in columns] for row in rows),
        count=count,
        listing=listing,
        filters=sorted(field for field, value in asked.items() if value),
    )


def _by_clock(cell: Cell, zone: tzinfo) -> Cell:
    """A moment by the page's clock, to the minute as pages write it."""
    return f"{cell.astimezone(zone):%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else cell


def hundredths(share: float | None) -> float | None:
    """A share as a number of percent with one decimal, as pages round it."""
    return None if share is None else r1(100 * share)


def csv_file(
    request: StaffRequest,
    *,
    name: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    count: int,
    listing: str,
    **conditions: object,
) -> HttpResponse:
    """The rows as a download named `name`.csv. They are read while they are sent, so any number will do.

    The caller has already limited `rows` to what the person may see. The audit gets the name of the list, the number of
    rows and the conditions, before the first row leaves.
    """
    auditing.record(
        auditing.EXPORTED,
        by=request.user,
        address=client_address(request),
        list=listing,
        rows=count,
        **conditions,
    )
    response = StreamingHttpResponse(lines(heads, rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = str(content_disposition_header(True, f"{name}.csv"))
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return cast("HttpResponse", response)


class Echo:
    """What the csv writer writes into: it gives the line back."""

    def write(self, line: str) -> str:
        return line


def lines(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """UTF-8 with its mark, in blocks of some hundred lines."""
    writer = csv.writer(Echo())
    block = [MARK, writer.writerow([cell_of(head) for head in heads])]
    for place, row in enumerate(rows, start=1):
        block.append(writer.writerow([cell_of(cell) for cell in row]))
        if place % LINES_AT_ONCE == 0:
            yield "".join(block).encode("utf-8")
            block = []
    if block:
        yield "".join(block).encode("utf-8")


def cell_of(value: Cell) -> str:
    """A number stays a number, unknown is empty, and a text never begins a formula."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guard(value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
