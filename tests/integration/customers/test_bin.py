"""The bin: what was set aside, by whom and why, and the way back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers import binning, extensions
from customers.models import Customer
from customers.services import archiving
from office.models import User
from relationships.services import voiding
from tests.factories.customers import make_customer
from tests.factories.relationships import make_interaction

pytestmark = pytest.mark.django_db

Enter = Callable[[str], Client]


@pytest.fixture
def binned(cast: dict[str, User]) -> dict[str, Any]:
    """Mei's customer, Otto's customer, and a contact of Mei's with a third one."""
    mine, other, living = (make_customer(cast[who], name=name) for who, name in BINNED)
    archiving.archive(mine, by=cast["ops"], reason="merged into another company")
    archiving.archive(other, by=cast["ops"], reason="closed down")
    call = make_interaction(living, by=cast["mei"])
    voiding.void(call, by=cast["mei"], reason="wrong customer")
    return {"mine": mine, "other": other, "living": living, "call": call}


BINNED = (("mei", "北渡精工"), ("otto", "南岸化工"), ("mei", "东湖电子"))


def names(user: User, **asked: Any) -> list[str]:
    return [f"{entry.source} {entry.customer.name}" for entry in binning.read(user, **asked).entries]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        pytest.param(
            "ops", ["interaction 东湖电子", "customer 南岸化工", "customer 北渡精工"], id="sales operations all"
        ),
        pytest.param("mei", ["interaction 东湖电子", "customer 北渡精工"], id="an account manager the own"),
        pytest.param("otto", ["customer 南岸化工"], id="and nobody else's"),
        pytest.param("fin", [], id="who keeps the books restores nothing"),
        pytest.param("eve", [], id="nor do executives"),
    ],
)
def test_everybody_sees_what_they_may_restore(
    who: str, sees: list[str], binned: dict[str, Any], cast: dict[str, User]
) -> None:
    assert names(cast[who]) == sees


def test_what_is_listed_may_be_restored_and_nothing_else(binned: dict[str, Any], cast: dict[str, User]) -> None:
    from customers import access

    archived = Customer.objects.archived()
    for user in cast.values():
        listed = {entry.id for entry in binning.read(user, source="customer").entries}
        visible = archived.visible_to(user)
        assert listed == {each.pk for each in visible if access.may_edit(user, each)}
        voided = {entry.id for entry in binning.read(user, source="interaction").entries}
        call = binned["call"]
        call.refresh_from_db()
        sees = type(call).objects.visible_to(user).filter(pk=call.pk).exists()
        allowed = sees and voiding.may_void(call, user) and bool(binning.sources_for(user))
        assert voided == ({call.pk} if allowed else set()), user.username


def test_it_says_who_when_and_why_and_finds_by_initials(binned: dict[str, Any], cast: dict[str, User]) -> None:
    (entry,) = binning.read(cast["ops"], typed="bdjg").entries
    assert (entry.name, entry.by, entry.why) == ("北渡精工", cast["ops"], "merged into another company")
    assert timezone.now() - entry.at < timedelta(minutes=5)
    assert names(cast["ops"], typed="dhdz") == ["interaction 东湖电子"]
    assert names(cast["ops"], typed="nobody") == []


def test_pages_follow_one_another_without_a_gap(binned: dict[str, Any], cast: dict[str, User]) -> None:
    whole, seen, before = names(cast["ops"]), [], ""
    while True:
        heap = binning.read(cast["ops"], size=1, before=before)
        seen += [f"{entry.source} {entry.customer.name}" for entry in heap.entries]
        before = heap.older
        if not before:
            break
    assert seen == whole


def test_things_of_one_moment_are_all_there(binned: dict[str, Any], cast: dict[str, User]) -> None:
    now = timezone.now()
    Customer.objects.archived().update(archived_at=now)
    type(binned["call"]).objects.update(voided_at=now)
    test_pages_follow_one_another_without_a_gap(binned, cast)


def test_a_restored_customer_stands_where_it_stood(binned: dict[str, Any], signed_in: Enter) -> None:
    client, listed = signed_in("mei"), reverse("customers:list")
    assert "北渡精工" not in client.get(listed).content.decode()
    page = client.get(reverse("customers:bin")).content.decode()
    restore = reverse("customers:restore", args=[binned["mine"].pk])
    assert restore in page
    assert "merged into another company" in page
    assert client.post(restore).status_code == 302
    assert "北渡精工" in client.get(listed).content.decode()
    assert restore not in client.get(reverse("customers:bin")).content.decode()


def test_a_restored_contact_counts_again(binned: dict[str, Any], signed_in: Enter) -> None:
    restore = reverse("relationships:interaction-restore", args=[binned["call"].pk])
    assert restore in signed_in("mei").get(reverse("customers:bin")).content.decode()
    signed_in("mei").post(restore)
    binned["call"].refresh_from_db()
    assert not binned["call"].is_voided


def test_the_page_costs_as_many_queries_for_many_as_for_few(
    binned: dict[str, Any], cast: dict[str, User], signed_in: Enter
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse("customers:bin")).status_code == 200
        return len(queries)

    client = signed_in("ops")
    client.get(reverse("customers:bin"))
    few = asked()
    for n in range(12):
        archiving.archive(make_customer(cast["mei"], name=f"公司{n}"), by=cast["ops"], reason="x")
    assert asked() == few


def test_every_source_has_a_name_and_a_way_back() -> None:
    assert {source.key for source in extensions.bin_sources} >= {"customer", "interaction"}
    assert len({source.key for source in extensions.bin_sources}) == len(extensions.bin_sources)
