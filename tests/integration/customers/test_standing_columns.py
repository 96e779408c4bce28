"""Class, stage, margin, grade and alarm in the customer list: chosen, ordered, narrowed; within what a person may see."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import FilteredRelation, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from customers import listing
from customers.extensions import ListColumn
from customers.models import CostLine, Customer, CustomerStanding, RevenueLine
from customers.services import rollups, standings
from office.services import api_keys
from tests.factories.customers import make_customer


@pytest.fixture
def three(cast, clock):
    """Rich earns, Poor loses, Blank has no costs booked."""
    made = {}
    for name, cost in (("富", "20.00"), ("贫", "130.00"), ("空", None)):
        made[name] = make_customer(cast["mei"], name=name)
        for day in ("2024-05-05", "2026-05-05"):
            RevenueLine.objects.create(
                customer=made[name], document=f"{name}{day}", booked_on=day, net="100.00", currency="CNY"
            )
            if cost:
                CostLine.objects.create(
                    customer=made[name],
                    key=f"{name}{day}",
                    kind="product_cost",
                    booked_on=day,
                    amount=cost,
                    currency="CNY",
                )
    rollups.rebuild()
    standings.recompute_all()
    return made


def names(page: str) -> list[str]:
    return sorted((name for name in "富贫空" if f">{name}<" in page), key=lambda name: page.index(f">{name}<"))


def test_the_list_shows_them_when_chosen_and_not_unasked(three, signed_in):
    plain = signed_in("fay").get("/customers/").content.decode()
    chosen = signed_in("fay").get("/customers/?columns=net_margin,stage").content.decode()
    assert "净利率" not in plain
    assert "80.0%" in chosen
    assert "−30.0%" in chosen


def test_it_orders_by_margin_and_the_unknown_come_last_either_way(three, signed_in):
    browser = signed_in("fay")
    assert names(browser.get("/customers/?sort=-net_margin").content.decode()) == ["富", "贫", "空"]
    assert names(browser.get("/customers/?sort=net_margin").content.decode()) == ["贫", "富", "空"]
    CustomerStanding.objects.filter(current_for=three["贫"]).update(payment_grade="C")
    CustomerStanding.objects.filter(current_for=three["富"]).update(payment_grade="A")
    assert names(browser.get("/customers/?sort=payment_grade").content.decode()) == ["富", "贫", "空"]
    assert names(browser.get("/customers/?sort=-payment_grade").content.decode()) == ["贫", "富", "空"]


def test_it_narrows_by_margin_class_and_alarm(three, signed_in):
    browser = signed_in("fay")
    assert names(browser.get("/customers/?net_margin=loss").content.decode()) == ["贫"]
    assert names(browser.get("/customers/?net_margin=unknown").content.decode()) == ["空"]
    assert names(browser.get("/customers/?profit_class=unclassified").content.decode()) == ["空"]
    CustomerStanding.objects.filter(current_for=three["富"]).update(alarm="suspect")
    assert names(browser.get("/customers/?alarm=any").content.decode()) == ["富"]


def test_an_account_manager_has_class_in_the_own_book_alone_and_margins_nowhere(three, signed_in):
    browser = signed_in("mei")
    CustomerStanding.objects.filter(current_for=three["富"]).update(profit_class="B")
    assert names(browser.get("/customers/?view=mine&profit_class=B").content.decode()) == ["富"]
    for view in ("mine", "team", "all"):
        page = browser.get(f"/customers/?view={view}&columns=net_margin,net_profit&sort=-net_margin&net_margin=loss")
        assert names(page.content.decode()) == names(browser.get(f"/customers/?view={view}").content.decode())
        assert "80.0%" not in page.content.decode()
    for view in ("team", "all"):
        page = browser.get(f"/customers/?view={view}&profit_class=B&columns=profit_class&sort=profit_class")
        assert len(names(page.content.decode())) == 3
        assert "盈利分类" not in page.content.decode()
    form = browser.get("/customers/filters/?view=mine").content.decode()
    assert "net_margin" not in form
    assert 'name="profit_class"' in form


def test_the_api_refuses_what_its_keys_owner_may_not_narrow_by(three, cast):
    def status(login: str, query: str) -> int:
        ends = timezone.now() + timedelta(days=1)
        _key, plain = api_keys.issue(
            owner=cast[login], label="k", scopes=["read:customers"], expires_at=ends, by=cast[login]
        )
        return Client().get(f"/api/v1/customers/?{query}", headers={"Authorization": f"Bearer {plain}"}).status_code

    assert status("fay", "net_margin=loss") == 200
    assert status("mei", "net_margin=loss") == 400
    assert status("mei", "view=mine&profit_class=B") == 200
    assert status("mei", "profit_class=B") == 400


def test_chosen_columns_come_from_the_form_and_stay(three, signed_in):
    answer = signed_in("fay").post(
        "/customers/filters/", {"view": "all", "columns_offered": "1", "columns": ["stage", "net_margin"]}
    )
    assert "columns=stage%2Cnet_margin" in answer.url
    page = signed_in("fay").get(answer.url).content.decode()
    assert "temperature" not in page.split("<tbody")[0].split("<thead")[1]


def test_columns_cost_no_query_each(three, cast, signed_in):
    browser = signed_in("fay")

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len(captured)

    every = "/customers/?columns=stage,profit_class,tier_effective,payment_grade,growth,net_margin,net_profit,alarm,money_at_risk"
    cost("/customers/")
    assert cost(every) == cost("/customers/?columns=stage")
    before = cost(every)
    for _number in range(5):
        make_customer(cast["mei"])
    assert cost(every) == before


def test_columns_that_lead_through_the_same_join_share_it(three):
    join = FilteredRelation("standings", condition=Q(standings__current_for__isnull=False))
    one, other = (
        ListColumn(key, key, f"newest__{key}", str, joins={"newest": join.clone()}) for key in ("net_margin", "stage")
    )
    rows = listing._with_joins(Customer.objects.order_by("pk"), (one, other))
    assert list(rows.values_list("pk", "newest__stage")) == [
        (pk, stage) for pk, stage in Customer.objects.order_by("pk").values_list("pk", "standing__stage")
    ]
    stranger = replace(other, joins={"newest": FilteredRelation("standings", condition=Q(standings__stage="loyal"))})
    with pytest.raises(ValueError, match="newest"):
        listing._with_joins(Customer.objects.all(), (one, stranger))
