from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from customers.models import Allocation, CostLine, Customer
from customers.presenters.company_money import PARTS
from customers.services import company_money, effort, ledger, removing, strategic
from tests.architecture.permissions.table import Cast, PermissionRow, only
from tests.factories.customers import make_customer
from tests.factories.money import make_invoice, make_payment

DAY = date(2026, 3, 31)
SEEN = only(dict.fromkeys(("owner", "lead", "founder", "executive", "finance", "ops", "admin"), 200))
HOUSE = ("founder", "executive", "finance", "ops", "admin")


def keeps_books(status: int) -> dict[str, int]:
    """Whoever sees the revenue is told that it is not theirs to change."""
    return only(
        {
            **dict.fromkeys(("finance", "ops", "admin"), status),
            **dict.fromkeys(("owner", "lead", "founder", "executive"), 403),
        }
    )


def keeps_money(status: int, *, ops: int = 0) -> dict[str, int]:
    return only({**dict.fromkeys(("founder", "finance", "admin"), status), "ops": ops or status, "executive": 403})


def invests(status: int) -> dict[str, int]:
    """Whoever plans the customer's value and whoever keeps the ledger; an account manager learns of nothing."""
    return only({**dict.fromkeys(("lead", "founder", "finance", "ops", "admin"), status), "executive": 403})


def invested(cast: Cast) -> dict[str, int]:
    made = strategic.book(_customer(cast), on=DAY, amount=Decimal(5), purpose="rig", by=cast["fin"])
    return {"pk": made.pk}


def investment_body(cast: Cast) -> dict[str, Any]:
    return {"on": "2026-03-31", "amount": "7", "currency": "CNY", "purpose": "rig", "decided_by": "", "version": "1"}


def _customer(cast: Cast) -> Customer:
    return make_customer(cast["mei"])


def customer(cast: Cast) -> dict[str, int]:
    return {"pk": _customer(cast).pk}


def invoice(cast: Cast) -> dict[str, int]:
    return {"pk": make_invoice(_customer(cast), DAY, DAY, "10", number="INV").pk}


def payment(cast: Cast) -> dict[str, int]:
    return {"pk": make_payment(_customer(cast), DAY, "10", reference="PAY").pk}


def payment_and_invoice(cast: Cast) -> dict[str, int]:
    made = _customer(cast)
    make_invoice(made, DAY, DAY, "10", number="INV")
    return {"pk": make_payment(made, DAY, "10", reference="PAY").pk}


def allocation(cast: Cast) -> dict[str, int]:
    made = _customer(cast)
    make_payment(made, DAY, "10", (make_invoice(made, DAY, DAY, "10"), "4"))
    return {"pk": Allocation.objects.get().pk}


def invoice_body(cast: Cast) -> dict[str, Any]:
    return {"number": "NEW", "issued_on": DAY, "due_on": DAY, "amount": "5", "currency": "CNY", "version": 1}


def payment_body(cast: Cast) -> dict[str, Any]:
    return {
        "reference": "NEW",
        "paid_on": DAY,
        "amount": "5",
        "currency": "CNY",
        "method": "transfer",
        "version": 1,
    }


def allocation_body(cast: Cast) -> dict[str, Any]:
    from customers.models import Invoice

    invoice = Invoice.objects.first()
    return {"invoice": invoice.pk if invoice else 0, "amount": "3"}


def of_part(part: str) -> Callable[[Cast], dict[str, Any]]:
    return lambda cast: {"part": part}


def spend(cast: Cast) -> dict[str, Any]:
    made = company_money.spend(month=DAY, kind="media", amount=Decimal(5), by=cast["fin"])
    return {"part": "spend", "pk": made.pk}


def rate(cast: Cast) -> dict[str, Any]:
    made = company_money.set_hourly_rate(role="csm", since=DAY, hourly=Decimal(5), by=cast["fin"])
    return {"part": "rates", "pk": made.pk}


def removed(made: Callable[[Cast], dict[str, Any]]) -> Callable[[Cast], dict[str, Any]]:
    def of(cast: Cast) -> dict[str, Any]:
        part, pk = made(cast).values()
        model = PARTS[part].model
        company_money.remove(model.objects.get(pk=pk), by=cast["fin"])
        return {"part": part, "pk": model.history.latest("history_id").pk}

    return of


def spend_body(cast: Cast) -> dict[str, Any]:
    return {"month": DAY, "kind": "media", "amount": "9", "currency": "CNY", "version": 1}


def rate_body(cast: Cast) -> dict[str, Any]:
    return {"role": "csm", "since": date(2026, 4, 1), "hourly": "90", "version": 1}


def populate(cast: Cast) -> None:
    for owner in ("mei", "otto"):
        made = make_customer(cast[owner])
        make_payment(made, DAY, "10", (make_invoice(made, DAY, DAY, "10"), "4"))
        effort.enter(made, on=DAY, role="csm", minutes=30, by=cast["fin"])
    spend(cast)
    rate(cast)
    company_money.state_funds(on=DAY, cash=Decimal(5), fixed_monthly=Decimal(1), by=cast["fin"])
    company_money.aim(year=2026, measure="revenue", value=Decimal(5), by=cast["fin"])


COSTS_SEEN = only(dict.fromkeys(("lead", *HOUSE), 200))


def keeps_costs(status: int) -> dict[str, int]:
    """Whoever sees the costs is told that they are not theirs to change."""
    return only(
        {**dict.fromkeys(("finance", "ops", "admin"), status), **dict.fromkeys(("lead", "founder", "executive"), 403)}
    )


def cost(cast: Cast) -> dict[str, int]:
    line = ledger.enter_cost(_customer(cast), kind="rebates", booked_on=DAY, amount=Decimal(5), by=cast["fin"])
    return {"pk": line.pk}


def cost_body(cast: Cast) -> dict[str, Any]:
    return {"kind": "custom_rd", "booked_on": DAY, "amount": "7", "currency": "CNY"}


def worked(cast: Cast) -> dict[str, int]:
    return {"pk": effort.enter(_customer(cast), on=DAY, role="csm", minutes=30, by=cast["fin"]).pk}


def effort_body(cast: Cast) -> dict[str, Any]:
    return {"on": DAY, "kind": "custom_rd", "role": "csm", "minutes": "45", "version": 1}


def fact(cast: Cast) -> dict[str, Any]:
    return {"key": "cost", **cost(cast)}


def removed_fact(cast: Cast) -> dict[str, int]:
    return {"pk": removing.remove(CostLine.objects.get(pk=cost(cast)["pk"]), by=cast["fin"]).pk}


NOWHERE = {"part": "nothing"}
ROWS = [
    PermissionRow("customers:costs", COSTS_SEEN, kwargs=customer),
    PermissionRow("customers:new_cost", keeps_costs(200), kwargs=customer),
    PermissionRow("customers:new_cost", keeps_costs(302), method="post", kwargs=customer, body=cost_body),
    PermissionRow("customers:edit_cost", keeps_costs(200), kwargs=cost),
    PermissionRow("customers:edit_cost", keeps_costs(302), method="post", kwargs=cost, body=cost_body),
    PermissionRow("customers:fact_remove", keeps_costs(302), method="post", kwargs=fact, unknown={"key": "cost"}),
    PermissionRow(
        "customers:fact_restore",
        only({**dict.fromkeys(("finance", "ops", "admin"), 302), **dict.fromkeys(("founder", "executive"), 403)}),
        method="post",
        kwargs=removed_fact,
    ),
    PermissionRow("customers:new_effort", keeps_costs(200), kwargs=customer),
    PermissionRow("customers:new_effort", keeps_costs(302), method="post", kwargs=customer, body=effort_body),
    PermissionRow("customers:edit_effort", keeps_costs(200), kwargs=worked),
    PermissionRow("customers:edit_effort", keeps_costs(302), method="post", kwargs=worked, body=effort_body),
    PermissionRow("customers:new_investment", invests(200), kwargs=customer),
    PermissionRow("customers:new_investment", invests(302), method="post", kwargs=customer, body=investment_body),
    PermissionRow("customers:edit_investment", invests(200), kwargs=invested),
    PermissionRow("customers:edit_investment", invests(302), method="post", kwargs=invested, body=investment_body),
    PermissionRow("customers:receivables", SEEN, kwargs=customer),
    PermissionRow("customers:new_invoice", keeps_books(200), kwargs=customer),
    PermissionRow("customers:new_invoice", keeps_books(302), method="post", kwargs=customer, body=invoice_body),
    PermissionRow("customers:edit_invoice", keeps_books(200), kwargs=invoice),
    PermissionRow("customers:edit_invoice", keeps_books(302), method="post", kwargs=invoice, body=invoice_body),
    PermissionRow("customers:new_payment", keeps_books(200), kwargs=customer),
    PermissionRow("customers:new_payment", keeps_books(302), method="post", kwargs=customer, body=payment_body),
    PermissionRow("customers:edit_payment", keeps_books(200), kwargs=payment),
    PermissionRow("customers:edit_payment", keeps_books(302), method="post", kwargs=payment, body=payment_body),
    PermissionRow("customers:allocate_payment", keeps_books(200), kwargs=payment),
    PermissionRow(
        "customers:allocate_payment",
        keeps_books(302),
        method="post",
        kwargs=payment_and_invoice,
        body=allocation_body,
    ),
    PermissionRow("customers:release_allocation", keeps_books(302), method="post", kwargs=allocation),
    PermissionRow("customers:money", only(dict.fromkeys(HOUSE, 200))),
    PermissionRow("customers:money", only({}), query="?part=nothing"),
    PermissionRow("customers:money_new", keeps_money(200), kwargs=of_part("spend"), unknown=NOWHERE),
    PermissionRow("customers:money_new", keeps_money(200, ops=403), kwargs=of_part("rates"), unknown=NOWHERE),
    PermissionRow(
        "customers:money_new",
        keeps_money(302),
        method="post",
        kwargs=of_part("spend"),
        body=spend_body,
        unknown=NOWHERE,
    ),
    PermissionRow("customers:money_edit", keeps_money(200), kwargs=spend),
    PermissionRow("customers:money_edit", keeps_money(302), method="post", kwargs=spend, body=spend_body),
    PermissionRow("customers:money_edit", keeps_money(302, ops=403), method="post", kwargs=rate, body=rate_body),
    PermissionRow("customers:money_remove", keeps_money(302), method="post", kwargs=spend),
    PermissionRow("customers:money_remove", keeps_money(302, ops=403), method="post", kwargs=rate),
    PermissionRow("customers:money_restore", keeps_money(302), method="post", kwargs=removed(spend)),
    PermissionRow("customers:money_restore", keeps_money(302, ops=403), method="post", kwargs=removed(rate)),
    PermissionRow(
        "customers:money_export",
        only(dict.fromkeys(HOUSE, 200)),
        kwargs=of_part("spend"),
        unknown=NOWHERE,
        exports=True,
    ),
]
