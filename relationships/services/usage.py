"""Values of use, kept a thousand at once as one by one: a correction stands beside what it corrects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.errors import CustomersError, FieldRefusedError
from customers.models import Customer
from customers.models.facts import MANUAL
from office.clock import today
from office.models import User
from relationships.access import loggable_by
from relationships.errors import CustomerNotFoundError
from relationships.models import UsageMeasure, UsageReading
from relationships.outcomes.usage import end_of_period
from relationships.selectors.usage import period_of
from relationships.services import usage_trends

MOST = Decimal(10) ** 14
PLACES = Decimal("0.0001")


class PeriodOpenError(CustomersError):
    field = "day"
    message = _("This period is not over. Its value is kept once it is.")


class MeasureRetiredError(CustomersError):
    field = "measure"
    message = _("This measure is not counted any more.")


@dataclass(frozen=True)
class Told:
    """One value; `day` is any day of its period."""

    customer_id: int
    measure: UsageMeasure
    day: date
    value: Decimal


@dataclass(frozen=True)
class Kept:
    """What became of one value. `refusal` says why nothing was written."""

    outcome: Literal["created", "corrected", "unchanged", "refused"]
    period_end: date | None = None
    refusal: CustomersError | None = None


@transaction.atomic
def keep(rows: Sequence[Told], *, by: User, source: str = MANUAL) -> list[Kept]:
    """Keep those values that can be kept, and say of each what became of it, in the order given.

    A value that stands for its customer, measure and period already is unchanged, so that sending all of it again
    writes nothing; another value is a correction. The number of queries does not depend on the number of rows.
    """
    # Whoever writes to one of these measures meanwhile waits: else two corrections would bear one number.
    measures = {row.measure.pk for row in rows}
    list(UsageMeasure.objects.select_for_update().filter(pk__in=measures).order_by("pk").values_list("pk", flat=True))
    whose = {row.customer_id for row in rows}
    allowed = set(loggable_by(by).filter(pk__in=whose).order_by().values_list("pk", flat=True))
    day = today()
    ends = [end_of_period(row.day, period_of(row.measure)) for row in rows]
    standing, numbers = _standing(allowed, measures, set(ends), source)
    kept, fresh, now = [], [], timezone.now()
    for row, end in zip(rows, ends, strict=True):
        refusal = _refusal(row, end, allowed, day)
        if refusal is not None:
            kept.append(Kept("refused", end, refusal))
            continue
        key, value = (row.customer_id, row.measure.pk, end), row.value.quantize(PLACES)
        if standing.get(key) == value:
            kept.append(Kept("unchanged", end))
            continue
        kept.append(Kept("corrected" if key in standing else "created", end))
        standing[key], numbers[key] = value, numbers.get(key, 0) + 1
        fresh.append(
            UsageReading(
                customer_id=row.customer_id,
                measure=row.measure,
                period_end=end,
                value=value,
                source=source,
                number=numbers[key],
                recorded_by=by,
                recorded_at=now,
            )
        )
    UsageReading.objects.bulk_create(fresh)
    if fresh:
        usage_trends.refresh({one.customer_id for one in fresh})
    return kept


def record(customer: Customer, *, measure: UsageMeasure, day: date, value: Decimal, by: User) -> Kept:
    """One value by hand. Errors: CustomerNotFoundError, PeriodOpenError, MeasureRetiredError, FieldRefusedError."""
    [kept] = keep([Told(customer.pk, measure, day, value)], by=by)
    if kept.refusal is not None:
        raise kept.refusal
    return kept


def _refusal(row: Told, end: date, allowed: set[int], day: date) -> CustomersError | None:
    if row.customer_id not in allowed:
        return CustomerNotFoundError()
    if not row.measure.active:
        return MeasureRetiredError()
    if end > day:
        return PeriodOpenError()
    if not row.value.is_finite() or not 0 <= row.value < MOST:
        return FieldRefusedError(_("A number from nought upwards is expected."), field="value")
    return None


Key = tuple[int, int, date]


def _standing(
    customers: set[int], measures: set[int], ends: set[date], source: str
) -> tuple[dict[Key, Decimal], dict[Key, int]]:
    """The value that counts, and how many values this system told, by customer, measure and period."""
    standing: dict[Key, Decimal] = {}
    numbers: dict[Key, int] = {}
    rows = UsageReading.objects.filter(customer__in=customers, measure__in=measures, period_end__in=ends)
    told: Any = rows.order_by("recorded_at", "id").values_list(
        "customer_id", "measure_id", "period_end", "value", "source", "number"
    )
    for customer, measure, end, value, system, number in told:
        standing[customer, measure, end] = value
        if system == source:
            numbers[customer, measure, end] = max(number, numbers.get((customer, measure, end), 0))
    return standing, numbers
