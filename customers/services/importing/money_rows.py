"""Invoices and payments from files, and what a payment says that it settles."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from customers.importing import checks
from customers.importing.kinds import Columns, Found, Report
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import Allocation, Invoice, Payment
from customers.money import from_cents, to_cents
from customers.services.importing.afterwards import announce
from customers.services.importing.applied import Applied, RowRejected
from customers.services.importing.facts import Column, FactWriter, base_currency
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Values
from customers.services.settling import settle


def settle_and_announce(customer_ids: Collection[int], report: Report) -> None:
    """Payments find their invoices anew; what files and people said stays."""
    settle(customer_ids)
    announce(customer_ids, report)


def check_invoices(plan: Plan, columns: Columns, count: int) -> Found:
    yield from checks.positive(plan, columns, "amount")
    yield from checks.in_order(plan, columns, "issued_on", "due_on", "due_before_issue")


def check_payments(plan: Plan, columns: Columns, count: int) -> Found:
    yield from checks.positive(plan, columns, "amount")
    yield from checks.in_order(plan, columns, "paid_on", "matures_on", "matures_before_paid")


class InvoiceWriter(FactWriter):
    """Key: source and number. A file gives the due day, or the days of the payment term."""

    model = Invoice
    natural_key = ("number",)
    facts = (
        Column("number"),
        Column("issued_on"),
        Column("due_on"),
        Column("delivered_on"),
        Column("amount"),
        Column("currency", empty=base_currency),
        Column("disputed"),
        Column("written_off_on"),
        Column("description"),
    )

    @classmethod
    def let_go(cls, ids: Sequence[int]) -> None:
        """Payments found these invoices by themselves; what somebody said stays, and keeps the invoice."""
        Allocation.objects.filter(invoice__in=ids, by_hand=False).delete()

    def prepare(self, rows: Sequence[Staged]) -> None:
        super().prepare(rows)
        numbers = {staged.fields["number"] for staged in rows}
        said = Allocation.objects.filter(by_hand=True, invoice__source=self.source, invoice__number__in=numbers)
        sums = said.order_by().values_list("invoice__number").annotate(total=Sum("amount"))
        self._said = {number: to_cents(total) for number, total in sums}

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = staged.fields
        said = self._said.get(fields["number"], 0)
        if fields["amount"] < said:
            raise RowRejected(
                Problem("less_than_allocated", self.plan.heading_of("amount"), {"value": str(from_cents(said))})
            )
        if not fields.get("due_on"):
            due = date.fromisoformat(fields["issued_on"]) + timedelta(days=int(fields["term_days"]))
            staged = staged._replace(fields={**fields, "due_on": due.isoformat()})
        return super().line(staged, customer_id)


# Either of two fields gives the due day, so that every file does.
InvoiceWriter.field_of = {**InvoiceWriter.field_of, "due_on": ""}


@dataclass
class _Open:
    """An invoice that payments of the batch name, and the cents of it that nobody has claimed by hand."""

    id: int
    customer: int
    currency: str
    cents: int


class PaymentWriter(FactWriter):
    """Key: source and reference. Several lines of one payment are its parts, told apart by their ordinal.

    A line that names an invoice settles it with its whole amount, as if somebody had said so by hand.
    """

    model = Payment
    natural_key = ("reference",)
    facts = (
        Column("reference"),
        Column("paid_on"),
        Column("amount"),
        Column("currency", empty=base_currency),
        Column("method"),
        Column("matures_on"),
        Column("description"),
    )

    def prepare(self, rows: Sequence[Staged]) -> None:
        super().prepare(rows)
        self._claims: dict[str, tuple[int, int]] = {}
        numbers = {staged.fields["invoice"] for staged in rows if staged.fields.get("invoice")}
        self._invoices = self._open(numbers, {_reference(staged) for staged in rows}) if numbers else {}

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = {**staged.fields, "reference": _reference(staged)}
        if fields.get("matures_on") and not fields.get("method"):
            fields["method"] = Payment.Method.BILL.value
        if fields.get("matures_on") and fields["method"] != Payment.Method.BILL:
            raise RowRejected(Problem("only_bills_mature", self.plan.heading_of("matures_on")))
        if fields.get("invoice"):
            self._claim(fields, customer_id)
        return super().line(staged._replace(ordinal=1, fields=fields), customer_id)

    def apply(self, rows: Sequence[Staged]) -> Applied:
        applied = super().apply(rows)
        if not self.dry and self._claims:
            self._keep_claims()
        return applied

    def _claim(self, fields: dict[str, Any], customer_id: int | None) -> None:
        number, heading = fields["invoice"], self.plan.heading_of("invoice")
        found = self._invoices.get(number)
        currency = fields.get("currency") or self.base_currency
        if found is None or found.customer != customer_id or found.currency != currency:
            raise RowRejected(Problem("unknown_record", heading, {"value": number}))
        if fields["amount"] > found.cents:
            rest = str(from_cents(max(0, found.cents)))
            raise RowRejected(Problem("more_than_open", heading, {"value": rest}))
        found.cents -= fields["amount"]
        self._claims[fields["reference"]] = (found.id, fields["amount"])

    def _open(self, numbers: set[str], references: set[str]) -> dict[str, _Open]:
        """Those of the file's own system first; what these same payments claimed before does not count."""
        rows = Invoice.objects.filter(number__in=numbers).order_by()
        found: dict[str, _Open] = {}
        for pk, number, source, customer, currency, amount in rows.values_list(
            "pk", "number", "source", "customer_id", "currency", "amount"
        ):
            if number not in found or source == self.source:
                found[number] = _Open(pk, customer, currency, to_cents(amount))
        said = Allocation.objects.filter(by_hand=True, invoice__in=[each.id for each in found.values()])
        others = said.exclude(payment__source=self.source, payment__reference__in=references).order_by()
        taken: dict[int, Decimal] = dict(others.values_list("invoice_id").annotate(total=Sum("amount")))
        for each in found.values():
            each.cents -= to_cents(taken.get(each.id, 0))
        return found

    def _keep_claims(self) -> None:
        paid = Payment.objects.filter(source=self.source, reference__in=self._claims).order_by()
        wanted = {pk: self._claims[reference] for pk, reference in paid.values_list("pk", "reference")}
        stored: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
        rows = Allocation.objects.filter(payment__in=wanted).order_by()
        for payment, invoice, amount, by_hand in rows.values_list("payment_id", "invoice_id", "amount", "by_hand"):
            stored[payment].append((invoice, to_cents(amount), by_hand))
        changed = {pk: claim for pk, claim in wanted.items() if stored[pk] != [(*claim, True)]}
        if not changed:
            return
        Allocation.objects.filter(payment__in=changed).delete()
        Allocation.objects.bulk_create(
            Allocation(payment_id=pk, invoice_id=invoice, amount=from_cents(cents), by_hand=True)  # type: ignore[misc]
            for pk, (invoice, cents) in changed.items()
        )
        # Here and not at the end alone: a payment may be as it was and settle another invoice than it did.
        settle(paid.filter(pk__in=changed).values_list("customer_id", flat=True))


def _reference(staged: Staged) -> str:
    reference = str(staged.fields["reference"])
    return reference if staged.ordinal == 1 else f"{reference[:50]} · {staged.ordinal}"
