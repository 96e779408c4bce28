"""One visit to several customers: a row for each, tied together, and nobody sees a customer that is not theirs."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from customers.models import Contact, Customer
from office.models import User
from relationships.errors import MinutesTooFewError, SameCustomerTwiceError
from relationships.models import Interaction, Participation, RelationshipStanding
from relationships.services import logging, visits, voiding
from tests.factories.customers import make_contact, make_customer

Cast = dict[str, User]
SignedIn = Callable[[str], Client]
LOG = "/log/"


@pytest.fixture
def first(cast: Cast) -> Contact:
    return make_contact(make_customer(cast["mei"], name="北渡汽车"), "秦望舒")


@pytest.fixture
def second(cast: Cast) -> Contact:
    return make_contact(make_customer(cast["mei"], name="南浔化纤"), "江晚照")


@pytest.fixture
def third(cast: Cast) -> Contact:
    return make_contact(make_customer(cast["mei"], name="东麒特钢"), "石慕白")


def sent(first: Contact, *others: Contact, **fields: Any) -> dict[str, Any]:
    form: dict[str, Any] = {
        "customer": first.customer_id,
        "contacts": [first.pk],
        "kind": "visit",
        "line": "一起看了展会样机。",
        "direction": "mutual",
        "quality": "3",
        "idempotency_key": uuid4().hex,
        "also_count": max(1, len(others)),
    }
    for number, one in enumerate(others):
        form |= {f"also-{number}-customer": one.customer_id, f"also-{number}-contacts": [one.pk]}
    return form | fields


def timeline(browser: Client, customer: Customer) -> str:
    return browser.get(customer.get_absolute_url()).content.decode()


def test_each_customer_gets_a_row_with_its_own_people_joined_by_the_visit(signed_in, first, second, third) -> None:
    response = signed_in("mei").post(LOG, sent(first, second, third, minutes=100))
    assert response.status_code == 302, response.context["also"][0].errors
    rows = list(Interaction.objects.order_by("pk"))
    assert [row.customer for row in rows] == [first.customer, second.customer, third.customer]
    assert [list(row.contacts.all()) for row in rows] == [[first], [second], [third]]
    assert len({row.visit_id for row in rows}) == 1
    assert rows[0].visit_id is not None
    assert {row.line for row in rows} == {"一起看了展会样机。"}
    assert RelationshipStanding.objects.today().filter(temperature__isnull=False).count() == 3
    assert "南浔化纤" in str(next(iter(get_messages(response.wsgi_request))))


def test_minutes_are_divided_equally_and_the_rest_goes_to_the_first(signed_in, first, second, third) -> None:
    signed_in("mei").post(LOG, sent(first, second, third, minutes=100))
    assert list(Interaction.objects.order_by("pk").values_list("minutes", flat=True)) == [34, 33, 33]
    assert sum(Participation.objects.values_list("minutes", flat=True)) == 100


@pytest.mark.parametrize(("minutes", "parts"), [(None, [None, None]), (2, [1, 1]), (61, [31, 30])])
def test_shares(minutes: int | None, parts: list[int | None]) -> None:
    assert visits.shares(minutes, 2) == parts


def test_fewer_minutes_than_customers_are_refused_at_their_field(signed_in, first, second) -> None:
    with pytest.raises(MinutesTooFewError):
        visits.shares(1, 2)
    response = signed_in("mei").post(LOG, sent(first, second, minutes=1))
    assert "minutes" in response.context["form"].errors
    assert not Interaction.objects.exists()


def test_one_customer_alone_is_no_joint_visit(signed_in, first) -> None:
    signed_in("mei").post(LOG, sent(first, minutes=45))
    row = Interaction.objects.get()
    assert (row.visit_id, row.minutes) == (None, 45)


def test_a_double_submit_makes_one_visit(signed_in, first, second) -> None:
    form, browser = sent(first, second), signed_in("mei")
    assert browser.post(LOG, form).status_code == browser.post(LOG, form).status_code == 302
    assert Interaction.objects.count() == 2


def test_without_scripts_another_customer_and_its_people_come_by_buttons(signed_in, first, second) -> None:
    browser = signed_in("mei")
    page = browser.get(LOG).content.decode()
    assert 'name="also-0-customer"' in page
    form = sent(first, second)
    del form["also-0-contacts"]
    shown = browser.post(LOG, form | {"reload": "1"}).content.decode()
    assert "江晚照" in shown
    more = browser.post(LOG, form | {"reload": "more"})
    assert 'name="also-1-customer"' in more.content.decode()
    assert more.context["also"][0]["customer"].value() == str(second.customer_id)
    assert more.context["form"]["line"].value() == "一起看了展会样机。"
    assert not Interaction.objects.exists()


def test_with_scripts_the_people_of_one_and_an_empty_customer_more_are_swapped_in(signed_in, first, second) -> None:
    browser, url = signed_in("mei"), reverse("relationships:log-also")
    assert "江晚照" in browser.post(f"{url}?number=0", sent(first, second)).content.decode()
    assert 'name="also-1-customer"' in browser.post(url, sent(first, second)).content.decode()
    assert browser.post(f"{url}?number=7", sent(first, second)).status_code == 404


@pytest.mark.parametrize("without", ["also-0-contacts", "also-0-customer"])
def test_half_a_customer_is_refused_at_its_field_and_keeps_the_rest(signed_in, first, second, without: str) -> None:
    form = sent(first, second)
    del form[without]
    response = signed_in("mei").post(LOG, form)
    assert without.removeprefix("also-0-") in response.context["also"][0].errors
    assert response.context["also_open"]
    assert not Interaction.objects.exists()


def test_a_customer_named_twice_is_told_where_it_comes_again(cast, signed_in, first) -> None:
    response = signed_in("mei").post(LOG, sent(first, first))
    assert "customer" in response.context["also"][0].errors
    with pytest.raises(SameCustomerTwiceError):
        logging.log(
            customer=first.customer,
            contacts=[first.pk],
            by=cast["mei"],
            kind="visit",
            line="x",
            at=first.created_at,
            also=[visits.Stop(first.customer, [first.pk])],
        )
    assert not Interaction.objects.exists()


def test_customers_and_people_of_others_cannot_be_slipped_in(cast, signed_in, first, second) -> None:
    foreign = make_contact(make_customer(cast["otto"], name="西陵重工"), "陌生")
    browser = signed_in("mei")
    assert "customer" in browser.post(LOG, sent(first, foreign)).context["also"][0].errors
    mixed = sent(first, second) | {"also-0-contacts": [foreign.pk]}
    assert "contacts" in browser.post(LOG, mixed).context["also"][0].errors
    assert not Interaction.objects.exists()


def test_a_new_person_of_a_further_customer_is_added_there(signed_in, first, second) -> None:
    form = sent(first, second) | {"also-0-contacts": [], "also-0-new_name": "欧阳明"}
    assert signed_in("mei").post(LOG, form).status_code == 302
    added = Contact.objects.get(customer=second.customer, person__family_name="欧阳")
    assert list(Interaction.objects.get(customer=second.customer).contacts.all()) == [added]


def test_the_timeline_names_only_the_customers_that_the_reader_sees(cast, signed_in, first, second) -> None:
    signed_in("fay").post(LOG, sent(first, second, make_contact(make_customer(cast["otto"], name="西陵重工"), "何人")))
    assert Interaction.objects.count() == 3
    ours = timeline(signed_in("mei"), first.customer)
    assert "同行还拜访：南浔化纤" in ours
    assert "西陵重工" not in ours
    assert "西陵重工" in timeline(signed_in("fay"), first.customer)
    page = signed_in("mei").get(Interaction.objects.get(customer=first.customer).get_absolute_url()).content.decode()
    assert "南浔化纤" in page
    assert "西陵重工" not in page


def test_undo_takes_the_whole_visit_back_and_brings_it_back(cast, signed_in, first, second) -> None:
    browser = signed_in("mei")
    browser.post(LOG, sent(first, second))
    row = Interaction.objects.get(customer=first.customer)
    browser.post(reverse("relationships:interaction-undo", args=[row.pk]))
    assert not Interaction.objects.standing().exists()
    browser.post(reverse("relationships:interaction-restore", args=[row.pk]))
    assert Interaction.objects.standing().count() == 2


def test_voiding_with_a_reason_is_about_one_customer(cast, signed_in, first, second) -> None:
    signed_in("mei").post(LOG, sent(first, second))
    voiding.void(Interaction.objects.get(customer=second.customer), by=cast["mei"], reason="没见到人")
    assert Interaction.objects.standing().get().customer == first.customer
    assert "南浔化纤" not in timeline(signed_in("mei"), first.customer)


def test_the_timeline_costs_the_same_with_many_joint_visits(signed_in, first, second, third, queries_of) -> None:
    browser, url = signed_in("mei"), first.customer.get_absolute_url()
    browser.post(LOG, sent(first, second))
    queries_of(browser, url)
    few = queries_of(browser, url)
    for _number in range(4):
        browser.post(LOG, sent(first, second, third))
    assert queries_of(browser, url) == few
