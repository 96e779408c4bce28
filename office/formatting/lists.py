"""Several things in a row, parted as the reader's language parts them."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(names: Iterable[object]) -> str:
    """The names one after the other: "Lin, Lu" in English, 林、陆 in Chinese."""
    return pgettext("between names", ", ").join(str(name) for name in names)


def clauses(items: Iterable[object]) -> str:
    """Sentences without their end after each other."""
    return pgettext("between two changes", "; ").join(map(str, items))


def in_one_line(items: Iterable[object]) -> str:
    """What belongs to one line, without what is empty: 林知夏，11月2日."""
    return pgettext("between parts of a date", ", ").join(str(item) for item in items if item)


def with_more(text: object, more: object) -> str:
    """A text with an addition in brackets, of the width that the language has."""
    return pgettext("a text and an addition", "%(text)s (%(more)s)") % {"text": text, "more": more}
