"""Facts that were entered twice or by mistake go to the bin, and come back as they were."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.urls import reverse

from customers import binning
from customers.models import (
    Allocation,
    Contract,
    Customer,
    Deal,
    Lead,
    MonthlyTotal,
    Product,
    RemovedFact,
    RevenueLine,
    SatisfactionScore,
)
from customers.services import effort, leads, ledger, receivables, removing, selling, strategic
from office.models import User
from tests.factories.customers import make_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DAY = date(2026, 3, 15)
Cast = dict[str, User]


@pytest.fixture
def customer(cast: Cast) -> Customer:
    return make_customer(cast["mei"], name="澜江重工")


def one_of_each(customer: Customer, cast: Cast) -> dict[str, Model]:
    fin, ops = cast["fin"], cast["ops"]
    return {
        "revenue": ledger.enter_revenue(customer, document="D1", booked_on=DAY, net=Decimal("100.10"), by=fin),
        "cost": ledger.enter_cost(customer, kind="custom_rd", booked_on=DAY, amount=Decimal(7), by=fin),
        "effort": effort.enter(customer, on=DAY, role="csm", minutes=30, by=fin),
        "invoice": receivables.enter_invoice(
            customer, number="I1", issued_on=DAY, due_on=DAY, amount=Decimal(50), by=fin
        ),
        "payment": receivables.record_payment(customer, reference="P1", paid_on=DAY, amount=Decimal(20), by=fin),
        "deal": selling.add_deal(customer, name="新产线", opened_on=DAY, amount=Decimal(9), by=fin),
        "contract": selling.add_contract(customer, starts_on=DAY, fee=Decimal(1200), by=fin),
        "investment": strategic.book(customer, on=DAY, amount=Decimal(40), purpose="联合试验台", by=fin),
        "lead": leads.add("北辰仪器", created_on=DAY, by=ops),
        "score": SatisfactionScore.objects.create(customer=customer, key="1", on=DAY, kind="nps", score=9),
    }


def says(record: Model) -> dict[str, Any]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


@pytest.mark.parametrize("key", removing.KINDS)
def test_each_kind_goes_and_comes_back_as_it_was(key: str, customer: Customer, cast: Cast, signed_in: Any) -> None:
    record = one_of_each(customer, cast)[key]
    record.refresh_from_db()
    before, client = says(record), signed_in("ops")
    client.post(reverse("customers:fact_remove", args=[key, record.pk]))
    assert not type(record)._default_manager.filter(pk=record.pk).exists()
    [entry] = [each for each in binning.read(cast["ops"]).entries if each.source == f"fact_{key}"]
    assert (entry.by, entry.name) == (cast["ops"], str(record))
    client.post(entry.restore_url)
    assert says(type(record)._default_manager.get(pk=record.pk)) == before
    assert not RemovedFact.objects.exists()
    if key != "lead":
        verbs = list(customer.history_entries.order_by("pk").values_list("verb", flat=True))
        assert verbs[-2:] == ["fact_removed", "fact_restored"]


def test_months_and_settled_invoices_follow(customer: Customer, cast: Cast) -> None:
    made = one_of_each(customer, cast)
    assert Allocation.objects.get().amount == 20
    removed = {key: removing.remove(made[key], by=cast["fin"]) for key in ("revenue", "payment")}
    assert not MonthlyTotal.objects.filter(kind="sales").exists()
    assert not Allocation.objects.exists()
    for each in removed.values():
        removing.restore(each, by=cast["fin"])
    assert MonthlyTotal.objects.get(kind="sales").amount == Decimal("100.10")
    assert Allocation.objects.get().amount == 20


def test_what_somebody_allocated_by_hand_is_released_first(customer: Customer, cast: Cast, signed_in: Any) -> None:
    made = one_of_each(customer, cast)
    receivables.allocate(made["payment"], made["invoice"], amount=Decimal(5), by=cast["fin"])  # type: ignore[arg-type]
    for key in ("invoice", "payment"):
        with pytest.raises(removing.AllocatedError):
            removing.remove(made[key], by=cast["fin"])
    page = signed_in("fin").post(reverse("customers:fact_remove", args=["invoice", made["invoice"].pk]), follow=True)
    assert "先解除" in page.content.decode() or str(removing.AllocatedError.message) in page.content.decode()
    assert not RemovedFact.objects.exists()


def test_a_number_that_was_given_anew_keeps_the_first_in_the_bin(customer: Customer, cast: Cast) -> None:
    removed = removing.remove(one_of_each(customer, cast)["invoice"], by=cast["fin"])
    receivables.enter_invoice(customer, number="I1", issued_on=DAY, due_on=DAY, amount=Decimal(51), by=cast["fin"])
    with pytest.raises(removing.StandsAlreadyError):
        removing.restore(removed, by=cast["fin"])
    assert RemovedFact.objects.count() == 1


def test_what_a_line_may_do_without_is_left_empty_when_it_is_gone(customer: Customer, cast: Cast) -> None:
    product = Product.objects.create(code="P-1", label_zh_hans="传感器")
    line = ledger.enter_revenue(customer, document="D2", booked_on=DAY, net=Decimal(5), product=product, by=cast["fin"])
    removed = removing.remove(line, by=cast["fin"])
    product.delete()
    removing.restore(removed, by=cast["fin"])
    assert RevenueLine.objects.get().product is None


WHO = {
    "revenue": {"fin", "ops", "ada"},
    "invoice": {"fin", "ops", "ada"},
    "deal": {"fin", "ops", "ada", "mei", "lea"},
    "investment": {"fin", "ops", "ada", "fay", "lea"},
    "lead": {"ops", "ada"},
    "score": {"ops", "ada"},
}


@pytest.mark.parametrize("key", WHO)
def test_who_takes_back_and_who_gets_it_from_the_bin(key: str, customer: Customer, cast: Cast, signed_in: Any) -> None:
    record = one_of_each(customer, cast)[key]
    allowed = set()
    for name, user in cast.items():
        try:
            removed = removing.remove(record, by=user)
        except PermissionDenied:
            continue
        allowed.add(name)
        listed = {who for who in cast if any(each.source == f"fact_{key}" for each in binning.read(cast[who]).entries)}
        assert listed == (WHO[key] - {"fin"} if key == "lead" else WHO[key]), name
        for who in set(cast) - WHO[key]:
            assert signed_in(who).post(reverse("customers:fact_restore", args=[removed.pk])).status_code in (403, 404)
        record = removing.restore(removed, by=user)
    assert allowed == WHO[key]


def test_the_archived_keep_theirs(customer: Customer, cast: Cast) -> None:
    made = one_of_each(customer, cast)
    Customer.objects.filter(pk=customer.pk).update(archived_at="2026-03-20T00:00:00Z")
    with pytest.raises(removing.ArchivedError):
        removing.remove(made["cost"], by=cast["fin"])


@pytest.mark.parametrize("model", ["revenueline", "invoice", "satisfactionscore"])
def test_the_admin_lays_chosen_ones_into_the_bin(model: str, customer: Customer, cast: Cast, signed_in: Any) -> None:
    made = {record._meta.model_name: record for record in one_of_each(customer, cast).values()}
    url = reverse(f"admin:customers_{model}_changelist")
    body = {"action": "take_back", "_selected_action": [made[model].pk]}
    signed_in("ops").post(url, body)
    assert RemovedFact.objects.get().record_id == made[model].pk


def test_the_dialogs_offer_it(customer: Customer, cast: Cast, signed_in: Any) -> None:
    made, client = one_of_each(customer, cast), signed_in("ops")
    for name, key in (
        ("edit_invoice", "invoice"),
        ("edit_payment", "payment"),
        ("edit_cost", "cost"),
        ("edit_effort", "effort"),
        ("edit_deal", "deal"),
        ("edit_contract", "contract"),
        ("edit_investment", "investment"),
        ("edit_lead", "lead"),
    ):
        page = client.get(reverse(f"customers:{name}", args=[made[key].pk])).content.decode()
        assert f'formaction="{reverse("customers:fact_remove", args=[key, made[key].pk])}"' in page


def test_contracts_and_leads_of_a_removed_customer_are_not_lost(cast: Cast) -> None:
    """Nothing of a kind without a customer breaks the bin."""
    lead = leads.add("恒源", created_on=DAY, by=cast["ops"])
    removing.remove(lead, by=cast["ops"])
    assert not Lead.objects.exists()
    assert not Deal.objects.exists()
    assert not Contract.objects.exists()
    [entry] = binning.read(cast["ops"], source="fact_lead").entries
    assert entry.customer is None
