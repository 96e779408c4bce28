"""Ties to competitors and ties brought from another customer: what the map shows, for how long, and to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.errors import FieldRefusedError
from customers.models import Competitor, Customer
from customers.selectors import flags
from customers.services import people
from office.clock import today
from office.scopes import Scope
from office.services import api_keys
from relationships.models import CompetitorTie
from relationships.services import competing, standings
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction


@pytest.fixture
def rival():
    return Competitor._default_manager.create(code="rival", label_zh_hans="对手甲")


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"], name="北渡汽车")


def steady(contact, **fields):
    for back in (5, 40, 70):
        moment = timezone.now() - timedelta(days=back)
        make_interaction(contact.customer, contact, kind="visit", at=moment, recorded_at=moment, **fields)


def shown(signed_in, customer, who="mei", **asked):
    return signed_in(who).get(reverse("relationships:map", args=[customer.pk]), asked)


def test_the_map_marks_the_tie_and_says_of_how_many_it_is_known(signed_in, cast, customer, rival):
    close, free, _unknown = (make_contact(customer) for _ in range(3))
    competing.note(close, competitor=rival, strength=4, source="替他们站台", by=cast["mei"])
    competing.note(free, competitor=None, strength=0, source="亲口说的", by=cast["mei"])
    page = shown(signed_in, customer)
    found = page.context["rivals"]
    assert (found.known, found.people) == (2, 3)
    [mark] = found.marks[close.pk]
    assert (mark.name, mark.state) == ("对手甲", "bad")
    assert "对手甲" in page.content.decode()
    places = page.context["figure"].picture.places
    graph = signed_in("mei").get(page.context["graph_url"]).json()
    [node] = [node for node in graph["nodes"] if node["kind"] == "rival"]
    assert (node["name"], (node["x"], node["y"])) == ("对手甲", tuple(places[f"r{rival.pk}"]))
    [line] = [tie for tie in graph["ties"] if tie.get("rival")]
    assert (line["source"], line["target"], line["width"]) == (f"r{rival.pk}", f"c{close.pk}", 6)
    people.mark_left(close, by=cast["mei"], on=today())
    assert not shown(signed_in, customer).context["figure"].picture.others


def test_by_api_every_word_is_told_to_who_sees_the_customer(cast, customer, rival):
    contact = make_contact(customer)
    competing.note(contact, competitor=rival, strength=3, source="展会", on=today() - timedelta(days=9), by=cast["mei"])
    competing.note(contact, competitor=None, strength=0, source="已断了", by=cast["mei"])
    foreign = make_contact(make_customer(cast["otto"]))
    competing.note(foreign, competitor=rival, strength=1, source="见过", by=cast["otto"])

    def told(name, **asked):
        ends = timezone.now() + timedelta(days=1)
        scopes = [Scope.READ_INTERACTIONS]
        _key, plain = api_keys.issue(owner=cast[name], label="T", scopes=scopes, expires_at=ends, by=cast[name])
        return Client(headers={"Authorization": f"Bearer {plain}"}).get("/api/v1/competitor-ties/", asked)

    rows = told("mei", sort="on").json()["results"]
    assert [(row["customer"], row["competitor"], row["strength"]) for row in rows] == [
        (customer.pk, "rival", 3),
        (customer.pk, None, 0),
    ]
    assert len(told("fay").json()["results"]) == 3
    for asked, count in (({"none": "true"}, 1), ({"competitor": "rival"}, 1), ({"since": today().isoformat()}, 1)):
        assert len(told("mei", customer=customer.pk, **asked).json()["results"]) == count
    assert told("mei", contact=foreign.pk).status_code == 400


def test_a_word_expires_after_half_a_year_and_the_newest_stands(signed_in, cast, customer, rival):
    contact = make_contact(customer)
    old = today() - timedelta(days=181)
    competing.note(contact, competitor=rival, strength=4, source="一年前", on=old, by=cast["mei"])
    assert shown(signed_in, customer).context["rivals"].known == 0
    assert shown(signed_in, customer, on=(today() - timedelta(days=1)).isoformat()).context["rivals"].known == 1
    competing.note(contact, competitor=rival, strength=1, source="见过", by=cast["mei"])
    competing.note(contact, competitor=None, strength=0, source="已断了", by=cast["mei"])
    found = shown(signed_in, customer).context["rivals"]
    assert (found.known, dict(found.marks)) == (1, {})
    assert CompetitorTie.objects.count() == 3


@pytest.mark.parametrize(
    ("strength", "named", "source", "field"),
    [(2, False, "展会", "competitor"), (0, True, "展会", "strength"), (2, True, " ", "source")],
)
def test_it_says_who_how_close_and_how_we_know(cast, customer, rival, strength, named, source, field):
    with pytest.raises(FieldRefusedError) as refused:
        competing.note(
            make_contact(customer),
            competitor=rival if named else None,
            strength=strength,
            source=source,
            by=cast["mei"],
        )
    assert refused.value.field == field
    assert not CompetitorTie.objects.exists()


def test_a_person_who_joins_another_customer_brings_the_tie_and_no_temperature(signed_in, cast, customer):
    contact = make_contact(customer, "秦望舒")
    steady(contact)
    standings.recompute(customer)
    home = make_customer(cast["mei"], name="新东家")
    arrived = people.move(contact, to=home, by=cast["mei"])
    standings.recompute(home)
    page = shown(signed_in, home)
    [row] = [row for group in page.context["grid"].groups for row in group.rows if row.contact == arrived]
    [cell] = [cell for cell in row.cells if cell.brought]
    assert cell.value is None
    assert "北渡汽车" in cell.label
    home.relationship_now.refresh_from_db()
    assert not home.relationship_now.temperature
    assert page.context["map"].picture.penetration.score < 20


def test_a_tie_from_a_customer_out_of_sight_is_not_shown(signed_in, cast):
    before = make_customer(cast["otto"])
    contact = make_contact(before)
    steady(contact, colleagues=[cast["mei"].pk])
    home = make_customer(cast["mei"])
    people.move(contact, to=home, by=cast["ops"])
    cells = [
        cell for group in shown(signed_in, home).context["grid"].groups for row in group.rows for cell in row.cells
    ]
    assert not any(cell.brought for cell in cells)
    cells = [
        cell
        for group in shown(signed_in, home, "fay").context["grid"].groups
        for row in group.rows
        for cell in row.cells
    ]
    assert any(cell.brought for cell in cells)


def test_the_map_costs_the_same_for_two_and_for_twenty_ties(signed_in, cast, customer, rival):
    browser, url = signed_in("mei"), reverse("relationships:map", args=[customer.pk])

    def cost(many):
        for _ in range(many):
            before = make_customer(cast["mei"])
            contact = make_contact(before)
            steady(contact)
            arrived = people.move(contact, to=customer, by=cast["mei"])
            competing.note(arrived, competitor=rival, strength=2, source="展会", by=cast["mei"])
        with CaptureQueriesContext(connection) as queries:
            browser.get(url)
        return len(queries)

    cost(1)
    assert cost(2) == cost(20)


def found(signed_in, value: str) -> set[str]:
    page = signed_in("mei").get("/customers/", {"columns": "competitor", "competitor": value}).content.decode()
    return {name for name in ("北渡汽车", "自由", "没问过") if f">{name}<" in page}


def test_customers_with_a_competitor_are_found_until_the_word_is_old(signed_in, cast, customer, rival, clock):
    free, unasked = make_customer(cast["mei"], name="自由"), make_customer(cast["mei"], name="没问过")
    contact, friend = make_contact(customer), make_contact(free)
    competing.note(contact, competitor=rival, strength=CompetitorTie.Strength.WORKS, source="展会", by=cast["mei"])
    competing.note(friend, competitor=rival, strength=CompetitorTie.Strength.ACQUAINTED, source="展会", by=cast["mei"])
    standings.recompute(unasked)
    assert found(signed_in, "present") == {"北渡汽车"}
    assert found(signed_in, "absent") == {"自由"}
    assert found(signed_in, "unknown") == {"没问过"}
    told = flags.flags_on(Customer.objects.all(), today())
    known = {pk: each["competitor_present"] for pk, each in told.items() if "competitor_present" in each}
    assert known == {customer.pk: True, free.pk: False}
    before = flags.flags_on(Customer.objects.all(), today() - timedelta(days=1))
    assert "competitor_present" not in before.get(customer.pk, {})
    competing.note(contact, competitor=None, strength=0, source="已断了", by=cast["mei"])
    assert found(signed_in, "absent") == {"北渡汽车", "自由"}
    clock.shift(timedelta(days=181))
    standings.recompute_all()
    assert found(signed_in, "unknown") == {"北渡汽车", "自由", "没问过"}
