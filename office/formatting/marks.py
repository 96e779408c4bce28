"""Small pieces of a page that come by the dozen: written once here, as tags for templates and as cells for long tables.

Whatever is put in from outside is escaped.
"""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from office.formatting.icons import ICONS

NOTHING = SafeString("")


@cache
def icon(name: str, size: str = "") -> SafeString:
    """The named icon. It is decoration: the word beside it says what it means."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        modifier("icon", size),
        mark_safe(ICONS[name]),  # noqa: S308
    )


def badge(tier: str = "", klass: str = "", size: str = "") -> SafeString:
    """A letter with its shape: tier S/A/B/C is a square, profitability class A–D a circle."""
    if klass:
        label = _("Class %(klass)s") % {"klass": klass}
        return format_html('<span class="class class--{0}" role="img" aria-label="{1}">{0}</span>', klass, label)
    label = _("Tier %(tier)s") % {"tier": tier} if tier else _("No tier yet")
    return format_html(
        '<span class="tier tier--{}{}" role="img" aria-label="{}">{}</span>',
        tier or "none",
        modifier("tier", size),
        label,
        tier,
    )


def pill(text: object, state: str = "") -> SafeString:
    """A status word; state = bad, warn, good, accent or nothing."""
    return format_html('<span class="pill{}">{}</span>', modifier("pill", state), text)


def avatar(name: object, theirs: bool = False, size: str = "") -> SafeString:
    """One character: ours square, theirs round."""
    classes = ("avatar", "avatar--theirs" if theirs else "", f"avatar--{size}" if size else "")
    return format_html('<span class="{}" aria-hidden="true">{}</span>', " ".join(filter(None, classes)), initial(name))


def unknown(reason: object) -> SafeString:
    """Why there is no figure: never 0, never a dash."""
    return format_html('<span class="unknown">{}</span>', reason)


def meter(
    value: object, *, target: object = None, label: object, text: object = "", state: str = "", wide: bool = False
) -> SafeString:
    """A score on a bar of 0–100 with its target as an ink tick; `text` is what a screen reader says for it."""
    tick = NOTHING
    if target is not None and target != "":
        tick = format_html('<rect class="meter__tick" x="{}" y="0" width="2" height="14"/>', of_hundred(target))
    return format_html(
        '<svg class="meter{0}{1}" viewBox="0 0 100 14" preserveAspectRatio="none" role="meter" aria-label="{2}"'
        ' aria-valuemin="0" aria-valuemax="100" aria-valuenow="{3}" aria-valuetext="{4}">'
        '<rect class="meter__rail" y="5" width="100" height="4" rx="1"/>'
        '<rect class="meter__fill" y="5" width="{3}" height="4" rx="1"/>{5}</svg>',
        modifier("meter", state),
        modifier("meter", "wide" if wide else ""),
        label,
        of_hundred(value),
        text or value,
        tick,
    )


def timeline_entry(
    *,
    icon_name: str,
    text: object = "",
    verbatim: object = "",
    source: object = "",
    pill_text: object = "",
    pill_state: str = "",
    at: datetime | None = None,
    when: object = "",
    url: str = "",
    classes: str = "",
) -> SafeString:
    """One entry of a timeline: the sentence or their words, who and how below it, the moment beside it."""
    said = format_html('<a class="entry__link" href="{}">{}</a>', url, verbatim or text) if url else verbatim or text
    body = '<blockquote class="quote"><p class="say say--timeline">{}</p></blockquote>' if verbatim else "<p>{}</p>"
    below, beside = NOTHING, NOTHING
    if source or pill_text:
        mark = format_html(" {}", pill(pill_text, pill_state)) if pill_text else NOTHING
        below = format_html('\n<p class="entry__source">{}{}</p>', source, mark)
    if at:
        beside = format_html('<time class="entry__when" datetime="{}">{}</time>', at.isoformat(), when)
    elif when:
        beside = format_html('<span class="entry__when">{}</span>', when)
    return format_html(
        '<li class="entry{}">\n<span class="entry__dot">{}</span>\n<div class="entry__body">{}{}</div>\n{}</li>',
        classes,
        icon(icon_name),
        format_html(body, said),
        below,
        beside,
    )


def modifier(block: str, name: str) -> str:
    """The second class of a block in another state: ` pill--bad`, or nothing."""
    return f" {block}--{name}" if name else ""


def initial(name: object) -> str:
    """The one character of an avatar: the surname's in Chinese, the first letter otherwise."""
    text = str(name or "").strip()
    return text[:1].upper() or "?"


def of_hundred(value: object) -> str:
    """A score kept within 0–100 and written with a point, for drawing."""
    found = as_decimal(value)
    return "0" if found is None else f"{min(max(found, Decimal(0)), Decimal(100)):.1f}"


def as_decimal(value: object) -> Decimal | None:
    """The number behind a value of a page; None when it is unknown."""
    if value is None or value == "":
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None
