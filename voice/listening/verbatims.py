"""A customer's exact words: the fingerprint that proves them unedited, and the visible mask over a part of them."""

import hashlib
from collections.abc import Iterable

MASK = "█"
PRINTED_DIGITS = 12


def fingerprint(text: str) -> str:
    """SHA-256 of the UTF-8 bytes exactly as entered, 64 hexadecimal digits; no normalisation of any kind.

    Source: metrics-relationship-voice V2; edge case 15.
    """
    return hashlib.sha256(text.encode()).hexdigest()


def printed(full: str) -> str:
    """The part of a fingerprint that is printed on the wall: its first 12 digits."""
    return full[:PRINTED_DIGITS]


def redact(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with the spans [start, end) shown as █, one for one code point, so that the mask is visible.

    Spans may overlap. Errors: ValueError for a span that is empty, reversed or outside the text.
    Source: metrics-relationship-voice V2, Redaction.
    """
    letters = list(text)
    for start, end in spans:
        if not 0 <= start < end <= len(letters):
            raise ValueError(f"span [{start}, {end}) is not inside a text of {len(letters)} code points")
        letters[start:end] = MASK * (end - start)
    return "".join(letters)
