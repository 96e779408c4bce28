"""The working calendar: a year is brought in from its notice, and who counts without one is told."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from office.models import AuditEntry, CalendarDay
from office.selectors import calendar_missing
from office.services import auditing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NOTICE = "2026年春节：2月15日至23日放假调休，共9天。2月14日、2月28日上班。"


def test_a_notice_is_shown_as_days_before_it_is_written(signed_in: Any) -> None:
    client, url = signed_in("ops"), reverse("office:workdays")
    shown = client.post(url, {"text": f"{NOTICE}\n2026-06-01 儿童节"})
    assert shown.context["notice"]["count"] == 11
    assert [each["text"] for each in shown.context["notice"]["unread"]] == ["2026年6月1日 儿童节"]
    assert "2月15日至23日" in shown.content.decode(), "the text stays in its field"
    assert not CalendarDay.objects.exists()
    assert client.post(url, {"text": NOTICE, "bring-in": "1"}).status_code == 302
    assert CalendarDay.objects.filter(working=False, note="2026年春节").count() == 9
    assert AuditEntry.objects.get(verb=auditing.CALENDAR_CHANGED).details == {
        "years": [2026], "created": 11, "changed": 0
    }  # fmt: skip
    runs = client.get(url).context["years"][0].runs
    assert [(run.first.isoformat(), run.days, run.working) for run in runs] == [
        ("2026-02-14", 1, True),
        ("2026-02-15", 9, False),
        ("2026-02-28", 1, True),
    ]


def test_a_second_notice_corrects_and_keeps_the_rest(signed_in: Any) -> None:
    CalendarDay.objects.create(date=date(2026, 2, 14), working=False, note="司庆")
    CalendarDay.objects.create(date=date(2026, 3, 1), working=True)
    client = signed_in("ops")
    text = "2026-02-14 班\n2026-03-01 班"
    page = client.post(reverse("office:workdays"), {"text": text, "bring-in": "1"}, follow=True)
    assert "新增 0 天，修改 1 天，1 天不变" in page.content.decode()
    day = CalendarDay.objects.get(date=date(2026, 2, 14))
    assert (day.working, day.note, day.version) == (True, "司庆", 2)


def test_nothing_found_says_so_and_writes_nothing(signed_in: Any) -> None:
    page = signed_in("ops").post(reverse("office:workdays"), {"text": "祝节日愉快", "bring-in": "1"})
    assert page.status_code == 200
    assert "没有找到" in page.content.decode()
    assert not AuditEntry.objects.filter(verb=auditing.CALENDAR_CHANGED).exists()


def test_a_year_without_a_row_is_missing_and_the_next_one_from_december_on() -> None:
    assert calendar_missing(date(2026, 11, 19)) == [2026]
    assert calendar_missing(date(2026, 12, 5)) == [2026, 2027]
    CalendarDay.objects.create(date=date(2026, 10, 1))
    assert calendar_missing(date(2026, 11, 19)) == []
    assert calendar_missing(date(2026, 12, 5)) == [2027]


@pytest.mark.parametrize("name", ["relationships:playbooks", "relationships:agenda", "voice:inbox"])
def test_pages_that_count_working_days_say_that_a_year_is_missing(name: str, signed_in: Any) -> None:
    told, way = "工作日历中没有 2026 年的节假日", f'href="{reverse("office:workdays")}"'
    found = {who: signed_in(who).get(reverse(name)).content.decode() for who in ("ops", "mei")}
    assert told in found["ops"]
    assert told in found["mei"]
    banner = found["mei"].partition(told)[2].partition("</div>")[0]
    assert way not in banner
    assert way in found["ops"].partition(told)[2].partition("</div>")[0]
    CalendarDay.objects.create(date=date(2026, 10, 1))
    assert told not in signed_in("mei").get(reverse(name)).content.decode()
