"""What every customer is worth, computed for 5,000, 10,000 and 20,000 customers, beside the plain sums in SQL.

    DATABASE_URL=postgres://… python -m bench.worth prepare      # once, on a database of bench.dataset: costs, invoices
    DATABASE_URL=postgres://… python -m bench.worth measure [--sizes 5000,10000,20000]

Each size runs in a child process of its own, so that its peak of memory is its own; to it and to the processor time
those of the second process are added, which a full computation starts where there are two cores. The floor answers the question that
a straight query can answer: net revenue, product cost and margin of twelve months by customer, from the ledger's lines.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time

from bench.setup import ready

ready()

from django.db import connection  # noqa: E402
from django.db.models import Max  # noqa: E402

from customers.models import CompanyStanding, Customer  # noqa: E402
from customers.services import standings  # noqa: E402

COSTS = """
INSERT INTO customers_costline (source, key, document, booked_on, kind, amount, currency, description, customer_id)
SELECT 'bench', customer_id || ' ' || month || ' ' || k.kind, '', month + 20, k.kind, round(amount * k.share)::bigint, 'CNY', '', customer_id
FROM customers_monthlytotal CROSS JOIN (VALUES ('product_cost', 0.66), ('variable_selling', 0.03)) AS k(kind, share)
WHERE customers_monthlytotal.kind = 'sales' ON CONFLICT DO NOTHING
"""
TOTALS = """
INSERT INTO customers_monthlytotal (customer_id, month, kind, amount, lines, lines_without_rate, order_days)
SELECT customer_id, date_trunc('month', booked_on)::date, kind, sum(amount), count(*), 0, 0
FROM customers_costline WHERE source = 'bench' GROUP BY 1, 2, 3 ON CONFLICT DO NOTHING
"""
INVOICES = """
INSERT INTO customers_invoice (version, source, number, issued_on, due_on, amount, currency, disputed, description, customer_id)
SELECT 1, 'bench', customer_id || '-' || month, month + 5, month + 35, round(amount * 1.13)::bigint, 'CNY', false, '', customer_id
FROM customers_monthlytotal WHERE kind = 'sales' AND month >= now() - interval '25 months' AND customer_id % 2 = 0
ON CONFLICT DO NOTHING
"""
PAYMENTS = """
INSERT INTO customers_payment (version, source, reference, paid_on, amount, currency, method, description, customer_id)
SELECT 1, 'bench', number, due_on + (customer_id % 40)::int - 10, amount, 'CNY', 'transfer', '', customer_id
FROM customers_invoice WHERE source = 'bench' AND due_on < now() - interval '20 days' ON CONFLICT DO NOTHING
"""
ALLOCATIONS = """
INSERT INTO customers_allocation (amount, by_hand, invoice_id, payment_id)
SELECT i.amount, false, i.id, p.id FROM customers_invoice i JOIN customers_payment p
ON p.reference = i.number AND p.source = i.source WHERE i.source = 'bench' ON CONFLICT DO NOTHING
"""
FLOOR = """
SELECT r.customer_id, r.net, c.cost, r.net - coalesce(c.cost, 0) FROM
 (SELECT customer_id, sum(net) AS net FROM customers_revenueline WHERE booked_on >= now() - interval '12 months' GROUP BY 1) r
 LEFT JOIN (SELECT customer_id, sum(amount) AS cost FROM customers_costline
            WHERE booked_on >= now() - interval '12 months' AND kind = 'product_cost' GROUP BY 1) c USING (customer_id)
"""


def prepare() -> None:
    with connection.cursor() as cursor:
        for statement in (COSTS, TOTALS, INVOICES, PAYMENTS, ALLOCATIONS, "ANALYZE"):
            cursor.execute(statement)
            print(f"{cursor.rowcount:>9} rows: {statement.split()[2] if statement != 'ANALYZE' else 'analysed'}")


def one(size: int) -> None:
    """In a child: all standings of the first `size` customers, the rest set aside in this transaction's sight."""
    last = Customer.objects.order_by("pk").values_list("pk", flat=True)[:size].aggregate(last=Max("pk"))["last"]
    Customer.objects.filter(pk__gt=last).update(archived_at="2000-01-01T00:00:00Z")
    began, worked = time.perf_counter(), time.process_time()
    company = standings.recompute_all()
    helper = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.perf_counter() - began
    cpu = time.process_time() - worked + helper.ru_utime + helper.ru_stime
    alone = []
    for pk in Customer.objects.current().order_by("pk").values_list("pk", flat=True)[: size : size // 25]:
        began = time.perf_counter()
        standings.recompute([pk])
        alone.append((time.perf_counter() - began) * 1000)
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + helper.ru_maxrss) / 1024
    print(
        json.dumps(
            {
                "size": company.customers,
                "seconds": seconds,
                "cpu": cpu,
                "one_ms": statistics.median(alone),
                "peak_mb": peak,
            }
        )
    )


def floor() -> float:
    times = []
    for _round in range(3):
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(FLOOR)
            cursor.fetchall()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(sizes: list[int]) -> None:
    print("| customers | seconds | CPU s | ms per customer | peak MB | one changed customer, ms |")
    print("|---:|---:|---:|---:|---:|---:|")
    try:
        for size in sizes:
            done = subprocess.run(
                [sys.executable, "-m", "bench.worth", "one", str(size)], capture_output=True, text=True, check=True
            )
            told = json.loads(done.stdout.splitlines()[-1])
            print(
                f"| {told['size']:,} | {told['seconds']:.1f} | {told['cpu']:.1f} | "
                f"{told['seconds'] / told['size'] * 1000:.2f} | {told['peak_mb']:.0f} | {told['one_ms']:.0f} |"
            )
            plain = floor()
            print(f"| floor: twelve months' revenue, cost and margin in SQL | {plain:.1f} | | | | |")
            Customer.objects.filter(archived_at="2000-01-01T00:00:00Z").update(archived_at=None)
    finally:
        Customer.objects.filter(archived_at="2000-01-01T00:00:00Z").update(archived_at=None)
    print(f"ratio to the floor: {told['seconds'] / plain:.0f} ×; rows kept: {CompanyStanding.objects.count()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["prepare", "measure", "one"])
    parser.add_argument("size", nargs="?", type=int)
    parser.add_argument("--sizes", default="5000,10000,20000")
    asked = parser.parse_args()
    match asked.what:
        case "prepare":
            prepare()
        case "one":
            one(asked.size)
        case _:
            measure([int(size) for size in asked.sizes.split(",")])
