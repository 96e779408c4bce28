"""What a person does in a browser: sign in, log a contact, read what the page complains about."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from office.models import User
from tests.factories.office import PASSWORD

GRAVE = {"serious", "critical"}


def sign_in(page: Page, address: str, username: str) -> None:
    """By the front door, with the password of the cast."""
    page.goto(f"{address}/accounts/login/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/login/" not in url, wait_until="load")


def enter(page: Page, address: str, user: User) -> None:
    """Already signed in: the session's cookie, put into the browser."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])


def choose(part: Locator, label: str, *, typed: str, option: str) -> None:
    """In a picker: type, and tap the row that is offered."""
    box = part.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.press_sequentially(typed)
    part.get_by_role("listbox", name=label, exact=True).get_by_role("option", name=option).click()


def complaints(page: Page) -> list[str]:
    """What axe finds grave on the page."""
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in GRAVE]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def breadth(page: Page) -> int:
    """How wide the page is, beyond the window too."""
    return page.evaluate("document.documentElement.scrollWidth")


def focused(page: Page) -> str:
    """The name of the field that has the focus."""
    return page.evaluate("document.activeElement.name || ''")


def unseen(page: Page) -> list[str]:
    """Words that stand on the page and cannot be seen."""
    return page.evaluate(
        "[...document.querySelectorAll('main *')].filter((one) => one.innerText && getComputedStyle(one).opacity === '0')"
        ".map((one) => one.innerText.slice(0, 60))"
    )
