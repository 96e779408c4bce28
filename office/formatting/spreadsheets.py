"""Texts in files that a spreadsheet opens: none begins a formula, and what we add we take back."""

FORMULA_STARTS = "=+-@\t\r＝＋－＠"


def unguard(text: str) -> str:
    """Take back the apostrophe that our own exports put before what a spreadsheet would read as a formula."""
    return text[1:] if text[:1] == "'" and _starts_as_formula(text) else text


def guard(text: str) -> str:
    """The apostrophe itself: before texts that begin as a formula, or that `unguard` would shorten."""
    return f"'{text}" if _starts_as_formula(text) else text


def _starts_as_formula(text: str) -> bool:
    """Apostrophes in front do not count: they are what we add and take back."""
    first = text.lstrip("'")[:1]
    return bool(first) and first in FORMULA_STARTS
