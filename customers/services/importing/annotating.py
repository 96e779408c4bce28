"""The file that goes back to the sender: rejected rows as they came, with reason and cure, safe to open."""

import csv
import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.services.importing.scratch import Scratch
from office.formatting.spreadsheets import guard

SHEET_ROWS = 1_048_575


def write(path: Path, plan: Plan, scratch: Scratch) -> None:
    """Write the annotated file, csv or xlsx by the path's ending."""
    rows = _rows(plan, scratch)
    if path.suffix == ".xlsx":
        _write_workbook(path, rows)
        return
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8-sig", newline=""
    ) as file:
        csv.writer(file, delimiter=plan.source.delimiter).writerows([guard(cell) for cell in row] for row in rows)


def _write_workbook(path: Path, rows: Iterator[Sequence[str]]) -> None:
    """Cells are written as texts: none becomes a formula, a link or a number."""
    import xlsxwriter  # 2 MB and 42 modules: only in processes that send a workbook back

    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet()
    for place, row in enumerate(islice(rows, SHEET_ROWS)):
        for column, cell in enumerate(row):
            sheet.write_string(place, column, cell)
    book.close()


def _rows(plan: Plan, scratch: Scratch) -> Iterator[Sequence[str]]:
    """Headings, then each rejected row; the file is read once more beside the list of rejections."""
    yield [*plan.headings, _("Row"), _("Reason"), _("What to do")]
    rejections = scratch.rejected_as_json()
    waiting = next(rejections, None)
    width = len(plan.headings)
    told: dict[str, tuple[str, str]] = {}
    for record in plan.source.records():
        if waiting is None:
            return
        number, problems = waiting
        if record.number == number:
            cells = (record.cells + [""] * width)[:width] if len(record.cells) <= width else record.cells[:width]
            if problems not in told:
                told[problems] = _told([Problem.from_json(stored) for stored in json.loads(problems)])
            yield [*cells, str(number), *told[problems]]
            waiting = next(rejections, None)


def _told(problems: Sequence[Problem]) -> tuple[str, str]:
    """Reasons and cures, each with the heading of its cell."""
    many = len(problems) > 1

    def tell(texts: list[tuple[str, str]]) -> str:
        colon = pgettext("label", ": ")
        lines = [f"{column}{colon}{text}" if column else text for column, text in texts]
        return "\n".join(dict.fromkeys(lines)) if many else lines[0]

    return (
        tell([(problem.column, problem.reason) for problem in problems]),
        tell([(problem.column, problem.cure) for problem in problems]),
    )
