"""What was spent on winning customers, month by month, and what of it is not known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers import extensions
from customers.figures.reasons import minutes_of_roles
from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.charts.lines import Series, lines
from office.exporting import Cell
from office.formatting.days import month as month_text
from office.formatting.writers import Write, figure_writer
from reports.portfolio.measures import NARROW, WIDE, number, texts, unknown

LISTED = 50


def partial_notes(values: Mapping[str, Any]) -> list[str]:
    """What the spending of the twelve months leaves out."""
    entered, lines_left = values["cac"]["entered"], values["without_rate"]["lines"]
    notes = []
    if 0 < entered < values["cac"]["months"]:
        notes.append(
            _("partial: spending entered for %(entered)s of %(months)s months")
            % {"entered": entered, "months": values["cac"]["months"]}
        )
    if lines_left:
        notes.append(
            ngettext(
                "partial: %(count)s line has no exchange rate",
                "partial: %(count)s lines have no exchange rate",
                lines_left,
            )
            % {"count": f"{lines_left:,}"}
        )
    return [*notes, *unpriced_notes(values, "roles")]


def unpriced_notes(values: Mapping[str, Any], *names: str) -> list[str]:
    """Our minutes that no hourly rate prices, by role."""
    roles = Counter[str]()
    for name in names:
        roles.update((values.get("unpriced") or {}).get(name, {}))
    return [_("partial: no hourly rate for %(minutes)s") % {"minutes": minutes_of_roles(roles)}] if roles else []


def unpriced_minutes(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> Table:
    """The minutes left out, by month, channel and role: the newest; the file has all."""
    language = get_language() or "en"
    heads = (_("Month"), _("Acquisition channel"), _("Cost role"))
    return Table(
        _("Minutes without an hourly rate"),
        (*(Column(head, words=True) for head in heads), Column(_("Minutes"))),
        tuple(
            charts.Row(
                (
                    month_text(date.fromisoformat(f"{one['month']}-01"), language),
                    labels.get(one["channel"], one["channel"]) or unknown(),
                    str(extensions.cost_roles.get(one["role"], one["role"])),
                    f"{one['minutes']:,}",
                )
            )
            for one in rows[:LISTED]
        ),
    )


def unpriced_rows(
    rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str]
) -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """For the file."""
    told = [
        (
            one["month"],
            labels.get(one["channel"], one["channel"]),
            str(extensions.cost_roles.get(one["role"], one["role"])),
            one["minutes"],
        )
        for one in rows
    ]
    return [_("Month"), _("Acquisition channel"), _("Cost role"), _("Minutes")], told, len(told)


def without_rate(rows: Sequence[Mapping[str, Any]], labels: Mapping[str, str]) -> Table:
    """The lines left out, added up by month, channel and currency."""
    language, write = get_language() or "en", figure_writer(2)
    return Table(
        _("Spending without an exchange rate"),
        (
            Column(_("Month"), words=True),
            Column(_("Acquisition channel"), words=True),
            Column(_("Currency"), words=True),
            Column(_("Amount")),
            Column(_("Lines")),
        ),
        tuple(
            charts.Row(
                (
                    month_text(date.fromisoformat(f"{one['month']}-01"), language),
                    labels.get(one["channel"], one["channel"]) or unknown(),
                    one["currency"],
                    *texts(write, [number(one, "amount")]),
                    f"{one['lines']:,}",
                )
            )
            for one in rows
        ),
    )


def months_figure(points: Sequence[Mapping[str, Any]], money: Write) -> charts.Figure:
    title = _("CAC by month, and rolling over 3 and 12 months")
    series = [
        Series(name, tuple(number(point, key) for point in points))
        for name, key in ((_("month"), "cac"), (_("3 months"), "cac_3"), (_("12 months"), "cac_12"))
    ]
    any_known = any(number(point, "spend") or number(point, "cac_12") for point in points)
    drawn = partial(lines, series, [point["month"][2:] for point in points], write=money)
    language = get_language() or "en"
    table = Table(
        title,
        (
            Column(_("Month"), words=True),
            Column(_("Spending")),
            Column(_("New customers")),
            Column("CAC"),
            Column(_("CAC, 3 months")),
            Column(_("CAC, 12 months")),
        ),
        tuple(
            charts.Row(
                (
                    month_text(date.fromisoformat(f"{point['month']}-01"), language),
                    *texts(money, [number(point, "spend")]),
                    str(point["new"]),
                    *(_rolling(point, key, money) for key in ("", "_3", "_12")),
                )
            )
            for point in points
        ),
    )
    return charts.Figure(
        title=title,
        label=_("What one new customer cost in each of the last twelve months."),
        note=_(
            "sums over sums, never a mean of months; a gap is a month without a new customer or without spending entered"
        ),
        picture=drawn(width=WIDE) if any_known else None,
        narrow=drawn(width=NARROW) if any_known else None,
        reason=no_spending(),
        table=table if any_known else None,
        csv_url=reverse("portfolio:acquisition-csv", args=["months"]) if any_known else "",
    )


def _rolling(point: Mapping[str, Any], key: str, money: Write) -> str:
    """With the months of the span that are known, where some are not."""
    value, entered = number(point, f"cac{key}"), point[f"entered{key}"]
    months = {"": 1, "_3": 3, "_12": 12}[key]
    if not entered:
        return pgettext("spending of a month", "not entered")
    if value is None:
        return _("nobody won")
    if entered == months:
        return money(value)
    return _("%(cost)s (%(entered)s of %(months)s months)") % {
        "cost": money(value),
        "entered": entered,
        "months": months,
    }


def no_spending() -> str:
    return _("No acquisition spending is entered: Finance or sales operations enter it by month and channel.")
