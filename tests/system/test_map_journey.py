"""A relationship grows and breaks in a real browser: a chart, three calls, a stable tie on the map, somebody leaves."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect

from customers.models import Customer
from office.models import User
from relationships.models import RelationshipStanding
from relationships.services import logging
from tests.factories.customers import make_contact, make_customer, make_department
from tests.system.conftest import THURSDAY
from tests.system.hands import enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plant(house: dict[str, User]) -> Iterator[Customer]:
    """Two visits to the plant manager lie behind; the third is to come."""
    mei = house["mei"]
    customer = make_customer(mei, name="北渡汽车零部件", short_name="北渡汽配")
    make_department(customer, "executive", name="总经理办公室")
    contact = make_contact(customer, "贺知秋", department=make_department(customer, "production", name="生产部"))
    make_contact(customer, "莫听澜", department=contact.department)
    for month, day in ((9, 1), (10, 8)):
        moment = datetime(2026, month, day, 4, tzinfo=UTC)
        with time_machine.travel(moment, tick=True):
            logging.log(customer=customer, contacts=[contact.pk], by=mei, kind="visit", line="看产线", at=moment)
    with time_machine.travel(THURSDAY, tick=True):
        yield customer


def test_a_tie_grows_stable_shows_on_the_map_and_goes_dark(live_server, house, plant: Customer, page: Page):
    enter(page, live_server.url, house["mei"])
    contact = plant.contacts.get(person__name="贺知秋")
    page.goto(f"{live_server.url}/customers/{plant.pk}/chart/")
    page.get_by_label("生产部 reports to").select_option(label="总经理办公室")
    page.locator("[data-chart-unit]", has_text="生产部").get_by_role("button", name="Move").last.click()
    expect(page.locator(".chart-tree .chart-tree")).to_contain_text("生产部")

    assert RelationshipStanding.objects.today().get(customer=plant).no_stable_tie
    now = datetime.now(UTC)
    logging.log(customer=plant, contacts=[contact.pk], by=house["mei"], kind="visit", line="定下换型", at=now)
    page.goto(f"{live_server.url}/customers/{plant.pk}/map/")
    cell = page.locator(".map-cell a", has_text="●")
    expect(cell).to_have_count(1)
    expect(page.locator("[data-graph-canvas] canvas").first).to_be_visible()

    # With keys alone: whoever leaves, and an earlier day; the focus stays where it was.
    page.locator("#leaving-who").focus()
    page.locator("#leaving-who").select_option(label="贺知秋")
    expect(page.locator(".leaving__told")).to_contain_text("生产部")
    page.locator("#replay-weeks").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".replay output")).to_contain_text("2026-10-29")
    assert page.evaluate("document.activeElement.id") == "replay-weeks"

    page.goto(f"{live_server.url}/contacts/{contact.pk}/left/")
    page.get_by_label("Successor").select_option(label="莫听澜")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/contacts/*/")
    page.goto(f"{live_server.url}/customers/{plant.pk}/map/")
    expect(page.locator("tr.is-gone")).to_contain_text("贺知秋")
    expect(page.locator(".map-cell a", has_text="●")).to_have_count(0)
