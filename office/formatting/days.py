"""Days, moments and spans as people read them, in the three languages of the product."""

from datetime import date, datetime, timedelta

WEEKDAYS = {
    "zh-hans": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "zh-hant": ("週一", "週二", "週三", "週四", "週五", "週六", "週日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
DIGITS = "一二三四五六七八九"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday(day: date, language: str) -> str:
    return WEEKDAYS.get(language.lower(), WEEKDAYS["en"])[day.weekday()]


def long_day(day: date, language: str, *, today: date) -> str:
    """A day in prose, with the year only when it is another one: 11月19日 周四 · Thu 19 Nov."""
    year = day.year != today.year
    if language.lower().startswith("zh"):
        return f"{f'{day.year}年' if year else ''}{day.month}月{day.day}日 {weekday(day, language)}"
    return f"{weekday(day, language)} {day.day} {MONTHS[day.month - 1]}{f' {day.year}' if year else ''}"


def plain_day(day: date, language: str) -> str:
    """A day without its weekday and year: 11月19日 · 19 Nov."""
    if language.lower().startswith("zh"):
        return f"{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]}"


def lunar_day(month: int, day: int, language: str) -> str:
    """A day of the farmland calendar: 农历八月十五 · 農曆八月十五 · 15th day of the 8th lunar month."""
    if not language.lower().startswith("zh"):
        return f"day {day} of lunar month {month}"
    name = "農曆正二三四五六七八九十冬臘" if "hant" in language.lower() else "农历正二三四五六七八九十冬腊"
    return f"{name[:2]}{name[month + 1]}月{_lunar_number(day)}"


def _lunar_number(day: int) -> str:
    tens, rest = divmod(day, 10)
    if rest == 0:
        return ("初十", "二十", "三十")[tens - 1]
    return f"{('初', '十', '廿')[tens]}{DIGITS[rest - 1]}"


def short_day(day: date, *, today: date) -> str:
    """A day in a dense list: 11-17 this year, 2025-11-17 otherwise."""
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def month(day: date, language: str) -> str:
    """A month: 2026年10月 · Oct 2026."""
    if language.lower().startswith("zh"):
        return f"{day.year}年{day.month}月"
    return f"{MONTHS[day.month - 1]} {day.year}"


def iso_week(year: int, week: int, language: str) -> str:
    """An ISO week: 2026 年第 47 周 · Week 47, 2026."""
    if language.lower() == "zh-hant":
        return f"{year} 年第 {week} 週"
    return f"{year} 年第 {week} 周" if language.lower().startswith("zh") else f"Week {week}, {year}"


def moment(then: datetime, language: str, *, now: datetime) -> str:
    """A moment beside an entry: 今天 14:06, 昨天 16:20, 明天 09:00, else 11-17 周二. Both in the reader's zone."""
    words = {-1: ("昨天", "Yesterday"), 0: ("今天", "Today"), 1: ("明天", "Tomorrow")}
    gap = (then.date() - now.date()).days
    chinese = language.lower().startswith("zh")
    if gap in words:
        return f"{words[gap][0 if chinese else 1]} {then:%H:%M}"
    if chinese:
        return f"{short_day(then.date(), today=now.date())} {weekday(then.date(), language)}"
    return long_day(then.date(), language, today=now.date())


def span(length: timedelta, language: str) -> str:
    """A length of time in its two largest parts: 3 小时 10 分, 2 天; never seconds, at least one minute."""
    minutes = max(1, int(abs(length).total_seconds() // 60))
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if language.lower().startswith("zh"):
        hour, minute = ("小時", "分") if language.lower() == "zh-hant" else ("小时", "分")
        parts = [(days, "天"), (hours, hour), (rest, minute)]
        joined = [f"{count} {word}" for count, word in parts if count]
    else:
        joined = [f"{count}{word}" for count, word in ((days, "d"), (hours, "h"), (rest, "min")) if count]
    return " ".join(joined[:1] if days >= 2 else joined[:2])
