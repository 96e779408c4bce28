"""Margins and profit stay secret (T7, T9): what an account manager reads is the same, byte by byte, whatever customers cost.

Two worlds that differ in their costs alone. Every address that needs no object, every address of a customer, every figure,
and every order, condition and column of lists of customers is asked in both, as found in the registries.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from customers import extensions
from customers.figures import company
from customers.figures.registry import every
from customers.models import CostLine, Customer, CustomerStanding, RevenueLine
from customers.services import rollups, standings
from customers.views import lists
from tests.architecture.test_permissions import key_of, told
from tests.factories.customers import make_customer

CUSTOMER = re.compile(r"(customers|figures)/(?:<int:pk>|<int:customer>|\(\?P<(?:pk|customer)>[^)]*\))/")
NAME = re.compile(r"<slug:name>|<str:name>|\(\?P<name>[^)]*\)")
ARGUMENT = re.compile(r"<[^>]*>|\(\?P<")
ONCE = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
TEXT = re.compile("text/|application/(problem\\+)?json")
COSTS = {"富": (40, 75), "贫": (75, 40), "亏": (95, 130), "损": (130, 95), "外": (60, 70)}
"""What a hundred in sales costs, in either world: each pair changes places within its profitability class."""
Answers = Mapping[str, tuple[int, str]]


@pytest.fixture
def world(cast, clock):
    made = {}
    for name in COSTS:
        made[name] = make_customer(cast["otto" if name == "外" else "mei"], name=name)
        for day in ("2024-05-05", "2026-05-05"):
            given = {"customer": made[name], "booked_on": day, "currency": "CNY"}
            RevenueLine.objects.create(document=f"{name}{day}", net="100.00", **given)
            CostLine.objects.create(key=f"{name}{day}", kind="product_cost", amount="0", **given)
    return made


def live_in(number: int) -> None:
    for name, costs in COSTS.items():
        CostLine.objects.filter(customer__name=name).update(amount=str(costs[number]))
    rollups.rebuild()
    standings.recompute_all()


def patterns(entries=None, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every address of the site with its view, the admin's among them."""
    for entry in get_resolver().url_patterns if entries is None else entries:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def plain(route: str) -> str:
    """The address of a route without arguments, as a browser writes it."""
    return "/" + route.replace("^", "").replace("\\.", ".").replace("\\Z", "").replace("$", "")


def lists_customers(view: object) -> str:
    """How the address behind the view lists customers: as a page, by the API, in the admin, or not at all."""
    queryset = getattr(getattr(view, "cls", None), "queryset", None)
    if view is lists.customer_list:
        return "page"
    if queryset is not None and queryset.model is Customer:
        return "api"
    return "admin" if getattr(getattr(view, "model_admin", None), "model", None) is Customer else ""


def addresses(customer: Customer) -> Iterator[str]:
    """What anybody could type: every address that needs no object, and those of a customer; each figure by its name."""
    for route, view in patterns():
        inner = CUSTOMER.sub(rf"\g<1>/{customer.pk}/", route, count=1)
        named = NAME.sub("{name}", inner)
        if "logout" in route or ARGUMENT.search(named):
            continue
        names = [*every(), *company.names()] if "{name}" in named else [""]
        yield from (plain(named).replace("{name}", name) for name in names)
        yield from (f"{plain(named)}?{query}" for query in queries(lists_customers(view)))


def queries(how: str) -> Iterator[str]:
    """Orders, conditions and columns that exist, and those that somebody tries who knows the tables."""
    stored = [field.name for field in CustomerStanding._meta.concrete_fields]
    keys = [column.key for column in extensions.list_columns]
    if how == "admin":
        yield from (f"standing__{name}__gt=0" for name in stored)
    elif how:
        yield f"view=all&columns={','.join(keys)}"
        yield f"view=mine&columns={','.join(keys)}"
        yield from (f"view=all&sort={key}" for key in keys)
        yield from (f"view=mine&sort={key}" for key in keys)
        yield from (f"view=mine&{key}={value}" for key, value in conditions())
        yield from (f"sort=-standing__{name}" for name in stored)
        yield "&".join(f"standing__{name}__gt=0" for name in stored)


def conditions() -> Iterator[tuple[str, object]]:
    for column in extensions.list_columns:
        choices = column.filter.extra.get("choices", ()) if column.filter is not None else ()
        yield from ((column.key, value) for value, _label in choices)


def answers(browser: Client, api: Client, wanted: Iterable[str]) -> Answers:
    """Without the numbers by which a form is known again when it is sent twice."""
    found = {}
    for address in wanted:
        answer = (api if address.startswith("/api/") else browser).get(address)
        if answer.streaming or not TEXT.match(answer.get("Content-Type", "text/")):
            found[address] = answer.status_code, repr(answer.getvalue())
        else:
            found[address] = answer.status_code, ONCE.sub("ONCE", told(answer))
    return found


def leaks(user, wanted: Iterable[str]) -> set[str]:
    """The addresses whose answers differ between the worlds."""
    browser, api = Client(), Client(headers=key_of(user))
    browser.force_login(user)
    live_in(0)
    before = answers(browser, api, sorted(set(wanted)))
    live_in(1)
    after = answers(browser, api, [address for address, (status, _body) in before.items() if status < 400])
    return {address for address, answer in after.items() if answer != before[address]}


@pytest.mark.parametrize("share", [10, pytest.param(1, marks=pytest.mark.whole_data)])
def test_what_an_account_manager_reads_does_not_depend_on_what_customers_cost(world, cast, share):
    """All of them take minutes: continuous integration asks each, `bin/test` every tenth."""
    wanted = sorted(set(addresses(world["富"])))
    assert len(wanted) > 400
    assert leaks(cast["mei"], wanted[::share]) == set()


def test_control_costs_are_read_where_they_may_be_and_an_unguarded_measure_is_found(world, cast, monkeypatch):
    own = world["富"].pk
    open_to_founders = {
        "/customers/?view=all&sort=net_margin",
        "/customers/?view=all&net_margin=watch",
        "/customers/?view=all&columns=net_profit",
        f"/customers/{own}/costs/",
        f"/customers/{own}/figures/net_margin/",
        f"/api/v1/figures/{own}/net_profit/",
        "/api/v1/customers/?net_margin=watch",
        "/portfolio/profit/customers.csv",
    }
    assert leaks(cast["fay"], open_to_founders) == open_to_founders
    unguarded = [
        replace(column, may_see_in=lambda _user, _view: True) if column.key == "net_margin" else column
        for column in extensions.list_columns
    ]
    monkeypatch.setattr(extensions, "list_columns", unguarded)
    tried = {
        f"/customers/?view=mine&{query}" for query in ("sort=net_margin", "net_margin=watch", "columns=net_margin")
    }
    assert leaks(cast["mei"], tried) == tried
