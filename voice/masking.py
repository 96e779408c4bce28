"""What an edition hides of a text by itself: names of people who gave no consent, phone numbers, mail addresses."""

import re
from collections.abc import Iterable

# Bounded repeats keep every pattern linear in the text.
MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
# Eleven digits of a mobile with or without groups, and longer numbers with a country code or an area code.
PHONE = re.compile(r"(?<!\d)(?:\+?\d{1,3}[ -]?)?(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)")

Span = tuple[int, int]


def private_spans(text: str, names: Iterable[str]) -> list[Span]:
    """Spans [start, end) of `names`, phone numbers and mail addresses in `text`, in order of the text.

    A name of Latin letters counts as a whole word in any case; names of one character never count, they would hide
    half the language. Errors: none. Source: decisions 26; reliability T16.
    """
    spans = [match.span() for pattern in (MAIL, PHONE) for match in pattern.finditer(text)]
    for name in {name.strip() for name in names}:
        if len(name) >= 2:
            spans += [match.span() for match in _pattern(name).finditer(text)]
    return sorted(spans)


def _pattern(name: str) -> re.Pattern[str]:
    if name.isascii():
        return re.compile(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", re.IGNORECASE)
    return re.compile(re.escape(name))
