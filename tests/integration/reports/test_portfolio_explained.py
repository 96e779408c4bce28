"""No page shows a number without its explanation: every tile opens one, or the customers that it counts."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string

from customers.presenters.economics_charts import FIGURES, LINES
from customers.services import rollups, standings
from office.models import User
from reports.portfolio.explained import PAGES
from reports.portfolio.measures import Measure
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
    always = {name for tiles in PAGES.values() for name in tiles if not name.startswith("contracts_")}
    assert {name for name in always if f"/portfolio/figures/{name}/" not in shown} == set()
