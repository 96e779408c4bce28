"""Whole ledgers of others, counted twice: by the figures of the portfolio and by SQL that knows nothing of them.

Months are those of the data, so nothing depends on today.
"""

import sqlite3
from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from customers.valuation.settings import Settings
from customers.valuation.worth import Basis, Measured, Moment
from office.calendar.months import Month, month_of, months_until
from reports.indicators.retention import RetentionFacts, retention_of
from reports.indicators.shares import shares_of
from tests.pure.reports.measured import measured
from tests.whole_data import rows_of

pytestmark = pytest.mark.whole_data

MILLS = 1000
"""Amounts as whole thousandths: exact in SQL, with the three decimals that some prices have."""
Line = tuple[int, date, int]


def counted(lines: list[Line]) -> sqlite3.Connection:
    """The lines as a table: customer, day, month, amount in thousandths."""
    books = sqlite3.connect(":memory:")
    books.execute("CREATE TABLE line (customer INTEGER, day TEXT, month TEXT, amount INTEGER)")
    books.executemany(
        "INSERT INTO line VALUES (?, ?, ?, ?)", ((who, f"{day}", f"{day:%Y-%m}", amount) for who, day, amount in lines)
    )
    return books


def base_of(lines: list[Line], last: Month) -> list[Measured]:
    """The customers as the standings would hold them."""
    net: defaultdict[int, defaultdict[Month, int]] = defaultdict(lambda: defaultdict(int))
    first: dict[int, date] = {}
    for who, day, amount in lines:
        net[who][month_of(day)] += amount
        if amount > 0:
            first[who] = min(day, first.get(who, day))
    rows = []
    for who, months in net.items():
        known = {month: Decimal(amount) / MILLS for month, amount in months.items()}
        t12 = sum((known.get(month, Decimal(0)) for month in months_until(last, 12)), Decimal(0))
        rows.append(measured(who, str(t12), net=known, first_order_on=first.get(who), tenure_months=1))
    return rows


@pytest.fixture(scope="module")
def online_retail() -> list[Line]:
    return [
        (
            int(row["CustomerID"]),
            date.fromisoformat(row["InvoiceDate"][:10]),
            int(Decimal(row["Quantity"]) * Decimal(row["UnitPrice"]) * MILLS),
        )
        for row in rows_of("online_retail", "online_retail_dev.csv.gz")
        if row["CustomerID"]
    ]


@pytest.fixture(scope="module")
def cdnow() -> list[Line]:
    return [
        (int(row["customer_id"]), date.fromisoformat(row["date"]), int(Decimal(row["dollars"]) * MILLS))
        for row in rows_of("cdnow", "cdnow_master_dev.csv.gz")
    ]


def test_concentration_of_online_retail(online_retail):
    moment = Moment(date(2011, 11, 30), Month("2011-11"), Settings(), Basis())
    groups = shares_of(base_of(online_retail, moment.month), moment)["groups"]
    books = counted(online_retail)
    amounts = [
        amount
        for (amount,) in books.execute(
            "SELECT SUM(amount) AS net FROM line WHERE month BETWEEN '2010-12' AND '2011-11'"
            " GROUP BY customer HAVING net > 0 ORDER BY net DESC"
        )
    ]
    total = sum(amounts)
    fifth = -(-len(amounts) // 5)
    assert groups["n"] == len(amounts) > 2000
    assert float(groups["top1"]) == pytest.approx(amounts[0] / total, abs=5e-5)
    assert float(groups["top5"]) == pytest.approx(sum(amounts[:5]) / total, abs=5e-5)
    assert float(groups["top20pct"]) == pytest.approx(sum(amounts[:fifth]) / total, abs=5e-5)
    assert float(groups["hhi"]) == pytest.approx(sum((each / total) ** 2 for each in amounts), abs=5e-5)


def test_a_ledger_of_thirteen_months_knows_no_year_before(online_retail):
    moment = Moment(date(2011, 11, 30), Month("2011-11"), Settings(), Basis(ledger_begins=Month("2010-12")))
    found = retention_of(base_of(online_retail, moment.month), moment, RetentionFacts())
    assert found["orders"] == {"status": "insufficient", "from": "2012-11-30"}


def test_cohorts_of_online_retail(online_retail):
    moment = Moment(date(2011, 11, 30), Month("2011-11"), Settings(), Basis())
    found = retention_of(base_of(online_retail, moment.month), moment, RetentionFacts())["cohorts"]
    assert found["step"] == "month"
    assert active(found) == cohorts_by_sql(counted(online_retail), "2011-11")


def test_cohorts_of_cdnow(cdnow):
    moment = Moment(date(1998, 6, 30), Month("1998-06"), Settings(), Basis())
    found = retention_of(base_of(cdnow, moment.month), moment, RetentionFacts())["cohorts"]
    assert active(found) == cohorts_by_sql(counted(cdnow), "1998-06")
    assert [line["size"] > 5000 for line in found["rows"][:3]] == [True] * 3


def test_retained_revenue_of_cdnow(cdnow):
    """The ledger begins with the opening window, which began empty: the arithmetic is that of any other year."""
    moment = Moment(date(1998, 6, 30), Month("1998-06"), Settings(), Basis(ledger_begins=Month("1996-07")))
    found = retention_of(base_of(cdnow, moment.month), moment, RetentionFacts())["orders"]
    opening, kept, least, left, cohort = (
        counted(cdnow)
        .execute(
            """
            WITH year AS (
                SELECT customer,
                       MAX(0, SUM(CASE WHEN month BETWEEN '1996-07' AND '1997-06' THEN amount ELSE 0 END)) AS a,
                       MAX(0, SUM(CASE WHEN month BETWEEN '1997-07' AND '1998-06' THEN amount ELSE 0 END)) AS b
                FROM line GROUP BY customer
            )
            SELECT SUM(a), SUM(b), SUM(MIN(a, b)), SUM(b = 0), COUNT(*) FROM year WHERE a > 0
            """
        )
        .fetchone()
    )
    assert Decimal(found["opening"]) == Decimal(opening) / MILLS
    assert (found["cohort_n"], found["counts"]["churn"]) == (cohort, left)
    assert float(found["nrr"]) == pytest.approx(kept / opening, abs=5e-5)
    assert float(found["grr"]) == pytest.approx(least / opening, abs=5e-5)


def test_repurchase_of_cdnow(cdnow):
    moment = Moment(date(1998, 6, 30), Month("1998-06"), Settings(), Basis())
    books = counted(cdnow)
    days: defaultdict[int, list[date]] = defaultdict(list)
    books.execute("CREATE VIEW bought AS SELECT customer, day FROM line GROUP BY customer, day HAVING SUM(amount) > 0")
    for who, day in books.execute("SELECT customer, day FROM bought ORDER BY 1, 2"):
        days[who].append(date.fromisoformat(day))
    found = retention_of(base_of(cdnow, moment.month), moment, RetentionFacts(order_days=days))["repurchase"]
    base, again = books.execute(
        """
        WITH began AS (SELECT customer, MIN(day) AS first FROM bought
                       WHERE day BETWEEN '1996-07-01' AND '1997-06-30' GROUP BY customer)
        SELECT COUNT(*), SUM(EXISTS (SELECT 1 FROM bought WHERE bought.customer = began.customer
                                     AND day > first AND day <= date(first, '+12 months')))
        FROM began
        """
    ).fetchone()
    assert (found["base"], found["repeat"]) == (base, again)
    assert base > 20_000


def active(found: dict) -> dict[str, list[int]]:
    return {line["first"]: line["active"] for line in found["rows"]}


def cohorts_by_sql(books: sqlite3.Connection, last: str) -> dict[str, list[int]]:
    """First month with revenue → how many had revenue in it and in each month after."""
    cells = books.execute(
        """
        WITH net AS (SELECT customer, month FROM line WHERE month <= ? GROUP BY customer, month HAVING SUM(amount) > 0),
             won AS (SELECT customer, MIN(month) AS first FROM net GROUP BY customer)
        SELECT first, month, COUNT(*) FROM net JOIN won USING (customer) GROUP BY first, month
        """,
        (last,),
    )
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for first, month, count in cells:
        counts[first][month] = count
    return {
        first: [months.get(month, 0) for month in months_until(Month(last), 60) if month >= first]
        for first, months in sorted(counts.items())
    }
