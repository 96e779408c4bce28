"""A relationship grows and breaks in a real browser: a chart, three calls, a stable tie on the map, somebody leaves;
and a result is defined, agreed, measured, confirmed by the customer and counted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from customers.models import Customer
from office.clock import today
from office.models import User
from relationships.models import Confirmation, Goal, OutcomeReading, Playbook, RelationshipStanding
from relationships.services import playbooks
from tests.factories.customers import make_contact, make_customer, make_department
from tests.factories.outcomes import make_product
from tests.system.conftest import THURSDAY
from tests.system.hands import breadth, enter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plant(house: dict[str, User]) -> Iterator[Customer]:
    """A customer with two people in one department; nothing was said yet."""
    with time_machine.travel(THURSDAY, tick=True):
        customer = make_customer(house["mei"], name="北渡汽车零部件", short_name="北渡汽配")
        contact = make_contact(customer, "贺知秋", department=make_department(customer, "production", name="生产部"))
        make_contact(customer, "莫听澜", department=contact.department)
        yield customer


def test_a_tie_grows_stable_shows_on_the_map_and_goes_dark(live_server, house, plant: Customer, page: Page):
    contact = plant.contacts.get(person__name="贺知秋")
    playbook = playbooks.switch(Playbook.objects.get(trigger="contact_left"), on=True, by=house["ops"])
    enter(page, live_server.url, house["mei"])
    builds_the_chart(page, live_server.url, plant)
    for day in ("2026-09-01", "2026-10-08", "2026-11-17"):
        assert not RelationshipStanding.objects.today().filter(customer=plant, no_stable_tie=False).exists()
        logs_a_call(page, live_server.url, plant, day)
    page.goto(f"{live_server.url}/customers/{plant.pk}/map/")
    expect(page.locator(".map-cell a", has_text="●")).to_have_count(1)
    graph, opener = page.locator("[data-graph-canvas] canvas").first, page.locator("[data-graph-open]")
    expect(graph).to_be_visible()  # of few people it stands beside the grid unasked
    expect(page.locator(".chart--ring")).to_be_hidden()
    opener.click()
    expect(page.locator(".chart--ring")).to_be_visible()
    page.reload()
    expect(opener).to_be_visible()
    expect(page.locator(".chart--ring")).to_be_visible()  # who closed it finds the drawing
    opener.click()
    expect(graph).to_be_visible()
    walks_the_map_by_keys(page, contact.pk)

    page.goto(f"{live_server.url}/contacts/{contact.pk}/left/")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/contacts/*/")
    page.goto(f"{live_server.url}/customers/{plant.pk}/map/")
    expect(page.locator("tr.is-gone")).to_contain_text("贺知秋")
    expect(page.locator(".map-cell a", has_text="●")).to_have_count(0)

    assert playbooks.fire_due(datetime.now(UTC)).began == 1
    page.goto(f"{live_server.url}/actions/")
    step = page.locator(".actions__row", has_text="Name the successor")
    expect(step).to_contain_text("Somebody with a stable tie left on")
    expect(step).to_contain_text(playbook.title_en)
    names_the_successor(page, live_server.url, contact.pk)
    step.get_by_role("button", name="Mark as done").click()
    expect(step).to_have_count(0)


def builds_the_chart(page: Page, address: str, plant: Customer) -> None:
    """A department is founded in a dialog; the other one comes to stand under it."""
    page.goto(f"{address}/customers/{plant.pk}/chart/")
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("link", name="New department").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Name", exact=True).fill("总经理办公室")
    dialog.get_by_label("Function").select_option(label="Executive")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("[data-chart-unit]")).to_have_count(2)
    page.get_by_label("生产部 reports to").select_option(label="总经理办公室")
    page.locator("form", has=page.get_by_label("生产部 reports to")).get_by_role("button", name="Move").click()
    expect(page.locator(".chart-tree .chart-tree")).to_contain_text("生产部")


def logs_a_call(page: Page, address: str, plant: Customer, day: str) -> None:
    """What was forgotten is logged later, with its day."""
    page.goto(f"{address}/log/?customer={plant.pk}")
    page.locator("label[for^=id_contacts]", has_text="贺知秋").first.click()
    page.get_by_label("One line").fill(f"看产线 {day}")
    page.locator("summary", has_text="When, how long").click()
    page.locator("#id_at").fill(f"{day}T10:00")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url(f"**/customers/{plant.pk}/")


def walks_the_map_by_keys(page: Page, contact: int) -> None:
    """From one to the next on the graph, and Enter opens the person; whoever leaves, and an earlier day."""
    keys, said = page.locator("[data-graph-keys]"), page.locator("[data-graph-said]")
    keys.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
        if "贺知秋" in (said.text_content() or "").split("·")[0]:
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/contacts/{contact}/")
    page.go_back()

    expect(page.locator("[data-graph-canvas] canvas").first).to_be_visible()  # who left it open finds it open
    page.locator("#leaving-who").focus()
    page.locator("#leaving-who").select_option(label="贺知秋")
    expect(page.locator(".leaving__told")).to_contain_text("生产部")
    page.locator("#replay-weeks").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".replay output")).to_contain_text("2026-10-29")
    expect(page.locator("#replay-weeks")).to_have_attribute("aria-valuetext", "2026-10-29")
    expect(page.locator(".leaving__told")).to_contain_text("贺知秋")
    assert page.evaluate("document.activeElement.id") == "replay-weeks"
    page.locator(".map__figure summary").click()
    expect(page.locator(".figure__table td").first).to_have_text("贺知秋")


def names_the_successor(page: Page, address: str, contact: int) -> None:
    """On the page of the one who left; then back to the steps."""
    page.goto(f"{address}/contacts/{contact}/")
    page.wait_for_selector("html[data-ready]")
    page.locator("summary[aria-label=More]").click()
    page.get_by_role("link", name="Successor").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("Successor").select_option(label="莫听澜")
    dialog.get_by_role("button", name="Save").click()
    expect(page.locator("dl.facts").first).to_contain_text("莫听澜")
    page.goto(f"{address}/actions/")


def test_a_result_is_defined_agreed_measured_confirmed_on_a_phone_and_counted(
    live_server, house, plant: Customer, phone: Page, browser: Browser
):
    address, product = live_server.url, make_product()
    enter(phone, address, house["ops"])
    phone.goto(f"{address}/outcomes/kpis/add/?product={product.pk}")
    phone.get_by_label("Code").fill("yield")
    phone.get_by_label("Name (Simplified)").fill("一次合格率")
    phone.get_by_label("Unit").fill("%")
    phone.get_by_label("How it is measured").fill("good pieces over all pieces")
    phone.get_by_role("button", name="Save").click()
    phone.wait_for_url("**/outcomes/kpis/")

    enter(phone, address, house["mei"])
    phone.goto(f"{address}/customers/{plant.pk}/goals/add/")
    phone.get_by_label("outcome KPI").select_option(label="一次合格率")
    phone.locator("#id_baseline").fill("60")
    phone.locator("#id_target").fill("90")
    phone.locator("#id_due").fill(today().isoformat())
    phone.get_by_role("button", name="Save").click()
    phone.wait_for_url(f"**/customers/{plant.pk}/outcomes/")
    expect(phone.get_by_role("navigation", name="Outcomes").locator("[aria-current]")).to_have_text("Goals")
    phone.goto(f"{address}/customers/{plant.pk}/history/")
    expect(phone.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)
    goal = Goal.objects.get()

    phone.goto(f"{address}/log/?customer={plant.pk}")
    phone.locator("label[for^=id_contacts]", has_text="贺知秋").first.click()
    phone.get_by_label("One line").fill("贺知秋报了本月合格率")
    phone.locator("summary", has_text="Readings").click()
    phone.locator(f"#id_readings-goal-{goal.pk}-value").fill("92")
    phone.get_by_role("button", name="Save", exact=True).click()
    phone.wait_for_url(f"**/customers/{plant.pk}/")
    reading = OutcomeReading.objects.get()
    assert reading.interaction is not None

    phone.goto(f"{address}/readings/{reading.pk}/ask/")
    phone.get_by_label("Who is asked").select_option(label="贺知秋")
    phone.get_by_role("button", name="Make the link").click()
    link = phone.locator("output code").inner_text()
    with browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN") as theirs:
        answer = theirs.new_page()
        answer.goto(address + urlsplit(link).path)
        assert answer.locator("html").get_attribute("lang") == "zh-hans"
        assert breadth(answer) <= 390
        answer.get_by_role("button", name="是，属实").click()
        expect(answer.get_by_role("heading", level=1)).to_have_text("谢谢您")
    assert Confirmation.objects.get().agreed

    phone.goto(f"{address}/outcomes/scorecard/")
    expect(phone.locator(".tile").first).to_contain_text("1 of 1")
