"""Entries in the ledger by hand, and what the first of them settles for good."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, TypeVar, Unpack

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError
from customers.models import CostLine, Customer, Need, Product, RevenueLine
from customers.services import correcting, recording, rollups
from customers.services.needing import check_need
from office import access as office_access
from office.models import Company, User

Line = TypeVar("Line", RevenueLine, CostLine)

MANUAL = "manual"
REVENUE_ENTERED, REVENUE_CHANGED = "revenue_entered", "revenue_changed"
COST_ENTERED, COST_CHANGED = "cost_entered", "cost_changed"


class LineExistsError(CustomersError):
    message = _("The ledger has this line already.")
    field = "document"


class RevenueFields(TypedDict, total=False):
    item: str
    kind: str
    currency: str
    quantity: Decimal | None
    discount: Decimal | None
    tax_rate: Decimal | None
    description: str
    product: Product | None


class CostFields(TypedDict, total=False):
    document: str
    currency: str
    description: str
    need: Need | None


def lock_base_currency() -> None:
    """The base currency cannot change once the ledger has a line (decision 54); called inside the line's transaction."""
    Company.seeded()
    Company.objects.filter(pk=Company.ONLY, base_currency_locked_at=None).update(base_currency_locked_at=timezone.now())


@transaction.atomic
def enter_revenue(
    customer: Customer, *, document: str, booked_on: date, net: Decimal, by: User, **fields: Unpack[RevenueFields]
) -> RevenueLine:
    """A line without VAT; a refund is negative. Equal lines of one document are told apart by their ordinal.

    Raises ArchivedError, LineExistsError, PermissionDenied.
    """
    _may_write(customer, by)
    values: dict[str, Any] = {"currency": Company.get().base_currency, **fields}
    same = RevenueLine.objects.filter(source=MANUAL, document=document, item=values.get("item", ""))
    ordinal = (same.aggregate(models.Max("ordinal"))["ordinal__max"] or 0) + 1
    line = RevenueLine(  # type: ignore[misc]
        customer=customer, source=MANUAL, document=document, ordinal=ordinal, booked_on=booked_on, net=net, **values
    )
    _save(line, {customer.pk}, REVENUE_ENTERED, by)
    return line


@transaction.atomic
def change_revenue(line: RevenueLine, *, by: User, **changes: Any) -> RevenueLine:
    """Correct a line, imported or not. The next import of its file writes what the file says again.

    Raises ArchivedError, LineExistsError, PermissionDenied.
    """
    locked = RevenueLine.objects.select_for_update(of=("self",)).select_related("customer").get(pk=line.pk)
    return _change(locked, changes, REVENUE_CHANGED, by)


@transaction.atomic
def enter_cost(
    customer: Customer, *, kind: str, booked_on: date, amount: Decimal, by: User, **fields: Unpack[CostFields]
) -> CostLine:
    """A cost of a customer, by its line of the profit and loss. Raises ArchivedError, LineExistsError, PermissionDenied."""
    _may_write(customer, by)
    values: dict[str, Any] = {"currency": Company.get().base_currency, **fields}
    document = values.get("document", "")
    stem = f"document {document}" if document else f"month {customer.pk} {booked_on:%Y-%m} {kind}"
    taken = CostLine.objects.filter(source=MANUAL, key__startswith=f"{stem} ").count()
    line = CostLine(  # type: ignore[misc]
        customer=customer,
        source=MANUAL,
        key=f"{stem} {taken + 1}",
        kind=kind,
        booked_on=booked_on,
        amount=amount,
        **values,
    )
    _save(line, {customer.pk}, COST_ENTERED, by)
    return line


@transaction.atomic
def change_cost(line: CostLine, *, by: User, **changes: Any) -> CostLine:
    """Correct a cost; its key stays, so that the next import of its file finds it. Raises as `change_revenue`."""
    locked = CostLine.objects.select_for_update(of=("self",)).select_related("customer").get(pk=line.pk)
    return _change(locked, changes, COST_CHANGED, by)


def _change(line: Line, changes: dict[str, Any], verb: str, by: User) -> Line:
    before = line.customer_id
    _may_write(line.customer, by)
    changed = {name: value for name, value in changes.items() if getattr(line, name) != value}
    if not changed:
        return line
    said = {name: getattr(line, name) for name in changed}
    for name, value in changed.items():
        setattr(line, name, value)
    if line.customer_id != before:
        _may_write(line.customer, by)
    _save(line, {before, line.customer_id}, verb, by, fields=sorted(changed))
    correcting.note(line, said, by=by)
    return line


def _may_write(customer: Customer, by: User) -> None:
    access.require(office_access.edits_ledger(by))
    if customer.is_archived:
        raise ArchivedError


def _save(line: RevenueLine | CostLine, customers: set[int], verb: str, by: User, **detail: Any) -> None:
    """Write the line, the customer's history and the months; amounts stay out of the history."""
    if isinstance(line, CostLine):
        check_need(line.need, line.customer_id)
    try:
        with transaction.atomic():
            line.save()
    except IntegrityError as error:
        raise LineExistsError from error
    lock_base_currency()
    recording.record(line.customer, verb, by=by, line=line.pk, **detail)
    rollups.refresh(customers)
    for customer_id in customers:
        events.announce(events.facts_changed, customer_id=customer_id)
