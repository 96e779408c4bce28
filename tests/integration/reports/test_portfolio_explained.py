"""No page shows a number without its explanation: every tile opens one, or the customers that it counts."""

import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from customers.models import CompanyStanding, Industry, ValuationSettings
from customers.presenters.economics_charts import FIGURES, LINES
from customers.services import rollups, standings
from office.models import User
from office.services import api_keys
from reports.portfolio.behind import BEHIND
from reports.portfolio.explained import PAGES
from reports.portfolio.measures import Measure
from reports.portfolio.reading import read_tile
from tests.factories.customers import make_customer
from tests.integration.customers.test_figures import sell, spend

URLS = [
    "/portfolio/heat-map/",
    "/portfolio/concentration/",
    "/portfolio/stress-test/",
    "/portfolio/quality/",
    "/portfolio/profit/",
    "/portfolio/retention/",
    "/portfolio/acquisition/",
    "/portfolio/structure/",
    "/portfolio/silent-defectors/",
    "/portfolio/grading/",
]


class Tiles(HTMLParser):
    """The figures of tiles that are links, and those that are not."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.bare = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "tile__figure" not in (given.get("class") or "").split():
            return
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        else:
            self.bare += 1


def tiles_of(page: str) -> Tiles:
    tiles = Tiles()
    tiles.feed(page)
    return tiles


@pytest.fixture
def firm(cast, clock):
    firm = make_customer(cast["mei"], name="北渡精工")
    for day, net in (("2024-03-05", "100.00"), ("2025-03-05", "800000.00"), ("2026-03-05", "1000000.00")):
        sell(firm, day, net)
    spend(firm, "2026-03-05", "680000.00")
    rollups.rebuild()
    standings.recompute_all()
    User.objects.filter(username="fay").update(language="en")
    return firm


@pytest.mark.parametrize("url", URLS)
def test_every_tile_of_a_page_opens_what_stands_behind_it(url, firm, signed_in):
    browser = signed_in("fay")
    page = browser.get(url).content.decode()
    tiles = tiles_of(page)
    assert tiles.bare == 0
    for address in {*tiles.links, *re.findall(r'href="(/portfolio/figures/[^"]+)"', page)}:
        assert browser.get(address).status_code == 200, address


def test_each_line_of_a_profit_and_loss_opens_how_it_is_computed(firm, signed_in):
    browser = signed_in("fay")
    page = browser.get(f"/customers/{firm.pk}/economics/").content.decode()
    for key, _total, _sign in LINES:
        address = f"/customers/{firm.pk}/figures/{FIGURES.get(key, key)}/"
        assert page.count(f'href="{address}"') >= 3, key  # name and bar of the picture, row of the table
        assert browser.get(address).status_code == 200, key
    assert "680,000.00" in browser.get(f"/customers/{firm.pk}/figures/product_cost/").content.decode()
    told = browser.get(f"/customers/{firm.pk}/figures/product_cost/?as_of=2024-01-31").content.decode()
    assert "680,000.00" not in told
    assert signed_in("mei").get(f"/customers/{firm.pk}/figures/product_cost/").status_code == 404


def test_the_header_of_a_customer_opens_what_stands_behind_it_too(firm, signed_in):
    for login in ("fay", "mei", "lea", "fin"):
        browser = signed_in(login)
        tiles = tiles_of(browser.get(f"/customers/{firm.pk}/").content.decode())
        assert tiles.links, login
        assert tiles.bare == 0, login
        for address in tiles.links:
            assert browser.get(address).status_code == 200, (login, address)


def test_columns_of_the_customer_list_open_the_figure_of_that_customer(firm, signed_in):
    browser = signed_in("fay")
    page = browser.get("/customers/?view=all&columns=net_margin,stage").content.decode()
    assert f'href="/customers/{firm.pk}/figures/net_margin/" data-dialog' in page


def test_control_a_tile_without_an_explanation_is_noticed():
    bare = render_to_string("components/stat_tile.html", {"label": "x", "figure": "1"})
    assert tiles_of(bare).bare == 1
    explained = render_to_string("reports/portfolio/measure.html", {"one": Measure("x", "1", name="net_margin")})
    assert tiles_of(explained).links == ["/portfolio/figures/net_margin/"]


def test_a_tile_tells_its_formula_its_period_its_count_and_its_rows(firm, signed_in):
    browser = signed_in("fay")
    page = browser.get("/portfolio/figures/class_d/").content.decode()
    assert "Net revenue of the customers in class D, divided by all net revenue." in page
    assert "12 whole months" in page
    assert "1 customer" in page
    assert "/portfolio/customers/?class=D" in page
    alone = browser.get("/portfolio/figures/class_d/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in alone
    assert browser.get("/portfolio/figures/karma/").status_code == 404


def test_spending_of_the_company_is_explained_to_no_lead(firm, signed_in):
    assert signed_in("fay").get("/portfolio/figures/spend/").status_code == 200
    assert signed_in("lea").get("/portfolio/figures/spend/").status_code == 404
    assert signed_in("lea").get("/portfolio/figures/net_margin/").status_code == 200
    assert signed_in("mei").get("/portfolio/figures/net_margin/").status_code == 404


def test_every_explanation_belongs_to_a_tile_that_a_page_can_show(firm, signed_in):
    browser = signed_in("fay")
    shown = "".join(browser.get(url).content.decode() for url in URLS)
    always = {name for tiles in PAGES.values() for name in tiles if not name.startswith(("contracts_", "stress_"))}
    assert {name for name in always if f"/portfolio/figures/{name}/" not in shown} == set()


def test_whatever_is_explained_says_where_its_value_its_inputs_and_its_rows_are():
    explained = {name for tiles in PAGES.values() for name in tiles}
    assert explained == BEHIND.keys()
    assert {each.tile for behind in BEHIND.values() for each in behind.inputs} - {""} <= explained
    assert [name for name, behind in BEHIND.items() if not behind.inputs] == []


@pytest.fixture
def base(cast, clock):
    """Six firms of one owner, of two years; costs of five are known."""
    firms = [make_customer(cast["mei"], name=f"firm {place}", industry=Industry.objects.first()) for place in range(6)]
    for place, each in enumerate(firms):
        for year in (2024, 2025, 2026):
            if (place, year) != (5, 2026):
                sell(each, f"{year}-03-05", f"{(place + 1) * 1000}.00")
        if place:
            spend(each, "2026-03-05", f"{place * 500}.00")
    rollups.rebuild()
    standings.recompute_all()
    User.objects.filter(username="fay").update(language="en")
    return firms


ROWS = {
    "net_profit": "Customers with known costs",
    "coverage": "Customers that bring four fifths of revenue",
    "fifth_net": "Customers",
    "orders_nrr": "Customers of the opening",
    "orders_logos": "Customers that left",
    "orders_opening": "Customers of the opening",
    "active": "Active customers",
    "kept_cost": "Customers kept",
    "map_customers": None,
}


def test_the_rows_behind_a_tile_are_those_that_it_counts(base, signed_in, cast):
    browser = signed_in("fay")
    for name, label in ROWS.items():
        with override("en"):
            reading = read_tile(name, cast["fay"])
        counted = reading.value if label is None else {each.label: each.value for each in reading.inputs}[label]
        assert reading.rows.startswith("/portfolio/customers/?"), name
        assert browser.get(reading.rows).context["count"] == counted, name


def test_no_tile_leads_to_all_customers(base, cast):
    for name in BEHIND:
        reading = read_tile(name, cast["fay"])
        assert reading.rows, name
        assert reading.rows != "/portfolio/customers/", name


def test_what_a_tile_divides_stands_in_its_explanation(base, signed_in):
    page = signed_in("fay").get("/portfolio/figures/top1/").content.decode()
    assert "Net revenue of the largest" in page
    assert "5,000.00" in page
    assert "15,000.00" in page
    shown = signed_in("fay").get("/portfolio/figures/orders_nrr/").content.decode()
    assert "Closing of the same customers" in shown
    assert 'href="/portfolio/figures/orders_opening/"' in shown
    scenario = signed_in("fay").get("/portfolio/figures/stress_group_1_revenue_loss/").content.decode()
    assert "The largest customer leaves · Revenue lost" in scenario
    assert "/portfolio/stress-test/what-if/?group=" in scenario


def explained(name: str, **options) -> dict:
    out = StringIO()
    call_command("figures", name, json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def asked(person, address: str):
    ends = timezone.now() + timedelta(days=1)
    _key, plain = api_keys.issue(owner=person, label="k", scopes=["read:revenue"], expires_at=ends, by=person)
    return Client().get(f"/api/v1/figures/{address}", headers={"Authorization": f"Bearer {plain}"})


@pytest.mark.parametrize(
    "name", ["top1", "ltv_cac", "orders_nrr", "stress_group_1_revenue_loss", "confirmed", "map_young"]
)
def test_the_command_and_the_api_explain_a_tile_as_the_page_does(base, cast, name):
    with override("zh-hans"):
        found = explained(name, login="fay")
        assert asked(cast["fay"], f"{name}/").json() == found
        assert found | {"rows": ""} == explained(name) | {"rows": ""}
    assert found["inputs"]
    assert found["formula"]
    assert found["name"] == name


def test_a_tile_is_told_to_who_sees_it_on_its_page(base, cast, signed_in):
    for name in ("spend", "net_margin"):
        page = signed_in("lea").get(f"/portfolio/figures/{name}/").status_code
        assert asked(cast["lea"], f"{name}/").status_code == page, name
    assert asked(cast["mei"], "net_margin/").status_code == 404
    with pytest.raises(CommandError, match="spend"):
        explained("spend", login="lea")
    with pytest.raises(CommandError, match="net_margin"):
        explained("net_margin", login="mei")
    assert asked(cast["fay"], "top1/?as_of=2027-01-01").status_code == 400


def test_the_names_are_listed_with_their_labels_for_customers_and_for_the_base(base):
    out = StringIO()
    call_command("figures", json=True, stdout=out)
    listed = json.loads(out.getvalue())
    assert listed["customer"]["retention"] != listed["base"]["retention"]
    assert "top1" in listed["base"]
    assert [name for of in listed.values() for name, label in of.items() if not label] == []


def keep_a_year_before(**figures) -> None:
    now = CompanyStanding.objects.get(kind="today")
    CompanyStanding.objects.create(
        kind="month", as_of=date(2025, 10, 31), month=date(2025, 10, 1), figures=figures, customers=6,
        basis=now.basis, computed_at=now.computed_at, settings_number=0, formula_version=now.formula_version,
    )  # fmt: skip


def test_a_tile_shows_the_change_to_what_was_kept_a_year_before(base, signed_in, cast):
    browser = signed_in("fay")
    assert "Nothing was kept a year before." in browser.get("/portfolio/concentration/").content.decode()
    keep_a_year_before(
        concentration={"groups": {"top1": "0.3000"}}, profit={"totals": {"net_profit": "5000.00"}, "known": 3}
    )
    page = browser.get("/portfolio/concentration/").content.decode()
    assert "a year before 30.0% (+3.3 points)" in page
    assert "It was unknown a year before." in page
    shown = browser.get("/portfolio/figures/top1/").content.decode()
    assert "a year before 30.0% (+3.3 points), as kept on" in shown
    assert "(+30.0%)" in browser.get("/portfolio/profit/").content.decode()
    told = explained("top1", as_of=None)["year_before"]
    assert (told["as_of"], told["value"]) == ("2025-10-31", "0.3000")
    assert asked(cast["lea"], "top1/").json()["year_before"]["value"] is None


def test_a_tile_of_an_earlier_day_is_the_one_kept_then(base, cast):
    keep_a_year_before(concentration={"groups": {"top1": "0.3000"}, "largest": []})
    kept = asked(cast["fay"], "top1/?as_of=2025-11-01").json()
    assert (kept["value"], kept["as_of"], kept["kept"]) == ("0.3000", "2025-10-31", "month")
    assert asked(cast["fay"], "top1/?as_of=2020-01-01").json()["missing"][0]["code"] == "nothing_kept"
    assert asked(cast["lea"], "top1/?as_of=2025-11-01").json()["missing"][0]["code"] == "kept_of_all"


def test_explanations_of_tiles_name_the_parameters_of_their_version(base, cast, signed_in):
    ValuationSettings.objects.create(
        number=1, values={"active_months": 9, "release_months": 5}, why="x", by=cast["fay"]
    )
    standings.recompute_all()
    browser = signed_in("fay")
    assert "within 9 months" in browser.get("/portfolio/figures/activation/").content.decode()
    assert "5 months later" in browser.get("/portfolio/figures/stress_group_1_cash_effect_12m/").content.decode()
    assert "New to active in 9 months" in browser.get("/portfolio/retention/").content.decode()
