"""Two people have one record open in the administration: whoever saves second overwrites nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from customers.admin.scoped import ServiceForm
from customers.models import (
    AcquisitionSpend,
    Certificate,
    Contact,
    Contract,
    Customer,
    CustomerYear,
    Deal,
    Department,
    EffortEntry,
    ExchangeRate,
    Funds,
    HourlyRate,
    Invoice,
    Lead,
    Payment,
    Referral,
    StrategicInvestment,
    Target,
    WalletEstimate,
)
from office.admin.meanwhile import MeanwhileForm
from office.models import CalendarDay, Company, FestivalDay, Team, User, Versioned
from relationships.models import Playbook
from tests.factories.customers import make_contact, make_customer, make_department
from tests.factories.voice import make_voice
from voice.models import VoiceItem
from voice.services import handling

pytestmark = pytest.mark.django_db


class _Fields(HTMLParser):
    """What a browser sends for the page's largest form."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("name") and given.get("type") not in ("submit", "button", "search"):
            ticked = given.get("type") not in ("checkbox", "radio") or "checked" in given
            if ticked:
                self.found.append((given["name"], given.get("value") or ""))
        elif tag == "select" and given.get("name"):
            self._select = given["name"]
        elif tag == "option" and self._select and "selected" in given:
            self.found.append((self._select, given.get("value") or ""))
        elif tag == "textarea" and given.get("name"):
            self._area = given["name"]
            self.found.append((self._area, ""))

    def handle_data(self, text: str) -> None:
        if self._area:
            name, value = self.found[-1]
            self.found[-1] = (name, value + text)

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "textarea":
            # The first line end belongs to the markup; browsers send the others as CRLF.
            name, value = self.found[-1]
            self.found[-1] = (name, value.removeprefix("\r").removeprefix("\n").replace("\n", "\r\n"))
            self._area = None


def shown(response: Any) -> dict[str, Any]:
    reader = _Fields()
    reader.feed(response.content.decode().partition('id="content-main"')[2])
    fields: dict[str, Any] = {}
    for name, value in reader.found:
        fields.setdefault(name, []).append(value)
    return fields


@dataclass(frozen=True)
class Record:
    """A record, one field that both change and another that only the first one changes."""

    model: type[Model]
    make: Callable[[dict[str, User]], Model]
    both: tuple[str, str, str]
    other: tuple[str, str] | None = None

    @property
    def label(self) -> str:
        return self.model._meta.model_name


def _voice(cast: dict[str, User]) -> Model:
    voice = make_voice(make_customer(cast["mei"]), by=cast["mei"])
    return handling.describe(voice, summary="先说", translation="", by=cast["mei"])


RECORDS = [
    Record(Team, lambda cast: Team.objects.get(name="North"), ("name", "East", "West")),
    Record(User, lambda cast: cast["otto"], ("name", "欧一", "欧二"), ("email", "new@example.com")),
    Record(Company, lambda cast: Company.seeded(), ("name", "甲公司", "乙公司"), ("time_zone", "Asia/Tokyo")),
    Record(
        CalendarDay,
        lambda cast: CalendarDay.objects.create(date=date(2026, 10, 1), note="国庆"),
        ("note", "国庆节", "十一"),
        ("date", "2026-10-02"),
    ),
    Record(
        FestivalDay,
        lambda cast: FestivalDay.objects.create(festival="spring", date=date(2031, 1, 23), source="历书"),
        ("source", "年历", "天文年历"),
        ("date", "2031-01-24"),
    ),
    Record(Customer, lambda cast: make_customer(cast["mei"]), ("name", "甲厂", "乙厂"), ("website", "https://a.cn")),
    Record(
        Department,
        lambda cast: make_department(make_customer(cast["mei"])),
        ("name", "一部", "二部"),
        ("order", "7"),
    ),
    Record(
        Contact,
        lambda cast: make_contact(make_customer(cast["mei"]), title="课长"),
        ("title", "厂长", "总工"),
        ("note", "下周来"),
    ),
    Record(
        Playbook,
        lambda cast: Playbook.objects.order_by("pk").first(),
        ("title_en", "Cooling down", "Colder"),
        ("daily_cap", "7"),
    ),
    Record(VoiceItem, _voice, ("summary", "甲说", "乙说"), ("translation", "one\ntwo")),
]
# Facts of money and sales: their services compare versions, and the tests beside those services race two people over them.
BOOKS = {
    AcquisitionSpend,
    Certificate,
    Contract,
    CustomerYear,
    Deal,
    EffortEntry,
    ExchangeRate,
    ExchangeRate,
    Funds,
    HourlyRate,
    Invoice,
    Lead,
    Payment,
    Referral,
    StrategicInvestment,
    Target,
    WalletEstimate,
}
each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.label)


@pytest.fixture
def two(signed_in: Callable[[str], Client], cast: dict[str, User]) -> tuple[Client, Client]:
    second = User.objects.create_user("zoe", "x", name="佐伊", roles=("admin",))
    other = Client()
    other.force_login(second)
    return signed_in("ada"), other


def address(made: Model) -> str:
    return reverse(f"admin:{made._meta.app_label}_{made._meta.model_name}_change", args=[made.pk])


@each_record
def test_the_second_save_is_refused_and_told_and_saved_when_repeated(cast, two, record: Record) -> None:
    made = record.make(cast)
    url, (first, second) = address(made), two
    theirs, mine = shown(first.get(url)), shown(second.get(url))
    name, their_value, my_value = record.both
    theirs[name] = [their_value]
    mine[name] = [my_value]
    if record.other:
        theirs[record.other[0]] = [record.other[1]]
    assert first.post(url, theirs).status_code == 302
    refused = second.post(url, mine)
    assert refused.status_code == 200
    text = refused.content.decode()
    assert "艾达" in text, "the page does not say who changed it"
    assert their_value in text
    made.refresh_from_db()
    assert getattr(made, name) == their_value, "the second save overwrote the first"
    again = shown(refused)
    assert again[name] == [my_value], "what was typed is gone"
    assert second.post(url, again).status_code == 302
    made.refresh_from_db()
    assert getattr(made, name) == my_value
    if record.other:
        assert str(getattr(made, record.other[0])).replace("\r\n", "\n") == record.other[1], "a third value was lost"


@each_record
def test_control_one_person_alone_saves_at_once_and_again(cast, two, record: Record) -> None:
    made = record.make(cast)
    url, (first, _second) = address(made), two
    name, value, next_value = record.both
    for wanted in (value, next_value):
        fields = shown(first.get(url))
        fields[name] = [wanted]
        assert first.post(url, fields).status_code == 302
        made.refresh_from_db()
        assert getattr(made, name) == wanted


@pytest.mark.parametrize("record", [each for each in RECORDS if each.other], ids=lambda record: record.label)
def test_changes_of_different_fields_are_both_kept(cast, two, record: Record) -> None:
    made = record.make(cast)
    url, (first, second) = address(made), two
    theirs, mine = shown(first.get(url)), shown(second.get(url))
    theirs[record.other[0]] = [record.other[1]]
    mine[record.both[0]] = [record.both[2]]
    assert first.post(url, theirs).status_code == 302
    assert second.post(url, mine).status_code == 302
    made.refresh_from_db()
    assert getattr(made, record.both[0]) == record.both[2]
    assert str(getattr(made, record.other[0])).replace("\r\n", "\n") == record.other[1]


@each_record
def test_a_form_that_never_read_the_record_writes_nothing_over_it(cast, two, record: Record) -> None:
    made = record.make(cast)
    url, (first, _second) = address(made), two
    fields = {name: value for name, value in shown(first.get(url)).items() if "initial-" not in name}
    fields.pop("read_version", None)
    before = getattr(made, record.both[0])
    fields[record.both[0]] = [record.both[1]]
    assert first.post(url, fields).status_code == 200
    made.refresh_from_db()
    assert getattr(made, record.both[0]) == before


def test_the_list_of_days_refuses_an_overtaken_row_and_keeps_the_others(two) -> None:
    day = CalendarDay.objects.create(date=date(2026, 10, 1), note="国庆")
    url, (first, second) = reverse("admin:office_calendarday_changelist"), two
    theirs, mine = shown(first.get(url)), shown(second.get(url))
    saving = {"_save": "1"}
    assert first.post(url, theirs | saving | {"form-0-note": "国庆节"}).status_code == 302
    refused = second.post(url, mine | saving | {"form-0-note": "十一"})
    assert refused.status_code == 200
    assert "国庆节" in refused.content.decode()
    day.refresh_from_db()
    assert (day.note, day.version) == ("国庆节", 2)
    assert second.post(url, shown(refused) | saving).status_code == 302
    day.refresh_from_db()
    assert day.note == "十一"


def test_every_versioned_record_that_can_be_edited_here_is_in_this_file(cast) -> None:
    request = RequestFactory().get("/")
    request.user = cast["ada"]
    editable = {
        model: registered
        for model, registered in admin.site._registry.items()
        if issubclass(model, Versioned) and registered.has_change_permission(request)
    }
    assert set(editable) == {record.model for record in RECORDS} | BOOKS
    assert all(issubclass(one.form, MeanwhileForm | ServiceForm) for one in editable.values())
