"""xlsx into csv, in a child process with limits of its own: a workbook may be a bomb (reliability T24, T25)."""

import csv
import re
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from customers.importing import limits
from customers.importing.problems import FileRefused
from customers.importing.sources import unpacks_too_far

TEMPORARY, LIMIT_REACHED, UNREADABLE, NO_SHEET = 0, 3, 4, 5
DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
CHUNK = 256 * 1024


def check(path: Path) -> None:
    """Refuse what must not reach a parser: too many entries, too many real bytes, document types, other archives."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > limits.ZIP_ENTRIES:
                raise FileRefused(_("The workbook has more than %(count)s parts.") % {"count": limits.ZIP_ENTRIES})
            if not any(entry.filename.lower() == "xl/workbook.xml" for entry in entries):
                raise FileRefused(_("This is a zip archive, not an .xlsx workbook."))
            _count_real_bytes(
                archive, entries, max(path.stat().st_size * limits.UNPACKED_RATIO, limits.RATIO_FROM_BYTES)
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise FileRefused(_("The workbook is damaged or protected by a password.")) from error


def _count_real_bytes(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], by_ratio: int) -> None:
    """Sizes in a zip's directory may be forged: bytes are counted while they unpack."""
    count = 0
    for entry in entries:
        tail = b""
        with archive.open(entry) as part:
            while block := part.read(CHUNK):
                count += len(block)
                if count > min(limits.UNPACKED_BYTES, by_ratio):
                    raise FileRefused(unpacks_too_far())
                if _forbids(entry.filename, tail + block):
                    raise FileRefused(_("The workbook contains a document type, which no honest workbook does."))
                tail = block[-32:]


def _forbids(name: str, block: bytes) -> bool:
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return False
    return bool(DTD.search(block) or DTD.search(block.replace(b"\x00", b"")))


def to_csv(path: Path, target: Path, *, sheet: str = "") -> None:
    """Write one sheet of a workbook as UTF-8 csv: the one named, else the first with content.

    Errors: FileRefused for what cannot be read within the limits of memory, time, rows and cells.
    """
    check(path)
    child = [sys.executable, "-m", "customers.importing.workbooks", str(path), str(target), sheet]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, paths as arguments
            child, capture_output=True, timeout=limits.WORKBOOK_SECONDS * 2, cwd=Path(__file__).parents[2], check=False
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(_("The workbook takes too long to read. Save the sheet as csv.")) from error
    if done.returncode == NO_SHEET:
        raise FileRefused(_("The workbook has no such sheet, or no sheet with content."))
    if done.returncode == UNREADABLE:
        raise FileRefused(_("The workbook is damaged or protected by a password."))
    if done.returncode != 0:  # killed by a limit, or a limit of ours
        raise FileRefused(_("The workbook is too large to be read. Save the sheet as csv."))


def written(value: object) -> str:
    """A cell as text that our parsers read back to the same value."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _rows(path: str, sheet: str) -> Iterator[list[str]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(path)
    names = [sheet] if sheet else book.sheet_names
    if sheet and sheet not in book.sheet_names:
        sys.exit(NO_SHEET)
    for name in names:
        table = book.get_sheet_by_name(name)
        if table.total_height == 0:
            continue
        too_many = table.total_height > limits.SHEET_ROWS or table.total_width > limits.COLUMNS
        if too_many or table.total_height * table.total_width > limits.SHEET_CELLS:
            sys.exit(LIMIT_REACHED)
        for row in table.iter_rows():  # from the sheet's first row on, empty ones included
            yield [written(cell) for cell in row]
        return
    sys.exit(NO_SHEET)


def _child(path: str, target: str, sheet: str) -> None:
    import python_calamine

    resource.setrlimit(resource.RLIMIT_AS, (limits.WORKBOOK_MEMORY, limits.WORKBOOK_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.WORKBOOK_SECONDS, limits.WORKBOOK_SECONDS))
    try:
        with Path(target).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerows(_rows(path, sheet))
    except MemoryError:
        sys.exit(LIMIT_REACHED)
    except (python_calamine.CalamineError, ValueError):
        sys.exit(UNREADABLE)


if __name__ == "__main__":
    _child(*sys.argv[1:4])
