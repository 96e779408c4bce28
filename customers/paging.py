"""Lists cut by keyset: a page costs the same wherever it lies, and rows that come or go meanwhile shift nothing.

A row's place is (nothing there?, value, id); rows without a value come last whichever way the list is ordered. The
cursor in the address names the place that the page begins behind, so it holds nothing but what the page itself shows.

The database answers in two steps of one query: first the ids of the page, out of what filters and order need, which an
index reads off; then everything that is shown, for those rows alone.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import BaseExpression, Combinable

Row = TypeVar("Row", bound=Model)

VALUE = "paging_value"
LONGEST_CURSOR = 800


class BadCursorError(ValueError):
    """The address was shortened, changed or belongs to another order of the list."""


@dataclass(frozen=True)
class Order:
    """One way to order a list. `by` is a column path or an expression; `always` says that it is never NULL."""

    key: str
    by: str | Combinable | BaseExpression
    kind: type = str
    descending: bool = False
    always: bool = False

    def reversed(self) -> "Order":
        return Order(self.key, self.by, self.kind, not self.descending, self.always)

    @property
    def name(self) -> str:
        """As the address writes it: `name`, `-renewal`."""
        return f"-{self.key}" if self.descending else self.key


@dataclass(frozen=True)
class Place:
    """A row's place in an order, and how many rows lie before the page that begins there."""

    value: Any
    id: int
    before: int = 0
    backwards: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """`first` is the ordinal of the first row; `next` and `previous` are cursors, None where the list ends."""

    rows: Sequence[Row]
    next: str | None
    previous: str | None
    first: int
    cursor_was_bad: bool = False

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def page(
    rows: QuerySet[Row], order: Order, *, cursor: str = "", size: int = 50, shown: QuerySet[Row] | None = None
) -> Page[Row]:
    """The rows behind (or before) the cursor; the first page, marked so, when the cursor cannot be read.

    `shown` says what is read of the rows found (columns, relations), where `rows` only says which there are.
    """
    place, bad = None, False
    if cursor:
        try:
            place = decode(cursor, order)
        except BadCursorError:
            bad = True
    backwards = place is not None and place.backwards
    facing = order.reversed() if backwards else order
    found = _rows(rows, rows if shown is None else shown, facing, place, size, backwards=backwards)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
        return _backward_page(found, order, place, more=more)
    first = place.before + 1 if place else 1
    return Page(
        found,
        next=encode(order, found[-1], before=first - 1 + len(found)) if more else None,
        previous=encode(order, found[0], before=first - 1, backwards=True) if place and found else None,
        first=first,
        cursor_was_bad=bad,
    )


def _backward_page(found: list[Row], order: Order, place: Place | None, *, more: bool) -> Page[Row]:
    if place is None or not found:
        return Page(found, None, None, 1)
    # Rows may have come or gone since: at the very beginning the count is right again.
    first = max(place.before - len(found) + 1, 2) if more else 1
    return Page(
        found,
        next=encode(order, found[-1], before=first - 1 + len(found)),
        previous=encode(order, found[0], before=first - 1, backwards=True) if more else None,
        first=first,
    )


def _rows(
    rows: QuerySet[Row], shown: QuerySet[Row], order: Order, place: Place | None, size: int, *, backwards: bool
) -> list[Row]:
    """One row more than `size`, when there are as many; `order` is already turned when reading backwards."""
    value = F(order.by) if isinstance(order.by, str) else order.by
    rows, shown = rows.annotate(**{VALUE: value}), shown.annotate(**{VALUE: value})
    column, pk = F(VALUE), "-id" if backwards else "id"
    found: list[Row] = []
    for empty in _stretches(order, place, backwards=backwards):
        part = rows if order.always else rows.filter(paging_value__isnull=empty)
        if place is not None and (place.value is None) == empty:
            part = part.filter(_behind(order, place, backwards=backwards))
        # Without NULLs among them, either direction is a plain one, which an index of the column answers.
        by = [pk] if empty else [column.desc() if order.descending else column.asc(), pk]
        ids = part.order_by(*by).values("pk")[: size + 1 - len(found)]
        found += shown.filter(pk__in=ids).order_by(*by)
        if len(found) > size:
            break
    return found


def _stretches(order: Order, place: Place | None, *, backwards: bool) -> list[bool]:
    """Rows with a value come before those without: which of the two lie ahead, in the direction of reading."""
    stretches = [False] if order.always else [False, True]
    if backwards:
        stretches.reverse()
    return stretches if place is None else stretches[stretches.index(place.value is None) :]


def _behind(order: Order, place: Place, *, backwards: bool) -> Q:
    """Rows of the place's own stretch that lie behind it in the direction of reading."""
    later_id = Q(id__lt=place.id) if backwards else Q(id__gt=place.id)
    if place.value is None:
        return later_id
    # The first condition is one range that an index answers; the second cuts off the ties.
    beyond = Q(paging_value__lt=place.value) if order.descending else Q(paging_value__gt=place.value)
    start = Q(paging_value__lte=place.value) if order.descending else Q(paging_value__gte=place.value)
    return start & (beyond | later_id)


def encode(order: Order, row: Model, *, before: int, backwards: bool = False) -> str:
    value = getattr(row, VALUE)
    told = value if value is None or isinstance(value, int | str) else _text(value)
    content = [order.name, told, row.pk, before, int(backwards)]
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str, order: Order) -> Place:
    """The place a cursor names in this order; raises BadCursorError."""
    if len(cursor) > LONGEST_CURSOR:
        raise BadCursorError
    try:
        packed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, told, pk, before, backwards = json.loads(packed.decode())
        if name != order.name or isinstance(pk, bool) or not isinstance(pk, int) or not isinstance(before, int):
            raise BadCursorError
        if not 0 < pk < 2**63 or not 0 <= before < 2**53 or backwards not in (0, 1):
            raise BadCursorError
        if told is None and order.always:
            raise BadCursorError
        return Place(None if told is None else _value(told, order.kind), pk, before, bool(backwards))
    except (binascii.Error, ValueError, TypeError, InvalidOperation, RecursionError) as error:
        raise BadCursorError from error


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _value(told: Any, kind: type) -> Any:
    if kind is int:
        if isinstance(told, bool) or not isinstance(told, int) or abs(told) >= 2**63:
            raise BadCursorError
        return told
    if not isinstance(told, str) or "\x00" in told:
        raise BadCursorError
    if kind in (date, datetime):
        return kind.fromisoformat(told)
    if kind is Decimal:
        number = Decimal(told)
        if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
            raise BadCursorError
        return number
    return told
