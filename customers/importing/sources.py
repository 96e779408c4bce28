"""Bytes into records: what a file is, how it is written, and its rows one by one without holding the file in memory."""

import codecs
import csv
import gzip
import hashlib
import io
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple

from django.utils.translation import gettext as _

from customers.importing import limits
from customers.importing.problems import FileRefused

CHUNK = 1024 * 1024
DELIMITERS = ",;\t|"
GZIP_MAGIC, ZIP_MAGIC, OLD_EXCEL_MAGIC = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


class Record(NamedTuple):
    """One row of a file: its number as a spreadsheet shows it, its cells, and the code of what broke it."""

    number: int
    cells: list[str]
    broken: str = ""


@dataclass(frozen=True)
class Source:
    """A delimited text file that has been looked through once. `lines` are its line breaks: about its rows."""

    path: Path
    gzipped: bool
    encoding: str
    delimiter: str
    sha256: str
    lines: int

    def records(self) -> Iterator[Record]:
        """Every row from the first line on, headings included."""
        with _text(self.path, self.gzipped, self.encoding) as text:
            yield from _records(text, self.delimiter)


def inspect(path: Path, *, encoding: str = "", delimiter: str = "") -> Source:
    """Look a csv file through: digest, encoding, delimiter. Errors: FileRefused for what is no such file."""
    gzipped = _magic(path).startswith(GZIP_MAGIC)
    guessed, lines = _look_through(path, gzipped)
    try:
        with _text(path, gzipped, encoding or guessed) as text:
            head = text.read(64 * 1024)
    except LookupError as error:
        raise FileRefused(_("“%(name)s” is no encoding.") % {"name": encoding}) from error
    if not head.strip("\ufeff \r\n\t"):
        raise FileRefused(_("The file is empty."))
    return Source(path, gzipped, encoding or guessed, delimiter or _delimiter(head), digest(path), lines)


def is_workbook(path: Path) -> bool:
    """Whether it is an xlsx by its content, whatever its name says. Errors: FileRefused for the old xls."""
    magic = _magic(path)
    if magic.startswith(OLD_EXCEL_MAGIC):
        raise FileRefused(_("This is an old .xls workbook or an encrypted one. Save it as .xlsx without a password."))
    return magic.startswith(ZIP_MAGIC)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _magic(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise FileRefused(_("The file cannot be opened: %(why)s.") % {"why": error.strerror}) from error


def _look_through(path: Path, gzipped: bool) -> tuple[str, int]:
    """The encoding that the bytes allow, and the line breaks."""
    head, lines, place, odd_nuls, even_nuls = b"", 0, 0, 0, 0
    utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8")()
    for chunk in _chunks(path, gzipped):
        head = head or chunk[:CHUNK]
        lines += chunk.count(b"\n") or chunk.count(b"\r")
        if place == 0:
            odd_nuls, even_nuls = head[1::2].count(0), head[::2].count(0)
        place += len(chunk)
        if utf8 is not None and not _accepts(utf8, chunk):
            utf8 = None
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", lines
    if max(odd_nuls, even_nuls) > len(head) / 8 and min(odd_nuls, even_nuls) < len(head) / 100:
        return ("utf-16-le" if odd_nuls > even_nuls else "utf-16-be"), lines
    if utf8 is not None or head.startswith(codecs.BOM_UTF8) or _nearly_utf8(head):
        return "utf-8-sig", lines
    return "gb18030", lines


def _accepts(decoder: codecs.IncrementalDecoder, chunk: bytes) -> bool:
    try:
        decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True


def _nearly_utf8(head: bytes) -> bool:
    """A few broken bytes in a text that is otherwise UTF-8: those rows are rejected, not the whole file misread."""
    text = head.decode("utf-8", errors="replace")
    foreign = sum(1 for character in text if character > "\x7f")
    return foreign > 0 and text.count("\ufffd") < foreign / 10


def _chunks(path: Path, gzipped: bool) -> Iterator[bytes]:
    with _binary(path, gzipped) as file:
        while chunk := file.read(CHUNK):
            yield chunk


@contextmanager
def _text(path: Path, gzipped: bool, encoding: str) -> Iterator[io.TextIOWrapper]:
    with _binary(path, gzipped) as file:
        yield io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")


@contextmanager
def _binary(path: Path, gzipped: bool) -> Iterator[io.BufferedReader]:
    with path.open("rb") as raw:
        yield io.BufferedReader(_Bounded(raw, path.stat().st_size), CHUNK) if gzipped else raw


class _Bounded(io.RawIOBase):
    """Unpacked bytes of a gzip file, counted while they come: more than allowed refuses the file."""

    def __init__(self, raw: IO[bytes], packed: int) -> None:
        self._file = gzip.GzipFile(fileobj=raw)
        self._packed, self._count = packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            block = self._file.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise FileRefused(_("The packed file is damaged.")) from error
        self._count += len(block)
        too_dense = self._count > max(self._packed * limits.UNPACKED_RATIO, limits.RATIO_FROM_BYTES)
        if self._count > limits.UNPACKED_BYTES or too_dense:
            raise FileRefused(unpacks_too_far())
        buffer[: len(block)] = block
        return len(block)


def unpacks_too_far() -> str:
    return _("The file unpacks to more than %(size)s MB or more than %(ratio)s times its size.") % {
        "size": limits.UNPACKED_BYTES // (1024 * 1024),
        "ratio": limits.UNPACKED_RATIO,
    }


def _delimiter(head: str) -> str:
    """The delimiter under which the first rows fall into most columns of one width."""
    lines = head.splitlines()[:30]

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:
            return 0, 0
        most = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 0
        return (widths.count(most) if most > 1 else 0), most

    return max(DELIMITERS, key=score)


class _TooLongError(Exception):
    """A record goes on beyond its bounds."""


class _Lines:
    """Lines of a text for csv.reader, kept until their record is complete, so that a broken record can be undone."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []
        self._characters = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._text.readline(limits.RECORD_CHARACTERS)
        if not line:
            raise StopIteration
        self.taken.append(line)
        self._characters += len(line)
        if self._characters >= limits.RECORD_CHARACTERS or len(self.taken) > limits.RECORD_LINES:
            raise _TooLongError
        return line

    def complete(self) -> None:
        self.taken.clear()
        self._characters = 0

    def undo(self) -> str:
        """Give back all lines of the broken record but the first, which is answered."""
        first, *others = self.taken
        self._waiting.extendleft(reversed(others))
        self.complete()
        return first

    def skip_rest_of(self, line: str) -> None:
        while line and line[-1] not in "\r\n":
            line = self._text.readline(CHUNK)


def _records(text: io.TextIOWrapper, delimiter: str) -> Iterator[Record]:
    """Rows of a delimited text. Where quotation marks break a row, its first line is one broken record and reading
    goes on with the next line: nothing behind an open quotation mark is swallowed."""
    csv.field_size_limit(limits.RECORD_CHARACTERS + 1)
    lines, number = _Lines(text), 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number += 1
        try:
            for cells in reader:
                lines.complete()
                if cells:
                    yield Record(number, cells)
                number += 1
            return
        except _TooLongError:
            broken = "open_quote" if len(lines.taken) > 1 else "record_too_long"
        except csv.Error:
            broken = "open_quote"
        first = lines.undo()
        if broken == "record_too_long":
            lines.skip_rest_of(first)
        yield Record(number, [first.strip("\r\n")[: limits.CELL_CHARACTERS]], broken)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
