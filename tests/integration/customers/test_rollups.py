"""Monthly totals: what they hold, that they follow every change, and that a rebuild gives the same bytes."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from customers.errors import ArchivedError, FieldRefusedError
from customers.models import Customer, ExchangeRate, MonthlyTotal, RevenueLine
from customers.selectors.rates import Table
from customers.services import company_money, ledger, rollups
from customers.valuation.money import DatedRate, to_base
from office.models import User
from tests.factories.customers import make_customer

pytestmark = pytest.mark.django_db

Cast = dict[str, User]


@pytest.fixture
def books(cast: Cast) -> Customer:
    """A customer with orders, a refund, a subscription, costs and lines in dollars, entered by Finance."""
    customer = make_customer(cast["mei"])
    by = cast["fin"]
    company_money.set_exchange_rate(currency="USD", on=date(2026, 3, 2), rate=Decimal("7.10"), by=by)

    def sells(day: date, net: str, **fields: str) -> None:
        ledger.enter_revenue(customer, document=f"D{day}", booked_on=day, net=Decimal(net), by=by, **fields)  # type: ignore[arg-type]

    sells(date(2026, 3, 1), "100.10")
    sells(date(2026, 3, 1), "-30.00")
    sells(date(2026, 3, 5), "50")
    sells(date(2026, 3, 5), "-50")
    sells(date(2026, 3, 15), "100", currency="USD")
    sells(date(2026, 4, 20), "100", currency="USD")
    sells(date(2026, 3, 9), "1000", kind="subscription")
    ledger.enter_cost(customer, kind="product_cost", booked_on=date(2026, 3, 31), amount=Decimal("60"), by=by)
    return customer


def months() -> dict[tuple[str, str], tuple[str, int, int, int]]:
    return {
        (f"{row.month:%Y-%m}", row.kind): (str(row.amount), row.lines, row.lines_without_rate, row.order_days)
        for row in MonthlyTotal.objects.all()
    }


@pytest.mark.usefixtures("books")
def test_a_month_by_hand() -> None:
    """5 March is no purchase: its orders were sent back the same day. 20 April has no rate of at most 31 days."""
    assert months() == {
        ("2026-03", "sales"): ("860.10", 3, 0, 2),
        ("2026-03", "refunds"): ("80.00", 2, 0, 0),
        ("2026-03", "subscription_sales"): ("1000.00", 1, 0, 0),
        ("2026-03", "product_cost"): ("60.00", 1, 0, 0),
        ("2026-04", "sales"): ("0.00", 1, 1, 1),
    }


def test_a_late_rate_fills_the_month_that_waited_for_it(books: Customer, cast: Cast) -> None:
    rate = company_money.set_exchange_rate(currency="USD", on=date(2026, 4, 20), rate=Decimal("7.00"), by=cast["fin"])
    assert months()["2026-04", "sales"] == ("700.00", 1, 0, 1)
    company_money.remove(rate, by=cast["fin"])
    assert months()["2026-04", "sales"] == ("0.00", 1, 1, 1)
    assert books.monthly_totals.count() == 5


def test_a_rate_that_moves_leaves_the_days_it_stood_for_and_one_taken_back_returns(books: Customer, cast: Cast) -> None:
    rate, march = ExchangeRate.objects.get(), make_customer(cast["otto"])
    ledger.enter_revenue(
        march, document="D9", booked_on=date(2026, 3, 3), net=Decimal(10), by=cast["fin"], currency="USD"
    )
    assert march.monthly_totals.get().amount == 71
    moved = company_money.change(rate, changes={"on": date(2026, 4, 1)}, version=1, by=cast["fin"])
    assert march.monthly_totals.get().amount == 0, "who has amounts in March alone waits for a rate again, too"
    march.revenue_lines.all().delete()
    rollups.refresh([march.pk])
    assert months()["2026-03", "sales"] == ("150.10", 3, 1, 2), "15 March waits for a rate again"
    assert months()["2026-04", "sales"] == ("710.00", 1, 0, 1)
    company_money.remove(moved, by=cast["fin"])
    assert months()["2026-04", "sales"] == ("0.00", 1, 1, 1)
    company_money.restore(ExchangeRate.history.filter(history_type="-").get(), by=cast["fin"])
    assert months()["2026-04", "sales"] == ("710.00", 1, 0, 1)
    assert [str(each.on) for each in ExchangeRate.history.order_by("history_id")] == [
        "2026-03-02", "2026-04-01", "2026-04-01", "2026-04-01"
    ]  # fmt: skip


def test_a_corrected_line_leaves_its_old_month_and_customer(books: Customer, cast: Cast) -> None:
    other = make_customer(cast["otto"])
    line = RevenueLine.objects.get(booked_on=date(2026, 3, 9))
    ledger.change_revenue(line, by=cast["fin"], customer=other, booked_on=date(2026, 5, 1), net=Decimal("7"))
    assert ("2026-03", "subscription_sales") not in months()
    assert other.monthly_totals.get().amount == 7
    assert {entry.verb for entry in other.history_entries.all()} >= {"revenue_changed"}


@pytest.mark.usefixtures("books")
def test_a_rebuild_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    incremental = rollups.digest()
    MonthlyTotal.objects.all().delete()
    call_command("rebuild_rollups")
    assert capsys.readouterr().out.strip() == incremental == rollups.digest()


@pytest.mark.usefixtures("books")
def test_a_total_that_nobody_stands_behind_goes_with_a_rebuild(cast: Cast) -> None:
    """The control of the digest: it sees a foreign row, and a rebuild removes it."""
    before = rollups.digest()
    stranger = make_customer(cast["otto"])
    MonthlyTotal.objects.create(customer=stranger, month=date(2026, 1, 1), kind="sales", amount=Decimal(1), lines=1)
    assert rollups.digest() != before
    assert rollups.rebuild() == before


@pytest.mark.parametrize("who", ["mei", "lea", "fay", "eve"])
def test_who_keeps_no_books_writes_none(who: str, cast: Cast) -> None:
    customer = make_customer(cast["mei"])
    with pytest.raises(PermissionDenied):
        ledger.enter_revenue(customer, document="D", booked_on=date(2026, 1, 1), net=Decimal(1), by=cast[who])
    with pytest.raises(PermissionDenied):
        company_money.set_exchange_rate(currency="USD", on=date(2026, 1, 1), rate=Decimal(7), by=cast[who])
    assert not RevenueLine.objects.exists()
    assert not ExchangeRate.objects.exists()


def test_the_base_currency_has_no_rate_and_the_bin_no_revenue(cast: Cast) -> None:
    with pytest.raises(FieldRefusedError):
        company_money.set_exchange_rate(currency="CNY", on=date(2026, 1, 1), rate=Decimal(1), by=cast["fin"])
    binned = make_customer(cast["mei"], archived=True)
    with pytest.raises(ArchivedError):
        ledger.enter_revenue(binned, document="D", booked_on=date(2026, 1, 1), net=Decimal(1), by=cast["fin"])


def test_equal_lines_entered_twice_are_two(cast: Cast) -> None:
    customer = make_customer(cast["mei"])
    for _ in range(2):
        ledger.enter_revenue(customer, document="D", booked_on=date(2026, 1, 1), net=Decimal(1), by=cast["fin"])
    assert sorted(RevenueLine.objects.values_list("ordinal", flat=True)) == [1, 2]
    assert customer.monthly_totals.get().amount == 2


DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 30))
LINES = st.lists(
    st.tuples(
        DAYS,
        st.integers(-(10**7), 10**7),
        st.sampled_from(["CNY", "USD", "EUR"]),
        st.sampled_from(["order", "subscription"]),
    ),
    max_size=30,
)
RATES = st.dictionaries(
    st.tuples(st.sampled_from(["USD", "EUR"]), DAYS), st.decimals("0.0001", "1000", places=8), max_size=8
)


class TestAgainstASlowReference(HypothesisTestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(lines=LINES, known=RATES)
    def test_sums_are_those_of_a_loop_over_the_lines(
        self, lines: list[tuple[date, int, str, str]], known: dict[tuple[str, date], Decimal]
    ) -> None:
        customer = make_customer()
        ExchangeRate.objects.bulk_create(ExchangeRate(currency=c, on=on, rate=rate) for (c, on), rate in known.items())
        RevenueLine.objects.bulk_create(
            RevenueLine(
                customer=customer,
                document=str(n),
                booked_on=day,
                net=Decimal(cents) / 100,
                currency=currency,
                kind=kind,  # type: ignore[misc]
            )
            for n, (day, cents, currency, kind) in enumerate(lines)
        )
        rollups.refresh([customer.pk])
        assert months() == _reference(lines, known)


def _reference(
    lines: list[tuple[date, int, str, str]], known: dict[tuple[str, date], Decimal]
) -> dict[tuple[str, str], tuple[str, int, int, int]]:
    """The rules of economics 0.6, 0.7 and 1.1, one line at a time."""
    table: dict[str, list[DatedRate]] = defaultdict(list)
    for (currency, on), rate in known.items():
        table[currency].append(DatedRate(on, rate))
    cells: dict[tuple[str, str], list[Decimal | int]] = defaultdict(lambda: [Decimal(0), 0, 0])
    days: dict[date, list[tuple[Decimal, Decimal | None]]] = defaultdict(list)
    for day, cents, currency, kind in lines:
        net = Decimal(cents) / 100
        base = to_base(net, currency, day, table)
        name = ("subscription_" if kind == "subscription" else "") + ("refunds" if net < 0 else "sales")
        cell = cells[f"{day:%Y-%m}", name]
        cell[0] += abs(base) if base is not None else 0
        cell[1] += 1
        cell[2] += base is None
        if kind == "order":
            days[day].append((net, base))
    bought: dict[str, int] = defaultdict(int)
    for day, orders in days.items():
        rated = [base for _net, base in orders if base is not None]
        signs = [1 if net > 0 else -1 if net < 0 else 0 for net, base in orders if base is None]
        bought[f"{day:%Y-%m}"] += sum(rated) > 0 if rated else sum(signs) > 0
    return {
        (month, name): (f"{amount:.2f}", count, without, bought[month] if name == "sales" else 0)  # type: ignore[misc]
        for (month, name), (amount, count, without) in cells.items()
    }


@given(known=RATES, currency=st.sampled_from(["USD", "EUR", "CNY"]), on=DAYS, cents=st.integers(-(10**9), 10**9))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_quick_table_of_rates_gives_what_to_base_gives(
    known: dict[tuple[str, date], Decimal], currency: str, on: date, cents: int
) -> None:
    ExchangeRate.objects.all().delete()
    ExchangeRate.objects.bulk_create(ExchangeRate(currency=c, on=day, rate=rate) for (c, day), rate in known.items())
    slow = {c: [DatedRate(day, rate) for (each, day), rate in known.items() if each == c] for c in ("USD", "EUR")}
    amount = Decimal(cents) / 100
    for day in (on, on + timedelta(days=31), on + timedelta(days=32)):
        assert Table("CNY").to_base(amount, currency, day) == to_base(amount, currency, day, slow)
