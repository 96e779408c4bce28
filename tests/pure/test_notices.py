"""Days off and make-up working days, read from notices as they are published and from rows of a table."""

from datetime import date

import pytest

from office.calendar.notices import Day, Unread, read

# Facts of the State Council's notice for 2026, in its own form (gov.cn, 4 November 2025).
NOTICE = """关于2026年部分节假日安排的通知
各单位：现将2026年元旦、春节和国庆节放假调休日期的安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
2025年11月4日
"""


def test_the_published_notice_gives_each_day_with_its_festival() -> None:
    found = read(NOTICE)
    assert found.unread == ()
    working = [day for day in found.days if day.working]
    assert working == [
        Day(date(2026, 1, 4), True, "元旦"),
        Day(date(2026, 2, 14), True, "春节"),
        Day(date(2026, 2, 28), True, "春节"),
        Day(date(2026, 9, 20), True, "国庆节"),
        Day(date(2026, 10, 10), True, "国庆节"),
    ]
    assert len(found.days) - len(working) == 3 + 9 + 7
    assert read(NOTICE.replace("2026年", ""), 2026).days == found.days


@pytest.mark.parametrize(
    ("row", "days"),
    [
        ("2026-02-14 班", [("2026-02-14", True, "")]),
        ("2026/02/14,补班,春节", [("2026-02-14", True, "春节")]),
        ("2026-05-01~2026-05-03 off Labour Day", [(f"2026-05-0{n}", False, "Labour Day") for n in (1, 2, 3)]),
        ("2026-05-01,2026-05-02,休,劳动节", [("2026-05-01", False, "劳动节"), ("2026-05-02", False, "劳动节")]),
        ("2026-05-01\t2026-05-02\t假", [("2026-05-01", False, ""), ("2026-05-02", False, "")]),
        ("2026年12月31日至2027年1月1日放假", [("2026-12-31", False, ""), ("2027-01-01", False, "")]),
        ("9月30日至10月1日休", [("2026-09-30", False, ""), ("2026-10-01", False, "")]),
        ("２０２６－０２－１４　班", [("2026-02-14", True, "")]),
    ],
)
def test_rows_of_a_table(row: str, days: list[tuple[str, bool, str]]) -> None:
    found = read(row, 2026)
    assert found.unread == ()
    assert [(day.date.isoformat(), day.working, day.note) for day in found.days] == days


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-06-01", "no_kind"),
        ("6月1日 休", "no_year"),
        ("2026-02-30 休", "no_such_day"),
        ("2026-05-03~2026-05-01 休", "too_long"),
        ("2026-01-01~2026-12-31 休", "too_long"),
        ("2026-05-01 休\n2026-05-01 班", "twice"),
    ],
)
def test_what_cannot_be_taken_is_given_back_with_the_reason(text: str, why: str) -> None:
    [unread] = read(text).unread
    assert isinstance(unread, Unread)
    assert unread.why == why
    assert not read("大家好，祝节日愉快").days
    assert not read("大家好，祝节日愉快").unread
