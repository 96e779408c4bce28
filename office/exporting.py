"""Rows as a csv file that a spreadsheet opens without harm, written down in the audit."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from office.addresses import client_address
from office.formatting.spreadsheets import guard
from office.requests import StaffRequest
from office.services import auditing

MARK = "\ufeff"  # without it a spreadsheet reads Chinese as something else
LINES_AT_ONCE = 500
Cell = str | int | float | Decimal | date | datetime | bool | None


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
