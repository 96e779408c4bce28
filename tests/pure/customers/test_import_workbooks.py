"""Workbooks: what is read from honest ones, and bombs that never reach a parser (reliability T24, T25)."""

import csv
import resource
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from customers.importing import sources, workbooks
from customers.importing.problems import FileRefused

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/workbook.xml": "<workbook/>",
}


def workbook(path: Path, rows: list[list[object]], *, name: str = "Sheet1") -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(name)
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, cells)
    return path


def archive(path: Path, parts: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**PARTS, **parts}.items():
            packed.writestr(name, content)
    return path


def read(path: Path, tmp_path: Path) -> list[list[str]]:
    target = tmp_path / "sheet.csv"
    workbooks.to_csv(path, target)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_cells_arrive_as_our_parsers_read_them(tmp_path: Path) -> None:
    morning = datetime(2024, 1, 5, 8, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    path = workbook(
        tmp_path / "book.xlsx", [["单号", "date", "amount"], ["D1", date(2024, 1, 5), 1234.5], ["D2", morning, 12]]
    )
    assert sources.is_workbook(path)
    assert read(path, tmp_path) == [
        ["单号", "date", "amount"],
        ["D1", "2024-01-05", "1234.5"],
        ["D2", "2024-01-05 08:30:00", "12"],
    ]


def test_rows_keep_their_numbers_when_the_sheet_begins_lower(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("empty")
        book.add_worksheet("table").write_row(2, 1, ["a", "b"])
    assert read(path, tmp_path) == [["", ""], ["", ""], ["a", "b"]]


def _dtd(text: str) -> dict[str, bytes | str]:
    return {"xl/worksheets/sheet1.xml": text}


LAUGHS = "<!DOCTYPE lolz [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10)
) + "]>" + SHEET.format("&l9;")  # fmt: skip
EVIL = {
    "a document type": _dtd("<!DOCTYPE x>" + SHEET.format("")),
    "an external entity": _dtd('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SHEET.format("&e;")),
    "a billion laughs": _dtd(LAUGHS),
    "a document type in UTF-16": {"xl/worksheets/sheet1.xml": ("<!DOCTYPE x>" + SHEET.format("")).encode("utf-16")},
    "a document type behind a border": _dtd(" " * (workbooks.CHUNK - 5) + "<!DOCTYPE x>" + SHEET.format("")),
    "a cell of 200 MB": {"xl/sharedStrings.xml": b"a" * 200_000_000},
    "dense zeros": {"xl/media/image.bin": bytes(30_000_000)},
    "too many parts": {f"xl/part{number}.xml": "<x/>" for number in range(300)},
}


@pytest.mark.parametrize("name", EVIL)
def test_a_bomb_is_refused_before_it_is_parsed(name: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "evil.xlsx", EVIL[name])
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(FileRefused):
        workbooks.check(path)
    assert time.process_time() - began < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_forged_size_does_not_help(tmp_path: Path) -> None:
    path = archive(tmp_path / "evil.xlsx", {"xl/media/image.bin": bytes(150_000_000)})
    content = path.read_bytes().replace(struct.pack("<L", 150_000_000), struct.pack("<L", 1_000))
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        workbooks.check(path)


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(
            lambda path: archive(path, {}).write_bytes(b"PK\x03\x04" + b"x" * 100), id="no zip behind its mark"
        ),
        pytest.param(lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)), id="the old format"),
        pytest.param(lambda path: zipfile.ZipFile(path, "w").writestr("a.csv", "1"), id="another archive"),
        pytest.param(lambda path: archive(path, {}), id="parts without a sheet"),
    ],
)
def test_what_is_no_workbook_is_refused_by_one_line(write: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "no.xlsx"
    write(path)
    with pytest.raises(FileRefused) as refusal:
        sources.is_workbook(path) and workbooks.to_csv(path, tmp_path / "sheet.csv")
    assert "\n" not in str(refusal.value)


def test_a_bomb_of_cells_ends_with_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small cells slip past the byte limits; rows and columns bound them in the child."""
    row = '<row r="{}"><c r="A{}" t="n"><v>1</v></c><c r="XFD{}" t="n"><v>1</v></c></row>'
    rows = "".join(row.format(n, n, n) for n in range(1, 20_000))
    path = workbook(tmp_path / "bomb.xlsx", [["a"]])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/worksheets/sheet1.xml"] = SHEET.format(rows).encode()
    began = time.monotonic()
    with pytest.raises(FileRefused):
        workbooks.to_csv(archive(tmp_path / "evil.xlsx", parts), tmp_path / "sheet.csv")
    assert time.monotonic() - began < 20
