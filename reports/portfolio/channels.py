"""What winning a customer costs by channel, region and size of company, and what channels bring back."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.charts.lines import Series, lines
from office.exporting import Cell
from office.formatting.days import month as month_text
from office.formatting.writers import Write
from reports.portfolio.measures import NARROW, WIDE, number, of_customers, texts, unknown
from reports.portfolio.tables import category_url
from reports.portfolio.terms import city_tier_word

MOST_LINES = 5


def cac_of_channels(found: Sequence[Mapping[str, Any]], labels: Mapping[str, str], money: Write) -> Table:
    heads = (_("Spending"), _("New customers"), _("CAC, 3 months"), _("CAC, 12 months"), _("the 12 months before"))
    return Table(
        _("Channels: what winning a customer costs"),
        (Column(_("Acquisition channel"), words=True), *(Column(head) for head in heads)),
        tuple(
            charts.Row(
                (
                    labels.get(one["code"], one["code"]) or unknown(),
                    *texts(money, [number(one, "spend")]),
                    f"{one['new']:,}",
                    *(_cac(one, key, money) for key in ("_3", "", "_before")),
                ),
                category_url("channel", one["code"] or "none"),
            )
            for one in found
        ),
    )


def cac_channel_rows(
    found: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
) -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """For the file."""
    heads = [_("Acquisition channel"), _("Spending"), _("New customers"), _("CAC, 3 months"), _("CAC, 12 months")]
    heads.append(_("CAC of the 12 months before"))
    keys = ("cac_3", "cac", "cac_before")
    rows = [
        (
            labels.get(one["code"], one["code"]),
            number(one, "spend"),
            one["new"],
            *(number(one, key) for key in keys),
        )
        for one in found
    ]
    return heads, rows, len(rows)


def rolling_of_channels(values: Mapping[str, Any], labels: Mapping[str, str], money: Write) -> charts.Figure:
    """Rolling over twelve months, of the five channels that cost most."""
    title = _("CAC by channel, rolling over 12 months")
    spending = [one for one in values["cac_channels"] if number(one, "spend")]
    most = sorted(spending, key=lambda one: -(number(one, "spend") or 0))[:MOST_LINES]
    drawn_lines = [one for one in most if any(cost is not None for cost in one["rolling"])]
    series = [
        Series(
            labels.get(one["code"], one["code"]) or pgettext("acquisition channel", "none named"),
            tuple(number({"cac": cost}, "cac") for cost in one["rolling"]),
        )
        for one in drawn_lines
    ]
    language, months = get_language() or "en", [point["month"] for point in values["months"]]
    drawn = partial(lines, series, [month[2:] for month in months], write=money)
    table = Table(
        title,
        (Column(_("Month"), words=True), *(Column(each.name) for each in series)),
        tuple(
            charts.Row(
                (
                    month_text(date.fromisoformat(f"{month}-01"), language),
                    *(_none_or(cost, money) for cost in (each.values[place] for each in series)),
                )
            )
            for place, month in enumerate(months)
        ),
    )
    return charts.Figure(
        title=title,
        label=_("What one new customer of each channel cost, over the twelve months up to each month."),
        note=_("the five channels that cost most"),
        picture=drawn(width=WIDE) if series else None,
        narrow=drawn(width=NARROW) if series else None,
        reason=_("No channel with spending won anybody."),
        table=table if series else None,
    )


def cac_of_sizes(found: Sequence[Mapping[str, Any]], labels: Mapping[str, str], money: Write) -> Table:
    """Spending names no size: own cost and the share of the channel's pool, of each one won."""
    heads = (_("New customers"), pgettext("acquisition cost", "Known of"), "CAC")
    return Table(
        _("Sizes of company: what winning a customer costs"),
        (Column(_("Size of company"), words=True), *(Column(head) for head in heads)),
        tuple(
            charts.Row(
                (
                    labels.get(one["code"], one["code"]) or unknown(),
                    f"{one['new']:,}",
                    f"{one['known']:,}",
                    *texts(money, [number(one, "cac")]),
                ),
                category_url("size", one["code"] or "none"),
            )
            for one in found
        ),
    )


def size_rows(
    found: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
) -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """For the file."""
    heads = [_("Size of company"), _("New customers"), pgettext("acquisition cost", "Known of"), "CAC"]
    rows = [(labels.get(one["code"], one["code"]), one["new"], one["known"], number(one, "cac")) for one in found]
    return heads, rows, len(rows)


def _cac(one: Mapping[str, Any], key: str, money: Write) -> str:
    value = number(one, f"cac{key}")
    return money(value) if value is not None else unknown() if one[f"new{key}"] else _("nobody won")


def _none_or(cost: Any, money: Write) -> str:
    return _("nobody won") if cost is None else money(cost)


def advice_words() -> dict[str, str]:
    return {
        "organic": pgettext("advice", "without spending"),
        "insufficient": pgettext("advice", "too few to judge"),
        "cut": pgettext("advice", "test cutting it"),
        "increase": pgettext("advice", "test more of it"),
        "keep": pgettext("advice", "keep"),
    }


def returns_of_channels(
    found: Sequence[Mapping[str, Any]], labels: Mapping[str, str], money: Write, share: Write
) -> Table:
    words = advice_words()
    return Table(
        _("Channels: return against budget"),
        (
            Column(_("Acquisition channel"), words=True),
            Column(_("Spending")),
            Column(_("New customers")),
            Column(_("Contribution of their first year")),
            Column(_("Return")),
            Column(_("Share of the budget")),
            Column(_("Advice"), words=True),
        ),
        tuple(
            charts.Row(
                (
                    labels.get(one["code"], one["code"]) or unknown(),
                    *texts(money, [number(one, "spend")]),
                    str(one["new"]),
                    _contribution(one, money),
                    _times(number(one, "roi")),
                    *texts(share, [number(one, "budget_share")]),
                    words[one["advice"]],
                ),
                category_url("channel", one["code"] or "none"),
            )
            for one in found
        ),
    )


def _contribution(one: Mapping[str, Any], money: Write) -> str:
    """With the customers left out, whose product cost nobody knows."""
    (text,) = texts(money, [number(one, "contribution")])
    if not one["unknown"]:
        return text
    return _("%(sum)s (without %(count)s)") % {"sum": text, "count": of_customers(one["unknown"])}


def cac_of_regions(found: Sequence[Mapping[str, Any]], labels: Mapping[str, str], money: Write, share: Write) -> Table:
    caption = _("Regions: what winning costs there")
    return _cac_by_place(found, (caption, _("Region"), "region"), labels, money, share)


def cac_of_city_tiers(found: Sequence[Mapping[str, Any]], money: Write, share: Write) -> Table:
    """Regions of one city tier together."""
    labels = {one["code"]: city_tier_word(one["code"]) for one in found if one["code"]}
    caption = _("City tiers: what winning costs there")
    return _cac_by_place(found, (caption, _("City tier"), "city_tier"), labels, money, share)


def _cac_by_place(
    found: Sequence[Mapping[str, Any]],
    words: tuple[str, str, str],
    labels: Mapping[str, str],
    money: Write,
    share: Write,
) -> Table:
    """`words`: caption, head of the first column, and what narrows the customers."""
    caption, head, kind = words
    return Table(
        caption,
        (
            Column(head, words=True),
            Column(_("Share of customers")),
            Column(_("Spending")),
            Column(_("New customers")),
            Column("CAC"),
            Column(_("Times the cheapest")),
            Column(_("Verdict"), words=True),
        ),
        tuple(
            charts.Row(
                (
                    labels.get(one["code"], one["code"]) or unknown(),
                    *texts(share, [number(one, "customer_share")]),
                    *texts(money, [number(one, "spend")]),
                    str(one["new"]),
                    _cost(one, money) if number(one, "spend") else "",
                    _times(number(one, "multiple")) if number(one, "spend") else "",
                    _("half the customers at twice the cost") if one["flag"] else "",
                ),
                category_url(kind, one["code"] or "none"),
            )
            for one in found
            if one["new"] or number(one, "spend")
        ),
    )


def place_rows(
    found: Sequence[Mapping[str, Any]], head: str, labels: Mapping[str, str]
) -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """For the file, of regions and of city tiers."""
    heads = [head, _("Customers"), _("Spending"), _("New customers"), "CAC", _("Times the cheapest")]
    rows = [
        (
            labels.get(one["code"], one["code"]),
            one["customers"],
            number(one, "spend"),
            one["new"],
            number(one, "cac"),
            number(one, "multiple"),
        )
        for one in found
    ]
    return heads, rows, len(rows)


def _times(value: Decimal | None) -> str:
    return unknown() if value is None else f"{value:.2f}"


def _cost(point: Mapping[str, Any], money: Write) -> str:
    value = number(point, "cac")
    return money(value) if value is not None else unknown() if point["new"] else _("nobody won")
