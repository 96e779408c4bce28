"""The components in a real browser: readable by everybody, at every width, and quick for the hands."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def enter(page: Page, address: str, client: Client) -> None:
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def complaints(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_gallery_is_accessible(live_server, page: Page, signed_in: Callable[[str], Client], theme: str):
    enter(page, live_server.url, signed_in("mei"))
    page.goto(f"{live_server.url}/gallery/?theme={theme}")
    assert complaints(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sign_in_page_is_accessible(live_server, phone: Page, theme: str):
    phone.emulate_media(color_scheme=theme)
    phone.goto(f"{live_server.url}/accounts/login/")
    assert complaints(phone) == []


@pytest.mark.parametrize("width", [320, 390, 800, 1440, 3840], ids="{} px".format)
def test_no_page_scrolls_sideways(live_server, page: Page, signed_in: Callable[[str], Client], width: int):
    enter(page, live_server.url, signed_in("mei"))
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{live_server.url}/gallery/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_content_policy_is_never_crossed(live_server, page: Page, signed_in: Callable[[str], Client]):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    enter(page, live_server.url, signed_in("mei"))
    page.goto(f"{live_server.url}/gallery/")
    page.wait_for_load_state("networkidle")
    assert [text for text in said if "Content Security Policy" in text] == []


def test_a_picker_is_worked_by_keyboard_and_keeps_the_select(
    live_server, page: Page, signed_in: Callable[[str], Client]
):
    enter(page, live_server.url, signed_in("mei"))
    page.goto(f"{live_server.url}/gallery/")
    box = page.locator("#id_shown-owner-search")
    box.fill("陈")
    expect(page.get_by_role("option", name="陈予安")).to_be_visible()
    box.press("Enter")
    expect(box).to_have_value("陈予安")
    assert page.locator("select[name=shown-owner]").evaluate("select => select.value") == "3"


def test_keys_are_silent_while_somebody_types_and_listed_otherwise(
    live_server, page: Page, signed_in: Callable[[str], Client]
):
    enter(page, live_server.url, signed_in("mei"))
    page.goto(f"{live_server.url}/gallery/")
    page.locator("#id_shown-line").press_sequentially("?")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("dialog[data-keys]")).to_be_visible()


def test_a_draft_survives_a_reload(live_server, page: Page, signed_in: Callable[[str], Client]):
    enter(page, live_server.url, signed_in("mei"))
    page.goto(f"{live_server.url}/gallery/")
    page.locator("#id_shown-line").fill("二号线停线是传感器受潮")
    page.locator("#id_shown-line").blur()
    page.reload()
    expect(page.locator("#id_shown-line")).to_have_value("二号线停线是传感器受潮")
