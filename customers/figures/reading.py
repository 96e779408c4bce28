"""The value of a figure as of a day, with everything that stands behind it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from customers.figures.behind import Behind
from customers.figures.declared import (
    Asked,
    Definition,
    Gap,
    Input,
    Late,
    Parameter,
    Period,
    Reading,
    Ref,
    Shared,
    Source,
    Unit,
)
from customers.figures.reasons import gap
from customers.figures.registry import find
from customers.models import Customer, CustomerStanding, StandingKind
from customers.selectors import late_entries
from customers.services.restating import restated
from office.calendar.months import add_months, month_end, month_of
from office.clock import today
from office.models import User

DECIMALS = frozenset({Unit.MONEY, Unit.SHARE, Unit.SCORE, Unit.TIMES, Unit.DAYS, Unit.CHANCE})


class FutureDayError(ValueError):
    """Figures are of today or earlier."""


def read(definition: Definition, customer: Customer, user: User, as_of: date | None = None) -> Reading:
    """The figure of today, or as kept on that day or the last one before it. The caller has checked `may_see`.

    Raises FutureDayError.
    """
    day = as_of or today()
    if day > today():
        raise FutureDayError
    if definition.read is not None:
        return definition.read(customer, user, day)
    row = standing_of(customer, day)
    if row is None:
        return Reading(None, gaps=[gap("waiting" if day == today() else "nothing_kept")])
    return read_from(definition, row, customer, user, late=True)


def standing_of(customer: Customer, day: date) -> CustomerStanding | None:
    """Today's row, else the last one frozen by that day."""
    if day == today():
        return CustomerStanding.objects.filter(current_for=customer).first()
    frozen = CustomerStanding.objects.filter(customer=customer, as_of__lte=day).exclude(kind=StandingKind.TODAY)
    # Of a Sunday that ends a month the month's row keeps the parts.
    return frozen.order_by("-as_of", "kind").first()


def read_from(
    definition: Definition,
    row: CustomerStanding,
    customer: Customer,
    user: User,
    *,
    late: bool = False,
    inputs: bool = True,
    behind: Behind | None = None,
) -> Reading:
    """The figure off one row of the standing; without `inputs` no query, but for what is read only when asked for:
    figures that share `behind` read that once."""
    behind = behind or Behind(row)
    value = _value(definition, behind)
    found, hidden = _inputs(definition, behind, customer, user) if inputs else ([], 0)
    first, last = _period(definition, row)
    return Reading(
        value,
        as_of=row.as_of,
        kind=row.kind,
        first=first,
        last=last,
        inputs=found,
        hidden=hidden,
        count=_input(definition.count, behind) if definition.count and _may(definition.count, user, customer) else None,
        gaps=list(_gaps(definition, behind, value)),
        late=_late(definition, row, value) if late and row.kind != StandingKind.TODAY else None,
        computed_at=row.computed_at,
        formula_version=row.formula_version,
        settings_number=row.settings_number,
    )


def _value(definition: Definition, behind: Behind) -> Any:
    """None for what is unknown; an empty code only where it is an answer."""
    row = behind.row
    if not row.inputs_digest and definition.name not in {"net_t12", "net_p12"}:
        return None
    if definition.of is not None:
        return definition.of(behind)
    if definition.path:
        return typed(_part(row.parts, definition.path)[1], definition.unit)
    value = getattr(row, definition.column)
    return None if value == "" and not definition.is_known_when_empty else value


def _inputs(definition: Definition, behind: Behind, customer: Customer, user: User) -> tuple[list[Input], int]:
    seen = [source for source in definition.inputs if _may(source, user, customer)]
    found = [each for each in (_input(source, behind) for source in seen) if each is not None]
    return found, len(definition.inputs) - len(seen)


def _may(source: Source, user: User, customer: Customer) -> bool:
    if isinstance(source, Ref):
        return find(source.figure).may_see(user, customer)
    return source.may_see(user) if isinstance(source, Shared) else True


def _input(source: Source, behind: Behind) -> Input | None:
    """The input with its value; one that the row does not keep is left out."""
    row = behind.row
    if isinstance(source, Ref):
        definition = find(source.figure)
        return Input(definition.label, _value(definition, behind), definition.unit, definition.name, definition.words)
    if isinstance(source, Parameter):
        return Input(source.label, getattr(behind.settings, source.name), source.unit)
    if isinstance(source, Asked):
        return Input(source.label, source.of(behind), source.unit)
    if isinstance(source, Shared):
        if behind.basis is None or not row.parts:
            return None
        return Input(source.label, source.of(behind.basis, row.parts), source.unit)
    kept, value = _part(row.parts, source.path)
    return Input(source.label, typed(value, source.unit), source.unit, "", source.words) if kept else None


def _part(parts: Mapping[str, Any], path: str) -> tuple[bool, Any]:
    found: Any = parts
    for name in path.split("."):
        if not isinstance(found, Mapping) or name not in found:
            return False, None
        found = found[name]
    return True, found


def typed(value: Any, unit: Unit) -> Any:
    """A value as JSON keeps it, back as a number or a day."""
    if value is None or value == "":
        return None
    try:
        if unit in DECIMALS:
            return Decimal(str(value))
        return date.fromisoformat(value) if unit is Unit.DAY else value
    except (InvalidOperation, ValueError):
        return None


def _period(definition: Definition, row: CustomerStanding) -> tuple[date | None, date]:
    end = month_end(month_of(row.month))
    if definition.period is Period.T12:
        return add_months(row.month, -11), end
    if definition.period is Period.P12:
        return add_months(row.month, -23), month_end(month_of(add_months(row.month, -12)))
    if definition.period is Period.COMPLETE:
        return row.first_order_on, end
    if definition.period is Period.PLAN:
        return typed(_part(row.parts, "curve_of.since")[1], Unit.DAY), end
    return (row.first_order_on, row.as_of) if definition.period is Period.EVER else (None, row.as_of)


def _gaps(definition: Definition, behind: Behind, value: Any) -> Iterator[Gap]:
    row = behind.row
    noted = [each for each in row.missing if each.get("code") in definition.missing]
    if value is None:
        noted.sort(key=lambda each: each.get("code") != definition.otherwise)
    if value is None and not row.inputs_digest:
        yield gap("waiting")
        return
    yield from (gap(str(each["code"]), each) for each in noted)
    lacking = [gap(code, detail) for code, detail in definition.lacks(behind)]
    yield from lacking
    if value is None and not noted and not lacking:
        before = find(definition.without) if definition.without else None
        yield gap(before.otherwise if before and _value(before, behind) is None else definition.otherwise)


def _late(definition: Definition, row: CustomerStanding, value: Any) -> Late | None:
    """None while nothing came in, or what came changes nothing."""
    entries = late_entries.count_since(row.customer_id, row.as_of, row.computed_at)
    if not entries:
        return None
    again = restated(row)
    if again is None or (definition.column or definition.path.partition(".")[0]) in again.unknown_columns:
        return None
    corrected = _value(definition, Behind(again.row))
    return Late(entries, corrected) if corrected != value else None
