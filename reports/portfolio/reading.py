"""A tile of the portfolio as of a day, with everything behind it: the same for the page, on paper, for a command, by API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from customers.figures.declared import Gap, Unit
from customers.figures.parameters import said
from customers.figures.reading import FutureDayError
from customers.figures.reasons import gap
from customers.figures.registry import UnknownFigureError
from customers.models import StandingKind
from customers.presenters.figures import plain
from customers.selectors import base
from customers.selectors.base import Figure
from customers.selectors.worth import settings_from_number
from office.calendar.months import add_months, month_end, month_of
from office.clock import today
from reports.portfolio.before import Before, before_of, known_before
from reports.portfolio.behind import BEHIND, Behind, Values, found, rows_url
from reports.portfolio.behind.quality import quality_values
from reports.portfolio.explained import PAGES, page_of
from reports.portfolio.live import days_of, defector_values, defectors_of, live_figure
from reports.portfolio.scenarios import results_kept, results_today

if TYPE_CHECKING:
    from office.models import User

DEFECTORS, STRESS, QUALITY = "silent-defectors", "stress", "quality"


@dataclass(frozen=True, slots=True)
class Read:
    """An input as it was found."""

    label: str
    unit: Unit
    value: Any
    tile: str


@dataclass(frozen=True, slots=True)
class TileReading:
    """`value` is None where it is unknown; `gaps` say why, or what it leaves out. `kind`: today's, or as kept."""

    name: str
    page: str
    behind: Behind
    figure: Figure
    kind: str
    value: Any
    inputs: tuple[Read, ...]
    before: Before
    rows: str
    gaps: tuple[Gap, ...] = ()


def names() -> Mapping[str, str]:
    """Every tile by its name, with its label."""
    return {name: BEHIND[name].name for tiles in PAGES.values() for name in tiles}


def may_see(name: str, user: "User") -> bool:
    """Whether a reader of the portfolio has this tile: some are told only of all customers. Errors: UnknownFigureError."""
    return not _behind(name).whole or base.sees_whole(user)


def read_tile(name: str, user: "User", as_of: date | None = None) -> TileReading:
    """The tile of today, or as kept on that day or the last one before it. The caller has checked `may_see`.

    Raises UnknownFigureError, FutureDayError.
    """
    behind, page, day = _behind(name), page_of(name), as_of or today()
    if day > today():
        raise FutureDayError
    figure, kind, values, gaps = _figure(page, user, day)
    told = {} if values is None else values
    return TileReading(
        name,
        page,
        behind,
        figure,
        kind,
        found(told, behind.value, behind.unit) if values is not None else None,
        tuple(Read(str(each.label), each.unit, found(told, each.at, each.unit), each.tile) for each in behind.inputs)
        if values is not None
        else (),
        before_of(name, known_before(page, user, figure)) if values is not None else Before(),
        rows_url(behind, told) if values is not None else "",
        gaps if values is None else (*gaps, *behind.gaps(told)),
    )


def _behind(name: str) -> Behind:
    if name not in BEHIND:
        raise UnknownFigureError(name)
    return BEHIND[name]


def _figure(page: str, user: "User", day: date) -> tuple[Figure, str, Values | None, tuple[Gap, ...]]:
    """The figure of the page on the day, how it was kept, its values, and why there are none."""
    if day < today():
        if not base.sees_whole(user):
            return base.NOTHING, "", None, (gap("kept_of_all"),)
        company = base.company_kept(day)
        if company is None or page == DEFECTORS:
            return base.NOTHING, "", None, (gap("nothing_kept"),)
    else:
        company = base.company_today()
        if company is None:
            return base.NOTHING, "", None, (gap("waiting"),)
    if page == DEFECTORS:
        live = live_figure(user)
        as_of, month = days_of(live)
        counted = defector_values(defectors_of(user, month), as_of, settings_from_number(live.settings_number))
        return live, StandingKind.TODAY, counted, ()
    figure = base.figure("heatmap" if page == "heat-map" else page, user, company=company)
    values: Values | None = figure.values
    if values is not None and page == STRESS:
        values = _scenarios(figure, user, is_today=company.kind == StandingKind.TODAY)
    if values is not None and page == QUALITY and figure.whole:
        values = quality_values(company.figures, settings_from_number(figure.settings_number))
    missing = () if values is not None else (gap("waiting" if company.kind == StandingKind.TODAY else "nothing_kept"),)
    return figure, company.kind, values, missing


def _scenarios(figure: Figure, user: "User", *, is_today: bool) -> Values:
    if is_today:
        return results_today(figure, user)
    return results_kept(figure.values or {}, figure.as_of or today(), settings_from_number(figure.settings_number))


def formula_of(reading: TileReading) -> str:
    return said(PAGES[reading.page][reading.name].formula, settings_from_number(reading.figure.settings_number))


def told(name: str, user: "User", as_of: date | None) -> Mapping[str, Any]:
    """The tile for a machine, of today or as kept. Raises UnknownFigureError, FutureDayError."""
    return as_plain(read_tile(name, user, as_of), asked=as_of)


def as_plain(reading: TileReading, *, asked: date | None) -> dict[str, Any]:
    """For a machine: numbers as numbers, sums and days as text."""
    figure, explained = reading.figure, PAGES[reading.page][reading.name]
    return {
        "name": reading.name,
        "label": reading.behind.name,
        "unit": reading.behind.unit.value,
        "page": reading.page,
        "asked_as_of": asked.isoformat() if asked else None,
        "as_of": figure.as_of.isoformat() if figure.as_of else None,
        "kept": reading.kind or None,
        "period": {
            "from": add_months(figure.month, -11).isoformat() if figure.month else None,
            "to": month_end(month_of(figure.month)).isoformat() if figure.month else None,
        },
        "customers": figure.customers,
        "all_customers": figure.whole,
        "value": plain(reading.value),
        "formula": formula_of(reading),
        "source": explained.source,
        "inputs": [
            {"name": each.tile or None, "label": each.label, "unit": each.unit.value, "value": plain(each.value)}
            for each in reading.inputs
        ],
        "year_before": {
            "as_of": reading.before.as_of.isoformat() if reading.before.as_of else None,
            "value": plain(reading.before.value),
            "reason": reading.before.reason or None,
        },
        "missing": [_plain_gap(each) for each in reading.gaps],
        "computed_at": figure.computed_at.isoformat() if figure.computed_at else None,
        "settings": figure.settings_number,
        "rows": reading.rows or None,
    }


def _plain_gap(each: Gap) -> dict[str, str]:
    return {"code": each.code, "text": each.text, "owner": str(each.owner)}
