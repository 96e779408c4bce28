"""Which days of a year differ from Monday to Friday, read from a notice in words or from rows of a table.

It reads the yearly notice of the State Council as it is published, and rows such as `2026-02-15~2026-02-23 休 春节` or
`2026-02-14,班`. A part with days that says neither "off" nor "working" is given back, not guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 60
"""Days of one span; a longer one is a slip."""
NOTE = 120


@dataclass(frozen=True, order=True)
class Day:
    date: date
    working: bool
    note: str = ""


@dataclass(frozen=True)
class Unread:
    """A part that names days and cannot be taken: `why` is no_kind, no_year, no_such_day, too_long or twice."""

    text: str
    why: str


@dataclass(frozen=True)
class Notice:
    days: tuple[Day, ...]
    unread: tuple[Unread, ...]


YEAR = re.compile(r"(\d{4})\s*年")
ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
FROM_TO = re.compile(r"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2})[ ]*[,，\t][ ]*(?=\d{4}[-/.])", re.M)
DAY = r"(?:(?P<year{0}>\d{{4}})\s*年)?(?:(?P<month{0}>\d{{1,2}})\s*月)?\s*(?P<day{0}>\d{{1,2}})\s*(?:日|号|號)"
SPAN = re.compile(DAY.format(1) + r"(?:\s*(?:至|到|–|—|-|~|to|until)\s*" + DAY.format(2) + r")?")
BRACKETS = re.compile(r"\([^()]*\)")
PARTS = re.compile(r"[。;\n]+")
WORKING = re.compile(r"上班|补班|補班|班|\bwork(?:ing|s|day)?\b", re.I)
OFF = re.compile(r"放假|休息|休|假|\b(?:off|holiday|free)\b", re.I)
NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+|\d+)\s*[、.]\s*")
REST = re.compile(r"[\s,，:：|]+")


def read(text: str, year: int | None = None) -> Notice:
    """The days in order. Days without a year of their own belong to `year`, else to the first year that the text names."""
    plain = FROM_TO.sub(r"\1~", unicodedata.normalize("NFKC", text))
    plain = ISO.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", plain)
    named = YEAR.search(plain)
    year = year or (int(named[1]) if named else None)
    days: dict[date, Day] = {}
    unread: list[Unread] = []
    has_headings = False
    for line in plain.splitlines():
        heading = ""
        for part in PARTS.split(line):
            bare = BRACKETS.sub("", part)
            name, mark, _after = bare.partition(":")
            if mark and not SPAN.search(name):
                heading, has_headings = NUMBERED.sub("", name).strip(), True
            if has_headings and SPAN.fullmatch(bare.strip()):
                continue  # the day below the signature
            for found in _days(bare, year, heading):
                if isinstance(found, Unread):
                    unread.append(found)
                elif days.setdefault(found.date, found).working != found.working:
                    unread.append(Unread(part.strip(), "twice"))
    return Notice(tuple(sorted(days.values())), tuple(unread))


def _days(part: str, year: int | None, heading: str) -> Iterator[Day | Unread]:
    spans = list(SPAN.finditer(part))
    if not spans:
        return
    said, working = part.strip(), _kind(part)
    if working is None:
        yield Unread(said, "no_kind")
        return
    note = heading or _note(part)
    month: int | None = None
    for span in spans:
        first_year = int(span["year1"] or 0) or year
        month = int(span["month1"] or 0) or month
        if first_year is None or month is None:
            yield Unread(said, "no_year")
            return
        last_month, last_day = int(span["month2"] or 0) or month, int(span["day2"] or span["day1"])
        last_year = int(span["year2"] or 0) or first_year
        try:
            first, last = date(first_year, month, int(span["day1"])), date(last_year, last_month, last_day)
        except ValueError:
            yield Unread(said, "no_such_day")
            continue
        if last < first or (last - first).days >= LONGEST:
            yield Unread(said, "too_long")
            continue
        for offset in range((last - first).days + 1):
            yield Day(first + timedelta(days=offset), working, note[:NOTE])


def _kind(part: str) -> bool | None:
    return True if WORKING.search(part) else False if OFF.search(part) else None


def _note(part: str) -> str:
    """What a row says beside its days and its kind."""
    rest = SPAN.sub(" ", part)
    words = [word for word in REST.split(rest) if word and not re.fullmatch(r"[~–—、-]+", word)]
    return " ".join(word for word in words if not (WORKING.fullmatch(word) or OFF.fullmatch(word)))
