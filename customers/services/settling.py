"""Payments find their invoices: the oldest due first, beside what people and files have said."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from customers.models import Allocation, Customer, Invoice, Payment
from customers.valuation.settling import Money, Owed, oldest_due_first

CHUNK = 500
BATCH = 1000


class Pair(NamedTuple):
    payment: int
    invoice: int


def settle(customer_ids: Iterable[int]) -> None:
    """Allocate anew what nobody set by hand, a few hundred customers at a time, each few in one transaction.

    The result depends on invoices, payments and what was set by hand alone, so that it may run as often as one likes;
    only what differs is written.
    """
    waiting = iter(sorted(set(customer_ids)))
    while chunk := list(islice(waiting, CHUNK)):
        _settle(chunk)


@transaction.atomic
def _settle(customer_ids: Collection[int]) -> None:
    """Customers are locked in order, so that two runs over one customer follow one another."""
    locked = Customer.objects.select_for_update(of=("self",)).filter(pk__in=customer_ids).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    ours = Q(payment__customer__in=ids) | Q(invoice__customer__in=ids)
    known: dict[Pair, tuple[int, Decimal]] = {}
    fixed: dict[Pair, Decimal] = {}
    for row in Allocation.objects.filter(ours).order_by("pk"):
        pair = Pair(row.payment_id, row.invoice_id)
        if row.by_hand:
            fixed[pair] = row.amount
        else:
            known[pair] = (row.pk, row.amount)
    wanted = _wanted(ids, fixed)
    stale = [pk for pair, (pk, amount) in known.items() if wanted.get(pair) != amount]
    for start in range(0, len(stale), BATCH):
        Allocation.objects.filter(pk__in=stale[start : start + BATCH]).delete()
    fresh = [pair for pair, amount in wanted.items() if pair not in known or known[pair][1] != amount]
    Allocation.objects.bulk_create(
        (Allocation(payment_id=pair.payment, invoice_id=pair.invoice, amount=wanted[pair]) for pair in fresh),  # type: ignore[misc]
        batch_size=BATCH,
    )


def _wanted(customer_ids: Collection[int], fixed: dict[Pair, Decimal]) -> dict[Pair, Decimal]:
    spent: dict[int, Decimal] = defaultdict(Decimal)
    paid: dict[int, Decimal] = defaultdict(Decimal)
    said: dict[int, set[int]] = defaultdict(set)
    for (payment, invoice), amount in fixed.items():
        spent[payment] += amount
        paid[invoice] += amount
        said[payment].add(invoice)
    owed: dict[tuple[int, str], list[Owed]] = defaultdict(list)
    bills = Invoice.objects.filter(customer__in=customer_ids).order_by()
    for customer, currency, pk, due, amount, disputed, written_off in bills.values_list(
        "customer_id", "currency", "pk", "due_on", "amount", "disputed", "written_off_on"
    ):
        owed[customer, currency].append(Owed(pk, due, amount - paid[pk], disputed, written_off))
    money: dict[tuple[int, str], list[Money]] = defaultdict(list)
    came = Payment.objects.filter(customer__in=customer_ids).order_by()
    for customer, currency, pk, day, amount in came.values_list("customer_id", "currency", "pk", "paid_on", "amount"):
        money[customer, currency].append(Money(pk, day, amount - spent[pk], frozenset(said[pk])))
    return {
        Pair(each.payment, each.invoice): each.amount
        for key, payments in money.items()
        for each in oldest_due_first(owed.get(key, ()), payments)
    }
