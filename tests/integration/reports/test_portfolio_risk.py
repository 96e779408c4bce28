"""Heat map, stress test and silent defectors: what they say, what they leave unsaid, who sees what, what they cost."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import (
    CompanyStanding,
    Contract,
    Customer,
    Deal,
    DefectorAlert,
    Funds,
    Industry,
    Invoice,
    Region,
    StressScenario,
)
from customers.selectors.base import figure
from customers.services import rollups, standings
from office.roles import Role
from relationships.models import NextAction
from reports.portfolio import circles
from reports.selectors import stress as ground
from reports.selectors.customers import names_of
from reports.services import scenarios
from tests.factories.customers import make_customer
from tests.factories.office import make_user
from tests.integration.reports.opening import words_of
from tests.integration.reports.test_portfolio import MOST_QUERIES, trade

AUTO, FOOD = "automotive", "food"
PAGES = [
    "/portfolio/heat-map/",
    "/portfolio/heat-map/?view=map",
    "/portfolio/heat-map/?view=table",
    "/portfolio/stress-test/",
    "/portfolio/stress-test/what-if/?industry=automotive",
    "/portfolio/silent-defectors/",
]


@pytest.fixture
def base(cast, clock):
    """Mei's team keeps two customers; Otto's is the largest of all and gives nothing of it to them."""
    auto, _new = Industry.objects.get_or_create(code=AUTO, defaults={"label_zh_hans": "汽车", "label_en": "Cars"})
    food, _new = Industry.objects.get_or_create(code=FOOD, defaults={"label_zh_hans": "食品", "label_en": "Food"})
    east = Region.objects.first()
    one = make_customer(cast["mei"], name="北渡精工", industry=auto, region=east, first_deal_on=date(2020, 1, 6))
    two = make_customer(cast["mei"], name="溟舟科技", industry=food, first_deal_on=date(2025, 12, 1))
    other = make_customer(cast["otto"], name="澜江重工", industry=auto, region=east, first_deal_on=date(2021, 2, 1))
    trade(one, "2026-05-05", "100000.00", "60000.00")
    trade(two, "2025-12-05", "50000.00", "45000.00")
    trade(other, "2026-06-05", "880000.00", "500000.00")
    rollups.rebuild()
    return one, two, other


@pytest.fixture
def computed(base):
    standings.recompute_all()
    return base


@pytest.fixture
def company(computed):
    Funds.objects.create(on=date(2026, 10, 31), cash=Decimal(600000), fixed_monthly=Decimal(20000))
    for place in range(6):
        Deal.objects.create(
            customer=computed[0],
            number=f"D{place}",
            name="press",
            opened_on=date(2026, 1, 5),
            closed_on=date(2026, 3, 5),
            outcome="won" if place < 3 else "lost",
            currency="CNY",
        )
    bill(computed[0], "R0")
    standings.recompute([computed[0].pk])
    return computed


def bill(customer, number):
    return Invoice.objects.create(
        customer=customer,
        number=number,
        issued_on=date(2026, 10, 1),
        due_on=date(2026, 12, 1),
        amount=Decimal(10000),
        currency="CNY",
    )


def alert_of(customer, **fields):
    values = {
        "month": date(2026, 10, 1),
        "status": "confirmed",
        "severity": "severe",
        "p": 0.001,
        "adjusted_p": 0.01,
        "money_at_risk": Decimal(340000),
        "profit_at_risk": Decimal(78000),
        "owner": customer.owner,
    }
    return DefectorAlert.objects.create(customer=customer, **(values | fields))


TOKEN = re.compile(r"[\w-]{40,}")
"""What a form carries against forgery holds any figure now and then."""


def text_of(client: Client, url: str) -> str:
    client.cookies["django_language"] = "en"
    response = client.get(url)
    assert response.status_code == 200, url
    return TOKEN.sub("", response.content.decode())


@pytest.mark.parametrize("url", PAGES)
def test_before_anything_is_computed_a_page_says_so(url, cast, signed_in):
    assert "was not computed yet" in text_of(signed_in("fay"), url)


@pytest.mark.parametrize("url", PAGES)
def test_a_page_costs_few_queries_however_many_customers(url, company, cast, signed_in, queries_of):
    founder, lead = signed_in("fay"), signed_in("lea")
    before = []
    for client in (founder, lead):
        queries_of(client, url)
        before.append(queries_of(client, url))
    for place in range(12):
        trade(
            make_customer(cast["mei"], name=f"客户{place}", industry=Industry.objects.get(code=AUTO)),
            f"2026-0{place % 9 + 1}-03",
            "4000.00",
            "900.00",
        )
    rollups.rebuild()
    standings.recompute_all()
    assert [queries_of(founder, url), queries_of(lead, url)] == before
    assert max(before) <= MOST_QUERIES


@pytest.mark.parametrize("url", [page for page in PAGES if "silent" not in page])
def test_an_account_manager_finds_no_page(url, company, signed_in):
    assert signed_in("mei").get(url).status_code == 404


@pytest.mark.parametrize("url", PAGES)
def test_a_lead_sees_the_own_teams_customers_alone(url, company, signed_in):
    alert_of(company[2])
    page = text_of(signed_in("lea"), url)
    assert "澜江重工" not in page
    told = re.sub(r'(?:href|data-user)="[^"]*"', "", page)  # numbers of rows are no sums
    for total in ("1.03M", "880", "600,000", "600K", "20K"):
        assert not re.search(rf"(?<![\d.,]){re.escape(total)}(?!\d)", told)


@pytest.mark.parametrize("url", PAGES)
def test_a_lead_without_customers_breaks_nothing(url, company):
    client = Client()
    client.force_login(make_user("leo", leads="West"))
    assert client.get(url).status_code == 200


# ── Heat map ──


def test_the_heat_map_tells_the_giant_old_circle_in_words(computed, signed_in):
    page = text_of(signed_in("fay"), "/portfolio/heat-map/")
    assert "One giant old circle" in page
    assert "85.4%" in page  # 880 of 1,030
    assert "Crowded into one industry" in page
    assert 'href="/customers/' in page


def test_the_heat_map_counts_whose_age_nobody_knows(base, signed_in):
    Customer.objects.update(first_deal_on=None)
    standings.recompute_all()
    body = b"".join(signed_in("fay").get("/portfolio/heat-map/customers.csv").streaming_content).decode("utf-8-sig")
    assert {line.split(",")[0]: line.split(",")[5] for line in body.splitlines()[1:]}["溟舟科技"] == ""
    page = text_of(signed_in("fay"), "/portfolio/heat-map/")
    assert "1 of 3 customers may have bought before the ledger began" in page
    assert "at least" in page


@pytest.mark.parametrize("view", ["grid", "map", "table"])
def test_with_nobody_buying_there_is_nothing_to_judge(cast, clock, signed_in, view):
    make_customer(cast["mei"])
    standings.recompute_all()
    page = text_of(signed_in("fay"), f"/portfolio/heat-map/?view={view}")
    assert "Nobody bought in these 12 months" in page
    assert "There is nothing to judge" in page
    assert "No alert" not in page
    assert "lines of five" not in page
    assert "of revenue" not in page


def test_a_full_grid_draws_the_largest_of_each_cell_and_leads_to_all_of_it(computed, signed_in, monkeypatch):
    company = CompanyStanding.objects.get(kind="today")
    values = company.figures["heatmap"]
    east = next(each["column"] for each in values["bubbles"] if each["column"])
    mould = values["bubbles"][0] | {"row": AUTO, "column": east}
    values["bubbles"] = [mould | {"id": -place} for place in range(9)] + [mould | {"id": -9, "row": FOOD, "column": ""}]
    values["more"] = {f"{AUTO}|{east}": 30}
    monkeypatch.setattr(circles, "MOST_DRAWN", 4)
    assert [each["id"] for each in circles.shown(values, "grid")] == [0, -1, -2, -9]
    company.save()
    page = signed_in("fay").get("/portfolio/heat-map/").content.decode()
    found = re.search(
        rf'<a href="/portfolio/customers/\?industry={AUTO}&amp;region={east}" aria-label="[^"]+">(.+?)</a>', page
    )
    assert found is not None
    assert ">+36<" in found[1]


def test_a_renewal_within_ninety_days_is_named(computed, signed_in):
    Contract.objects.create(
        customer=computed[2],
        number="V1",
        starts_on=date(2025, 12, 1),
        ends_on=date(2026, 12, 1),
        fee=Decimal(1000),
        currency="CNY",
    )
    page = text_of(signed_in("fay"), "/portfolio/heat-map/")
    assert "renewal on 2026-12-01" in page


def test_the_portfolio_opens_on_the_heat_map(computed, signed_in):
    assert signed_in("fay").get("/portfolio/").url == "/portfolio/heat-map/"


def test_the_file_holds_the_customers_that_the_reader_sees(computed, signed_in):
    body = b"".join(signed_in("lea").get("/portfolio/heat-map/customers.csv").streaming_content).decode("utf-8-sig")
    assert [line.split(",")[0] for line in body.splitlines()[1:]] == ["北渡精工", "溟舟科技"]


# ── Stress test ──


def test_losing_the_largest_customer_costs_what_it_contributes(company, signed_in):
    page = text_of(signed_in("fay"), "/portfolio/stress-test/")
    assert "The largest customer" in page
    assert "85.4%" in page
    assert "profit turns into loss" in page  # 425,000 − 240,000 before, 45,000 − 240,000 after


def test_without_cash_the_page_says_who_enters_it(computed, signed_in):
    page = text_of(signed_in("fay"), "/portfolio/stress-test/")
    assert "Finance enters them" in page
    assert "Sales operations keeps deals" in page


def test_wins_and_revenue_per_win_are_those_of_the_specification(company, cast):
    found = ground.ground_of(cast["fay"], date(2026, 11, 19), date(2026, 10, 1), figure("stress", cast["fay"]).values)
    assert found.means.wins_per_month == Decimal(3) / 12
    assert (found.deals_won, found.deals_ended, found.new_customers) == (3, 6, 1)
    assert found.means.revenue_per_win == Decimal(50000) * 12 / 11  # December to October


def test_funds_of_a_day_ahead_carry_no_test_of_today(company, cast, signed_in):
    Funds.objects.create(on=date(2028, 1, 1), cash=Decimal(100), fixed_monthly=Decimal(10))
    found = ground.ground_of(cast["fay"], date(2026, 11, 19), date(2026, 10, 1), figure("stress", cast["fay"]).values)
    assert (found.funds_on, found.means.cash) == (date(2026, 10, 31), 600000)
    assert "2028" not in text_of(signed_in("fay"), "/portfolio/stress-test/")


def test_any_choice_is_lost_together_and_open_receivables_come_in(company, signed_in):
    url = f"/portfolio/stress-test/what-if/?customer={company[0].pk}&industry={FOOD}"
    page = text_of(signed_in("fay"), url)
    assert "14.6%" in page  # 150 of 1,030
    assert "9,950" in page or "9.95K" in page or "10K" in page


def test_a_group_is_lost_with_its_daughters(computed, cast, signed_in):
    daughter = make_customer(cast["otto"], name="澜江配件", parent=computed[2])
    trade(daughter, "2026-07-05", "20000.00", "1000.00")
    rollups.rebuild()
    standings.recompute_all()
    lost, _owed = ground.lost_of(cast["fay"], {"group": [computed[2].pk]})
    assert (lost.customers, lost.revenue) == (2, Decimal(900000))


def test_a_lead_sees_nothing_of_a_daughter_that_others_keep(company, cast):
    daughter = make_customer(cast["otto"], name="北渡配件", parent=company[0])
    bill(daughter, "R9")
    standings.recompute_all()
    known, debts = ground.debts_of(cast["lea"], [{"kind": "group", "of": [company[0].pk]}])
    assert set(debts) == set(known) == {company[0].pk}


def test_a_lead_cannot_choose_a_customer_of_others(computed, signed_in):
    page = text_of(signed_in("lea"), f"/portfolio/stress-test/what-if/?customer={computed[2].pk}")
    assert "澜江重工" not in page
    assert "Choose who leaves" in page


def test_a_scenario_is_kept_with_its_answer_changed_with_its_version_and_archived(company, cast, signed_in):
    client = signed_in("fay")
    answer = client.post(
        f"/portfolio/stress-test/keep/?industry={AUTO}",
        {"name": "Cars go", "plan": "1. call", "owner": cast["eve"].pk, "review_on": "2027-01-15"},
    )
    kept = StressScenario.objects.get()
    assert answer.url == f"/portfolio/stress-test/{kept.pk}/"
    assert kept.selection == {"industry": [AUTO]}
    assert kept.result["revenue_loss"] == "980000.00"
    assert kept.as_of == date(2026, 11, 19)
    page = text_of(client, answer.url)
    assert "Cars go" in page
    assert "1. call" in page
    edit = f"{answer.url}edit/"
    client.post(edit, {"name": "All cars go", "plan": "1. call", "version": 1})
    stale = client.post(edit, {"name": "lost", "plan": "mine", "version": 1})
    kept.refresh_from_db()
    assert (kept.name, kept.version) == ("All cars go", 2)
    assert "mine" in stale.content.decode()
    client.post(f"{answer.url}archive/")
    assert "All cars go" not in text_of(client, "/portfolio/stress-test/")
    assert "in the archive" in text_of(client, answer.url)


def test_two_scenarios_stand_side_by_side(company, cast, signed_in):
    client = signed_in("fay")
    for code in (AUTO, FOOD):
        client.post(f"/portfolio/stress-test/keep/?industry={code}", {"name": f"without {code}"})
    first, second = StressScenario.objects.values_list("pk", flat=True)
    page = text_of(client, f"/portfolio/stress-test/compare/?scenario={first}&scenario={second}")
    assert "without automotive" in page
    assert "without food" in page
    assert client.get(f"/portfolio/stress-test/compare/?scenario={first}").status_code == 302


def test_a_review_that_is_past_is_refused_with_what_was_typed_and_an_old_one_may_stay(company, cast, signed_in):
    client = signed_in("fay")
    typed = {"name": "Cars go", "plan": "1. call", "review_on": "2020-01-01"}
    refused = client.post(f"/portfolio/stress-test/keep/?industry={AUTO}", typed).content.decode()
    assert not StressScenario.objects.exists()
    assert "这一天已经过去" in refused
    assert "1. call" in refused
    client.post(f"/portfolio/stress-test/keep/?industry={AUTO}", {**typed, "review_on": "2026-11-19"})
    StressScenario.objects.update(review_on=date(2026, 11, 1))
    edit = f"/portfolio/stress-test/{StressScenario.objects.get().pk}/edit/"
    client.post(edit, {**typed, "name": "Cars", "review_on": "2026-11-01", "version": 1})
    client.post(edit, {**typed, "name": "Trucks", "version": 2})
    assert StressScenario.objects.get().name == "Cars"


def test_a_scenario_that_loses_nobody_is_not_kept(company, cast):
    with pytest.raises(scenarios.NobodyLostError):
        scenarios.keep(name="x", as_of=date(2026, 11, 19), selection={}, result={}, by=cast["fay"])


# ── Silent defectors ──


def test_the_list_prints_the_expected_false_alarms_and_what_became_of_old_ones(company, signed_in):
    alert_of(company[0])
    alert_of(company[1], month=date(2026, 3, 1), outcome="true", outcome_on=date(2026, 5, 1))
    alert_of(company[0], month=date(2026, 3, 1), outcome="false", outcome_on=date(2026, 5, 1))
    page = text_of(signed_in("fay"), "/portfolio/silent-defectors/")
    assert "北渡精工" in page
    assert "to be expected false" in page
    assert "50.0%" in page
    assert "1 of 2" in page


def test_an_account_manager_sees_own_alarms_without_profit(company, signed_in):
    alert, foreign = alert_of(company[0]), alert_of(company[2])
    client = signed_in("mei")
    for url in ("/portfolio/silent-defectors/", f"/portfolio/silent-defectors/{alert.pk}/"):
        page = text_of(client, url)
        assert "340" in page
        assert "78" not in " ".join(words_of(page.split("<main")[1].split("chart")[0])).replace("340", "")
        assert "Profit at risk" not in page
        assert "澜江重工" not in page
    assert client.get(f"/portfolio/silent-defectors/{foreign.pk}/").status_code == 404
    today = text_of(client, reverse("relationships:today"))
    assert "Satisfied and buying less" in today
    assert "Profit at risk" not in today


def test_an_owner_says_what_became_of_an_alarm_and_promises_a_next_step(company, cast, signed_in):
    alert = alert_of(company[0])
    client = signed_in("mei")
    url = f"/portfolio/silent-defectors/{alert.pk}/"
    half = client.post(url, {"outcome": "true", "note": "They test another supplier.", "next_step": "Visit"})
    assert half.status_code == 200
    alert.refresh_from_db()
    assert alert.outcome == "open"
    assert (
        client.post(
            url,
            {"outcome": "true", "note": "They test another supplier.", "next_step": "Visit", "due_on": "2026-11-27"},
        ).url
        == url
    )
    alert.refresh_from_db()
    assert (alert.outcome, alert.outcome_by) == ("true", cast["mei"])
    action = NextAction.objects.get()
    assert (action.text, action.owner, action.customer) == ("Visit", cast["mei"], company[0])


def test_a_founder_reads_an_alarm_and_leaves_its_outcome_to_the_owner(company, signed_in):
    alert = alert_of(company[0])
    page = text_of(signed_in("fay"), f"/portfolio/silent-defectors/{alert.pk}/")
    assert f"/customers/{alert.customer_id}/figures/profit_at_risk/" in page
    assert "Profit at risk" in page
    assert "<textarea" not in page
    assert signed_in("fay").post(f"/portfolio/silent-defectors/{alert.pk}/", {}).status_code == 403


@pytest.mark.django_db
def test_a_circle_carries_the_short_name_where_there_is_one() -> None:
    fay = make_user("fay", Role.FOUNDER)
    long, plain = make_customer(fay, short_name="澜江重工"), make_customer(fay)
    names = names_of([long.pk, plain.pk], fay, short=True)
    assert names == {long.pk: "澜江重工", plain.pk: plain.name}
    assert names_of([long.pk], fay) == {long.pk: long.name}
