"""A kept day beside the same day with other settings, in words: which settings, which figures, how many of each, who moves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.figures.reading import typed
from customers.models import CompanyStanding, Customer, CustomerStanding, StandingKind, ValuationSettings
from customers.presenters.figures import text_of
from customers.selectors.worth import settings_from_number
from customers.valuation.settings import Settings, settings_from
from office.charts.figures import Column, Row, Table
from office.exporting import Cell
from reports.indicators.grading import OF_THE_BASE
from reports.indicators.recalculating import ABSENT, Three
from reports.models import MovedCustomer, Recalculation
from reports.portfolio.behind import BEHIND
from reports.portfolio.explained import page_of
from reports.portfolio.measures import unknown
from reports.portfolio.parameters import LABELS, differences
from reports.portfolio.tables import customer_url
from reports.portfolio.tabs import ordered

OFFERED = 36
ORDERS: Mapping[str, Sequence[str]] = {
    "tier": [*Customer.Tier.values, ""],
    "class": CustomerStanding.ProfitClass.values,
    "stage": CustomerStanding.Stage.values,
    "grade": [*CustomerStanding.Grade.values, ""],
    "alarm": [*CustomerStanding.Alarm.values, ""],
}


@dataclass(frozen=True, slots=True)
class Version:
    """Settings in words; `by` and `at` are empty of the standard ones and of those that were only tried."""

    label: str
    by: str = ""
    at: Any = None
    why: str = ""


def days_offered() -> list[tuple[str, str]]:
    """Today and the month ends that are kept, the newest first: key and label. One query."""
    rows = CompanyStanding.objects.exclude(kind=StandingKind.WEEK).order_by("-as_of", "-kind")
    return [
        (key_of(kind, day.isoformat()), _day(kind, day)) for kind, day in rows.values_list("kind", "as_of")[:OFFERED]
    ]


def key_of(kind: str, day: str) -> str:
    return f"{kind}:{day}"


def _day(kind: str, day: date) -> str:
    told = {"day": day.isoformat()}
    return (_("today's standings, of %(day)s") if kind == StandingKind.TODAY else _("month end %(day)s")) % told


def day_of(one: Recalculation) -> str:
    return _day(one.kind, one.as_of)


def asked_lines(asked: Iterable[Recalculation], current: Settings) -> list[dict[str, Any]]:
    """Those that are held, the newest first; of settings that were tried, what differs from those in force."""
    return [
        {
            "day": _day(one.kind, one.as_of),
            "url": reverse("portfolio:recalculation", args=[one.pk]),
            "settings": version_label(one.number),
            "changes": differences(current, settings_from(one.values)) if one.number is None else [],
            "one": one,
        }
        for one in asked
    ]


def version_label(number: int | None) -> str:
    if number is None:
        return _("settings that were tried and not saved")
    return _("version %(number)s") % {"number": number} if number else _("the standard settings")


def settings_of(one: Recalculation) -> tuple[Settings, Settings]:
    """Those kept beside the day, and those chosen."""
    return settings_from_number(one.kept_number), settings_from(one.values)


def page_of_recalculation(one: Recalculation) -> dict[str, Any]:
    """Context of reports/portfolio/recalculation.html, moves apart. Two queries."""
    before, chosen = settings_of(one)
    versions = ValuationSettings.objects.select_related("by").in_bulk(
        [number for number in (one.kept_number, one.number) if number], field_name="number"
    )
    tiles = list(moved_tiles(one))
    return {
        "day": _day(one.kind, one.as_of),
        "kept_version": _version(one.kept_number, versions),
        "chosen_version": _version(one.number, versions),
        "changes": differences(before, chosen),
        "lines": _lines_only(before, chosen),
        "tiles": _tiles_table(tiles),
        "tiles_moved": len(tiles),
        "tiles_all": len(one.tiles),
        "counts": [_counts_table(name, one.counts.get(name, {})) for name in ORDERS],
    }


def _version(number: int | None, versions: Mapping[int, ValuationSettings]) -> Version:
    found = versions.get(number or 0)
    label = version_label(number)
    return Version(label) if found is None else Version(label, str(found.by or ""), found.at, found.why)


def _lines_only(before: Settings, chosen: Settings) -> str:
    """Changed lines that judge figures and move none."""
    changed = [
        str(label)
        for name, label in LABELS.items()
        if name in OF_THE_BASE and getattr(before, name) != getattr(chosen, name)
    ]
    return pgettext("between items", ", ").join(changed)


def moved_tiles(one: Recalculation) -> Iterator[tuple[str, Three]]:
    for name, values in one.tiles.items():
        found = Three(*values)
        if name in BEHIND and found.moves:
            yield name, found


def _tiles_table(tiles: Sequence[tuple[str, Three]]) -> Table:
    pages = {tab.key: str(tab.label) for tab in ordered()}
    heads = (_("Figure"), _("Page"), *three_heads(), _("Because of"))
    return Table(
        _("Figures of the company that change"),
        tuple(Column(head, words=place in (0, 1, 5)) for place, head in enumerate(heads)),
        tuple(
            Row(
                (
                    _capital(BEHIND[name].name),
                    pages.get(page_of(name), ""),
                    *(_tile_text(name, value) for value in (found.kept, found.chosen, found.plain)),
                    cause_word(found.cause),
                ),
                reverse("portfolio:figure", args=[name]),
            )
            for name, found in tiles
        ),
    )


def three_heads() -> tuple[str, str, str]:
    return pgettext("standing", "Kept"), _("These settings"), _("Kept settings now")


def _tile_text(name: str, value: Any) -> str:
    behind = BEHIND[name]
    known = typed(value, behind.unit)
    return unknown() if known is None else text_of(known, behind.unit, behind.words)


def tile_rows(one: Recalculation) -> tuple[list[str], Iterator[Sequence[Cell]], int]:
    """For the file: every figure, also those that stay."""
    heads = [_("Figure"), _("Name"), *three_heads(), _("Because of")]
    known = {name: Three(*values) for name, values in one.tiles.items() if name in BEHIND}
    rows = (
        (
            _capital(BEHIND[name].name),
            name,
            *(typed(value, BEHIND[name].unit) for value in (found.kept, found.chosen, found.plain)),
            cause_word(found.cause),
        )
        for name, found in known.items()
    )
    return heads, rows, len(known)


def _counts_table(name: str, counts: Mapping[str, Sequence[int]]) -> Table:
    order = list(ORDERS[name])
    codes = sorted(counts, key=lambda code: (order.index(code) if code in order else len(order), code))
    word = str(MovedCustomer.Dimension(name).label)
    return Table(
        word,
        (Column(word, words=True), *(Column(head) for head in three_heads())),
        tuple(Row((place_word(name, code), *(f"{counts[code][place]:,}" for place in (0, 2, 1)))) for code in codes),
    )


def place_word(dimension: str, code: str) -> str:
    """A tier, class, stage, grade or alarm in words."""
    if code == ABSENT:
        return _("not kept then")
    words: dict[str, Mapping[str, Any]] = {
        "tier": {**dict(Customer.Tier.choices), "": pgettext("tier", "none yet")},
        "class": {**dict(CustomerStanding.ProfitClass.choices), "": unknown()},
        "stage": {**dict(CustomerStanding.Stage.choices), "": unknown()},
        "grade": {**dict(CustomerStanding.Grade.choices), "": pgettext("payment grade", "no invoices")},
        "alarm": {**dict(CustomerStanding.Alarm.choices), "": pgettext("silent defector", "no alarm")},
    }
    return str(words[dimension].get(code, code))


def cause_word(cause: str) -> str:
    return str(MovedCustomer.Cause(cause).label) if cause else ""


def moves_table(rows: Iterable[MovedCustomer]) -> Table:
    heads = (_("Customer"), pgettext("what of a customer moves", "What"), *three_heads(), _("Because of"))
    return Table(
        _("Customers that move"),
        tuple(Column(head, words=True) for head in heads),
        tuple(Row((row.customer.name, *_move(row)), customer_url(row.customer_id)) for row in rows),
    )


def move_heads() -> list[str]:
    return [
        _("Customer"),
        pgettext("what of a customer moves", "What"),
        *three_heads(),
        _("Because of"),
        _("Revenue, 12 months"),
    ]


def move_cells(row: MovedCustomer) -> Sequence[Cell]:
    return (row.customer.name, *_move(row), row.net_t12)


def _move(row: MovedCustomer) -> tuple[str, ...]:
    places = (place_word(row.dimension, code) for code in (row.kept, row.chosen, row.plain))
    return (str(row.get_dimension_display()), *places, str(row.get_cause_display()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_plain(one: Recalculation) -> dict[str, Any]:
    """For a machine: what changes of figures and who moves, each as kept, with the kept settings, with these."""
    before, chosen = settings_of(one)
    moves = one.moves.order_by("-net_t12", "customer", "dimension")
    return {
        "kind": one.kind,
        "as_of": one.as_of.isoformat(),
        "kept_settings": one.kept_number,
        "settings": one.number,
        "changed_settings": [list(each) for each in differences(before, chosen)],
        "customers": one.customers,
        "gone": one.gone,
        "moved": one.moved,
        "figures": {name: [found.kept, found.plain, found.chosen] for name, found in moved_tiles(one)},
        "counts": one.counts,
        "moves": [
            {
                "customer": row.customer_id,
                "what": row.dimension,
                "kept": row.kept,
                "kept_settings": row.plain,
                "settings": row.chosen,
                "because_of": row.cause,
            }
            for row in moves.iterator(1_000)
        ],
    }
