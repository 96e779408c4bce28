"""Days off and make-up working days that the sample company knows: as the State Council told them for 2025 and 2026."""

from collections.abc import Iterable

from office.calendar.notices import Day, read
from office.models import CalendarDay

# Facts of the notices of 12 November 2024 and 4 November 2025 (gov.cn).
ROWS = """
2025-01-01 休 元旦
2025-01-28~2025-02-04 休 春节
2025-01-26 班 春节
2025-02-08 班 春节
2025-04-04~2025-04-06 休 清明节
2025-05-01~2025-05-05 休 劳动节
2025-04-27 班 劳动节
2025-05-31~2025-06-02 休 端午节
2025-10-01~2025-10-08 休 国庆节、中秋节
2025-09-28 班 国庆节、中秋节
2025-10-11 班 国庆节、中秋节
2026-01-01~2026-01-03 休 元旦
2026-01-04 班 元旦
2026-02-15~2026-02-23 休 春节
2026-02-14 班 春节
2026-02-28 班 春节
2026-04-04~2026-04-06 休 清明节
2026-05-01~2026-05-05 休 劳动节
2026-05-09 班 劳动节
2026-06-19~2026-06-21 休 端午节
2026-09-25~2026-09-27 休 中秋节
2026-10-01~2026-10-07 休 国庆节
2026-09-20 班 国庆节
2026-10-10 班 国庆节
"""
ENGLISH = {
    "元旦": "New Year",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn",
    "国庆节": "National Day",
    "国庆节、中秋节": "National Day, Mid-Autumn",
}


def mark(language: str) -> int:
    """Written without its service: the audit would keep an invented colleague for ever."""
    rows = [CalendarDay(date=day.date, working=day.working, note=note) for day, note in _told(language)]
    return len(CalendarDay.objects.bulk_create(rows))


def remove() -> None:
    """What somebody has changed since stays."""
    for language in ("zh-hans", "en"):
        for day, note in _told(language):
            CalendarDay.objects.filter(date=day.date, working=day.working, note=note).delete()


def _told(language: str) -> Iterable[tuple[Day, str]]:
    for day in read(ROWS).days:
        yield day, ENGLISH[day.note] if language == "en" else day.note
