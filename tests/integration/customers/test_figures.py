"""Every figure explains itself: formula, inputs, gaps, freshness, rows; to those who may see it, and nobody else."""

import json
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from customers.figures import reasons, registry
from customers.figures.declared import Part, Ref, Unit
from customers.figures.parameters import said
from customers.figures.reading import read
from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    CostLine,
    CustomerStanding,
    ImportRun,
    RevenueLine,
    ValuationSettings,
)
from customers.presenters.figures import text_of
from customers.services import judging, rollups, standings
from customers.valuation.settings import Settings
from office.services import api_keys
from tests.factories.customers import make_customer
from tests.factories.money import make_invoice, make_payment


@pytest.fixture(autouse=True)
def _in_chinese():
    """Whatever language a page before was read in."""
    with override("zh-hans"):
        yield


NEVER_FOR_A_CSM = {
    "gross_profit",
    "contribution",
    "net_profit",
    "net_margin",
    "cost_to_serve",
    "capital_cost",
    "ltv",
    "cac",
}
FOR_A_CSM = {"net_t12", "profit_class", "tier_effective", "payment_grade", "stage"}


def sell(customer, day: str, net: str, **fields) -> RevenueLine:
    return RevenueLine.objects.create(
        customer=customer, document=f"{customer.pk}-{day}-{net}", booked_on=day, net=net, currency="CNY", **fields
    )


def spend(customer, day: str, amount: str, kind: str = "product_cost") -> CostLine:
    return CostLine.objects.create(
        customer=customer, key=f"{customer.pk} {day}{kind}", kind=kind, booked_on=day, amount=amount, currency="CNY"
    )


@pytest.fixture
def firm(cast, clock):
    """The private firm of economics 1.1: sales 1,000,000 and net profit 277,569.86."""
    firm = make_customer(cast["mei"], name="北渡精工")
    sell(firm, "2024-03-05", "100.00")
    sell(firm, "2026-03-05", "1000000.00")
    spend(firm, "2026-03-05", "680000.00")
    spend(firm, "2026-03-05", "5000.00", "variable_selling")
    spend(firm, "2026-03-05", "22000.00", "service_cost")
    spend(firm, "2026-03-05", "8000.00", "retention_cost")
    spend(firm, "2026-03-05", "7430.14", "capital_cost")
    rollups.rebuild()
    standings.freeze_what_is_due()
    standings.recompute_all()
    return firm


def told(name: str, customer, **options) -> dict:
    out = StringIO()
    call_command("figures", name, customer=customer.pk, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_the_golden_firm_earns_what_the_definition_says(firm):
    profit = told("net_profit", firm)
    assert (profit["value"], profit["period"]) == ("277569.86", {"from": "2025-11-01", "to": "2026-10-31"})
    assert {each["label"]: each["value"] for each in profit["inputs"]}["维系成本"] == "8000.00"
    assert told("net_margin", firm)["value"] == pytest.approx(0.2776)
    assert told("capital_cost", firm)["inputs"][0]["value"] == "booked"


def test_what_is_unknown_says_why_and_who_cures_it_and_is_never_0(cast, clock):
    customer = make_customer(cast["mei"])
    sell(customer, "2026-03-05", "500.00")
    rollups.rebuild()
    standings.recompute_all()
    profit = told("net_profit", customer)
    assert profit["value"] is None
    assert (profit["missing"][0]["code"], profit["missing"][0]["owner"]) == ("product_cost", "财务")
    assert told("satisfied", customer)["missing"][0]["code"] == "satisfaction"
    assert told("cac", customer)["missing"][0]["code"] == "acquisition_spend"
    assert told("wallet_share", customer)["missing"][0]["code"] == "wallet"
    assert told("alarm", customer)["value"] == ""


def test_every_column_that_pages_show_is_declared_once_and_leads_to_declared_inputs():
    figures = registry.every()
    kept = {"as_of", "month", "missing", "parts", "inputs_digest", "formula_version", "settings_number", "computed_at"}
    columns = {field.name for field in CustomerStanding._meta.concrete_fields} - kept
    columns -= {"id", "customer", "current_for", "kind", "partial"}
    assert columns <= {each.column for each in figures.values()}
    for figure in figures.values():
        sources = [*figure.inputs, *([figure.count] if figure.count else [])]
        assert {each.figure for each in sources if isinstance(each, Ref)} <= figures.keys()


def test_no_part_gives_costs_away_to_who_may_not_see_them(firm, cast):
    """Parts of figures that an account manager sees hold no cost, margin, profit or score built on them."""
    hidden = ("cost", "profit", "margin", "pnl", "ltv", "cac", "capital", "score", "tier.dim", "wallet_rest", "curve")
    for figure in registry.every().values():
        if figure.may_see(cast["mei"], firm):
            paths = [each.path for each in figure.inputs if isinstance(each, Part)]
            assert not [path for path in paths if any(word in path for word in hidden)], figure.name


def test_an_account_manager_sees_revenue_class_tier_and_grade_and_no_margin(firm, signed_in):
    browser = signed_in("mei")
    statuses = {name: browser.get(f"/customers/{firm.pk}/figures/{name}/").status_code for name in registry.every()}
    assert {statuses[name] for name in FOR_A_CSM} == {200}
    assert {statuses[name] for name in NEVER_FOR_A_CSM} == {404}
    page = browser.get(f"/customers/{firm.pk}/figures/profit_class/").content.decode()
    assert "277,569" not in page
    assert "4 个输入项" in page


def test_the_team_reads_the_customer_and_no_figure_of_its_money(firm, cast, signed_in):
    cast["otto"].team = cast["mei"].team
    cast["otto"].save()
    assert signed_in("otto").get(f"/customers/{firm.pk}/").status_code == 200
    assert signed_in("otto").get(f"/customers/{firm.pk}/figures/net_t12/").status_code == 404


def test_the_api_answers_400_for_unknown_names_and_404_for_what_may_not_be_seen(firm, cast):
    def get(login: str, address: str):
        ends = timezone.now() + timedelta(days=1)
        _key, plain = api_keys.issue(
            owner=cast[login], label="k", scopes=["read:revenue"], expires_at=ends, by=cast[login]
        )
        return Client().get(address, headers={"Authorization": f"Bearer {plain}"})

    base = f"/api/v1/figures/{firm.pk}/"
    assert get("fin", f"{base}net_profit/").json()["value"] == "277569.86"
    assert get("mei", f"{base}net_profit/").status_code == 404
    assert get("mei", f"{base}net_t12/").json()["value"] == "1000000.00"
    assert get("mei", f"{base}karma/").status_code == 400
    assert get("mei", f"{base}net_t12/?asof=2026-01-01").status_code == 400
    assert get("mei", f"{base}net_t12/?as_of=2027-01-01").status_code == 400
    names = {each["name"] for each in get("mei", base).json()["results"]}
    assert names >= FOR_A_CSM
    assert not names & NEVER_FOR_A_CSM


def test_an_earlier_day_gives_the_row_kept_then_or_the_last_before_it(firm, cast):
    kept = told("net_t12", firm, as_of=date(2026, 11, 2))
    assert (kept["as_of"], kept["kept"], kept["value"]) == ("2026-11-01", "week", "1000000.00")
    assert told("net_t12", firm, as_of=date(2026, 10, 31))["kept"] == "month"
    nothing = told("net_t12", firm, as_of=date(2020, 1, 1))
    assert (nothing["value"], nothing["missing"][0]["code"]) == (None, "nothing_kept")


def test_late_entries_are_counted_where_they_change_the_figure(firm, cast, clock):
    clock.shift(3600)
    run = ImportRun.objects.create(kind="revenue", by=cast["fin"], started_at=timezone.now())
    sell(firm, "2026-10-01", "400.00", import_run=run)
    rollups.refresh([firm.pk])
    kept = told("net_t12", firm, as_of=date(2026, 10, 31))
    assert (kept["value"], kept["late"]) == ("1000000.00", {"entries": 1, "corrected": "1000400.00"})
    assert told("first_order_on", firm, as_of=date(2026, 10, 31))["late"] is None
    assert told("net_t12", firm)["late"] is None


def test_the_grade_names_its_invoices(cast, clock):
    customer = make_customer(cast["mei"])
    sell(customer, "2024-01-05", "100.00")
    for month in (4, 5, 6):
        bill = make_invoice(customer, date(2026, month, 1), date(2026, month, 11), "100.00")
        make_payment(customer, date(2026, month, 21), "100.00", (bill, "100.00"))
    rollups.rebuild()
    standings.recompute_all()
    grade = told("payment_grade", customer)
    assert (grade["value"], grade["count"]["value"]) == ("B", 3)
    assert told("days_late", customer)["value"] == 10.0


def test_the_command_names_what_it_does_not_know(firm):
    with pytest.raises(CommandError, match="karma"):
        told("karma", firm)
    with pytest.raises(CommandError, match="--customer"):
        call_command("figures", "net_t12", stdout=StringIO())
    with pytest.raises(CommandError, match="net_profit"):
        told("net_profit", firm, login="mei")


def test_an_upper_apps_figure_explains_itself_too(firm, signed_in):
    temperature = told("temperature", firm)
    assert (temperature["value"], temperature["source"]) == (None, "R1")
    assert signed_in("fin").get(f"/customers/{firm.pk}/figures/temperature/").status_code == 404


CHANGED = {
    "ltv_horizon": 3,
    "discount_rate": "0.125",
    "tier_s": "90",
    "tier_a": "60",
    "tier_b": "40",
    "tier_hysteresis": "5",
    "potential_line": "70",
    "growth_line": "0.30",
    "dormant_months": 3,
    "silent_months": 18,
    "loss_not_due": "0.0075",
    "wallet_points": "0.15",
    "annual_capital_rate": "0.06",
}
SAID = {
    "ltv": ("over 3 years", "12.5% a year"),
    "tier_computed": ("S from 90", "A from 60", "B from 40", "5 points over"),
    "tier_score": ("net profit 25", "influence 5"),
    "profit_class": ("potential of 70 or more",),
    "stage": ("from +30%", "from −30%", "after 3 months", "18 months"),
    "allowance": ("not due 0.75%", "to 30 days 2%"),
    "payment_grade": ("A up to 5 days late",),
    "wallet_flag": ("by 15% of the wallet", "by 20% of the share"),
}


def test_an_explanation_names_the_parameters_that_its_figure_was_computed_with(firm, cast, signed_in):
    ValuationSettings.objects.create(number=1, values=CHANGED, why="x", by=cast["fay"])
    before = {name: told(name, firm)["formula"] for name in SAID}
    standings.recompute_all()
    cast["fay"].language = "en"
    cast["fay"].save()
    browser = signed_in("fay")
    for name, texts in SAID.items():
        page = browser.get(f"/customers/{firm.pk}/figures/{name}/").content.decode()
        assert [text for text in texts if text not in page] == [], name
    with override("en"):
        assert told("ltv", firm)["formula"].startswith("Yearly net profit × retention, year by year over 3 years")
        assert "over 5 years" in told("ltv", firm, as_of=date(2026, 10, 31))["formula"]
    with override("zh-hans"):
        assert "3 年" in told("ltv", firm)["formula"]
    assert "5 年" in before["ltv"]


def test_every_formula_names_parameters_that_there_are(firm):
    for figure in registry.every().values():
        assert said(figure.formula, Settings()), figure.name


def of(told_figure: dict) -> dict:
    return {each["label"]: each["value"] for each in told_figure["inputs"]}


def test_what_winning_a_customer_cost_can_be_added_up_again(cast, clock):
    channel = AcquisitionChannel.objects.get(code="founder")
    firms = [make_customer(cast["mei"], acquisition_channel=channel, first_deal_on=date(2026, 7, 5)) for _ in range(2)]
    for each in firms:
        sell(each, "2026-07-05", "500.00")
    spend(firms[0], "2026-07-01", "8000.00", "acquisition")
    AcquisitionSpend.objects.create(
        channel=channel, month=date(2026, 7, 1), amount="90000.00", currency="CNY", kind="media"
    )
    sell(make_customer(cast["mei"]), "2025-01-05", "500.00")
    rollups.rebuild()
    standings.recompute_all()
    with override("en"):
        cac = told("cac", firms[0])
    assert cac["value"] == "53000.00"
    inputs = of(cac)
    assert Decimal(inputs["Spent on them alone"]) == 8000
    assert Decimal(inputs["Spent by the channel in that month, all customers"]) == 90000
    assert inputs["Won by the channel in that month"] == 2
    assert Decimal(inputs["Their share of the channel's spending of that month"]) == 45000
    lead = told("cac", firms[0], login="lea")
    assert lead["inputs_hidden"] == 2


def test_value_class_and_potential_name_everything_that_they_are_computed_from(firm, cast):
    firms = [make_customer(cast["mei"]) for _ in range(20)]
    for place, each in enumerate(firms):
        sell(each, "2025-03-05", "500.00")
        if place < 16:
            sell(each, "2026-03-05", "500.00")
    judging.rate(firm, dimension="outlook", value=3, evidence="x", by=cast["mei"])
    rollups.rebuild()
    standings.recompute_all()
    with override("en"):
        retention, ltv, potential, klass = (
            of(told(each, firm)) for each in ("retention", "ltv", "potential", "profit_class")
        )
        lead = told("profit_class", firm, login="lea")
    assert retention["All that could have stayed or left"] == 20
    assert retention["Stayed of them"] == 16
    assert Decimal(retention["The company's rate"]) == Decimal("0.8")
    assert retention["Weight of the company's rate, in customers"] == 10
    assert (ltv["Discount rate a year"], ltv["Years counted"]) == ("0.10", 5)
    assert (potential["Outlook of the industry, rated of 5"], potential["Strategic value, rated of 5"]) == (3, None)
    assert Decimal(klass["The company's net margin"]).quantize(Decimal("0.0001")) == Decimal("0.2776")
    assert klass["High potential from"] == "60"
    assert lead["inputs_hidden"] == 1


def test_a_dialog_gets_the_figure_alone_and_a_page_everything(firm, signed_in):
    browser = signed_in("fay")
    whole = browser.get(f"/customers/{firm.pk}/figures/net_profit/").content.decode()
    alone = browser.get(f"/customers/{firm.pk}/figures/net_profit/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole
    assert "<html" not in alone
    assert "277,569.86" in alone
    assert f"/customers/{firm.pk}/figures/contribution/" in alone


def test_a_figure_costs_the_same_few_queries_whichever_it_is(firm, cast):
    counts = set()
    assert cast["fay"].roles
    for name in ("net_profit", "tier_effective", "ltv", "payment_grade"):
        with CaptureQueriesContext(connection) as captured:
            read(registry.find(name), firm, cast["fay"])
        counts.add(len(captured))
    assert len(counts) == 1
    assert max(counts) <= 4
    assert Decimal(CustomerStanding.objects.get(current_for=firm).net_profit) == Decimal("277569.86")


def test_the_way_to_the_rows_is_offered_only_to_who_may_open_them(firm, signed_in):
    address = f"/customers/{firm.pk}/figures/tier_effective/"
    assert told("tier_effective", firm)["rows"] == f"/customers/{firm.pk}/judgement/"
    assert f"/customers/{firm.pk}/judgement/" in signed_in("fay").get(address).content.decode()
    assert f"/customers/{firm.pk}/judgement/" not in signed_in("fin").get(address).content.decode()


def test_what_only_time_can_cure_is_laid_at_nobodys_door():
    assert reasons.gap("ltv", {"why": "product_cost"}).owner == reasons.FINANCE
    assert reasons.gap("ltv", {"why": "retention"}).owner == reasons.TIME
    assert reasons.gap("ltv", {"why": "too_young"}).owner == reasons.TIME


def of_base(login: str | None = None, **options) -> dict:
    out = StringIO()
    call_command("figures", "profit", json=True, stdout=out, login=login, **options)
    return json.loads(out.getvalue())


def ask(person, address: str):
    ends = timezone.now() + timedelta(days=1)
    _key, plain = api_keys.issue(owner=person, label="k", scopes=["read:revenue"], expires_at=ends, by=person)
    return Client().get(f"/api/v1/figures/{address}", headers={"Authorization": f"Bearer {plain}"})


def test_the_api_tells_figures_of_the_base_as_the_command_does(firm, cast):
    told_here = of_base()
    assert (told_here["customers"], told_here["all_customers"], told_here["kept"]) == (1, True, "today")
    assert told_here["value"]["totals"]["net_profit"] == "277569.86"
    assert ask(cast["fin"], "profit/").json() == told_here
    assert told_here in ask(cast["fay"], "").json()["results"]
    assert ask(cast["fay"], "karma/").status_code == 404
    assert ask(cast["fay"], "profit/?as_of=2027-01-01").status_code == 400
    assert ask(cast["fay"], "profit/?asof=2026-01-01").status_code == 400


def test_figures_of_the_base_are_for_those_who_see_margins_and_a_leads_are_of_the_own_teams(firm, cast):
    cast["otto"].grants.all().delete()
    assert ask(cast["mei"], "").status_code == 404
    assert ask(cast["mei"], "profit/").status_code == 404
    with pytest.raises(CommandError, match="profit"):
        of_base("mei")
    theirs = make_customer(cast["fay"], name="别的团队")
    sell(theirs, "2026-03-05", "9000.00")
    rollups.rebuild()
    standings.recompute_all()
    assert of_base()["customers"] == 2
    seen = ask(cast["lea"], "profit/").json()
    assert (seen["customers"], seen["all_customers"]) == (1, False)


def test_an_earlier_day_of_the_base_is_the_one_kept_and_only_for_who_sees_all(firm, cast):
    kept = ask(cast["fay"], "profit/?as_of=2026-10-31").json()
    assert (kept["as_of"], kept["kept"], kept["value"]["totals"]["net_profit"]) == ("2026-10-31", "month", "277569.86")
    assert of_base(as_of=date(2026, 10, 31)) == kept
    hidden = ask(cast["lea"], "profit/?as_of=2026-10-31").json()
    assert (hidden["value"], hidden["missing"][0]["code"]) == (None, "kept_of_all")
    nothing = ask(cast["fay"], "profit/?as_of=2020-01-01").json()
    assert (nothing["value"], nothing["missing"][0]["code"]) == (None, "nothing_kept")


def test_a_figure_of_the_base_is_found_also_where_one_of_a_customer_has_its_name(firm, cast):
    out = StringIO()
    call_command("figures", "retention", json=True, stdout=out)
    assert json.loads(out.getvalue())["value"]["customers"] == 1
    assert ask(cast["fay"], "retention/").json()["value"]["customers"] == 1


@pytest.mark.parametrize(
    ("value", "shown"), [(1, "1 month"), (12, "12 months"), (Decimal("19.4"), "19.4 months"), ("11.0", "11 months")]
)
def test_months_show_the_part_of_one_where_there_is_any(db, value, shown):
    with override("en"):
        assert text_of(value, Unit.MONTHS) == shown
