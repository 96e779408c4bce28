"""The bin: what was set aside, merged from every app that sets things aside, newest first, cut by keyset.

Nothing is deleted in it. Each app names its own with `extensions.bin_sources`, and restores by its own verb.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from customers import extensions
from customers.extensions import BinEntry, BinSource
from customers.timeline import decode, encode

if TYPE_CHECKING:
    from office.models import User

SIZE = 50


@dataclass(frozen=True)
class Heap:
    """A page of the bin; `older` is the cursor of the next one, empty at the end."""

    entries: Sequence[BinEntry]
    older: str


def sources_for(user: "User") -> list[BinSource]:
    """What the person could restore some of."""
    return [source for source in extensions.bin_sources if source.may_restore(user)]


def read(user: "User", *, source: str = "", typed: str = "", before: str = "", size: int = SIZE) -> Heap:
    """At most `size` things older than the cursor that the person may restore, of one source or of all."""
    key = decode(before)
    asked = [each for each in sources_for(user) if source in ("", each.key)]
    found = [entry for each in asked for entry in each.entries(user, key, size + 1, typed)]
    found.sort(key=lambda entry: entry.key, reverse=True)
    shown = found[:size]
    return Heap(shown, encode(shown[-1].key) if len(found) > size else "")
