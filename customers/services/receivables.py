"""Invoices and payments by hand, and which payment settles which invoice. Amounts include VAT."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, TypeVar, Unpack

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from customers import access, events, naming
from customers.errors import ArchivedError, Clash, CustomersError, EditConflictError, FieldRefusedError
from customers.models import Allocation, Customer, Invoice, Payment
from customers.models.facts import Fact
from customers.services import correcting, ledger, recording
from customers.services.settling import settle
from office import access as office_access
from office.models import Company, User

Document = TypeVar("Document", Invoice, Payment)

INVOICE_ENTERED, INVOICE_CHANGED = "invoice_entered", "invoice_changed"
PAYMENT_RECORDED, PAYMENT_CHANGED = "payment_recorded", "payment_changed"
PAYMENT_ALLOCATED, ALLOCATION_RELEASED = "payment_allocated", "allocation_released"


class InvoiceExistsError(CustomersError):
    message = _("There is an invoice of this number already.")
    field = "number"


class PaymentExistsError(CustomersError):
    message = _("There is a payment of this reference already.")
    field = "reference"


class OverAllocatedError(CustomersError):
    field = "amount"


class InvoiceFields(TypedDict, total=False):
    currency: str
    delivered_on: date | None
    disputed: bool
    written_off_on: date | None
    description: str


class PaymentFields(TypedDict, total=False):
    currency: str
    method: str
    matures_on: date | None
    description: str


@transaction.atomic
def enter_invoice(
    customer: Customer,
    *,
    number: str,
    issued_on: date,
    due_on: date,
    amount: Decimal,
    by: User,
    **fields: Unpack[InvoiceFields],
) -> Invoice:
    """An invoice with VAT; money that waits for one settles it. Raises ArchivedError, FieldRefusedError,
    InvoiceExistsError, PermissionDenied."""
    values: dict[str, Any] = {"currency": Company.get().base_currency, **fields}
    invoice = Invoice(  # type: ignore[misc]
        customer=customer, number=number, issued_on=issued_on, due_on=due_on, amount=amount, **values
    )
    return _save(invoice, INVOICE_ENTERED, by)


@transaction.atomic
def change_invoice(invoice: Invoice, *, by: User, version: int | None = None, **changes: Any) -> Invoice:
    """Correct an invoice read at `version`, say that it is disputed or that it was written off.

    Raises EditConflictError where somebody changed it meanwhile, OverAllocatedError, and as `enter_invoice`.
    """
    locked: Invoice = Invoice.objects.select_for_update(of=("self",)).select_related("customer").get(pk=invoice.pk)
    return _change(locked, changes, INVOICE_CHANGED, by, version)


@transaction.atomic
def record_payment(
    customer: Customer,
    *,
    reference: str,
    paid_on: date,
    amount: Decimal,
    by: User,
    **fields: Unpack[PaymentFields],
) -> Payment:
    """Money that came in; it settles the invoices due first. Raises ArchivedError, FieldRefusedError,
    PaymentExistsError, PermissionDenied."""
    values: dict[str, Any] = {"currency": Company.get().base_currency, **fields}
    payment = Payment(customer=customer, reference=reference, paid_on=paid_on, amount=amount, **values)  # type: ignore[misc]
    return _save(payment, PAYMENT_RECORDED, by)


@transaction.atomic
def change_payment(payment: Payment, *, by: User, version: int | None = None, **changes: Any) -> Payment:
    """Correct a payment read at `version`. Raises EditConflictError, OverAllocatedError, and as `record_payment`."""
    locked: Payment = Payment.objects.select_for_update(of=("self",)).select_related("customer").get(pk=payment.pk)
    return _change(locked, changes, PAYMENT_CHANGED, by, version)


@transaction.atomic
def allocate(payment: Payment, invoice: Invoice, *, amount: Decimal, by: User) -> Allocation:
    """Say how much of a payment settles an invoice; what runs by itself makes room and leaves this part alone.

    Raises ArchivedError, FieldRefusedError, OverAllocatedError, PermissionDenied.
    """
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=payment.customer_id)
    payment = Payment.objects.get(pk=payment.pk)
    invoice = Invoice.objects.get(pk=invoice.pk)
    _may_write(customer, by)
    if invoice.customer_id != payment.customer_id or invoice.currency != payment.currency:
        raise FieldRefusedError(_("Invoice and payment belong to one customer and one currency."), field="invoice")
    if amount <= 0:
        raise FieldRefusedError(_("The amount is greater than zero."), field="amount")
    others = Allocation.objects.filter(by_hand=True).exclude(payment=payment, invoice=invoice)
    _within(payment.amount, others.filter(payment=payment), amount, _("More than is left of the payment: %(rest)s."))
    _within(invoice.amount, others.filter(invoice=invoice), amount, _("More than is open of the invoice: %(rest)s."))
    row, _created = Allocation.objects.update_or_create(  # type: ignore[misc]
        payment=payment, invoice=invoice, defaults={"amount": amount, "by_hand": True}
    )
    _settled(customer, PAYMENT_ALLOCATED, by, payment=payment.pk, invoice=invoice.pk)
    return row


@transaction.atomic
def release(allocation: Allocation, *, by: User) -> None:
    """Take back what was set by hand; the money goes to the invoices due first again. Raises ArchivedError,
    PermissionDenied."""
    customer = Customer.objects.select_for_update(of=("self",)).get(pk=allocation.payment.customer_id)
    _may_write(customer, by)
    payment, invoice = allocation.payment_id, allocation.invoice_id
    Allocation.objects.filter(pk=allocation.pk).delete()
    _settled(customer, ALLOCATION_RELEASED, by, payment=payment, invoice=invoice)


def _within(whole: Decimal, others: Any, amount: Decimal, sentence: Any) -> None:
    taken = others.aggregate(total=Sum("amount"))["total"]
    rest = whole - (Decimal(0) if taken is None else Decimal(taken))
    if amount > rest:
        raise OverAllocatedError(sentence % {"rest": rest})


def _change(document: Document, changes: dict[str, Any], verb: str, by: User, version: int | None) -> Document:
    _may_write(document.customer, by)
    changed = {name: value for name, value in changes.items() if getattr(document, name) != value}
    if not changed:
        return document
    if version is not None and version != document.version:
        raise EditConflictError(clashes(document, changed), version=document.version)
    said = document.allocations.filter(by_hand=True)
    if {"customer", "currency"} & changed.keys() and said.exists():
        raise FieldRefusedError(
            _("Parts of it are allocated by hand: release them first."),
            field="currency" if "currency" in changed else "customer",
        )
    before = document.customer_id
    was = {name: getattr(document, name) for name in changed}
    for name, value in changed.items():
        setattr(document, name, value)
    if document.customer_id != before:
        document.allocations.all().delete()
        _may_write(document.customer, by)
    _within_said(document, said)
    document.version += 1
    saved = _save(document, verb, by, fields=sorted(changed))
    correcting.note(saved, was, by=by)
    if document.customer_id != before:
        settle([before])
        events.announce(events.facts_changed, customer_id=before)
    return saved


def clashes(document: Fact, changed: dict[str, Any]) -> list[Clash]:
    """Without a field history nobody knows what was read, so all that differs is asked about."""
    return [
        Clash(name, document._meta.get_field(name).verbose_name, None, getattr(document, name), value)  # type: ignore[union-attr]
        for name, value in changed.items()
    ]


def _within_said(document: Invoice | Payment, said: Any) -> None:
    taken = said.aggregate(total=Sum("amount"))["total"]
    if taken is not None and document.amount < taken:
        raise OverAllocatedError(_("%(taken)s of it are allocated by hand already.") % {"taken": taken})


def _may_write(customer: Customer, by: User) -> None:
    access.require(office_access.edits_ledger(by))
    if customer.is_archived:
        raise ArchivedError


def _save(document: Document, verb: str, by: User, **detail: Any) -> Document:
    """Check and write the document, then let payments find their invoices; amounts stay out of the history."""
    _may_write(document.customer, by)
    _check(document)
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as error:
        raise (InvoiceExistsError if isinstance(document, Invoice) else PaymentExistsError) from error
    ledger.lock_base_currency()
    _settled(document.customer, verb, by, line=document.pk, **detail)
    return document


def _check(document: Invoice | Payment) -> None:
    if document.amount <= 0:
        raise FieldRefusedError(
            _("The amount is greater than zero; a credit note is recorded as a payment."), field="amount"
        )
    if isinstance(document, Invoice):
        document.number = naming.clean(document.number)[:60]
        if not document.number:
            raise FieldRefusedError(_("An invoice has a number."), field="number")
        if document.due_on < document.issued_on:
            raise FieldRefusedError(_("An invoice is due on the day it is issued or later."), field="due_on")
        return
    document.reference = naming.clean(document.reference)[:60]
    if not document.reference:
        raise FieldRefusedError(_("A payment has a reference."), field="reference")
    if document.matures_on is not None and document.method != Payment.Method.BILL:
        raise FieldRefusedError(_("Only a bank acceptance bill matures."), field="matures_on")
    if document.matures_on is not None and document.matures_on < document.paid_on:
        raise FieldRefusedError(_("A bill matures on the day it is received or later."), field="matures_on")


def _settled(customer: Customer, verb: str, by: User, **detail: Any) -> None:
    recording.record(customer, verb, by=by, **detail)
    settle([customer.pk])
    events.announce(events.facts_changed, customer_id=customer.pk)
