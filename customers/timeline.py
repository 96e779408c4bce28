"""One timeline of a customer, merged from what every app remembers, newest first, cut by keyset."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from customers import extensions
from customers.extensions import TimelineEntry

if TYPE_CHECKING:
    from customers.models import Customer
    from office.models import User

Key = tuple[datetime, str, int]
SIZE = 25


@dataclass(frozen=True)
class Stretch:
    """A piece of the timeline; `older` is the cursor of the next piece, empty at the end."""

    entries: Sequence[TimelineEntry]
    older: str


def read(customer: "Customer", user: "User", *, source: str = "", before: str = "", size: int = SIZE) -> Stretch:
    """At most `size` entries older than the cursor `before`, of one source or of all.

    Each source answers in a constant number of queries. A cursor that cannot be read begins at the newest entry.
    """
    key = decode(before)
    asked = [each for each in extensions.timeline_sources if source in ("", each.key)]
    found = [entry for each in asked for entry in each.entries(customer, user, key, size + 1)]
    found.sort(key=lambda entry: entry.key, reverse=True)
    shown = found[:size]
    return Stretch(shown, encode(shown[-1].key) if len(found) > size else "")


def older_than(before: Key | None, source: str, column: str = "at") -> Q:
    """The condition on rows with a moment in `column`, and an id, that lie behind the key in the merged order."""
    if before is None:
        return Q()
    at, other, pk = before
    if source == other:
        return Q(**{f"{column}__lt": at}) | Q(**{column: at, "pk__lt": pk})
    return Q(**{f"{column}__lte": at}) if source < other else Q(**{f"{column}__lt": at})


def encode(key: Key) -> str:
    at, source, pk = key
    packed = json.dumps([at.isoformat(), source, pk], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str) -> Key | None:
    if not cursor or len(cursor) > 200:
        return None
    try:
        at, source, pk = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        moment = datetime.fromisoformat(at)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        return None
    usable = isinstance(source, str) and isinstance(pk, int) and abs(pk) < 2**63 and moment.tzinfo is not None
    return (moment, source, pk) if usable else None
