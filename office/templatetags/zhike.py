"""Template tags of the house: icons, sums, days, people. The words come from `office.formatting`."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, CheckboxInput
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from office.clock import today
from office.formatting import amounts, days, lists, marks, sparklines
from office.formatting.marks import as_decimal
from office.models.company import Company

register = template.Library()


def language() -> str:
    return get_language() or "en"


def unknown() -> str:
    return pgettext("a number nobody knows", "unknown")


# ── Icons, people, marks ──

register.simple_tag(marks.icon)
register.simple_tag(marks.badge)
register.simple_tag(marks.pill)
register.simple_tag(marks.avatar)
register.simple_tag(marks.meter)
register.filter(marks.initial)
register.filter(marks.of_hundred)
register.filter(lists.listed)
register.filter(lists.clauses)


# ── Numbers ──


@register.filter
def amount(value: object, currency: str = "") -> str:
    """A sum in words of the reader: 386.4 万; in English with the symbol of the base or the given currency."""
    number = as_decimal(value)
    if number is None:
        return unknown()
    return amounts.amount(number, language(), currency=currency or Company.get().base_currency)


@register.filter
def money(value: object) -> str:
    """A sum in the base currency that no head names: 680 元, 386.4 万元; in English ¥680."""
    text = amount(value)
    return text if as_decimal(value) is None else amounts.alone(text, language(), Company.get().base_currency)


@register.filter
def signed_amount(value: object, currency: str = "") -> str:
    """A change of a sum, with its sign."""
    return amounts.signed(amount(value, currency)) if as_decimal(value) is not None else unknown()


@register.filter
def exact(value: object, currency: str = "") -> str:
    """A sum to the cent, as on a document."""
    number = as_decimal(value)
    return unknown() if number is None else amounts.exact(number, language(), currency=currency)


@register.filter
def in_unit(value: object, unit: str) -> str:
    """The figure of a column whose head names its one unit: wan, yi, k, m or plain."""
    number = as_decimal(value)
    return unknown() if number is None else amounts.amount_in(number, unit)


@register.filter
def number(value: object, places: int = 0) -> str:
    """A plain number, grouped, with a true minus."""
    found = as_decimal(value)
    return unknown() if found is None else amounts.figure(found, int(places))


@register.filter
def signed(value: object, places: int = 0) -> str:
    """A change: +6, −4."""
    return amounts.signed(number(value, places)) if as_decimal(value) is not None else unknown()


@register.filter
def percent(value: object, places: int = 1) -> str:
    """A share, 0.312, as 31.2%."""
    found = as_decimal(value)
    return unknown() if found is None else amounts.percent(found, int(places))


@register.filter
def points(value: object, places: int = 1) -> str:
    """A change of a share, 0.018, in points: +1.8 点."""
    found = as_decimal(value)
    if found is None:
        return unknown()
    text = amounts.signed(amounts.figure(found * 100, int(places)))
    return _("%(points)s pts") % {"points": text}


@register.simple_tag
def then() -> str:
    """What stands between two sentences: a space, and nothing where full stops are as wide as a character."""
    return "" if get_language() in {"zh-hans", "zh-hant"} else " "


@register.simple_tag
def currency_name(code: str = "") -> str:
    """The currency as a column head says it once: 元, US dollars."""
    code = code or Company.get().base_currency
    names = {"CNY": _("yuan"), "USD": _("US dollars"), "EUR": _("euros"), "HKD": _("Hong Kong dollars")}
    return names.get(code, code)


@register.simple_tag
def figure(value: object, text: str, reason: str = "") -> SafeString:
    """`text` when `value` is known, else the reason why not: never 0, never a dash."""
    if value is None:
        return marks.unknown(reason or unknown())
    return format_html('<span class="n">{}</span>', text)


@register.inclusion_tag("components/spark.html")
def spark(
    values: Sequence[sparklines.Number | None],
    label: str,
    low: sparklines.Number | None = None,
    high: sparklines.Number | None = None,
    crossed: bool = False,
) -> dict[str, object]:
    """A trend line with its healthy band; `label` says its conclusion in words."""
    return {"trace": sparklines.trace(values, low=low, high=high), "label": label, "crossed": crossed}


# ── Days ──


def as_day(value: date | datetime) -> date:
    """The calendar day of a value in the company's zone."""
    if isinstance(value, datetime):
        return timezone.localtime(value, Company.get().zone).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """A day in prose: 11月19日 周四."""
    return unknown() if value is None else days.long_day(as_day(value), language(), today=today())


@register.filter
def day_plain(value: date | datetime | None) -> str:
    """A day without weekday: 11月19日."""
    return unknown() if value is None else days.plain_day(as_day(value), language())


@register.filter
def day_short(value: date | datetime | None) -> str:
    """A day in a dense list: 11-17, or 2025-11-17 in another year."""
    return unknown() if value is None else days.short_day(as_day(value), today=today())


@register.filter
def day_full(value: date | datetime | None) -> str:
    """A day of a contract or a document: 2027-02-17."""
    return unknown() if value is None else as_day(value).isoformat()


@register.filter
def month(value: date | None) -> str:
    return unknown() if value is None else days.month(value, language())


@register.filter
def iso_week(value: date | str | None) -> str:
    """An ISO week from a day or a key such as 2026-W47."""
    if value is None:
        return unknown()
    if isinstance(value, str):
        year, _dash, week = value.partition("-W")
        return days.iso_week(int(year), int(week), language())
    found = as_day(value).isocalendar()
    return days.iso_week(found.year, found.week, language())


@register.filter
def when(value: datetime | None) -> str:
    """A moment beside an entry: 今天 14:06, 昨天 16:20, 11-17 周二."""
    if value is None:
        return unknown()
    zone = Company.get().zone
    return days.moment(timezone.localtime(value, zone), language(), now=timezone.localtime(timezone=zone))


@register.simple_tag
def timeline_entry(
    icon: str,
    text: object = "",
    source: object = "",
    at: datetime | None = None,
    url: str = "",
    *,
    verbatim: object = "",
    when_text: object = "",
    pill: object = "",
    pill_state: str = "",
    voided: bool = False,
    kind: str = "",
) -> SafeString:
    """An entry of <ol class="timeline">, see components/timeline_entry.html."""
    voice = marks.modifier("entry", "voice" if verbatim or kind == "voice" else "")
    return marks.timeline_entry(
        icon_name=icon or "history",
        text=text,
        verbatim=verbatim,
        source=source,
        pill_text=pill,
        pill_state=pill_state,
        at=timezone.localtime(at) if at else None,
        when=when_text or (when(at) if at else ""),
        url=url,
        classes=voice + marks.modifier("entry", "voided" if voided else ""),
    )


@register.filter
def remaining(value: datetime | None) -> str:
    """The time to a deadline, or past it: 还剩 3 小时 10 分, 逾期 2 天."""
    if value is None:
        return unknown()
    gap = value - timezone.now()
    length = days.span(gap, language())
    if gap.total_seconds() < 0:
        return _("%(span)s overdue") % {"span": length}
    return _("%(span)s left") % {"span": length}


@register.filter
def due(value: date | None) -> str:
    """The due day of an action: 逾期 6 天, 今天, 明天, 周五 within a week, else 11-27."""
    if value is None:
        return _("no date")
    gap = (as_day(value) - today()).days
    if gap < 0:
        return ngettext("%(count)s day overdue", "%(count)s days overdue", -gap) % {"count": -gap}
    if gap <= 1:
        return _("tomorrow") if gap else _("today")
    return days.weekday(as_day(value), language()) if gap < 7 else days.short_day(as_day(value), today=today())


@register.filter
def due_state(value: date | None) -> str:
    """The state of a due day for a pill: bad when overdue, warn today, else neutral."""
    if value is None:
        return ""
    gap = (as_day(value) - today()).days
    return "bad" if gap < 0 else "warn" if gap == 0 else ""


@register.filter
def days_ago(value: date | datetime | None) -> str:
    """Whole days since: 今天, 24 天前."""
    if value is None:
        return unknown()
    gap = (today() - as_day(value)).days
    return _("today") if gap <= 0 else ngettext("%(count)s day ago", "%(count)s days ago", gap) % {"count": gap}


# ── Forms and messages ──


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the label of a bound field stands behind its widget."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def tagged(message: Message, name: str) -> str:
    """The value of `name:value` among a message's extra tags, else an empty text."""
    for tag in (message.extra_tags or "").split():
        key, found, value = tag.partition(":")
        if found and key == name:
            return value
    return ""
