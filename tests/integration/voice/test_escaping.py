"""Whatever a customer says or is called, a page gains no element, attribute or address from it (T18)."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import COMPLAINT, CRITICISM, PRAISE, make_edition, make_voice, publish
from voice.services import display_links, handling

pytestmark = pytest.mark.usefixtures("clock")
MARK = "zkx"
PAYLOADS = [
    f"<script>{MARK}</script>",
    f'"><img src={MARK} onerror={MARK}>',
    f"' onmouseover={MARK} '",
    f"</textarea><svg onload={MARK}>",
    f"javascript:{MARK}",
    f"{{{{ {MARK} }}}}{{% {MARK} %}}",
    f"</title><{MARK}>",
    f"<!--{MARK}",
]


class Skeleton(HTMLParser):
    """Elements and attributes of a page, without its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if MARK in name or (name in ("href", "src", "action") and MARK in (value or "")):
                self.found.append(f"{tag} {name}={value}")
            if name.startswith("on"):
                self.found.append(f"{tag} {name}")
        if MARK in tag:
            self.found.append(tag)

    def handle_data(self, text: str) -> None:
        if self.lasttag == "script" and MARK in text:
            self.found.append("script text")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_page_gains_anything_from_what_is_said(signed_in, client, cast, payload: str) -> None:
    customer = make_customer(cast["mei"], name=payload)
    speaker = make_contact(customer, payload, title=payload)
    voices = [
        make_voice(customer, by=cast["mei"], text=payload, judgement=one, speaker=speaker, summary=payload)
        for one in (COMPLAINT, CRITICISM, PRAISE)
    ]
    handling.assign(voices[0], owner=cast["mei"], due=voices[0].received_at.date(), by=cast["mei"])
    handling.answer(voices[0], text=payload, by=cast["mei"])
    publish(make_edition("2026-W47", voices, by=cast["eve"]), by=cast["eve"])
    _link, token = display_links.issue(name=payload, by=cast["eve"])
    ops, eve = signed_in("ops"), signed_in("eve")
    pages = [
        (ops, "inbox", []),
        (ops, "item", [voices[0].pk]),
        (ops, "mask", [voices[0].pk]),
        (ops, "correct", [voices[0].pk]),
        (ops, "customer_voices", [customer.pk]),
        (ops, "edition", ["2026-W47"]),
        (ops, "print", ["2026-W47"]),
        (eve, "displays", []),
        (client, "display", [token]),
    ]
    for browser, name, args in pages:
        response = browser.get(reverse(f"voice:{name}", args=args))
        assert response.status_code == 200
        skeleton = Skeleton()
        skeleton.feed(response.content.decode())
        assert skeleton.found == [], f"{name}: {skeleton.found}"
    search = ops.get(reverse("voice:inbox"), {"q": payload, "kind": payload, "state": payload, "v": payload})
    assert search.status_code == 200
