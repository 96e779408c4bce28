"""What people correct among facts that files bring in by the thousand: before and after stay, for who keeps the books."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from customers.models import Correction, Customer, RevenueLine
from customers.presenters.corrections import corrections_of
from customers.services import ledger, receivables
from office.models import User
from tests.factories.customers import make_customer
from tests.integration.customers.importing import bring_in, counts, file

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 15)


@pytest.fixture
def customer(cast: dict[str, User]) -> Customer:
    return make_customer(cast["mei"], name="澜江重工", external_ids=[("ledger", "C1")])


def told(record: object, user: User) -> list[tuple[str, list[tuple[str, str, str]]]]:
    with override("en"):
        found = corrections_of(record, user)  # type: ignore[arg-type]
        return [
            (str(one.by.username), [(str(each.label), each.before, each.after) for each in one.changes])
            for one in found
        ]


def test_a_line_keeps_what_it_said_before_each_correction(cast: dict[str, User], customer: Customer) -> None:
    line = ledger.enter_revenue(customer, document="D1", booked_on=DAY, net=Decimal("100.10"), by=cast["fin"])
    ledger.change_revenue(line, by=cast["fin"], net=Decimal("120.5"), description="补录")
    ledger.change_revenue(line, by=cast["fin"], net=Decimal("120.5"))
    other = make_customer(cast["otto"], name="恒源电子")
    ledger.change_revenue(line, by=cast["ops"], customer=other, booked_on=date(2026, 4, 1), kind="subscription")
    assert told(line, cast["fin"]) == [
        (
            "ops",
            [
                ("customer", "澜江重工", "恒源电子"),
                ("date", "2026-03-15", "2026-04-01"),
                ("kind", "order", "subscription"),
            ],
        ),
        ("fin", [("net amount", "100.10", "120.50"), ("description", "empty", "补录")]),
    ]


def test_invoices_payments_and_costs_keep_theirs_and_show_them_in_their_dialogs(
    cast: dict[str, User], customer: Customer, signed_in
) -> None:
    by = cast["fin"]
    invoice = receivables.enter_invoice(customer, number="I1", issued_on=DAY, due_on=DAY, amount=Decimal(50), by=by)
    payment = receivables.record_payment(customer, reference="P1", paid_on=DAY, amount=Decimal(20), by=by)
    cost = ledger.enter_cost(customer, kind="custom_rd", booked_on=DAY, amount=Decimal(7), by=by)
    receivables.change_invoice(invoice, by=by, disputed=True)
    receivables.change_payment(payment, by=by, amount=Decimal(30))
    ledger.change_cost(cost, by=by, kind="rebates")
    assert told(invoice, by) == [("fin", [("disputed", "no", "yes")])]
    assert told(payment, by) == [("fin", [("amount", "20.00", "30.00")])]
    assert told(cost, by) == [("fin", [("kind of cost", "custom R&D", "rebates")])]
    client = signed_in("fin")
    for name, record, word in (
        ("edit_invoice", invoice, "有争议"),
        ("edit_payment", payment, "20.00"),
        ("edit_cost", cost, "定制研发"),
    ):
        page = client.get(reverse(f"customers:{name}", args=[record.pk])).content.decode()
        section = page.partition('<details class="fold">')[2]
        assert word in section
    history = client.get(reverse("admin:customers_invoice_history", args=[invoice.pk]))
    assert history.status_code == 200
    assert "有争议" in history.content.decode()


def test_who_sees_no_ledger_sees_no_correction(cast: dict[str, User], customer: Customer) -> None:
    line = ledger.enter_revenue(customer, document="D1", booked_on=DAY, net=Decimal(100), by=cast["fin"])
    ledger.change_revenue(line, by=cast["fin"], net=Decimal(120))
    assert [who for who in cast if Correction.objects.visible_to(cast[who]).exists()] == [
        who for who in cast if who in ("fay", "eve", "fin", "ops", "ada")
    ]
    assert told(line, cast["mei"]) == []


def test_files_leave_no_corrections_and_a_refused_one_neither(
    tmp_path, cast: dict[str, User], customer: Customer
) -> None:
    head = "invoice,date,net,customer id\n"
    assert counts(bring_in(file(tmp_path, "D9,2026-03-15,100,C1\n", head=head), "revenue")) == (1, 0, 0, 0)
    assert counts(bring_in(file(tmp_path, "D9,2026-03-15,130,C1\n", head=head), "revenue")) == (0, 1, 0, 0)
    first = ledger.enter_cost(customer, kind="rebates", booked_on=DAY, amount=Decimal(1), by=cast["fin"])
    foreign = make_customer(cast["mei"], name="北辰", archived=True)
    with pytest.raises(ledger.ArchivedError):
        ledger.change_cost(first, by=cast["fin"], customer=foreign)
    assert not Correction.objects.exists()
    line = RevenueLine.objects.get()
    ledger.change_revenue(line, by=cast["fin"], net=Decimal(135))
    assert told(line, cast["fin"]) == [("fin", [("net amount", "130.00", "135.00")])]
