"""The log form as a person meets it: on a phone, without scripts, with mistakes, with somebody else's ids."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from customers.models import Contact, Customer
from office.models import User
from relationships.models import Interaction, NextAction
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction

Cast = dict[str, User]
SignedIn = Callable[[str], Client]
LOG = "/log/"


@pytest.fixture
def customer(cast: Cast) -> Customer:
    return make_customer(cast["mei"], name="北渡汽车零部件")


@pytest.fixture
def contact(customer: Customer) -> Contact:
    return make_contact(customer, "秦望舒")


def entry(customer: Customer, *contacts: Contact, **fields: Any) -> dict[str, Any]:
    """What the form sends when the four things are filled in."""
    return {
        "customer": customer.pk,
        "contacts": [one.pk for one in contacts],
        "kind": "call",
        "line": "二号线停线是传感器受潮。",
        "direction": "mutual",
        "quality": "3",
        "idempotency_key": uuid4().hex,
    } | fields


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_four_things_make_a_log_and_the_page_says_what_changed(
    signed_in: SignedIn, customer: Customer, contact: Contact
) -> None:
    response = signed_in("mei").post(LOG, entry(customer, contact))
    assert response.status_code == 302
    assert response["Location"] == customer.get_absolute_url()
    interaction = Interaction.objects.get()
    assert (interaction.kind, interaction.direction, interaction.quality) == ("call", "mutual", 3)
    assert any("16" in text and "秦望舒" in text for text in said(response))


def test_the_message_offers_undo_and_lets_the_draft_go(
    signed_in: SignedIn, customer: Customer, contact: Contact
) -> None:
    response = signed_in("mei").post(LOG, entry(customer, contact))
    [message] = get_messages(response.wsgi_request)
    undo = reverse("relationships:interaction-undo", args=[Interaction.objects.get().pk])
    assert message.extra_tags == f"undo:{undo} draft-saved:log"


def test_undo_takes_it_back_and_undo_again_brings_it_back(
    signed_in: SignedIn, customer: Customer, contact: Contact
) -> None:
    browser = signed_in("mei")
    browser.post(LOG, entry(customer, contact))
    interaction = Interaction.objects.get()
    browser.post(reverse("relationships:interaction-undo", args=[interaction.pk]))
    assert not Interaction.objects.standing().exists()
    browser.post(reverse("relationships:interaction-restore", args=[interaction.pk]))
    assert Interaction.objects.standing().exists()


def test_the_same_form_sent_twice_makes_one(signed_in: SignedIn, customer: Customer, contact: Contact) -> None:
    browser, sent = signed_in("mei"), entry(customer, contact)
    first, second = browser.post(LOG, sent), browser.post(LOG, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert Interaction.objects.count() == 1


def test_save_and_log_another_opens_an_empty_form(signed_in: SignedIn, customer: Customer, contact: Contact) -> None:
    response = signed_in("mei").post(LOG, entry(customer, contact, again="1"))
    assert response["Location"] == LOG


@pytest.mark.parametrize(
    ("referer", "where"),
    [
        pytest.param(
            "http://testserver/customers/?tier=A", "/customers/?tier=A", id="back to the list it was opened on"
        ),
        pytest.param("http://testserver/log/?customer=1", None, id="not back to the form"),
        pytest.param("https://evil.example/phish", None, id="never to somebody else's page"),
    ],
)
def test_where_it_goes_afterwards(
    signed_in: SignedIn, customer: Customer, contact: Contact, referer: str, where: str | None
) -> None:
    response = signed_in("mei").post(LOG, entry(customer, contact), headers={"Referer": referer})
    assert response["Location"] == (where or customer.get_absolute_url())


def test_a_new_person_and_a_promise_come_with_the_same_save(signed_in: SignedIn, customer: Customer) -> None:
    sent = entry(customer, new_name="贺知秋", new_title="生产部副部长", next_text="发换件清单", next_due="2026-12-01")
    assert signed_in("mei").post(LOG, sent).status_code == 302
    person = Contact.objects.get()
    assert (person.person.name, person.title, person.customer) == ("贺知秋", "生产部副部长", customer)
    action = NextAction.objects.get()
    assert (action.text, action.due_on, action.owner.username) == ("发换件清单", date(2026, 12, 1), "mei")


class TestMistakes:
    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            pytest.param({"line": ""}, "line", id="no line"),
            pytest.param({"contacts": []}, "contacts", id="nobody"),
            pytest.param({"kind": "billing"}, "kind", id="a kind that is no contact"),
            pytest.param({"quality": "9"}, "quality", id="a quality beyond five"),
            pytest.param({"minutes": "soon"}, "minutes", id="minutes that are no number"),
            pytest.param({"at": "2031-01-01T10:00"}, "at", id="a moment to come"),
            pytest.param({"next_text": "call back"}, "next_due", id="a promise without a day"),
            pytest.param({"next_due": "2026-12-01"}, "next_text", id="a day without a promise"),
            pytest.param({"new_title": "CFO"}, "new_name", id="a title without a name"),
        ],
    )
    def test_nothing_is_written_and_nothing_typed_is_lost(
        self, signed_in: SignedIn, customer: Customer, contact: Contact, wrong: dict[str, Any], field: str
    ) -> None:
        typed = {"line": "贺第一次主动提到想看良率对比", "minutes": "22", "next_text": "", "new_name": ""} | wrong
        response = signed_in("mei").post(LOG, entry(customer, contact, **typed))
        assert response.status_code == 200
        assert list(response.context["form"].errors) == [field]
        assert not Interaction.objects.exists()
        page = response.content.decode()
        for text in (typed["line"], typed["minutes"], typed["next_text"]):
            assert text in page


class TestSomebodyElsesIds:
    """T2: an id in the body that is not of this person's world is an error on its field, and says no name."""

    def test_a_contact_of_another_customer(self, signed_in: SignedIn, cast: Cast, customer: Customer) -> None:
        foreign = make_contact(make_customer(cast["otto"], name="别家公司"), "外人甲")
        response = signed_in("mei").post(LOG, entry(customer, foreign))
        assert list(response.context["form"].errors) == ["contacts"]
        assert "外人甲" not in response.content.decode()
        assert not Interaction.objects.exists()

    def test_a_contact_of_another_own_customer(self, signed_in: SignedIn, cast: Cast, customer: Customer) -> None:
        other = make_contact(make_customer(cast["mei"]))
        response = signed_in("mei").post(LOG, entry(customer, other))
        assert list(response.context["form"].errors) == ["contacts"]

    def test_a_customer_that_does_not_exist_for_her(self, signed_in: SignedIn, cast: Cast) -> None:
        foreign = make_customer(cast["otto"], name="别家公司")
        response = signed_in("mei").post(LOG, entry(foreign, make_contact(foreign, "外人甲")))
        assert "customer" in response.context["form"].errors
        page = response.content.decode()
        assert "别家公司" not in page
        assert "外人甲" not in page
        assert not Interaction.objects.exists()

    def test_a_colleague_that_is_none(self, signed_in: SignedIn, customer: Customer, contact: Contact) -> None:
        response = signed_in("mei").post(LOG, entry(customer, contact, colleagues=["999999"]))
        assert list(response.context["form"].errors) == ["colleagues"]

    def test_an_owner_of_the_promise_who_does_not_see_the_customer(
        self, signed_in: SignedIn, cast: Cast, customer: Customer, contact: Contact
    ) -> None:
        sent = entry(customer, contact, next_text="x", next_due="2026-12-01", next_owner=cast["otto"].pk)
        response = signed_in("mei").post(LOG, sent)
        assert response.status_code == 200
        assert "next_owner" in response.context["form"].errors
        assert not Interaction.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param("mei", 200, id="the owner"),
        pytest.param("lea", 200, id="the lead"),
        pytest.param("fay", 200, id="the founder"),
        pytest.param("otto", 404, id="for a stranger it does not exist"),
        pytest.param("fin", 403, id="who keeps the books logs nothing"),
    ],
)
def test_who_may_open_the_form_for_a_customer(signed_in: SignedIn, customer: Customer, who: str, status: int) -> None:
    assert signed_in(who).get(f"{LOG}?customer={customer.pk}").status_code == status


def test_a_colleague_who_only_reads_gets_403(signed_in: SignedIn, cast: Cast) -> None:
    customer = make_customer(cast["lea"])
    assert signed_in("mei").get(f"{LOG}?customer={customer.pk}").status_code == 403


@pytest.mark.parametrize("wanted", ["x", "-1", "9" * 30, "１２", "0"])
def test_a_customer_that_is_no_number_is_not_found(signed_in: SignedIn, wanted: str) -> None:
    assert signed_in("mei").get(LOG, {"customer": wanted}).status_code == 404


class TestPeopleOfTheChosenCustomer:
    def test_only_theirs_are_offered(
        self, signed_in: SignedIn, cast: Cast, customer: Customer, contact: Contact
    ) -> None:
        make_contact(make_customer(cast["mei"]), "别家的人")
        page = signed_in("mei").get(f"{LOG}?customer={customer.pk}").content.decode()
        assert "秦望舒" in page
        assert "别家的人" not in page

    def test_a_change_of_customer_brings_their_people_and_keeps_what_was_typed(
        self, signed_in: SignedIn, customer: Customer, contact: Contact
    ) -> None:
        response = signed_in("mei").post("/log/people/", {"customer": customer.pk, "new_name": "新来的"})
        page = response.content.decode()
        assert "秦望舒" in page
        assert "新来的" in page
        assert "errorlist" not in page

    def test_without_scripts_a_button_brings_them(
        self, signed_in: SignedIn, customer: Customer, contact: Contact
    ) -> None:
        response = signed_in("mei").post(LOG, {"customer": customer.pk, "line": "写了一半", "reload": "1"})
        page = response.content.decode()
        assert "秦望舒" in page
        assert "写了一半" in page
        assert "errorlist" not in page
        assert not Interaction.objects.exists()

    def test_strangers_get_nobody(self, signed_in: SignedIn, customer: Customer, contact: Contact) -> None:
        page = signed_in("otto").post("/log/people/", {"customer": customer.pk}).content.decode()
        assert "秦望舒" not in page

    def test_who_left_is_not_offered(self, signed_in: SignedIn, customer: Customer, contact: Contact) -> None:
        Contact.objects.filter(pk=contact.pk).update(left_on=date(2020, 1, 1))
        assert "秦望舒" not in signed_in("mei").get(f"{LOG}?customer={customer.pk}").content.decode()


def test_the_customer_picker_finds_by_initials_and_only_ones_own(
    signed_in: SignedIn, cast: Cast, customer: Customer
) -> None:
    make_customer(cast["otto"], name="北渡船舶")
    page = signed_in("mei").get("/log/customers/", {"q": "bdqc"}).content.decode()
    assert "北渡汽车零部件" in page
    assert "北渡船舶" not in signed_in("mei").get("/log/customers/", {"q": "北渡"}).content.decode()


def test_what_people_type_stays_text(signed_in: SignedIn, cast: Cast) -> None:
    customer = make_customer(cast["mei"], name="<b>北</b>渡")
    browser = signed_in("mei")
    script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    sent = entry(customer, new_name="<i>贺</i>", line=script, next_text=script, next_due="2026-11-20")
    assert browser.post(LOG, sent).status_code == 302
    interaction = Interaction.objects.get()
    for url in (
        "/",
        LOG,
        f"{LOG}?customer={customer.pk}",
        interaction.get_absolute_url(),
        "/actions/",
        f"/customers/{customer.pk}/temperature/",
    ):
        page = browser.get(url).content.decode()
        for dangerous in ("<script>alert", "<img src=x", "<i>贺", "<b>北"):
            assert dangerous not in page, url


def test_the_form_costs_the_same_for_few_and_for_many_people(
    signed_in: SignedIn, queries_of: Callable[[Client, str], int], customer: Customer, contact: Contact
) -> None:
    browser, url = signed_in("mei"), f"{LOG}?customer={customer.pk}"
    make_contact(customer)
    few = queries_of(browser, url)
    for _ in range(12):
        make_contact(customer, function="")
    assert queries_of(browser, url) == few
    assert few <= 17  # goals, needs and whom a promise was given to are three of them


def test_saving_costs_the_same_with_a_short_and_a_long_past(
    signed_in: SignedIn, customer: Customer, contact: Contact, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in("mei")
    make_interaction(customer, contact)
    with django_assert_max_num_queries(45) as short:
        browser.post(LOG, entry(customer, contact))
    for _ in range(12):
        make_interaction(customer, contact)
    with django_assert_max_num_queries(len(short)):
        browser.post(LOG, entry(customer, contact))


def test_who_writes_is_offered_once_as_who_does_the_next_action(
    signed_in: SignedIn, customer: Customer, contact: Contact, cast: Cast
) -> None:
    form = signed_in("mei").get(LOG, {"customer": customer.pk}).context["form"]
    named = [str(label) for _value, label in form.fields["next_owner"].widget.choices]
    assert named.count(str(cast["mei"])) == 1
    assert str(cast["lea"]) in named
