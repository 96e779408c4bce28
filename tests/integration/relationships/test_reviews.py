"""The monthly list of ties judged otherwise than computed, and the map by API."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers.models import Contact
from office.models import User
from office.scopes import Scope
from office.services import api_keys
from relationships.services import judging_ties
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_interaction

Cast = dict[str, User]


def steady(contact: Contact) -> Contact:
    for month, day in ((9, 1), (10, 8), (11, 12)):
        moment = datetime(2026, month, day, 4, tzinfo=UTC)
        make_interaction(contact.customer, contact, kind="visit", at=moment, recorded_at=moment)
    return contact


def wishful(owner: User, *, on: date, level: int = 0) -> Contact:
    contact = steady(make_contact(make_customer(owner), function="rnd"))
    judging_ties.judge(contact, owner, level=level, reason="谈不上", by=owner, on=on)
    return contact


@pytest.fixture
def two(cast: Cast, clock: Any) -> tuple[Contact, Contact]:
    """One judged in October, one this month; a third agrees."""
    old, new = wishful(cast["mei"], on=date(2026, 10, 20)), wishful(cast["mei"], on=date(2026, 11, 3))
    wishful(cast["mei"], on=date(2026, 10, 20), level=3)
    return old, new


def test_what_nobody_looked_at_this_month_comes_first(
    two: tuple[Contact, Contact], signed_in: Callable[[str], Client]
) -> None:
    response = signed_in("mei").get("/ties/")
    assert [row.one.contact for row in response.context["rows"]] == list(two)
    assert [row.due for row in response.context["rows"]] == [True, False]
    assert response.context["due"] == 1
    assert response.context["rows"][0].gap < -30


def test_judging_anew_settles_it(two: tuple[Contact, Contact], cast: Cast, signed_in: Callable[[str], Client]) -> None:
    judging_ties.judge(two[0], cast["mei"], level=3, reason="主动来问", by=cast["mei"])
    assert [row.one.contact for row in signed_in("mei").get("/ties/").context["rows"]] == [two[1]]


def test_it_shows_only_whose_customers_one_sees(
    two: tuple[Contact, Contact], signed_in: Callable[[str], Client]
) -> None:
    assert len(signed_in("lea").get("/ties/").context["rows"]) == 2
    assert signed_in("fay").get("/ties/").context["rows"] == []
    assert len(signed_in("fay").get("/ties/?view=all").context["rows"]) == 2
    for name in ("otto", "fin"):
        assert signed_in(name).get("/ties/?view=all").context["rows"] == []


def test_many_customers_come_on_pages(
    two: tuple[Contact, Contact], signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relationships.views.reviews.CUSTOMERS_A_PAGE", 1)
    browser = signed_in("mei")
    pages = [browser.get(f"/ties/?page={number}") for number in (1, 2)]
    assert [[row.one.contact for row in page.context["rows"]] for page in pages] == [[two[0]], [two[1]]]
    assert "本页为第 2–2 家客户，共 2 家。" in pages[1].content.decode()


def test_it_costs_the_same_for_many(
    two: tuple[Contact, Contact], cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    browser = signed_in("mei")

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser.get("/ties/")
        return len(captured)

    cost()
    few = cost()
    for _ in range(4):
        wishful(cast["mei"], on=date(2026, 11, 2))
    assert cost() == few


@pytest.fixture
def caller(cast: Cast) -> Callable[[str], Client]:
    def of(name: str) -> Client:
        _key, plain = api_keys.issue(
            owner=cast[name],
            label="T",
            scopes=[Scope.READ_INTERACTIONS],
            expires_at=timezone.now() + timedelta(days=1),
            by=cast[name],
        )
        return Client(headers={"Authorization": f"Bearer {plain}"})

    return of


def test_the_map_by_api_says_what_the_page_says(two: tuple[Contact, Contact], caller: Callable[[str], Client]) -> None:
    contact = two[0]
    told = caller("mei").get(f"/api/v1/customers/{contact.customer_id}/map/").json()
    assert told["penetration"]["access"] == "ok"
    assert told["penetration"]["spof_ours"] is True
    assert [(row["name"], row["level"]) for row in told["departments"] if row["id"]] == [(str(contact.department), 3)]
    [tie] = told["ties"]
    assert (tie["contact"], tie["stable"], tie["judged"], tie["review"]) == (contact.pk, True, 0, "judged_below")
    before = caller("mei").get(f"/api/v1/customers/{contact.customer_id}/map/?as_of=2026-08-01").json()
    assert (before["ties"], before["penetration"]["access"]) == ([], "no_access")


def test_days_ahead_and_unknown_parameters_are_refused(
    two: tuple[Contact, Contact], caller: Callable[[str], Client]
) -> None:
    address = f"/api/v1/customers/{two[0].customer_id}/map/"
    for query in ("?as_of=2027-01-01", "?as_of=x", "?mode=y"):
        assert caller("mei").get(address + query).status_code == 400
    assert caller("otto").get(address).status_code == 404
