"""Bases that lack what the figures need: every page opens, says what is missing, and makes no zero of it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from customers.models import CompanyStanding, Contract, CostLine, Customer, Industry, RevenueLine
from customers.services import rollups, standings
from office.models import User
from tests.factories.customers import make_customer
from tests.integration.reports.opening import customer_addresses, open_all, portfolio_addresses, tell_all, words_of
from tests.integration.reports.test_portfolio import trade


def empty(_owner: User) -> None:
    """Nobody."""


def idle(owner: User) -> None:
    """One customer that never bought."""
    make_customer(owner, name="甲")


def single(owner: User) -> None:
    """One customer, half a year of it."""
    customer = make_customer(owner, name="甲")
    for month in range(5, 11):
        trade(customer, f"2026-{month:02}-05", "1000.00", "600.00")


def without_costs(owner: User) -> None:
    """Three years of revenue, nobody entered what it cost; the largest brings an industry, the others none."""
    cars = Industry.objects.get_or_create(code="automotive", defaults={"label_zh_hans": "汽车"})[0]
    for place in range(12):
        customer = make_customer(owner, name=f"客户{place}", industry=cars if place == 0 else None)
        for year in (2024, 2025, 2026):
            trade(customer, f"{year}-05-05", f"{1000 + place}.00")
    make_customer(owner, name="没买过")


def foreign(owner: User) -> None:
    """Everything in dollars, and no rate of any day."""
    customer = make_customer(owner, name="甲")
    for year in (2024, 2025, 2026):
        trade(customer, f"{year}-05-05", "1000.00", "600.00")
    RevenueLine.objects.update(currency="USD")
    CostLine.objects.update(currency="USD")
    Contract.objects.create(customer=customer, number="1", starts_on="2025-01-01", fee=1200, currency="USD")


def returned(owner: User) -> None:
    """More came back than was sold, by all and by one of them; one got everything for nothing."""
    one, two, three = (make_customer(owner, name=name) for name in ("甲", "乙", "丙"))
    trade(one, "2025-05-05", "1000.00", "600.00")
    trade(one, "2026-05-05", "-3000.00", "-1800.00")
    trade(two, "2026-06-05", "500.00", "700.00")
    trade(three, "2026-06-05", "0.00", "50.00")


def this_month(owner: User) -> None:
    """Nothing but the month that is not over."""
    trade(make_customer(owner, name="甲"), "2026-11-03", "1000.00", "600.00")


def unpaid(owner: User) -> None:
    """A subscription of nothing, one that ended before it was looked at, and no ledger."""
    customer = make_customer(owner, name="甲")
    Contract.objects.create(customer=customer, number="1", starts_on="2024-01-01", fee=0, currency="CNY")
    Contract.objects.create(
        customer=customer, number="2", starts_on="2024-01-01", ends_on="2024-12-31", fee=None, currency="CNY"
    )


BASES = (empty, without_costs, foreign, returned)
RARER = (idle, single, this_month, unpaid)
"""Continuous integration opens their pages too."""


@pytest.fixture
def base(cast, clock, request) -> CompanyStanding:
    request.param(cast["mei"])
    rollups.rebuild()
    standings.freeze_what_is_due()
    return standings.recompute_all()


def of(*makers: Callable[[User], None]):
    return pytest.mark.parametrize("base", makers, indirect=True, ids=lambda make: make.__name__)


@pytest.mark.parametrize(
    ("base", "language"),
    [
        pytest.param(
            make,
            ("zh-hans", "en")[place % 2],
            id=make.__name__,
            marks=[pytest.mark.whole_data] if make in RARER else [],
        )
        for place, make in enumerate(BASES + RARER)
    ],
    indirect=["base"],
)
def test_every_page_opens_and_says_no_nonsense(base, cast, language):
    """Each language by half of the bases."""
    client = Client()
    client.force_login(cast["fay"])
    ids = list(Customer.objects.order_by("pk").values_list("pk", flat=True)[:1])
    addresses = [*portfolio_addresses(ids), *customer_addresses(ids, figures=("net_t12", "ltv", "profit_class", "mrr"))]
    assert open_all(client, cast["fay"], addresses, missing=("csv=pnl",), languages=(language,)) == {}
    assert tell_all(ids) == {}


@of(foreign)
def test_a_lead_opens_them_too(base, cast):
    client = Client()
    client.force_login(cast["lea"])
    ids = list(Customer.objects.order_by("pk").values_list("pk", flat=True)[:1])
    closed = ("/grading/settings/", "/grading/recalculations/", "/quality/components")
    closed += tuple(
        f"/acquisition/{part}" for part in ("months", "channels", "regions", "cac-channels", "sizes", "city-tiers")
    )
    assert open_all(client, cast["lea"], portfolio_addresses(ids), missing=closed, languages=("en",)) == {}


@pytest.fixture
def read(base, cast) -> Callable[[str], str]:
    """What stands on a page, in English, with one space between words."""

    def words(path: str) -> str:
        User.objects.filter(username="fay").update(language="en")
        client = Client()
        client.force_login(cast["fay"])
        page = client.get(path)
        assert page.status_code == 200
        return " ".join(" ".join(words_of(page.content.decode())).split())

    return words


@of(without_costs)
def test_what_nobody_knows_the_cost_of_loses_no_zero(base, read):
    """One that never bought knows no costs either: it does not make the others' contribution zero."""
    found = base.figures["stress"]
    assert (found["all"]["without_costs"], found["all"]["idle"], found["all"]["customers"]) == (12, 1, 13)
    page = read(f"/portfolio/stress-test/what-if/?customer={Customer.objects.order_by('pk')[0].pk}")
    assert "No product cost is known" in page
    assert "of contribution a year" not in page
    assert "· 0" not in read("/portfolio/stress-test/")


@of(single)
def test_who_brings_all_the_contribution_takes_all_of_it(base, read):
    """The control: with costs the same page tells the contribution."""
    page = read(f"/portfolio/stress-test/what-if/?customer={Customer.objects.get().pk}")
    assert "Without them 100.0% of the revenue and ¥2,400 of contribution a year are gone." in page


@of(without_costs)
def test_the_profit_page_finds_no_holes_where_no_profit_is_known(base, read):
    page = read("/portfolio/profit/")
    assert page.count("No product cost is known: Finance imports costs, then profit follows.") >= 8
    assert "No customer of the revenue base loses money" not in page
    assert "Nobody has a class yet" in page


@of(single)
def test_the_profit_page_finds_no_holes_where_all_profit(base, read):
    assert "No customer of the revenue base loses money" in read("/portfolio/profit/")


@of(without_costs)
def test_no_line_is_crossed_by_what_is_mostly_unknown(base):
    """One of twelve has an industry: all of the known revenue, but a twelfth of the whole."""
    found = base.figures["concentration"]["dimensions"]["industry"]
    assert (found["status"], found["top_share"], found["level"]) == ("partial", "1.0000", "none")
    assert "one_industry_crowd" not in base.figures["heatmap"]["alerts"]
    assert base.figures["heatmap"]["dimensions"]["industry"]["level"] == "none"


@of(without_costs)
def test_a_line_is_crossed_whatever_the_unknown_turns_out_to_be(base):
    Customer.objects.filter(name__in=[f"客户{place}" for place in range(7)]).update(
        industry=Industry.objects.get(code="automotive")
    )
    found = standings.recompute_all().figures
    industry = found["concentration"]["dimensions"]["industry"]
    assert (industry["status"], industry["level"]) == ("partial", "bad")
    assert "one_industry_crowd" in found["heatmap"]["alerts"]


@of(without_costs, single)
def test_before_36_months_nobody_knows_who_was_lost_the_year_before(base, read):
    found = base.figures["retention"]["lost"]
    assert found["win_back_rate"] is None
    assert f"is known with 36 months of ledger, from {found['rate_from']}." in read("/portfolio/retention/")


@of(single)
def test_24_months_not_reached(base, read):
    assert base.figures["retention"]["orders"] == {"status": "insufficient", "from": "2028-04-30"}
    assert "2028-04-30" in read("/portfolio/retention/")


@of(foreign)
def test_without_a_rate_nothing_is_added_up(base, read):
    assert Decimal(base.figures["stress"]["all"]["revenue"]) == 0
    page = read(f"/customers/{Customer.objects.get().pk}/economics/")
    assert "no exchange rate" in page
    assert "Nobody bought in these 12 months." in read("/portfolio/profit/")


@of(this_month)
def test_the_part_month_enters_nothing(base, read):
    assert base.figures["concentration"]["groups"]["n"] == 0
    assert base.figures["profit"]["totals"]["net_margin"] is None
    assert Decimal(base.figures["profit"]["totals"]["revenue"]) == 0
    assert "Nobody bought in these 12 months." in read("/portfolio/concentration/")


@of(returned)
def test_refunds_above_sales_leave_no_share_and_no_margin(base, read):
    groups = base.figures["concentration"]["groups"]
    assert (groups["n"], groups["top1"]) == (1, "1.0000")
    assert base.figures["profit"]["totals"]["net_margin"] is None
    one = Customer.objects.get(name="甲")
    assert one.standing.net_margin is None
    assert one.standing.net_t12 == -3000


@of(single)
def test_nobody_has_paid_back_what_nobody_knows(base, read):
    """Without acquisition cost nothing is known of payback; it is not that it did not come yet."""
    page = read(f"/customers/{Customer.objects.get().pk}/figures/payback_months/")
    assert "Not paid back yet" not in page
    assert "It is not known when they became a customer." in page
