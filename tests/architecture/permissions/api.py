from datetime import date
from decimal import Decimal

from django.utils import timezone

from customers.models import RevenueLine
from customers.services import leads, selling, strategic
from tests.architecture.permissions.table import Cast, PermissionRow, everyone
from tests.factories.customers import make_contact, make_customer
from tests.factories.money import make_invoice, make_payment
from tests.factories.voice import make_published, make_voice

OWN = {
    "anonymous": 401,
    "owner": 200,
    "other": 404,
    "lead": 200,
    "founder": 200,
    "executive": 200,
    "ops": 200,
    "admin": 200,
}
PEOPLE = {**OWN, "finance": 404}
IDENTITY = {**OWN, "finance": 200}
BASE = {**IDENTITY, "owner": 404}
LISTS = {**everyone(200), "anonymous": 401}


def customer(cast: Cast) -> dict[str, int]:
    return {"pk": make_customer(cast["mei"]).pk}


def contact(cast: Cast) -> dict[str, int]:
    return {"pk": make_contact(make_customer(cast["mei"])).pk}


def revenue(cast: Cast) -> dict[str, int]:
    line = RevenueLine.objects.create(
        customer=make_customer(cast["mei"]), document="D1", booked_on=timezone.localdate(), net="12.30", currency="CNY"
    )
    return {"pk": line.pk}


def lead(cast: Cast) -> dict[str, int]:
    return {"pk": leads.add("南岸仪表", created_on=date(2026, 1, 5), by=cast["mei"]).pk}


def deal(cast: Cast) -> dict[str, int]:
    sold = make_customer(cast["mei"])
    return {"pk": selling.add_deal(sold, name="二期", opened_on=date(2026, 1, 5), by=cast["mei"]).pk}


def contract(cast: Cast) -> dict[str, int]:
    return {"pk": selling.add_contract(make_customer(cast["mei"]), starts_on=date(2026, 1, 5), by=cast["mei"]).pk}


def invoice(cast: Cast) -> dict[str, int]:
    day = timezone.localdate()
    return {"pk": make_invoice(make_customer(cast["mei"]), day, day, "12.30").pk}


def payment(cast: Cast) -> dict[str, int]:
    return {"pk": make_payment(make_customer(cast["mei"]), timezone.localdate(), "12.30").pk}


def interaction(cast: Cast) -> dict[str, int]:
    from tests.factories.relationships import make_interaction

    return {"pk": make_interaction(make_customer(cast["mei"]), by=cast["mei"]).pk}


def voice(cast: Cast) -> dict[str, int]:
    return {"pk": make_voice(make_customer(cast["mei"]), by=cast["mei"]).pk}


def edition(cast: Cast) -> dict[str, str]:
    from office.calendar import week_key

    week = week_key(timezone.now())
    make_published(week, make_customer(cast["mei"]), by=cast["eve"])
    return {"week": week}


def log_body(cast: Cast) -> dict[str, object]:
    theirs = make_contact(make_customer(cast["mei"]))
    return {
        "customer": theirs.customer_id,
        "contacts": [theirs.pk],
        "kind": "call",
        "line": "下周到货",
        "at": timezone.now().isoformat(),
    }


def voice_body(cast: Cast) -> dict[str, object]:
    return {"customer": make_customer(cast["mei"]).pk, "text": "你们的盒子夏天进水。"}


# Who does not see the customer gets a 400 on the field; Finance sees who it is, and may not keep words.
WRITES = {"anonymous": 401, "owner": 201, "other": 400, "lead": 201, "founder": 201, "ops": 201, "admin": 201}


def invested(cast: Cast) -> dict[str, int]:
    customer, on = make_customer(cast["mei"]), timezone.localdate()
    return {"pk": strategic.book(customer, on=on, amount=Decimal(5), purpose="rig", by=cast["fin"]).pk}


def figures_of(cast: Cast) -> dict[str, object]:
    return {"customer": make_customer(cast["mei"]).pk}


def revenue_of(cast: Cast) -> dict[str, object]:
    return {**figures_of(cast), "name": "net_t12"}


def base_figure(cast: Cast) -> dict[str, object]:
    return {"name": "profit"}


def profit_of(cast: Cast) -> dict[str, object]:
    return {**figures_of(cast), "name": "net_profit"}


ROWS = [
    PermissionRow("api:schema", everyone(200)),
    *(
        PermissionRow(f"api:{name}-list", LISTS, api=True)
        for name in (
            "customer",
            "contact",
            "revenue",
            "lead",
            "deal",
            "contract",
            "invoice",
            "payment",
            "strategic-investment",
            "interaction",
            "voice",
            "edition",
        )
    ),
    PermissionRow("api:customer-detail", IDENTITY, kwargs=customer, api=True),
    PermissionRow("api:figure-list", IDENTITY, kwargs=figures_of, api=True),
    PermissionRow("api:figure-detail", IDENTITY, kwargs=revenue_of, api=True, unknown={"name": "net_t12"}),
    PermissionRow(
        "api:figure-detail", {**IDENTITY, "owner": 404}, kwargs=profit_of, api=True, unknown={"name": "net_profit"}
    ),
    PermissionRow("api:company-figure-list", BASE, api=True),
    PermissionRow("api:company-figure-detail", BASE, kwargs=base_figure, api=True),
    PermissionRow("api:map-detail", PEOPLE, kwargs=figures_of, api=True),
    PermissionRow("api:contact-detail", PEOPLE, kwargs=contact, api=True),
    PermissionRow("api:revenue-detail", IDENTITY, kwargs=revenue, api=True),
    PermissionRow("api:lead-detail", IDENTITY, kwargs=lead, api=True),
    PermissionRow("api:deal-detail", IDENTITY, kwargs=deal, api=True),
    PermissionRow("api:contract-detail", IDENTITY, kwargs=contract, api=True),
    PermissionRow("api:invoice-detail", IDENTITY, kwargs=invoice, api=True),
    PermissionRow("api:payment-detail", IDENTITY, kwargs=payment, api=True),
    PermissionRow("api:strategic-investment-detail", {**IDENTITY, "owner": 404}, kwargs=invested, api=True),
    PermissionRow("api:interaction-detail", PEOPLE, kwargs=interaction, api=True),
    PermissionRow("api:voice-detail", PEOPLE, kwargs=voice, api=True),
    PermissionRow(
        "api:edition-detail",
        {**everyone(200), "anonymous": 401},
        kwargs=edition,
        api=True,
        unknown={"week": "2020-W01"},
    ),
    PermissionRow(
        "api:interaction-list", {**WRITES, "executive": 201, "finance": 400}, method="post", body=log_body, api=True
    ),
    PermissionRow(
        "api:voice-list", {**WRITES, "executive": 201, "finance": 403}, method="post", body=voice_body, api=True
    ),
]
