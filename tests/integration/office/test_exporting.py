"""A csv that a spreadsheet opens without harm, that our import reads back, and that the audit knows of."""

import csv
import io
from decimal import Decimal

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from office.exporting import LINES_AT_ONCE, csv_file, lines
from office.formatting.spreadsheets import unguard
from office.models import AuditEntry, User

PAYLOADS = [
    "=1+1",
    "+86 138 0000 0000",
    "-12",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "＋1",
    "－1",
    "＠a",
    "'=1",
    "'plain",
    "=cmd|' /C calc'!A0",
]


def read(blocks: list[bytes]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(blocks).decode("utf-8-sig"), newline="")))


def test_texts_never_begin_a_formula_and_come_back_as_they_were() -> None:
    _heads, *rows = read(list(lines(["name"], [[text] for text in PAYLOADS])))
    assert [cell[:1] in "=+-@\t\r＝＋－＠" for (cell,) in rows] == [False] * len(PAYLOADS)
    assert [unguard(cell) for (cell,) in rows] == PAYLOADS


def test_numbers_stay_numbers_and_unknown_is_empty() -> None:
    assert read(list(lines(["=head", "b", "c"], [[Decimal("-1E+3"), None, -2.5]]))) == [
        ["'=head", "b", "c"],
        ["-1000", "", "-2.5"],
    ]


def test_rows_are_read_while_they_are_sent() -> None:
    asked = []

    def rows():
        for number in range(3 * LINES_AT_ONCE):
            asked.append(number)
            yield [number]

    blocks = lines(["n"], rows())
    first = next(blocks)
    assert first.startswith(b"\xef\xbb\xbf")
    assert len(asked) == LINES_AT_ONCE
    assert len(read([first, *blocks])) == 3 * LINES_AT_ONCE + 1


@pytest.mark.django_db
def test_the_download_is_named_private_and_written_down(cast: dict[str, User]) -> None:
    request: HttpRequest = RequestFactory().get("/", REMOTE_ADDR="10.1.2.3")
    request.user = cast["mei"]
    response = csv_file(
        request,  # type: ignore[arg-type]
        name="鲸鱼曲线",
        heads=["客户"],
        rows=[["澜江重工"]],
        count=1,
        listing="portfolio.whale",
        month="2026-10",
    )
    assert read(list(response.streaming_content)) == [["客户"], ["澜江重工"]]
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "private, no-store"
    entry = AuditEntry.objects.get(verb="exported")
    assert (entry.by, entry.address) == (cast["mei"], "10.1.2.3")
    assert entry.details == {"list": "portfolio.whale", "rows": 1, "month": "2026-10"}
