"""A relationship grows and breaks in a real browser: a chart, three calls, a stable tie on the map, somebody leaves."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from customers.models import Customer
from office.clock import today
from office.models import User
from relationships.models import Confirmation, OutcomeReading, RelationshipStanding
from relationships.services import confirming, logging
from tests.factories.customers import make_contact, make_customer, make_department
from tests.factories.outcomes import make_goal
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

    # With keys alone: from one to the next on the graph, and Enter opens the person.
    keys, said = page.locator("[data-graph-keys]"), page.locator("[data-graph-said]")
    keys.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        if "贺知秋" in (said.text_content() or "").split("·")[0]:
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/contacts/{contact.pk}/")
    page.go_back()

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


def test_a_value_is_heard_on_the_phone_confirmed_by_the_customer_and_counted(
    live_server, house, plant: Customer, page: Page, browser: Browser
):
    contact = plant.contacts.get(person__name="贺知秋")
    goal = make_goal(plant, ops=house["ops"], due=today())
    page.set_viewport_size({"width": 390, "height": 844})
    enter(page, live_server.url, house["mei"])
    page.goto(f"{live_server.url}/log/?customer={plant.pk}")
    page.locator("label[for^=id_contacts]", has_text="贺知秋").first.click()
    page.get_by_label("One line").fill("贺知秋报了本月合格率")
    page.locator("summary", has_text="Readings").click()
    page.locator(f"#id_readings-goal-{goal.pk}-value").fill("92")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/customers/{plant.pk}/")
    reading = OutcomeReading.objects.get()
    assert reading.interaction is not None

    _link, token = confirming.ask(reading, contact=contact, by=house["mei"], language="en")
    with browser.new_context(viewport={"width": 390, "height": 844}) as theirs:
        answer = theirs.new_page()
        answer.goto(f"{live_server.url}/confirm/{token}/")
        answer.get_by_role("button", name="Yes, this is so").click()
        expect(answer.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Confirmation.objects.get().agreed

    page.goto(f"{live_server.url}/outcomes/scorecard/")
    expect(page.locator(".tile").first).to_contain_text("1 of 1")
