"""The bin: what was set aside, merged from every app that sets things aside, newest first, cut by keyset.

Nothing is deleted in it. Each app names its own with `extensions.bin_sources`, and restores by its own verb.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from customers import extensions
from customers.extensions import BinEntry, BinSource
from customers.models import Customer
from customers.searching import customers_matching
from customers.timeline import decode, encode, older_than

if TYPE_CHECKING:
    from customers.timeline import Key
    from office.models import User

SIZE = 50


@dataclass(frozen=True)
class Columns:
    """Where a row keeps when, by whom and why it was set aside, and whose it is; some keep no reason, or are nobody's."""

    at: str = "withdrawn_at"
    by: str = "withdrawn_by"
    why: str = "withdrawn_reason"
    customer: str = "customer"


VOIDED = Columns("voided_at", "voided_by", "void_reason")


def source(
    key: str,
    label: Any,
    may_restore: "Callable[[User], bool]",
    rows: "Callable[[User], QuerySet[Any]]",
    restore_url: Callable[[Any], str],
    *,
    columns: Columns = Columns(),
    name: Callable[[Any], str] = str,
) -> BinSource:
    """What one model sets aside. `rows` are those that the person may restore, whether set aside or not."""

    def entries(user: "User", before: "Key | None", limit: int, typed: str) -> Sequence[BinEntry]:
        found = rows(user).exclude(**{columns.at: None}).filter(older_than(before, key, columns.at))
        if typed and not columns.customer:
            return []
        if typed:
            meant = customers_matching(Customer.objects.all(), typed).order_by().values("pk")
            found = found.filter(**{f"{columns.customer}__in": meant})
        found = found.select_related(*filter(None, (columns.customer, columns.by))).order_by(f"-{columns.at}", "-pk")
        return [
            BinEntry(
                at=getattr(row, columns.at),
                source=key,
                id=row.pk,
                name=name(row),
                customer=_reached(row, columns.customer) if columns.customer else None,
                by=getattr(row, columns.by),
                why=getattr(row, columns.why) if columns.why else "",
                restore_url=restore_url(row),
            )
            for row in found[:limit]
        ]

    return BinSource(key, label, may_restore, entries)


def _reached(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = getattr(row, part)
    return row


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
