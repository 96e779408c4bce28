"""The calendar file: every line as the standard wants it."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar.ics import Event, calendar, fold, text

SHANGHAI = timezone(timedelta(hours=8))
GOLDEN = (
    "BEGIN:VCALENDAR\r\n"
    "VERSION:2.0\r\n"
    "PRODID:-//Zhike//Agenda//EN\r\n"
    "CALSCALE:GREGORIAN\r\n"
    "METHOD:PUBLISH\r\n"
    "NAME:知客：林梅\r\n"
    "X-WR-CALNAME:知客：林梅\r\n"
    "X-WR-TIMEZONE:Asia/Shanghai\r\n"
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n"
    "X-PUBLISHED-TTL:PT1H\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:plan-7@zhike.example\r\n"
    "DTSTAMP:20261119T063000Z\r\n"
    "LAST-MODIFIED:20261119T063000Z\r\n"
    "SEQUENCE:2\r\n"
    "DTSTART:20261120T013000Z\r\n"
    "DTEND:20261120T030000Z\r\n"
    "SUMMARY:拜访，北渡精工：看二期产线的安装位置\\, 并核对\\\r\n"
    " ; 现场 尺寸\r\n"
    "LOCATION:二号车间\r\n"
    "DESCRIPTION:王总\\n林梅\r\n"
    "URL:https://zhike.example/planned/7/\r\n"
    "STATUS:CANCELLED\r\n"
    "TRANSP:TRANSPARENT\r\n"
    "END:VEVENT\r\n"
    "BEGIN:VEVENT\r\n"
    "UID:action-9@zhike.example\r\n"
    "DTSTAMP:20261101T000000Z\r\n"
    "LAST-MODIFIED:20261101T000000Z\r\n"
    "SEQUENCE:0\r\n"
    "DTSTART;VALUE=DATE:20261130\r\n"
    "DTEND;VALUE=DATE:20261201\r\n"
    "SUMMARY:发换件清单\r\n"
    "STATUS:CONFIRMED\r\n"
    "TRANSP:TRANSPARENT\r\n"
    "END:VEVENT\r\n"
    "END:VCALENDAR\r\n"
)


def test_the_whole_file_line_by_line() -> None:
    events = [
        Event(
            uid="plan-7@zhike.example",
            stamp=datetime(2026, 11, 19, 14, 30, tzinfo=SHANGHAI),
            summary="拜访，北渡精工：看二期产线的安装位置, 并核对; 现场 尺寸",
            start=datetime(2026, 11, 20, 9, 30, tzinfo=SHANGHAI),
            end=datetime(2026, 11, 20, 11, tzinfo=SHANGHAI),
            place="二号车间",
            text="王总\n林梅",
            url="https://zhike.example/planned/7/",
            cancelled=True,
            sequence=2,
        ),
        Event(
            uid="action-9@zhike.example",
            stamp=datetime(2026, 11, 1, tzinfo=UTC),
            summary="发换件清单",
            start=date(2026, 11, 30),
            end=date(2026, 12, 1),
            busy=False,
        ),
    ]
    assert calendar("知客：林梅", events, zone="Asia/Shanghai").decode() == GOLDEN


@given(st.text())
def test_no_line_is_longer_than_75_octets_and_unfolding_gives_the_line_back(line: str) -> None:
    line = text(line).encode("utf-8", "ignore").decode()
    folded = fold(line)
    assert folded.endswith(b"\r\n")
    assert all(len(each) <= 75 for each in folded.split(b"\r\n"))
    assert all(each.decode() is not None for each in folded.split(b"\r\n")), "a letter was cut in two"
    assert folded.removesuffix(b"\r\n").replace(b"\r\n ", b"").decode() == line


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a,b;c\\d", "a\\,b\\;c\\\\d"),
        ("one\r\ntwo\rthree\nfour", "one\\ntwo\\nthree\\nfour"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("BEGIN:VEVENT\r\nUID:x", "BEGIN:VEVENT\\nUID:x"),
    ],
)
def test_text_cannot_begin_a_line_of_its_own(typed: str, written: str) -> None:
    assert text(typed) == written


def test_a_moment_without_an_offset_is_refused() -> None:
    naive = datetime(2026, 11, 20, 9)  # noqa: DTZ001
    with pytest.raises(ValueError, match="offset"):
        calendar("x", [Event("u", naive, "s", naive, naive)], zone="UTC")
