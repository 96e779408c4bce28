"""What results are defined for a product: three to five active ones for a core product (O1)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.access import require
from customers.errors import CustomersError
from customers.models import Product
from customers.services import writing
from office.access import edits_settings
from office.models import User
from relationships.models import OutcomeKpi
from relationships.models.outcome import LIVE_MOST


class KpiTakenError(CustomersError):
    field = "code"
    message = _("A KPI with this code is there already.")


class TooManyKpisError(CustomersError):
    field = "active"
    message = _("Five KPIs of this product are active. Retire one first: more than five are measured by nobody.")


class KpiInUseError(CustomersError):
    field = "direction"
    message = _("Goals stand on it: its direction and its product stay. Retire it and define another.")


@transaction.atomic
def define(*, by: User, **fields: Any) -> OutcomeKpi:
    """A new active KPI. Errors: TooManyKpisError, KpiTakenError, FieldRefusedError, PermissionDenied."""
    require(edits_settings(by))
    kpi = OutcomeKpi(**fields)
    _check_room(kpi.product_id)
    return writing.create(kpi, taken=KpiTakenError())


@transaction.atomic
def change(kpi: OutcomeKpi, *, changes: Mapping[str, Any], version: int | None, by: User) -> OutcomeKpi:
    """Errors: as `define`; KpiInUseError, EditConflictError."""
    require(edits_settings(by))
    locked = OutcomeKpi.objects.select_for_update().get(pk=kpi.pk)
    moved = any(
        name in changes and changes[name] != getattr(locked, name) for name in ("direction", "product", "cadence")
    )
    if moved and locked.goals.exists():
        raise KpiInUseError
    if locked.active and "product" in changes and changes["product"] != locked.product:
        _check_room(changes["product"].pk)
    writing.change(locked, changes, version=version, taken=KpiTakenError())
    return locked


@transaction.atomic
def set_active(kpi: OutcomeKpi, *, active: bool, by: User) -> OutcomeKpi:
    """Offer it for new goals again, or no longer; goals that stand go on. Errors: TooManyKpisError, PermissionDenied."""
    require(edits_settings(by))
    locked = OutcomeKpi.objects.select_for_update().get(pk=kpi.pk)
    if active and not locked.active:
        _check_room(locked.product_id)
    writing.change(locked, {"active": active}, version=None, taken=KpiTakenError())
    return locked


def _check_room(product_id: int) -> None:
    """The product's row is locked, so that two who activate at once do not make six."""
    Product.objects.select_for_update().get(pk=product_id)
    if OutcomeKpi.objects.active().filter(product=product_id).count() >= LIVE_MOST:
        raise TooManyKpisError
