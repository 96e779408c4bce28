"""Several names in a row, parted as the reader's language parts them."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(names: Iterable[object]) -> str:
    """The names one after the other: "Lin, Lu" in English, 林、陆 in Chinese."""
    return pgettext("between names", ", ").join(str(name) for name in names)
