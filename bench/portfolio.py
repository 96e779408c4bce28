"""Every page of the portfolio beside a bare view, what-ifs of one to thousands of customers, and their sums as a floor.

    DATABASE_URL=postgres://… python -m bench.portfolio [--rounds 9]             # on a database of bench.worth prepare
    STORAGE_DIR=/empty/folder python -m bench.portfolio --small [--rounds 9]     # 2,000 customers on SQLite, made first

As `bench.pages`: page and bare view alternate in one process. The floor is the same question by a straight query and by
polars on columns in memory, which only this benchmark needs (`python -m pip install polars`). Every line names its goal.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bench.setup import ready

ready()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.pages import client, measure  # noqa: E402
from customers.models import (  # noqa: E402
    CompanyStanding,
    CostLine,
    Customer,
    CustomerStanding,
    Industry,
    Region,
    RevenueLine,
)
from customers.services import rollups, standings  # noqa: E402
from office.clock import today  # noqa: E402
from office.models import RoleGrant, User  # noqa: E402
from office.roles import Role  # noqa: E402

try:
    import polars
except ImportError:
    raise SystemExit("bench.portfolio compares with polars: python -m pip install polars") from None

PAGE_MS, WHAT_IF_MS, SMALL_MS, QUERIES = 150, 300, 300, 15
SMALL_CUSTOMERS, SMALL_LINES, MONTHS = 2_000, 100_000, 36
REVENUE = """
SELECT c.region_id, c.industry_id, count(*), sum(s.net_t12), sum(s.contribution) FROM customers_customerstanding s
JOIN customers_customer c ON c.id = s.current_for_id GROUP BY 1, 2
"""
LARGEST = """
SELECT coalesce(g.parent_id, c.parent_id, c.id) AS owner, sum(s.net_t12) AS net FROM customers_customerstanding s
JOIN customers_customer c ON c.id = s.current_for_id LEFT JOIN customers_customer g ON g.id = c.parent_id
GROUP BY 1 HAVING sum(s.net_t12) > 0 ORDER BY 2 DESC
"""
YEARS = """
SELECT sum(CASE WHEN net_p12 > 0 THEN net_p12 END), sum(CASE WHEN net_p12 > 0 AND net_t12 > 0 THEN net_t12 END),
 count(CASE WHEN net_p12 > 0 AND coalesce(net_t12, 0) <= 0 THEN 1 END) FROM customers_customerstanding
WHERE current_for_id IS NOT NULL
"""
Page = tuple[str, int, Callable[[], HttpResponse]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--rounds", type=int, default=9)
    asked.add_argument("--small", action="store_true", help="fill an empty database with 2,000 customers first")
    told = asked.parse_args()
    if told.small:
        fill()
    with override_settings(ROOT_URLCONF="bench.pages", ALLOWED_HOSTS=["*"], SECURE_SSL_REDIRECT=False):
        print("| page | median ms | CPU ms | bare view ms | ratio | queries | KB | goal |")
        print("|---|---:|---:|---:|---:|---:|---:|---|")
        for name, goal, call in pages(client("founder")):
            line = measure(name, call, told.rounds)
            limit = SMALL_MS if told.small else goal
            met = "met" if line.page_ms <= limit and line.queries <= QUERIES else "NOT MET"
            print(f"{line} ≤ {limit} ms, ≤ {QUERIES} queries: {met} |", flush=True)
        print("\n| the same sums | SQL, ms | polars, ms |\n|---|---:|---:|")
        for name, statement, frame in floors():
            print(f"| {name} | {_median(lambda of=statement: _rows(of)):.1f} | {_median(frame):.1f} |", flush=True)


def pages(founder: Client) -> Iterator[Page]:
    at = {name: reverse(f"portfolio:{name}") for name in PAGES}
    for name, address in at.items():
        yield name, PAGE_MS, lambda address=address: founder.get(address)
    yield "heat map, map", PAGE_MS, lambda: founder.get(at["heat-map"], {"view": "map"})
    yield "heat map, table", PAGE_MS, lambda: founder.get(at["heat-map"], {"view": "table"})
    weighed = Customer.objects.order_by("pk")[10].pk
    yield "grading, one customer weighed", PAGE_MS, lambda: founder.get(at["grading"], {"customer": weighed})
    what_if = reverse("portfolio:stress-what-if")
    for count, query in losses():
        name = f"stress test, {count:,} lost"
        yield name, WHAT_IF_MS, lambda query=query: founder.get(what_if, query)


PAGES = (
    "heat-map", "quality", "concentration", "stress", "stress-what-if", "profit", "retention", "acquisition", "structure",
    "silent-defectors", "grading", "customers",
)  # fmt: skip


def losses() -> list[tuple[int, dict[str, Any]]]:
    """One customer, two hundred of them, a region, an industry, and every third region together."""
    ids = list(Customer.objects.order_by("pk").values_list("pk", flat=True)[:200])
    regions = list(_counted("region__code"))
    some = regions[::3]
    return [
        (1, {"customer": ids[:1]}),
        (len(ids), {"customer": ids}),
        (regions[0][1], {"region": regions[0][0]}),
        (next(iter(_counted("industry__code")))[1], {"industry": next(iter(_counted("industry__code")))[0]}),
        (sum(count for _code, count in some), {"region": [code for code, _count in some]}),
    ]


def _counted(name: str) -> Iterator[tuple[str, int]]:
    rows = Customer.objects.current().exclude(**{name: None}).order_by()
    yield from rows.values_list(name).annotate(count=Count("pk")).order_by("-count", name)


def floors() -> Iterator[tuple[str, str, Callable[[], Any]]]:
    """Name, the query, and the same from columns that lie in memory already; both answers are compared first."""
    frame = _frame()
    net = polars.col("net_t12")

    def by_place() -> Any:
        return frame.group_by("region", "industry").agg(polars.len(), net.sum(), polars.col("contribution").sum())

    def by_group() -> Any:
        return frame.group_by("group").agg(net.sum()).filter(net > 0).sort("net_t12", descending=True)

    def two_years() -> Any:
        opening = frame.filter(polars.col("net_p12") > 0)
        return opening.select(polars.col("net_p12").sum(), net.filter(net > 0).sum().alias("kept"), (net <= 0).sum())

    assert len(by_group()) == len(_rows(LARGEST))
    in_cents = float(_rows(YEARS)[0][0] or 0)
    assert abs(two_years()["net_p12"][0] * 100 - in_cents) <= 1e-9 * in_cents
    yield "heat map and stress: revenue and contribution by region and industry", REVENUE, by_place
    yield "concentration: revenue by group, the largest first", LARGEST, by_group
    yield "retention: revenue of two years, kept and lost", YEARS, two_years


def _frame() -> "polars.DataFrame":
    rows = CustomerStanding.objects.today().order_by()
    names = ("customer__region_id", "customer__industry_id", "customer__parent_id", "customer_id")
    read = rows.values_list(*names, "net_t12", "net_p12", "contribution")
    lines = [
        (region, industry, parent or pk, *(float(each or 0) for each in money))
        for region, industry, parent, pk, *money in read
    ]
    columns = ["region", "industry", "group", "net_t12", "net_p12", "contribution"]
    return polars.DataFrame(lines, schema=columns, orient="row", infer_schema_length=None)


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _median(call: Callable[[], Any], rounds: int = 15) -> float:
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def fill() -> None:
    """2,000 customers with 100,000 lines and as many costs over 36 months, computed; the same every time."""
    call_command("migrate", verbosity=0)
    if CompanyStanding.objects.exists():
        return
    founder = User.objects.create(username="founder", name="Founder", password="!", email="founder@example.com")
    RoleGrant.objects.create(user=founder, role=Role.FOUNDER, granted_at="2020-01-01T00:00:00Z")
    industries, regions = list(Industry.objects.all()), list(Region.objects.all())
    Customer.objects.bulk_create(
        (
            Customer(
                name=f"客户{place}",
                sort_key=f"{place:06}",
                industry=industries[place % len(industries)],
                region=regions[place % 7],
                first_deal_on=today() - timedelta(days=200 + place % 1500),
                created_by=founder,
            )
            for place in range(SMALL_CUSTOMERS)
        ),
        batch_size=500,
    )
    ids = list(Customer.objects.order_by("pk").values_list("pk", flat=True))
    sold = [
        (n, ids[n * 7919 % len(ids)], today() - timedelta(days=n * 104_729 % (30 * MONTHS)), 1000 + n * 31 % 90_000)
        for n in range(SMALL_LINES)
    ]
    RevenueLine.objects.bulk_create(
        (
            RevenueLine(customer_id=pk, document=f"D{n}", booked_on=day, net=Decimal(net), currency="CNY")
            for n, pk, day, net in sold
        ),
        batch_size=1000,
    )
    CostLine.objects.bulk_create(
        (
            CostLine(
                customer_id=pk, key=f"{n}", kind="product_cost", booked_on=day, amount=Decimal(net) * 2 / 3, currency="CNY"
            )
            for n, pk, day, net in sold
        ),
        batch_size=1000,
    )  # fmt: skip
    rollups.rebuild()
    standings.recompute_all()


if __name__ == "__main__":
    main()
