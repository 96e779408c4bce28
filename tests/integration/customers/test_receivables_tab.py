"""The receivables tab: who sees it, what stands in it, how it pages, and its dialogs."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Allocation, Customer, Invoice, Payment
from customers.services import receivables
from customers.services.settling import settle
from office.models import User
from tests.conftest import NOW
from tests.factories.customers import make_customer
from tests.factories.money import make_invoice, make_payment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

Enter = Callable[[str], Client]
TODAY = NOW.date()


@pytest.fixture
def customer(cast: dict[str, User]) -> Customer:
    made = make_customer(cast["mei"], members=[cast["otto"]])
    make_invoice(made, TODAY - timedelta(75), TODAY - timedelta(45), "1234.50", number="LATE-1")
    make_invoice(made, TODAY, TODAY + timedelta(30), "500", number="NEW-1")
    make_invoice(made, TODAY - timedelta(400), TODAY - timedelta(370), "77", number="GONE-1", written_off_on=TODAY)
    return made


def url_of(customer: Customer) -> str:
    return reverse("customers:receivables", args=[customer.pk])


def shown(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_it_tells_what_is_open_and_how_late(customer: Customer, signed_in: Enter) -> None:
    make_payment(customer, TODAY, "1000.50", reference="PAY-1")
    settle([customer.pk])
    page = shown(signed_in("mei"), url_of(customer))
    assert "LATE-1" in page
    assert "NEW-1" in page
    assert "GONE-1" not in page
    context = signed_in("mei").get(url_of(customer)).context
    [late, new] = context["invoices"]
    assert (late["rest"], late["late"], new["rest"], new["late"]) == (Decimal("234.00"), 45, Decimal(500), 0)
    [ageing] = context["ageing"]
    assert [bucket["amount"] for bucket in ageing["buckets"]] == [Decimal(500), 0, Decimal(234), 0, 0, 0, 0]
    assert (ageing["open"], ageing["overdue"], ageing["free"]) == (Decimal(734), Decimal(234), 0)
    assert list(context["age_labels"]) == [
        "未到期", "1–30 天", "31–60 天", "61–90 天", "91–180 天", "181–365 天", "超过 365 天",
    ]  # fmt: skip


def test_all_invoices_are_one_link_away(customer: Customer, signed_in: Enter) -> None:
    assert "GONE-1" in shown(signed_in("mei"), url_of(customer) + "?show=all")


@pytest.mark.parametrize(("who", "status"), [("mei", 200), ("otto", 404), ("lea", 200), ("fay", 200), ("fin", 200)])
def test_it_is_for_whoever_sees_the_customer_s_revenue(
    customer: Customer, signed_in: Enter, who: str, status: int
) -> None:
    client = signed_in(who)
    assert client.get(url_of(customer)).status_code == status
    beside = client.get(reverse("customers:economics", args=[customer.pk])).content.decode()
    assert (url_of(customer) in beside) is (status == 200)


@pytest.mark.parametrize(("who", "edits"), [("mei", False), ("fay", False), ("fin", True), ("ops", True)])
def test_only_those_who_keep_the_ledger_find_buttons(
    customer: Customer, signed_in: Enter, who: str, edits: bool
) -> None:
    assert (reverse("customers:new_invoice", args=[customer.pk]) in shown(signed_in(who), url_of(customer))) is edits


def test_lists_page_without_gap_or_repeat_at_the_same_cost(
    customer: Customer, signed_in: Enter, queries_of: Callable[[Client, str], int]
) -> None:
    make_payment(customer, TODAY, "5")
    settle([customer.pk])
    client, url = signed_in("fin"), url_of(customer)
    few = queries_of(client, url)
    for number in range(60):
        make_invoice(customer, TODAY - timedelta(number % 7), TODAY + timedelta(30), "10", number=f"I{number}")
        make_payment(customer, TODAY - timedelta(number % 7), "3", reference=f"P{number}")
    settle([customer.pk])
    assert queries_of(client, url) == few
    seen = re.findall(r">(I\d+|LATE-1|NEW-1)<", first := shown(client, url))
    seen += re.findall(r">(I\d+|LATE-1|NEW-1)<", shown(client, _next(first, "invoices")))
    assert len(seen) == len(set(seen)) == 62
    paid = re.findall(r">(P\d+)<", first) + re.findall(r">(P\d+)<", shown(client, _next(first, "payments")))
    assert len(paid) == len(set(paid)) == 60


def _next(page: str, name: str) -> str:
    found = re.search(rf'rel="next" href="([^"]*[?;]{name}=[^"]+)"', page)
    assert found is not None
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize("query", ["?invoices=x", "?payments=%00", "?show=nonsense", "?invoices=" + "9" * 3000])
def test_a_place_that_is_none_begins_at_the_front(customer: Customer, signed_in: Enter, query: str) -> None:
    assert "LATE-1" in shown(signed_in("mei"), url_of(customer) + query)


def test_an_invoice_and_a_payment_are_written_in_plain_forms(customer: Customer, signed_in: Enter) -> None:
    client = signed_in("fin")
    invoice: dict[str, Any] = {
        "number": "N-9",
        "issued_on": "2026-11-01",
        "due_on": "2026-12-01",
        "amount": "80",
        "currency": "cny",
    }
    answer = client.post(reverse("customers:new_invoice", args=[customer.pk]), invoice)
    assert (answer.status_code, answer["Location"]) == (302, url_of(customer))
    payment = {"reference": "P-9", "paid_on": "2026-11-02", "amount": "60", "currency": "CNY", "method": "transfer"}
    assert client.post(reverse("customers:new_payment", args=[customer.pk]), payment).status_code == 302
    made = Invoice.objects.get(number="N-9")
    assert (made.amount, made.currency) == (Decimal(80), "CNY")
    edited = {**invoice, "amount": "90", "version": 1}
    assert client.post(reverse("customers:edit_invoice", args=[made.pk]), edited).status_code == 302
    again = client.post(reverse("customers:edit_invoice", args=[made.pk]), {**edited, "amount": "95"})
    assert again.status_code == 200
    assert "90" in again.content.decode()
    money = Payment.objects.get(reference="P-9")
    hand = {"invoice": made.pk, "amount": "60.01"}
    refused = client.post(reverse("customers:allocate_payment", args=[money.pk]), hand)
    assert refused.status_code == 200
    assert "60.01" in refused.content.decode()
    assert (
        client.post(reverse("customers:allocate_payment", args=[money.pk]), {**hand, "amount": "20"}).status_code == 302
    )
    row = Allocation.objects.get(by_hand=True)
    assert (row.amount, row.invoice) == (Decimal(20), made)
    assert client.post(reverse("customers:release_allocation", args=[row.pk])).status_code == 302
    assert not Allocation.objects.filter(by_hand=True).exists()


def test_what_was_typed_is_kept_where_the_service_refuses(customer: Customer, signed_in: Enter) -> None:
    typed = {"number": "N-9", "issued_on": "2026-11-02", "due_on": "2026-11-01", "amount": "80", "currency": "CNY"}
    answer = signed_in("fin").post(reverse("customers:new_invoice", args=[customer.pk]), typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="N-9"' in page
    assert "到期日不得早于开票日" in page
    assert not Invoice.objects.filter(number="N-9").exists()


def test_a_dialog_without_script_is_a_page_of_its_own(customer: Customer, signed_in: Enter, cast: Any) -> None:
    invoice = receivables.enter_invoice(
        customer, number="N", issued_on=TODAY, due_on=TODAY, amount=Decimal(5), by=cast["fin"]
    )
    page = shown(signed_in("fin"), reverse("customers:edit_invoice", args=[invoice.pk]))
    assert "<h1" in page
    assert 'value="N"' in page
    assert str(customer) in page
