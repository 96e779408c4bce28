"""Figures of whole ledgers, told by the product after an import, and told again from the files by SQL and plain sums.

What stands under "by hand" reads the files as they came and shares no line with the product: no selector, no valuation.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

import classicmodels
import pytest

from customers.models import CompanyStanding, CustomerStanding
from customers.services import standings
from tests.factories.office import make_cast
from tests.integration.reports.test_real_input import accounts_of, on  # noqa: F401
from tests.whole_data import bring_in, needs, rows_of

pytestmark = [pytest.mark.whole_data, pytest.mark.django_db]

TODAY, FIRST, BEFORE, LAST = date(2005, 6, 10), date(2004, 6, 1), date(2003, 6, 1), date(2005, 5, 31)
CENT = Decimal("0.01")
PROVISION = ((0, "0.005"), (30, "0.02"), (60, "0.05"), (90, "0.10"), (180, "0.25"), (365, "0.50"), (10**6, "1"))
Paid = list[tuple[date, Decimal]]


@pytest.fixture
def classic(on, tmp_path) -> CompanyStanding:  # noqa: F811
    classicmodels.main(str(needs("classicmodels")), str(tmp_path))
    on(TODAY)
    make_cast()
    for kind in ("customers", "revenue", "costs"):
        bring_in(kind, tmp_path / f"{kind}.csv")
    bring_in("invoices", tmp_path / "invoices.csv", fixed={"term_days": "30"})
    bring_in("payments", tmp_path / "payments.csv")
    return standings.recompute_all()


@pytest.fixture
def books() -> sqlite3.Connection:
    """The files of Classic Models as tables; amounts in cents, `t12` and `p12` by customer."""
    found = sqlite3.connect(":memory:")
    cost = {row["productCode"]: row["buyPrice"] for row in rows_of("classicmodels", "products.csv")}
    orders = {row["orderNumber"]: row for row in rows_of("classicmodels", "orders.csv")}
    found.execute("CREATE TABLE line (customer INT, day TEXT, net INT, cost INT)")
    for row in rows_of("classicmodels", "orderdetails.csv"):
        order, count = orders[row["orderNumber"]], int(row["quantityOrdered"])
        amounts = (int(count * Decimal(price) * 100) for price in (row["priceEach"], cost[row["productCode"]]))
        found.execute("INSERT INTO line VALUES (?, ?, ?, ?)", (order["customerNumber"], order["orderDate"], *amounts))
    for name, first, last in (("t12", FIRST, LAST), ("p12", BEFORE, FIRST - timedelta(days=1))):
        found.execute(f"CREATE TABLE {name} (customer INT, net INT, cost INT)")
        found.execute(
            f"INSERT INTO {name} SELECT customer, SUM(net), SUM(cost) FROM line"  # noqa: S608 - our own two names
            " WHERE day BETWEEN ? AND ? GROUP BY customer",
            (f"{first}", f"{last}"),
        )
    return found


# By hand: which payment pays which order, and what follows from it.


def invoices_by_hand() -> dict[int, list[tuple[date, Decimal, Paid]]]:
    """Customer → its orders that were not cancelled: day, total and what was paid when, the oldest first."""
    total: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row in rows_of("classicmodels", "orderdetails.csv"):
        total[row["orderNumber"]] += int(row["quantityOrdered"]) * Decimal(row["priceEach"])
    found: defaultdict[int, list[tuple[date, Decimal, Paid]]] = defaultdict(list)
    for row in sorted(rows_of("classicmodels", "orders.csv"), key=lambda row: row["orderDate"]):
        if row["status"] != "Cancelled":
            found[int(row["customerNumber"])].append(
                (date.fromisoformat(row["orderDate"]), total[row["orderNumber"]], [])
            )
    for row in sorted(rows_of("classicmodels", "payments.csv"), key=lambda row: row["paymentDate"]):
        free = Decimal(row["amount"])
        for _day, amount, paid in found[int(row["customerNumber"])]:
            part = min(free, amount - sum(each for _on, each in paid))
            if part > 0:
                paid.append((date.fromisoformat(row["paymentDate"]), part))
                free -= part
    return found


def capital_cost_by_hand(invoices: Iterable[tuple[date, Decimal, Paid]]) -> Decimal:
    """8 % a year on every day that money of these invoices was out in the twelve months; prepaid money gives some back."""
    ends, days = LAST + timedelta(days=1), Decimal(0)
    for issued, amount, paid in invoices:
        rest = amount - sum(part for _on, part in paid)
        for until, part in [*paid, (ends, rest)]:
            sign = 1 if until >= issued else -1
            low, high = sorted((issued, until))
            days += sign * part * max(0, (min(high, ends) - max(low, FIRST)).days)
    return days / 365 * Decimal("0.08")


def allowance_by_hand(invoices: Iterable[tuple[date, Decimal, Paid]], as_of: date) -> Decimal:
    """What is expected not to come, of what was open on a day."""
    found = Decimal(0)
    for issued, amount, paid in invoices:
        if issued <= as_of:
            late = (as_of - issued - timedelta(days=30)).days
            rest = amount - sum(part for on, part in paid if on <= as_of)
            found += rest * next(Decimal(rate) for days, rate in PROVISION if late <= days)
    return found


def net_profit_by_hand(books: sqlite3.Connection) -> dict[int, Decimal]:
    """Net revenue less product cost, cost of the payment term and what was newly feared lost; those with lines of T12."""
    invoices, found = invoices_by_hand(), {}
    for customer, net, cost in books.execute("SELECT customer, net, cost FROM t12"):
        ours = invoices[customer]
        risk = allowance_by_hand(ours, LAST) - allowance_by_hand(ours, FIRST - timedelta(days=1))
        found[customer] = Decimal(net - cost) / 100 - capital_cost_by_hand(ours) - risk
    return found


def standing_of(number: int) -> CustomerStanding:
    return CustomerStanding.objects.today().get(customer__external_ids__value=str(number))


def near(told: object, counted: Decimal, by: Decimal = CENT) -> bool:
    return abs(Decimal(str(told)) - counted) <= by


# The figures.


def test_retained_revenue(classic, books):
    """NRR, GRR, customers that left and what they took."""
    opening, kept, least, count, left, churned = books.execute(
        """
        SELECT SUM(a), SUM(b), SUM(MIN(a, b)), COUNT(*), SUM(b = 0), SUM(CASE WHEN b = 0 THEN a ELSE 0 END) FROM (
            SELECT MAX(0, p12.net) AS a, MAX(0, COALESCE(t12.net, 0)) AS b FROM p12 LEFT JOIN t12 USING (customer)
        ) WHERE a > 0
        """
    ).fetchone()
    told = classic.figures["retention"]["orders"]
    assert near(told["opening"], Decimal(opening) / 100)
    assert near(told["nrr"], Decimal(kept) / opening, Decimal("0.0001"))
    assert near(told["grr"], Decimal(least) / opening, Decimal("0.0001"))
    assert (told["counts"]["churn"], told["cohort_n"]) == (left, count)
    assert near(told["churn"], Decimal(churned) / 100)


def test_concentration(classic, books):
    """Largest fifth, HHI, effective number."""
    nets = [net for (net,) in books.execute("SELECT net FROM t12 WHERE net > 0 ORDER BY net DESC")]
    fifth, hhi = -(-len(nets) // 5), sum((Decimal(net) / sum(nets)) ** 2 for net in nets)
    told = classic.figures["concentration"]["groups"]
    assert told["n"] == len(nets)
    assert near(told["top20pct"], Decimal(sum(nets[:fifth])) / sum(nets), Decimal("0.0001"))
    assert near(told["hhi"], hhi, Decimal("0.0001"))
    assert near(told["n_eff"], 1 / hhi, Decimal("0.1"))


def test_capital_cost_of_the_payment_terms(classic):
    for number in (141, 124, 119, 448):
        ours = invoices_by_hand()[number]
        assert near(standing_of(number).capital_cost, capital_cost_by_hand(ours)), number


def test_payment_grade(classic):
    """Weighted days late over what fell due in the twelve months up to today, and the grade that they make."""
    rated = 0
    for number in (141, 124, 114, 119, 148, 161, 323):
        late, total, overdue, count = Decimal(0), Decimal(0), 0, 0
        for issued, amount, paid in invoices_by_hand()[number]:
            due = issued + timedelta(days=30)
            if date(2004, 6, 10) < due <= TODAY:
                count, total = count + 1, total + amount
                rest = amount - sum(part for _on, part in paid)
                late += sum(part * max(0, (on - due).days) for on, part in paid) + rest * (TODAY - due).days
                overdue = max(overdue, (TODAY - due).days if rest else 0)
        weighted = late / total
        by_lateness = next(
            (name for name, days, still in (("A", 5, 30), ("B", 15, 60), ("C", 45, 90)) if weighted <= days and overdue <= still),
            "D",
        )  # fmt: skip
        is_young = invoices_by_hand()[number][0][0] > date(2004, 6, 10)
        grade = "unrated" if count < 3 or is_young else by_lateness
        standing = standing_of(number)
        told = standing.parts["grade"]
        assert (told["invoices"], standing.payment_grade) == (count, grade), number
        if grade != "unrated":
            rated += 1
            assert near(told["weighted_days_late"], weighted, Decimal("0.1")), number
    assert rated >= 2


def test_whale_curve(classic, books):
    """Its peak is what those bring who bring anything; its end what all bring."""
    profits = net_profit_by_hand(books)
    told = classic.figures["profit"]["whale"]
    assert near(told["peak"], sum(each for each in profits.values() if each > 0), Decimal("0.05") * len(profits))
    assert near(told["peak"], sum(each for each in profits.values() if each > 0), Decimal(1))
    assert near(told["total"], sum(profits.values()), Decimal(200))
    assert near(standing_of(141).net_profit, profits[141])


def test_lifetime_value(classic, books):
    """Five years of the yearly profit, each kept at the own rate (as shown) drawn to the company's, at 10 %."""
    stayed, at_risk = books.execute(
        "SELECT SUM(COALESCE(t12.net, 0) > 0), COUNT(*) FROM p12 LEFT JOIN t12 USING (customer) WHERE p12.net > 0"
    ).fetchone()
    rate = round(min(Decimal("0.98"), (1 + 10 * Decimal(stayed) / at_risk) / 11), 4)
    value = sum(net_profit_by_hand(books)[141] * (rate / Decimal("1.1")) ** year for year in range(1, 6))
    assert near(standing_of(141).retention, rate, Decimal("0.0001"))
    assert near(standing_of(141).ltv, value, Decimal("0.1"))


def test_dormant_customers(classic):
    """Nothing for six months, not lost, and not just back after a silent year."""
    days: defaultdict[int, set[date]] = defaultdict(set)
    for row in rows_of("classicmodels", "orders.csv"):
        days[int(row["customerNumber"])].add(date.fromisoformat(row["orderDate"]))

    def is_silent(known: list[date], at: date) -> bool:
        gaps = [(after - before).days for before, after in pairwise(known)]
        a_year = date(known[-1].year + 1, known[-1].month, min(known[-1].day, 28)) <= at
        return a_year and (len(gaps) < 3 or (at - known[-1]).days >= 3 * median(gaps))

    dormant = 0
    for ours in map(sorted, days.values()):
        recent = [place for place, day in enumerate(ours) if day > date(2004, 12, 10)]
        back = any(place and is_silent(ours[:place], ours[place]) for place in recent)
        dormant += not is_silent(ours, TODAY) and not back and not recent
    assert classic.figures["retention"]["shape"]["stages"]["dormant"]["count"] == dormant > 20


def test_repurchase_within_a_year(classic, books):
    """Who ordered in the twelve months before the last twelve, and again within a year of the first order there."""
    base, again = books.execute(
        """
        WITH began AS (SELECT customer, MIN(day) AS first FROM line
                       WHERE day BETWEEN '2003-06-01' AND '2004-05-31' GROUP BY customer)
        SELECT COUNT(*), SUM(EXISTS (SELECT 1 FROM line WHERE line.customer = began.customer AND day > first
                                     AND day <= date(first, '+12 months'))) FROM began
        """
    ).fetchone()
    told = classic.figures["retention"]["repurchase"]
    assert (told["base"], told["repeat"]) == (base, again)


def test_recurring_revenue_of_raven_stack(on, tmp_path):  # noqa: F811
    """MRR at both ends of 2024, NRR, GRR, and what churned, by account; a contract runs on its last day too."""
    path = needs("ravenstack", "subscriptions_dev.csv")
    on(date(2024, 12, 31))
    make_cast()
    bring_in("customers", accounts_of(path, tmp_path / "customers.csv"))
    bring_in("contracts", path)
    told = standings.recompute_all().figures["retention"]["contracts"]
    then: defaultdict[str, int] = defaultdict(int)
    now: defaultdict[str, int] = defaultdict(int)
    for row in rows_of("ravenstack", "subscriptions_dev.csv"):
        for amounts, day in ((then, "2023-12-31"), (now, "2024-12-31")):
            if row["start_date"] <= day and (not row["end_date"] or row["end_date"] >= day):
                amounts[row["account_id"]] += int(row["mrr_amount"])
    opening = {account: amount for account, amount in then.items() if amount}
    kept, least = (sum(of(now[account], opening[account]) for account in opening) for of in (lambda a, _b: a, min))
    assert (Decimal(told["opening"]), Decimal(told["closing"])) == (sum(then.values()), sum(now.values()))
    assert (sum(then.values()), len(opening)) == (606_092, 90)
    assert near(told["nrr"], Decimal(kept) / sum(then.values()), Decimal("0.0001"))
    assert near(told["grr"], Decimal(least) / sum(then.values()), Decimal("0.0001"))
    assert Decimal(told["churn"]) == sum(amount for account, amount in opening.items() if not now[account])
