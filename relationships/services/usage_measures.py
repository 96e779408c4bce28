"""What is counted of a product's use."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.access import require
from customers.errors import CustomersError
from customers.services import writing
from office.access import edits_settings
from office.models import User
from relationships.models import UsageMeasure, UsageReading
from relationships.services import usage_trends


class MeasureTakenError(CustomersError):
    field = "code"
    message = _("A measure with this code is there already.")


class MeasureInUseError(CustomersError):
    field = "period"
    message = _("Readings stand on it: its product and its period stay. Retire it and define another.")


@transaction.atomic
def define(*, by: User, **fields: Any) -> UsageMeasure:
    """A new active measure. Errors: MeasureTakenError, FieldRefusedError, PermissionDenied."""
    require(edits_settings(by))
    return writing.create(UsageMeasure(**fields), taken=MeasureTakenError())


@transaction.atomic
def change(measure: UsageMeasure, *, changes: Mapping[str, Any], version: int | None, by: User) -> UsageMeasure:
    """Errors: as `define`; MeasureInUseError, EditConflictError."""
    require(edits_settings(by))
    locked = UsageMeasure.objects.select_for_update().get(pk=measure.pk)
    moved = any(name in changes and changes[name] != getattr(locked, name) for name in ("product", "period"))
    if moved and locked.readings.exists():
        raise MeasureInUseError
    if "more_is_better" in writing.change(locked, changes, version=version, taken=MeasureTakenError()):
        usage_trends.refresh(_measured(locked))
    return locked


@transaction.atomic
def set_active(measure: UsageMeasure, *, active: bool, by: User) -> UsageMeasure:
    """Count it again, or no longer: what was read stays, and no trend is told of it. Errors: PermissionDenied."""
    require(edits_settings(by))
    locked = UsageMeasure.objects.select_for_update().get(pk=measure.pk)
    if writing.change(locked, {"active": active}, version=None, taken=MeasureTakenError()):
        usage_trends.refresh(_measured(locked))
    return locked


def _measured(measure: UsageMeasure) -> set[int]:
    rows = UsageReading.objects.filter(measure=measure).order_by()
    return set(rows.values_list("customer_id", flat=True).distinct())
