"""One link for several readings: each confirmed or pushed back, once, and the same polite page for every other address."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.errors import FieldRefusedError
from office.clock import today
from relationships.models import Confirmation, ConfirmLink, Interaction, OutcomeReading
from relationships.services import confirming, confirming_several
from tests.factories.customers import make_contact, make_customer
from tests.factories.outcomes import make_goal, make_reading
from voice.models import VoiceItem


@pytest.fixture
def customer(cast):
    return make_customer(cast["mei"])


@pytest.fixture
def contact(customer):
    return make_contact(customer, "林若水")


def read(customer, cast, many=3):
    return [make_reading(make_goal(customer, ops=cast["ops"]), "90") for _ in range(many)]


def ask(readings, contact, cast, **options):
    return confirming_several.ask_several(readings, contact=contact, by=cast["mei"], **options)


def address(token):
    return reverse("relationships:confirm", args=[token])


def test_each_value_is_confirmed_pushed_back_or_left_out_on_one_page(cast, customer, contact, client):
    so, not_so, silent = read(customer, cast)
    _links, token = ask([so, not_so, silent], contact, cast)
    page = client.get(address(token))
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert page.content.decode().count("confirm__one") == 3
    sent = {
        f"answer-{so.pk}": "yes",
        f"answer-{not_so.pk}": "no",
        f"comment-{not_so.pk}": "停线两周不该算。",
    }
    assert client.post(address(token), sent).status_code == 200
    assert dict(Confirmation.objects.values_list("reading", "agreed")) == {so.pk: True, not_so.pk: False}
    assert VoiceItem.objects.get().verbatim.text == "停线两周不该算。"
    assert client.post(address(token), {f"answer-{silent.pk}": "yes"}).status_code == 404
    assert client.get(address(token)).status_code == 404
    assert Confirmation.objects.count() == 2


def test_an_objection_needs_words_and_nothing_is_written_without_them(cast, customer, contact, client):
    one, other = read(customer, cast, 2)
    _links, token = ask([one, other], contact, cast)
    answer = client.post(address(token), {f"answer-{one.pk}": "yes", f"answer-{other.pk}": "no"})
    assert answer.status_code == 422
    assert client.post(address(token), {}).status_code == 422
    assert client.post(address(token), {f"comment-{one.pk}": "nein"}).status_code == 422
    assert not Confirmation.objects.exists()
    assert client.post(address(token), {f"answer-{one.pk}": "yes"}).status_code == 200


def spoil_expired(links, cast):
    ConfirmLink.objects.update(expires_at=timezone.now())


def spoil_revoked(links, cast):
    for link in links:
        confirming.revoke(link, by=cast["mei"])


def spoil_left(links, cast):
    type(links[0].contact).objects.filter(pk=links[0].contact_id).update(left_on=today())


def spoil_corrected(links, cast):
    for link in links:
        make_reading(link.reading.goal, "88", on=link.reading.period_end)


@pytest.mark.parametrize("spoil", [spoil_expired, spoil_revoked, spoil_left, spoil_corrected])
def test_whatever_is_wrong_with_the_address_the_page_is_the_same_and_nothing_is_written(
    cast, customer, contact, client, spoil
):
    readings = read(customer, cast, 2)
    links, token = ask(readings, contact, cast)
    spoil(links, cast)
    unknown = client.get(address("not-a-token"))
    sent = {f"answer-{one.pk}": "yes" for one in readings}
    for answer in (client.get(address(token)), client.post(address(token), sent), client.get(address(token[:-1]))):
        assert answer.status_code == unknown.status_code == 404
        assert "林若水" not in answer.content.decode()
    assert not Confirmation.objects.exists()


def test_what_is_foreign_to_the_page_is_not_answered_by_it(cast, customer, contact, client):
    one, other = read(customer, cast, 2)
    _links, token = ask([one], contact, cast)
    client.post(address(token), {f"answer-{one.pk}": "yes", f"answer-{other.pk}": "yes"})
    assert Confirmation.objects.get().reading == one


def test_a_value_answered_elsewhere_falls_off_the_page(cast, customer, contact, client):
    one, other = read(customer, cast, 2)
    _links, token = ask([one, other], contact, cast)
    _link, single = confirming.ask(one, contact=contact, by=cast["mei"])
    confirming.answer(single, agreed=True)
    assert client.get(address(token)).content.decode().count("confirm__one") == 1


def test_readings_of_two_customers_do_not_share_a_page(cast, customer, contact):
    readings = read(customer, cast, 1) + read(make_customer(cast["mei"]), cast, 1)
    with pytest.raises(FieldRefusedError):
        ask(readings, contact, cast)
    assert not ConfirmLink.objects.exists()


def test_the_dialog_offers_what_nobody_confirmed_and_shows_the_address_once(cast, customer, contact, client):
    readings = read(customer, cast)
    _link, token = confirming.ask(readings[0], contact=contact, by=cast["mei"])
    confirming.answer(token, agreed=True)
    client.force_login(cast["mei"])
    url = reverse("relationships:readings-ask", args=[customer.pk])
    offered = client.get(url).context["waiting"]
    assert {one.pk for one in offered} == {readings[1].pk, readings[2].pk}
    made = client.post(url, {"readings": [one.pk for one in offered], "contact": contact.pk, "language": "en"})
    assert "/confirm/" in made.context["address"]
    assert ConfirmLink.objects.exclude(sheet_hash="").count() == 2


def test_the_page_speaks_the_contacts_language_and_ours_confirm_nothing(cast, customer, contact, client):
    readings = read(customer, cast, 2)
    _links, token = ask(readings, contact, cast, language="en")
    assert "are these values right?" in client.get(address(token)).content.decode()
    client.force_login(cast["mei"])
    assert client.post(address(token), {f"answer-{readings[0].pk}": "yes"}).status_code == 403
    assert not Confirmation.objects.exists()
    assert not Interaction.objects.exists()


def test_the_page_costs_the_same_for_two_and_for_twenty(cast, customer, contact, client):
    def cost(many):
        _links, token = ask(read(customer, cast, many), contact, cast)
        with CaptureQueriesContext(connection) as queries:
            client.get(address(token))
        return len(queries)

    cost(1)
    assert cost(2) == cost(20)
    assert OutcomeReading.objects.count() == 23
