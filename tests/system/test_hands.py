"""The same work without scripts, and without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from customers.models import Customer
from office.models import User
from relationships.models import Interaction
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import make_voice
from tests.system.hands import enter, focused, sign_in
from voice.models import VoiceItem

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lanjiang(house: dict[str, User]) -> Customer:
    customer = make_customer(house["mei"], name="澜江重工机械股份有限公司", short_name="澜江重工")
    make_contact(customer, "何知秋", by=house["mei"], title="设备科长")
    make_customer(house["mei"], name="澜江检测技术有限公司", short_name="澜江检测")
    return customer


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A browser that runs no scripts at all."""
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def test_without_scripts_a_contact_is_logged(live_server, plain: Page, lanjiang: Customer):
    sign_in(plain, live_server.url, "mei")
    plain.locator(".bottombar__log").click()
    plain.locator("select[name=customer]").select_option(label="澜江重工")
    plain.get_by_role("button", name="Show their people").click()
    plain.locator("label", has_text="何知秋").click()
    plain.get_by_label("One line").fill("设备科长问备件什么时候到")
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(plain.locator("h1")).to_contain_text("澜江重工机械股份有限公司")
    expect(plain.locator(".timeline")).to_contain_text("设备科长问备件什么时候到")
    logged = Interaction.objects.get()
    assert [str(one) for one in logged.contacts.all()] == ["何知秋"]


def test_without_scripts_a_voice_is_sorted(live_server, plain: Page, lanjiang: Customer, house: dict[str, User]):
    voice = make_voice(lanjiang, by=house["mei"], text="报警太多了，班长现在看都不看。", judgement=None)
    sign_in(plain, live_server.url, "mei")
    plain.goto(f"{live_server.url}/voice/")
    plain.locator(".pane-item", has_text="报警太多了").click()
    triage = plain.locator("form[action$='/triage/']").first
    triage.locator("select[name=kind]").select_option("complaint")
    triage.locator("select[name=category]").select_option("quality")
    triage.locator("select[name=severity]").select_option("2")
    triage.get_by_role("button", name="Sort it").click()
    expect(plain.locator(".voice__facts").first).to_contain_text("complaint")
    sorted_voice = VoiceItem.objects.get(pk=voice.pk)
    assert (sorted_voice.kind, sorted_voice.category, sorted_voice.severity) == ("complaint", "quality", 2)


def test_with_keys_alone_a_contact_is_logged_and_a_customer_found(
    live_server, page: Page, lanjiang: Customer, house: dict[str, User]
):
    enter(page, live_server.url, house["mei"])
    page.goto(f"{live_server.url}/")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("l")
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_role("combobox", name="Customer", exact=True)).to_be_focused()
    page.keyboard.type("lj")
    offered, chosen = dialog.locator(".picker__list:visible .option"), dialog.locator(".option[aria-selected=true]")
    expect(offered).to_have_count(2)
    if "澜江重工" not in chosen.inner_text():
        page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("澜江重工")
    page.keyboard.press("Enter")
    expect(dialog.locator("label", has_text="何知秋")).to_be_visible()
    tab_to(page, "contacts")
    page.keyboard.press("Space")
    tab_to(page, "line")
    page.keyboard.type("问清二期预算谁拍板")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_have_count(0)
    logged = Interaction.objects.get()
    assert (str(logged.customer), logged.line) == ("澜江重工", "问清二期预算谁拍板")
    assert [str(one) for one in logged.contacts.all()] == ["何知秋"]
    page.keyboard.press("/")
    page.keyboard.type("澜江检测")
    expect(page.locator("#find-results [role=option]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("澜江检测技术有限公司")


def test_on_the_page_of_a_customer_the_key_logs_for_that_customer(
    live_server, page: Page, lanjiang: Customer, house: dict[str, User]
):
    enter(page, live_server.url, house["mei"])
    page.goto(f"{live_server.url}{lanjiang.get_absolute_url()}")
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("l")
    dialog = page.locator("dialog[open]")
    expect(dialog.get_by_role("combobox", name="Customer", exact=True)).to_have_value("澜江重工")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the field with that name has the focus."""
    for _step in range(30):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {name}")
