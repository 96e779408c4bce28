"""The portfolio's pages: who opens them, what stands above them, what they cost, and what a lead does not learn."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation

from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    Allocation,
    CompanyStanding,
    Contract,
    CostLine,
    Customer,
    CustomerStanding,
    EffortEntry,
    ExchangeRate,
    HourlyRate,
    Invoice,
    Lead,
    Payment,
    Product,
    Region,
    RevenueLine,
)
from customers.selectors.base import moment_of
from customers.selectors.orders import order_days_by_customer, purchases_by_customer
from customers.services import rollups, standings
from customers.valuation.settings import settings_from
from office.formatting.writers import percent_writer
from office.models import Job, User
from reports.indicators.plain import plain
from reports.portfolio.concentration import _measures
from reports.portfolio.lines import lines_of
from reports.selectors import members
from reports.selectors.retention import facts_of as retention_facts_of
from tests.factories.customers import make_customer
from tests.factories.office import make_user
from tests.factories.outcomes import make_measure, make_usage

PAGES = [
    "/portfolio/profit/",
    "/portfolio/quality/",
    "/portfolio/concentration/",
    "/portfolio/retention/",
    "/portfolio/acquisition/",
    "/portfolio/structure/",
]
MOST_QUERIES = 15


def trade(customer, day: str, net: str, cost: str = "") -> None:
    RevenueLine.objects.create(
        customer=customer, document=f"{customer.pk}-{day}", booked_on=day, net=net, currency="CNY"
    )
    if cost:
        CostLine.objects.create(
            customer=customer,
            key=f"{customer.pk}-{day}",
            kind="product_cost",
            booked_on=day,
            amount=cost,
            currency="CNY",
        )


@pytest.fixture
def in_english(signed_in, cast):
    """A page as the founder reads it in English."""
    User.objects.filter(username="fay").update(language="en")
    return lambda url: signed_in("fay").get(url).content.decode()


@pytest.fixture
def base(cast, clock):
    """Mei's team keeps two customers, nobody's third is the largest of all and loses money."""
    one = make_customer(cast["mei"], name="北渡精工")
    two = make_customer(cast["mei"], name="溟舟科技")
    other = make_customer(cast["otto"], name="澜江重工")
    trade(one, "2026-05-05", "100000.00", "60000.00")
    trade(two, "2025-12-05", "50000.00", "45000.00")
    trade(other, "2026-06-05", "880000.00", "990000.00")
    rollups.rebuild()
    return one, two, other


@pytest.fixture
def computed(base):
    standings.recompute_all()
    return base


@pytest.mark.parametrize("url", PAGES)
def test_before_anything_is_computed_a_page_says_so(url, in_english):
    page = in_english(url)
    assert "was not computed yet" in page


@pytest.mark.parametrize("url", PAGES)
def test_figures_that_were_not_part_of_the_last_computation_are_named(url, computed, in_english):
    CompanyStanding.objects.update(figures={})
    page = in_english(url)
    assert "did not hold these figures yet" in page


@pytest.mark.parametrize("url", PAGES)
def test_figures_of_an_older_version_are_computed_anew_before_they_are_shown(url, computed, in_english):
    CompanyStanding.objects.update(formula_version="E1.1", figures={"retention": {"a shape": "of long ago"}})
    assert "did not hold these figures yet" in in_english(url)


@pytest.mark.parametrize("url", PAGES)
def test_a_page_costs_few_queries_however_many_customers(url, computed, cast, signed_in, queries_of):
    founder, lead = signed_in("fay"), signed_in("lea")
    queries_of(founder, url)
    before = queries_of(founder, url), queries_of(lead, url)
    for place in range(12):
        trade(make_customer(cast["mei"], name=f"客户{place}"), f"2026-0{place % 9 + 1}-03", "4000.00", "900.00")
    rollups.rebuild()
    standings.recompute_all()
    assert (queries_of(founder, url), queries_of(lead, url)) == before
    assert max(before) <= MOST_QUERIES


@pytest.mark.parametrize("url", [*PAGES, "/portfolio/", "/portfolio/customers/"])
def test_an_account_manager_finds_no_portfolio(url, computed, signed_in):
    client = signed_in("mei")
    assert client.get(url).status_code == 404
    assert "/portfolio/" not in client.get("/customers/").content.decode()


def test_who_reads_it_finds_it_in_the_rail(computed, signed_in):
    for name in ("fay", "eve", "fin", "ops", "ada", "lea"):
        assert 'href="/portfolio/"' in signed_in(name).get("/customers/").content.decode()


@pytest.mark.parametrize("url", [*PAGES, "/portfolio/customers/"])
def test_a_lead_sees_the_own_teams_customers_alone(url, computed, signed_in):
    page = signed_in("lea").get(url).content.decode()
    assert "澜江重工" not in page
    for total in ("103.0 万", "88.0 万", "−6.5 万", "99.0 万"):
        assert total not in page
    assert "15.0 万" in page or "10.0 万" in page or "portfolio/customers" not in url


def test_a_lead_without_customers_sees_unknown_and_nothing_breaks(computed, cast):
    client = Client()
    client.force_login(make_user("leo", leads="West"))
    for url in PAGES:
        assert client.get(url).status_code == 200


def test_whoever_may_starts_the_computation_and_sees_how_far_it_is(computed, signed_in):
    client = signed_in("fin")
    assert client.post("/portfolio/recompute/", {"page": "profit"}).url == "/portfolio/profit/"
    assert Job.objects.get(kind=standings.KIND).by.username == "fin"
    assert 'hx-get="/portfolio/progress/"' in client.get("/portfolio/profit/").content.decode()
    assert client.get("/portfolio/progress/").status_code == 200
    Job.objects.update(state=Job.State.SUCCEEDED)
    assert client.get("/portfolio/progress/").status_code == 286


def test_a_page_says_how_many_changed_since(computed, in_english):
    standings.recompute([computed[0].pk, computed[1].pk])
    page = in_english("/portfolio/profit/")
    assert "2 customers changed since" in page


def test_the_profit_page_shows_who_eats_the_profit(computed, signed_in):
    page = signed_in("fay").get("/portfolio/profit/").content.decode()
    assert "−6.5 万" in page  # 40,000 + 5,000 − 110,000
    assert "澜江重工" in page


def test_the_largest_customers_come_in_the_order_of_all_and_those_without_revenue_last(base, cast):
    one, two, _other = base
    RevenueLine.objects.filter(customer=one).update(net=Decimal(50000))
    idle = [make_customer(cast["mei"], name=name) for name in ("闲云", "野鹤")]
    rollups.rebuild()
    standings.recompute_all()
    rows = members.by_revenue(cast["fay"])
    everybody = list(rows.values_list("customer", "net_t12"))
    assert [pk for pk, _net in everybody[1:]] == [one.pk, two.pk, *(each.pk for each in idle)]
    for most in (2, 4, 9):
        assert members.largest(rows, ("customer", "net_t12"), most) == everybody[:most]


def test_the_customers_behind_a_figure_are_one_click_away(computed, signed_in):
    page = signed_in("fay").get("/portfolio/customers/?loss=1").content.decode()
    assert "澜江重工" in page
    assert "北渡精工" not in page


def test_the_file_holds_what_the_reader_sees(computed, signed_in):
    whole = b"".join(signed_in("fay").get("/portfolio/profit/customers.csv").streaming_content).decode("utf-8-sig")
    part = b"".join(signed_in("lea").get("/portfolio/profit/customers.csv").streaming_content).decode("utf-8-sig")
    assert [line.split(",")[0] for line in whole.splitlines()[1:]] == ["北渡精工", "溟舟科技", "澜江重工"]
    assert [line.split(",")[0] for line in part.splitlines()[1:]] == ["北渡精工", "溟舟科技"]


def test_retention_by_hand_from_lines_contracts_and_leads(cast, clock, in_english):
    """P12 is 2024-11 … 2025-10, T12 the twelve months after."""
    kept, shrunk, gone, won = (make_customer(cast["mei"], name=name) for name in ("甲", "乙", "丙", "丁"))
    for customer, before, now in ((kept, "100", "130"), (shrunk, "100", "40"), (gone, "100", ""), (won, "", "30")):
        for day, net in (("2024-11-05", before), ("2026-05-05", now)):
            if net:
                trade(customer, day, net)
    Contract.objects.create(
        customer=kept, number="1", starts_on="2025-01-01", ends_on="2025-12-31", fee=1200, currency="CNY"
    )
    Contract.objects.create(
        customer=kept, number="2", starts_on="2026-01-01", ends_on="2026-12-31", fee=1500, currency="CNY"
    )
    Lead.objects.create(number="1", name="丁", created_on="2026-04-20", customer=won)
    Lead.objects.create(number="2", name="戊", created_on="2026-04-21")
    rollups.rebuild()
    company = standings.recompute_all()
    kept_facts = retention_facts_of([], moment_of(company))
    assert kept_facts.subscribed_on == {kept.pk: date(2025, 1, 1)}
    assert kept_facts.second_period == {kept.pk: date(2026, 1, 1)}
    found = company.figures["retention"]
    orders, contracts = found["orders"], found["contracts"]
    assert (orders["nrr"], orders["grr"], orders["counts"]["churn"], orders["counts"]["new"]) == (
        "0.5667",
        "0.4667",
        1,
        1,
    )
    assert (contracts["opening"], contracts["closing"], contracts["nrr"]) == ("100.00", "125.00", "1.2500")
    assert found["conversion"]["now"] == {"eligible": 2, "converted": 1, "rate": "0.5000"}
    page = in_english("/portfolio/retention/")
    assert "56.7%" in page
    assert "125.0%" in page


def test_a_renewal_without_a_fee_is_told_and_is_no_churn(cast, clock, in_english):
    kept, renewed = make_customer(cast["mei"], name="甲"), make_customer(cast["mei"], name="乙")
    for customer, fee in ((kept, 1200), (renewed, None)):
        for number, year, each in (("1", 2025, 1200), ("2", 2026, fee)):
            Contract.objects.create(
                customer=customer,
                number=f"{customer.pk}-{number}",
                starts_on=f"{year}-01-01",
                ends_on=f"{year}-12-31",
                fee=each,
                currency="CNY",
            )
    found = standings.recompute_all().figures["retention"]["contracts"]
    assert (found["nrr"], found["logo_churn"], found["unknown_customers"]) == ("1.0000", "0.0000", [renewed.pk])
    page = in_english("/portfolio/retention/")
    assert "partial: without 1 customer whose fee or exchange rate is unknown" in page
    assert "Left out: the fee of a subscription or its exchange rate is unknown" in page
    assert "乙" in page


def test_cohorts_of_fewer_than_five_show_counts(cast, clock, in_english):
    for place in range(14):
        day = "2025-02-05" if place < 4 else "2025-05-05"
        trade(make_customer(cast["mei"], name=f"客户{place}", first_deal_on=day), day, "10")
    trade(make_customer(cast["mei"], name="旧", first_deal_on="2020-01-01"), "2020-01-05", "10")
    rollups.rebuild()
    standings.recompute_all()
    page = in_english("/portfolio/retention/")
    assert "cohorts of fewer than 5 show counts" in page
    assert "2025 Q1 · 0 · 4" in page
    assert "2025 Q1 · 0 · 100%" not in page
    assert "2025 Q2 · 0 · 100%" in page


def test_subscriptions_are_no_orders_and_a_discount_is_remembered(cast, clock):
    customer = make_customer(cast["mei"], first_deal_on=date(2025, 3, 5))
    trade(customer, "2024-11-05", "1.00")
    RevenueLine.objects.update(net="80.00", discount="20.00", booked_on="2025-03-05")
    RevenueLine.objects.create(
        customer=customer, document="S", booked_on="2025-04-01", net="50.00", kind="subscription", currency="CNY"
    )
    rollups.rebuild()
    bought = purchases_by_customer(None, date(2026, 11, 19))[customer.pk]
    assert (bought.days, bought.first_discount) == ([date(2025, 3, 5), date(2025, 4, 1)], Decimal("0.2"))
    assert bought.subscribed == {"2025-04": 50}
    days = order_days_by_customer(None, date(2026, 11, 19))
    assert purchases_by_customer(None, date(2026, 11, 19), days=days) == {customer.pk: bought}
    assert standings.recompute_all().figures["retention"]["subsidy"]["subsidised"] == 1


def test_a_subscriber_is_active_once_a_core_use_is_adopted(cast, clock, in_english):
    user, idle = make_customer(cast["mei"], name="用户"), make_customer(cast["mei"], name="闲置")
    trade(make_customer(cast["mei"], name="旧客"), "2024-01-05", "1.00")
    for customer in (user, idle):
        trade(customer, "2026-01-05", "100.00")
        Contract.objects.create(
            customer=customer, number=f"{customer.pk}", starts_on="2026-01-05", months=12, fee=1200, currency="CNY"
        )
    measure = make_measure(by=cast["ops"])
    measure.product.core = True
    measure.product.save()
    make_usage(user, measure, *[7] * 10, by=cast["mei"])
    rollups.rebuild()
    found = standings.recompute_all().figures["retention"]["activation"]
    assert found == {
        "eligible": 2,
        "active": 1,
        "rate": "0.5000",
        "by_use": 1,
        "subscribers": 2,
        "core_read": 1,
    }
    assert "1 by core use alone" in in_english("/portfolio/retention/")
    page = in_english("/portfolio/figures/activation/")
    assert "Of them by an adopted core use alone" in page


def test_spending_is_shown_to_who_sees_the_company_and_to_no_lead(base, signed_in, in_english):
    AcquisitionSpend.objects.create(key="1", month="2026-05-01", amount="77000", currency="CNY")
    Customer.objects.filter(pk=base[0].pk).update(first_deal_on="2026-05-05")
    figures = standings.recompute_all().figures["acquisition"]
    # Two were won: the one whose deal is recorded, and the one whose first line came half a year after the ledger began.
    assert (Decimal(figures["spend"]), figures["won"], Decimal(figures["cac"]["cac"])) == (77000, 2, 38500)
    page = in_english("/portfolio/acquisition/")
    assert "¥77.0K" in page
    assert "City tiers: what winning costs there" not in page
    Region.objects.filter(code="cn-sh").update(city_tier=1)
    Customer.objects.filter(pk=base[0].pk).update(region=Region.objects.get(code="cn-sh"))
    standings.recompute_all()
    page = in_english("/portfolio/acquisition/")
    assert "first-tier cities" in page
    assert "北渡精工" in in_english("/portfolio/customers/?city_tier=1")
    assert "北渡精工" not in in_english("/portfolio/customers/?city_tier=2")
    assert "北渡精工" not in in_english("/portfolio/customers/?city_tier=none")
    lead = signed_in("lea")
    assert "7.7 万" not in lead.get("/portfolio/acquisition/").content.decode()
    for part in ("months", "channels", "regions", "cac-channels", "sizes", "city-tiers"):
        assert lead.get(f"/portfolio/acquisition/{part}.csv").status_code == 404


def test_all_spending_is_told_once_and_carried_by_whom_it_won(cast, clock, in_english):
    """Lines of 1,000; booked for the one won 100, for a lost lead 20, for one set aside 7, for an open one 4; an hour of
    pre-sales at 60 for the one won."""
    ads, _new = AcquisitionChannel.objects.get_or_create(code="ads", defaults={"label_zh_hans": "广告"})
    old = make_customer(cast["mei"], name="旧", first_deal_on="2020-01-01")
    trade(old, "2020-01-05", "1.00")
    won, lost, aside, still_open = (
        make_customer(cast["mei"], name=name, acquisition_channel=ads) for name in ("甲", "乙", "丙", "丁")
    )
    trade(won, "2026-05-20", "5000.00", "3000.00")
    Customer.objects.filter(pk=lost.pk).update(status="lost")
    Customer.objects.filter(pk=aside.pk).update(archived_at=timezone.now())
    for customer, amount in ((won, 100), (lost, 20), (aside, 7), (still_open, 4)):
        CostLine.objects.create(
            customer=customer,
            key=f"k{customer.pk}",
            kind="acquisition",
            booked_on="2026-05-02",
            amount=amount,
            currency="CNY",
        )
    HourlyRate.objects.create(role="sales", since="2020-01-01", hourly=60)
    EffortEntry.objects.create(customer=won, on="2026-05-03", kind="acquisition", role="sales", minutes=60)
    AcquisitionSpend.objects.create(key="1", month="2026-05-01", channel=ads, amount="1000", currency="CNY")
    AcquisitionSpend.objects.create(key="2", month="2026-06-01", channel=ads, amount="30", currency="USD")
    rollups.rebuild()
    found = standings.recompute_all().figures["acquisition"]
    assert (Decimal(found["spend"]), found["won"]) == (1191, 1)
    (channel,) = found["cac_channels"]
    assert (channel["code"], Decimal(channel["cac"])) == ("ads", 1191)
    assert CustomerStanding.objects.today().get(customer=won).cac == 1000 + 20 + 7 + 100 + 60
    assert (found["without_rate"]["lines"], found["without_rate"]["rows"][0]["currency"]) == (1, "USD")
    assert (found["cac"]["entered"], found["months"][-1]["cac"]) == (2, None)
    page = in_english("/portfolio/acquisition/")
    for told in ("partial: 1 line has no exchange rate", "partial: spending entered for 2 of 12 months", "not entered"):
        assert told in page


def test_asset_quality_is_told_of_the_company_and_to_no_lead(computed, signed_in, in_english):
    page = in_english("/portfolio/quality/")
    assert "Known for" in page  # neither LTV/CAC nor retention of so young a ledger
    assert "Missing: LTV/CAC" in page
    assert "Improve these" not in page
    assert "The largest gap of management" in page
    assert "NRR: needs 24 whole months of ledger, known from 2027-11-30 on" in page
    lead = signed_in("lea").get("/portfolio/quality/").content.decode()
    assert "信用与账期" in lead
    assert lead.count('class="tile"') == 3
    assert signed_in("fay").get("/portfolio/quality/components.csv").status_code == 200
    assert signed_in("lea").get("/portfolio/quality/components.csv").status_code == 404


def test_late_money_is_pooled_for_the_company_and_for_a_team(base, signed_in, in_english):
    """Mei's customer pays 100,000 twenty days late; nobody's third pays 300,000 in time."""
    for customer, amount, paid in ((base[0], 100000, "2026-06-21"), (base[2], 300000, "2026-06-01")):
        invoice = Invoice.objects.create(
            customer=customer,
            number=f"R{customer.pk}",
            issued_on="2026-05-01",
            due_on="2026-06-01",
            amount=amount,
            currency="CNY",
        )
        payment = Payment.objects.create(
            customer=customer, reference=f"P{customer.pk}", paid_on=paid, amount=amount, currency="CNY"
        )
        Allocation.objects.create(payment=payment, invoice=invoice, amount=amount)
    standings.recompute_all()
    assert "5.0 days" in in_english("/portfolio/quality/")
    User.objects.filter(username="lea").update(language="en")
    assert "20.0 days" in signed_in("lea").get("/portfolio/quality/").content.decode()


def test_the_trend_takes_frozen_month_ends_as_they_were_known(computed, in_english):
    standings.recompute_all(as_of=date(2026, 10, 31), kind="month")
    CompanyStanding.objects.filter(kind="month").update(
        figures={
            "concentration": {"groups": {"n": 1, "top1": "0.1234", "top5": "0.5", "top20pct": "0.5", "n_eff": "8.1"}}
        }
    )
    page = in_english("/portfolio/concentration/")
    assert "12.3%" in page
    assert "11 of 12 month ends were not frozen yet" in page


def test_losers_alone_break_no_page(cast, clock, signed_in):
    trade(make_customer(cast["mei"], name="亏"), "2026-05-05", "-100.00", "50.00")
    rollups.rebuild()
    standings.recompute_all()
    for name in ("fay", "lea"):
        for url in PAGES:
            assert signed_in(name).get(url).status_code == 200


def test_each_picture_has_its_file(computed, signed_in):
    client = signed_in("fay")
    for part in ("largest", "trend", "industry", "region", "channel", "size"):
        assert client.get(f"/portfolio/concentration/{part}.csv").status_code == 200
    for part in ("orders", "contracts", "cohorts", "lost", "shape", "traits"):
        assert client.get(f"/portfolio/retention/{part}.csv").status_code == 200
    for part in ("months", "channels", "regions", "cac-channels", "sizes", "city-tiers"):
        assert client.get(f"/portfolio/acquisition/{part}.csv").status_code == 200
    for part in ("size", "industry", "tier", "months", "up", "down"):
        assert client.get(f"/portfolio/structure/{part}.csv").status_code == 200


def test_who_moved_to_premium_is_read_from_lines_in_any_currency_with_a_rate(base, in_english, signed_in):
    plain = Product.objects.create(code="plain", label_zh_hans="普通")
    fine = Product.objects.create(code="fine", label_zh_hans="增强", tier="premium")
    one, two, other = base
    ExchangeRate.objects.create(currency="USD", on="2026-10-01", rate="7.1")
    for customer, day, product, currency in (
        (one, "2025-09-05", plain, "CNY"),
        (one, "2026-09-30", plain, "CNY"),
        (one, "2026-10-07", fine, "USD"),
        (other, "2025-09-05", fine, "CNY"),
        (other, "2026-09-05", plain, "CNY"),
        (two, "2026-09-05", fine, "EUR"),
    ):
        sell(customer, day, product, currency)
    rollups.rebuild()
    premium = standings.recompute_all().figures["structure"]["premium"]
    assert (Decimal(premium["premium_now"]), Decimal(premium["total_now"])) == (710, 910)
    assert ([line["id"] for line in premium["moved"]["up"]], premium["down"], premium["both"]) == ([one.pk], 1, 2)
    assert premium["moved"]["up"][0]["now"] == "0.8765"
    assert "北渡精工" in signed_in("fay").get("/portfolio/structure/up.csv").getvalue().decode()
    page = in_english("/portfolio/structure/")
    assert "北渡精工" in page
    assert "no clear shift" in page
    theirs = signed_in("lea").get("/portfolio/structure/").content.decode()
    assert "北渡精工" in theirs
    assert "澜江重工" not in theirs


def sell(customer, day: str, product, currency: str) -> None:
    RevenueLine.objects.create(
        customer=customer,
        document=f"{customer.pk}-{day}-{product.pk}",
        booked_on=day,
        net="100.00",
        currency=currency,
        product=product,
    )


def test_what_is_typical_of_the_largest_fifth_and_healthy_in_equal_customers_is_set_and_kept_with_the_figure():
    groups = {"n": 9, "top1": "0.1", "top5": "0.2", "top20pct": "0.7", "hhi": "0.1", "n_eff": "6"}

    def states(kept):
        found = {one.name: one for one in _measures(groups, lines_of(kept), percent_writer())}
        return [(found[name].state, found[name].line) for name in ("top20", "equal")]

    with translation.override("en"):
        assert states({}) == [("good", "typical up to 80%"), ("bad", "healthy from 10")]
        assert states({"lines": {"top1": ["0.2", "0.3"]}}) == states({}), "kept before they could be set"
        chosen = plain(settings_from({"top20_red": "0.5", "equal_healthy": "5"}).concentration_lines)
        assert states({"lines": chosen}) == [("warn", "typical up to 50%"), ("good", "healthy from 5")]
