"""Pages speak the reader's language: no English word is left in a Chinese page, no simplified character in a traditional one,
and no space stands behind a wide mark.

What pages call a field, a file may call its column.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import check_translations
import pytest
from django.contrib import admin
from django.test import Client
from django.utils import translation

from customers.importing import aliases, kinds
from customers.models import Customer, HistoryEntry
from customers.models.terms import Term
from office.models import User
from relationships.models import Playbook
from tests.factories.customers import make_contact, make_customer, make_department
from tests.factories.relationships import make_interaction, make_next_action
from tests.factories.voice import COMPLAINT, PRAISE, REQUEST, days_ago, make_edition, make_voice, publish
from voice.models import VoiceItem
from voice.services import duty

# Names that stay as they are: formats, units, standards, examples of what to type.
FORMATS = {"csv", "CSV", "gz", "JSON", "PDF", "UTF", "xls", "xlsx"}
NAMES = FORMATS | {"API", "CNY", "English", "IT", "MB", "WeChat", "com", "example", "https"}
SAID = ("title", "aria-label", "aria-valuetext", "placeholder", "data-label")
WORD = re.compile(r"[A-Za-z]{2,}")
SPACED = re.compile(r"[。，；：！？] [^\s·]")
"""Marks as wide as a character bring their own room."""


class Said(HTMLParser):
    """What a page says: its texts, and the attributes that are read out or shown."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style", "kbd", "code"}
        self.texts += [value for name, value in attrs if value and (name in SAID or name.startswith("data-word-"))]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "kbd", "code"}

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.texts.append(data.strip())


def typed(user: User) -> list[str]:
    """What people typed, which no page translates; the longest first."""
    logins = list(User.objects.values_list("username", flat=True))
    names = list(User.objects.values_list("name", flat=True))
    return sorted([*names, *logins, user.email, "North", "South", "Asia/Shanghai"], key=len, reverse=True)


def without(texts: list[str], data: list[str]) -> Iterator[str]:
    for text in texts:
        if len(text) == 1:  # an initial, a badge
            continue
        for typed_text in data:
            text = re.sub(rf"(?<![A-Za-z]){re.escape(typed_text)}(?![A-Za-z])", " ", text)
        # Fingerprints, week keys, versions of formulas.
        yield re.sub(r"\b[0-9a-f]{12,64}\b|\b\d{4}-W\d\d\b|\b[Rr]?\d+(\.\d+)+\b", " ", text)


@pytest.fixture
def company(cast: dict[str, User], clock: object) -> Customer:
    """One customer with all that pages show. What is typed is written alike in both scripts."""
    mei, eve = cast["mei"], cast["eve"]
    customer, other = make_customer(mei, name="北斗山水", tier="A"), make_customer(mei, name="天山水泥")
    contact = make_contact(customer, "林一", department=make_department(customer, name="水部"), title="主任")
    make_interaction(customer, contact, by=mei, line="看了二月的水位。", at=days_ago(2))
    make_next_action(customer, owner=mei, text="送二月的水位表")
    voices = [
        make_voice(one, by=mei, text=text, judgement=judgement, said_at=days_ago(8), received_at=days_ago(8))
        for one, text, judgement in (
            (customer, "今天水又大了。", COMPLAINT),
            (other, "能不能早一天到？", REQUEST),
            (other, "工人都知道他的名字。", PRAISE),
        )
    ]
    publish(make_edition("2026-W46", voices, by=eve), by=eve, at=days_ago(6))
    make_voice(customer, by=mei, text="水位表什么意思？", judgement=None)
    fay = cast["fay"]
    duty.set_roster([fay, eve], from_week="2026-W47", by=fay)
    duty.be_away(fay, week="2026-W47", by=fay)  # Today and the roster offer a week in return
    return customer


def pages_of(customer: Customer) -> list[str]:
    contact, voice = customer.contacts.get(), VoiceItem.objects.filter(customer=customer).latest("pk")
    own = ["", "people/", "ledger/", "profile/", "history/", "temperature/", "voices/", "edit/", "archive/", "owner/"]
    return [
        *("/", "/customers/", "/customers/filters/", "/customers/new/", "/log/", "/actions/", "/imports/"),
        *(
            "/voice/",
            "/voice/new/",
            "/wall/",
            "/wall/2026-W46/",
            "/wall/displays/",
            "/wall/roster/",
            "/wall/2026-W47/pick/",
        ),
        *("/reports/", "/jobs/", "/me/", "/me/keys/", "/accounts/password/change/", "/accounts/logout/", "/nowhere/"),
        *(f"/customers/{customer.pk}/{page}" for page in own),
        *(f"/customers/{customer.pk}/{page}/new/" for page in ("contacts", "departments", "members")),
        *(f"/contacts/{contact.pk}/{page}" for page in ("", "edit/", "left/", "move/", "attitude/", "consent/")),
        *(f"/voice/{voice.pk}/{page}" for page in ("", "mask/", "describe/", "correct/", "erase/")),
        f"/interactions/{customer.interactions.get().pk}/",
    ]


def records_of(user: User) -> list[str]:
    if not user.is_staff:
        return []
    # Dictionaries and playbooks hold their words in all three languages; the history's list shows codes of verbs.
    left_out = (Term, Playbook, HistoryEntry)
    kinds = [model._meta for model in admin.site._registry if not issubclass(model, left_out)]
    lists = [f"/admin/{kind.app_label}/{kind.model_name}/" for kind in kinds]
    return ["/admin/", *lists, *(f"{address}add/" for address in lists)]


@pytest.mark.parametrize(("who", "language"), [("mei", "zh-hans"), ("fay", "zh-hant"), ("ops", "zh-hant")])
def test_a_chinese_page_is_chinese(company, cast, who, language):
    script = check_translations.Script()
    user = cast[who]
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user)
    data, left, read = typed(user), [], 0
    for address in [*pages_of(company), *records_of(user)]:
        response = client.get(address)
        if response.status_code not in {200, 404}:
            continue
        read += 1
        texts = Said(response.content.decode()).texts
        left += [f"{address}: {text}" for text in texts if SPACED.search(text)]
        for text in without(texts, data):
            english = [word for word in WORD.findall(text) if word not in NAMES]
            simplified = script.simplified_only(text) - set("简体中文") if language == "zh-hant" else ()
            if english or simplified:
                left.append(f"{address}: {text} ({' '.join([*english, *simplified])})")
    assert read > 25
    assert left == []


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("kind", kinds.registered())
def test_a_column_is_known_by_the_name_that_pages_give_the_field(kind, language):
    known = kinds.of(kind).layout.headings()
    with translation.override(language):
        names = {name: str(field.label) for name, field in kinds.of(kind).layout.fields.items()}
    assert {name: known.get(aliases.folded(said)) for name, said in names.items()} == {name: name for name in names}
