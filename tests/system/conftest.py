"""A real Chromium for journeys: `page` is a desk's window, `phone` a telephone's; both find Zhike at `live_server.url`."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from office.models import Company, User

# A week of the house: its last wall was published on Friday, this week is open.
FRIDAY_BEFORE = datetime(2026, 11, 13, 3, 0, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]))


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """What Chromium writes beside its profile goes into a home of its own, not into the person's."""
    # Playwright keeps an event loop in this thread; Django would take every query of the test for an asynchronous one.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    home = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    home |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home["HOME"])
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium, args=QUIET, env=home)
        yield window
        window.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def _visit(browser: Browser, **manners: object) -> Iterator[Page]:
    """A fresh visitor; an error in the page's own scripts fails the test."""
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", accept_downloads=True, **manners)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with _visit(browser, viewport={"width": 1440, "height": 900}) as window:
        yield window


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    with _visit(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as window:
        yield window


@pytest.fixture
def house(cast: dict[str, User]) -> dict[str, User]:
    """The cast in English, whose texts stand in the code; what customers said stays as they said it."""
    company = Company.get()
    company.default_language = "en"
    company.save()
    return cast
