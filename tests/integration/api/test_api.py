"""The API: what is asked is answered or refused, never guessed; writes happen once."""

import json
from datetime import date, timedelta

import pytest
import yaml
from django.conf import settings
from django.test import Client
from django.utils import timezone

from config import api
from customers.models import RevenueLine
from office.scopes import Scope
from office.services import api_keys
from relationships.models import Interaction
from tests.factories.customers import make_contact, make_customer
from tests.factories.money import make_invoice, make_payment
from tests.factories.relationships import make_interaction
from tests.factories.voice import make_voice
from voice.models import VoiceItem
from voice.services import redacting

LISTS = ["customers", "contacts", "revenue", "invoices", "payments", "interactions", "voices", "editions"]


@pytest.fixture
def caller(cast):
    def of(name: str, scopes=Scope.values) -> Client:
        ends = timezone.now() + timedelta(days=1)
        _key, plain = api_keys.issue(owner=cast[name], label="Test", scopes=scopes, expires_at=ends, by=cast[name])
        return Client(headers={"Authorization": f"Bearer {plain}"})

    return of


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "owner__password__startswith=a",
        "ordering=-contract__amount",
        "customer__owner__email__startswith=a",
        "_connector=OR",
        "_negated=true",
        "id%27%29=1",
        "sort=owner__password",
        "sort=-password",
        "limit=0",
        "limit=100000",
        "limit=x",
        "cursor=AAAA",
        "sort=id&sort=-id",
    ],
)
def test_what_a_list_does_not_know_is_refused_and_never_means_all_rows(caller, name, query):
    answer = caller("fay").get(f"/api/v1/{name}/?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert "results" not in answer.json()


@pytest.mark.parametrize("name", ["customers", "contacts"])
def test_every_path_into_another_table_is_unknown(caller, name):
    from customers.models import Contact, Customer

    model = {"customers": Customer, "contacts": Contact}[name]
    client = caller("fay")
    paths = [
        f"{field.name}__{inner.name}__startswith"
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model
        for inner in field.related_model._meta.get_fields()
    ]
    assert len(paths) > 50
    for start in range(0, len(paths), 100):  # each of them is named in the refusal
        asked = paths[start : start + 100]
        answer = client.get(f"/api/v1/{name}/", dict.fromkeys(asked, "a"))
        assert (answer.status_code, set(answer.json()["errors"])) == (400, set(asked))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_the_same_number_of_queries_whatever_the_rows(caller, cast, name, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = caller("fay")

    def fill(count):
        for number in range(count):
            customer = make_customer(cast["mei"])
            contact = make_contact(customer)
            make_interaction(customer, contact)
            make_voice(customer, by=cast["mei"])
            RevenueLine.objects.create(
                customer=customer, document=f"{customer.pk}-{number}", booked_on="2026-01-05", net=1, currency="CNY"
            )
            bill = make_invoice(customer, date(2026, 1, 5), date(2026, 2, 4), "10")
            make_payment(customer, date(2026, 2, 1), "8", (bill, "8"))

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/api/v1/{name}/").status_code == 200
        return len(captured)

    fill(2)
    client.get(f"/api/v1/{name}/")
    few = cost()
    fill(15)
    assert cost() == few <= 10


def test_pages_follow_one_another_without_gap_or_repeat(caller, cast):
    made = {make_customer(cast["mei"]).pk for _ in range(7)}
    client, seen, cursor = caller("fay"), [], ""
    while True:
        answer = client.get("/api/v1/customers/", {"limit": 3, **({"cursor": cursor} if cursor else {})}).json()
        seen += [row["id"] for row in answer["results"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen))


def _log(client, body, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return client.post("/api/v1/interactions/", json.dumps(body), content_type="application/json", headers=headers)


def _body(contact, **more):
    return {
        "customer": contact.customer_id,
        "contacts": [contact.pk],
        "kind": "call",
        "line": "下周到货",
        "at": timezone.now().isoformat(),
        **more,
    }


def test_a_log_sent_twice_with_one_key_is_one(caller, cast):
    contact = make_contact(make_customer(cast["mei"]))
    client = caller("mei")
    first, second = _log(client, _body(contact), "k1"), _log(client, _body(contact), "k1")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    assert Interaction.objects.count() == 1


def test_one_visit_to_several_customers_is_a_row_each_tied_together(caller, cast):
    first, second, other = (make_contact(make_customer(cast["mei"])) for _ in range(3))
    also = [{"customer": one.customer_id, "contacts": [one.pk]} for one in (second, other)]
    client = caller("mei")
    body = _body(first, kind="visit", minutes=100, also=also)
    answers = [_log(client, body, "trip"), _log(client, body, "trip")]
    assert [one.status_code for one in answers] == [201, 200]
    told = answers[0].json()
    rows = client.get("/api/v1/interactions/", {"visit": told["visit"]}).json()["results"]
    assert {(row["customer"], *row["contacts"], row["minutes"]) for row in rows} == {
        (first.customer_id, first.pk, 34),
        (second.customer_id, second.pk, 33),
        (other.customer_id, other.pk, 33),
    }
    assert Interaction.objects.count() == 3
    assert _log(client, _body(first)).json()["visit"] is None


@pytest.mark.parametrize("fault", ["twice", "foreign customer", "contact of another", "unknown key"])
def test_a_visit_with_one_wrong_customer_is_refused_whole(caller, cast, fault):
    own, second, foreign = (make_contact(make_customer(cast[who])) for who in ("mei", "mei", "otto"))
    stop, field = {
        "twice": ({"customer": own.customer_id}, "customer"),
        "foreign customer": ({"customer": foreign.customer_id}, "also"),
        "contact of another": ({"customer": second.customer_id, "contacts": [own.pk]}, "contacts"),
        "unknown key": ({"customer": second.customer_id, "line": "x"}, "line"),
    }[fault]
    answer = _log(caller("mei"), _body(own, kind="visit", also=[stop]))
    assert (answer.status_code, field in json.dumps(answer.json()["errors"])) == (400, True)
    assert not Interaction.objects.exists()


def test_without_a_key_two_logs_are_two(caller, cast):
    contact = make_contact(make_customer(cast["mei"]))
    client = caller("mei")
    assert {_log(client, _body(contact)).status_code for _ in range(2)} == {201}
    assert Interaction.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"owner__password": "x"}, 400, "owner__password"),
        ({"is_staff": True}, 400, "is_staff"),
        ({"logged_by": 1}, 403, None),
        ({"recorded_at": "2020-01-01T00:00:00Z"}, 403, None),
        ({"kind": "bribe"}, 400, "kind"),
        ({"quality": 9}, 400, "quality"),
        ({"line": ""}, 400, "line"),
        ({"at": "2999-01-01T00:00:00Z"}, 400, "at"),
    ],
)
def test_a_body_that_asks_for_more_is_refused_and_nothing_is_written(caller, cast, change, status, field):
    contact = make_contact(make_customer(cast["mei"]))
    answer = _log(caller("mei"), _body(contact, **change))
    assert answer.status_code == status
    if field:
        assert field in answer.json()["errors"]
    assert not Interaction.objects.exists()


def test_a_foreign_contact_in_the_body_is_not_found(caller, cast):
    own, foreign = make_contact(make_customer(cast["mei"])), make_contact(make_customer(cast["otto"]))
    for contacts in ([foreign.pk], [own.pk, foreign.pk], [2_000_000_000]):
        answer = _log(caller("mei"), _body(own, contacts=contacts))
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["contacts"])
    assert not Interaction.objects.exists()


def test_words_are_kept_byte_for_byte(caller, cast):
    words = "  交付又晚了两周,\n没有人提前告诉我们。 "
    body = {"customer": make_customer(cast["mei"]).pk, "text": words}
    answer = caller("mei").post("/api/v1/voices/", json.dumps(body), content_type="application/json")
    assert answer.status_code == 201
    assert VoiceItem.objects.get().verbatim.text == words
    assert answer.json()["text"] == words


def test_a_mask_covers_the_words_in_the_api_too(caller, cast):
    voice = make_voice(make_customer(cast["mei"]), by=cast["mei"], text="李工说电话打不通")
    redacting.mask(voice, start=0, end=2, reason="name", by=cast["mei"])
    assert caller("mei").get(f"/api/v1/voices/{voice.pk}/").json()["text"] == "██说电话打不通"


def test_a_key_reaches_no_further_than_its_scopes(caller, cast):
    client = caller("mei", [Scope.READ_CUSTOMERS])
    contact = make_contact(make_customer(cast["mei"]))
    assert client.get("/api/v1/customers/").status_code == 200
    assert client.get("/api/v1/voices/").status_code == 403
    assert _log(client, _body(contact)).status_code == 403


def test_a_csm_reads_the_revenue_of_own_customers_not_of_the_team_s(caller, cast):
    colleague = cast["mei"].__class__.objects.create_user("ming", "x" * 12, roles=("csm",), team=cast["mei"].team)
    own, team = make_customer(cast["mei"]), make_customer(colleague)
    for customer in (own, team):
        RevenueLine.objects.create(
            customer=customer, document=str(customer.pk), booked_on="2026-01-05", net="5.25", currency="CNY"
        )
    listed = caller("mei").get("/api/v1/revenue/").json()["results"]
    assert [(row["customer"], row["net"]) for row in listed] == [(own.pk, "5.25")]
    assert len(caller("mei").get("/api/v1/customers/").json()["results"]) == 2


def test_invoices_tell_what_is_paid_and_are_found_by_what_is_open(caller, cast):
    mine, other = make_customer(cast["mei"]), make_customer(cast["otto"])
    bill = make_invoice(mine, date(2026, 1, 5), date(2026, 2, 4), "10", number="A")
    make_payment(mine, date(2026, 2, 1), "12", (bill, "10"), reference="P")
    make_invoice(mine, date(2026, 3, 5), date(2026, 4, 4), "20", number="B", disputed=True)
    make_invoice(other, date(2026, 3, 5), date(2026, 4, 4), "30", number="C")

    def found(query):
        rows = caller("mei").get(f"/api/v1/invoices/?{query}").json()["results"]
        return [(row["number"], row["paid"]) for row in rows]

    assert found("sort=-due_on") == [("B", "0.00"), ("A", "10.00")]
    assert found("open=true") == found("disputed=true") == found("due_since=2026-03-01") == [("B", "0.00")]
    assert found("open=false") == found("until=2026-01-31") == [("A", "10.00")]
    [payment] = caller("mei").get("/api/v1/payments/?free=true&method=transfer").json()["results"]
    assert payment["allocations"] == [{"invoice": bill.pk, "amount": "10.00", "by_hand": False}]
    assert caller("mei").get("/api/v1/payments/?free=false").json()["results"] == []
    assert caller("mei", [Scope.READ_CUSTOMERS]).get("/api/v1/invoices/").status_code == 403


def test_the_schema_is_made_once_in_each_language_and_is_the_one_in_the_documents(client, db):
    written = yaml.safe_load((settings.BASE_DIR / "docs" / "openapi.yaml").read_text(encoding="utf-8"))
    api._schema_in.cache_clear()
    answer = client.get("/api/schema/", {"lang": "en"}, headers={"accept": "application/vnd.oai.openapi"})
    assert answer.status_code == 200
    assert yaml.safe_load(answer.content) == written
    client.get("/api/schema/", {"lang": "zh-hant"})
    client.get("/api/schema/", {"lang": "en"})
    assert api._schema_in.cache_info().misses == 2
