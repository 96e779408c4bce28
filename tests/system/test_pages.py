"""Every page of the house in a real browser: for everybody's eyes and ears, at both widths, in both themes."""

import re
from collections.abc import Iterator, Mapping

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page

from customers import extensions
from office.models import User
from relationships.services import logging
from reports.services import weekly
from tests.factories.customers import make_contact, make_customer
from tests.factories.relationships import make_next_action
from tests.factories.voice import COMPLAINT, make_published, make_voice
from tests.system.conftest import FRIDAY_BEFORE, THURSDAY
from tests.system.hands import breadth, complaints, enter, unseen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIGNED_OUT = ("/accounts/login/", "/accounts/password/reset/")


@pytest.fixture
def pages(house: dict[str, User]) -> Iterator[Mapping[str, list[str]]]:
    """Who opens which addresses, on a Thursday when a wall hangs and a report lies there."""
    mei, eve, fay = house["mei"], house["eve"], house["fay"]
    with time_machine.travel(FRIDAY_BEFORE, tick=True):
        customer = make_customer(mei, name="澜江重工机械股份有限公司", short_name="澜江重工", tier="S")
        contact = make_contact(customer, "何知秋", by=mei, title="设备科长")
        make_published("2026-W46", customer, by=eve, at=FRIDAY_BEFORE)
    with time_machine.travel(THURSDAY, tick=True):
        call = logging.log(
            customer=customer, contacts=[contact.pk], by=mei, kind="call", line="问二号线什么时候验收", at=THURSDAY
        ).interaction
        make_next_action(customer, text="报警分级方案给设备科")
        voice = make_voice(customer, by=mei, judgement=COMPLAINT)
        make_voice(customer, by=mei, judgement=None)
        weekly.make("2026-W46", reader=fay)
        seen = [tab for tab in extensions.tabs if tab.may_see(mei) and tab.may_see_of(mei, customer)]
        tabs = [reverse(tab.url_name, args=[customer.pk]) for tab in seen]
        yield {
            "mei": [
                *("/", "/customers/", *tabs, f"/customers/{customer.pk}/temperature/", f"/customers/{customer.pk}/edit/"),
                *(f"/customers/{customer.pk}/chart/", f"/customers/{customer.pk}/map/{mei.pk}/{contact.pk}/", "/ties/"),
                *(contact.get_absolute_url(), call.get_absolute_url(), f"/log/?customer={customer.pk}", "/actions/"),
                *("/voice/", voice.get_absolute_url(), f"/voice/{voice.pk}/mask/", "/voice/new/", "/wall/", "/me/", "/me/keys/"),
            ],
            "eve": ["/wall/2026-W47/pick/", "/wall/2026-W46/print/", "/wall/displays/", "/wall/roster/"],
            "fay": ["/", "/reports/", "/reports/weekly/2026-W46/", "/jobs/"],
            "ops": ["/imports/"],
            "ada": ["/admin/", "/admin/customers/customer/", f"/admin/customers/customer/{customer.pk}/change/"],
        }  # fmt: skip


# What most people have before them most of the day; continuous integration opens every page.
OFTEN = re.compile(
    r"/|/customers/|/customers/\d+/(economics/)?|/log/.*|/voice/|/wall/2026-W47/pick/|/reports/weekly/.*|/admin/customers/customer/"
)

SIGHTS = {"telephone, light": (390, "light"), "desk, dark": (1440, "dark")}


@pytest.mark.parametrize(
    "which", [OFTEN, pytest.param(re.compile(".*"), marks=pytest.mark.whole_data)], ids=["often", "all"]
)
def test_no_page_shuts_anybody_out(live_server, page: Page, house, pages, which):
    """Each page is opened on a telephone and then looked at on a desk, as when somebody turns to a larger window."""
    wrong = {address: found for address in SIGNED_OUT if (found := faults(page, live_server.url, address))}
    opened = len(SIGNED_OUT)
    for name, addresses in pages.items():
        page.context.clear_cookies()
        enter(page, live_server.url, house[name])
        asked = [each for each in addresses if which.fullmatch(each)]
        opened += len(asked)
        wrong |= {f"{name} {each}": found for each in asked if (found := faults(page, live_server.url, each))}
    assert opened >= (10 if which is OFTEN else 45)
    assert wrong == {}


def faults(page: Page, address: str, path: str) -> list[str]:
    """What is wrong with a page: its answer, what its console says, what axe finds grave, whether it scrolls sideways or hides words."""
    said: list[str] = []
    _turn(page, "telephone, light")
    listen = lambda message: said.append(message.text) if message.type == "error" else None  # noqa: E731
    page.on("console", listen)
    answer = page.goto(address + path, wait_until="load")
    page.remove_listener("console", listen)  # axe itself makes some noise
    found = [*([] if answer and answer.ok else [f"answered {answer and answer.status}"]), *said]
    for sight in SIGHTS:
        _turn(page, sight)
        wide, room = breadth(page), SIGHTS[sight][0]
        seen = [
            *([f"{wide} px wide"] if wide > room and not path.startswith("/admin/") else []),
            *[f"invisible: {words}" for words in unseen(page)],
            *complaints(page),
        ]
        found += [f"{sight}: {each}" for each in seen]
    return found


def _turn(page: Page, sight: str) -> None:
    width, theme = SIGHTS[sight]
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # no colour is seen half way
