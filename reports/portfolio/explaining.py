"""One tile of the portfolio with everything behind it: how it is computed, from when, over whom, and where its rows are."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from customers.figures.registry import UnknownFigureError
from customers.presenters.figures import exact_of, told_gaps
from customers.selectors.base import Figure
from customers.selectors.worth import settings_from_number
from reports.portfolio.acquisition import acquisition_page
from reports.portfolio.before import change_text
from reports.portfolio.concentration import concentration_page
from reports.portfolio.defectors import defectors_page
from reports.portfolio.explained import PAGES
from reports.portfolio.frame import frame_of
from reports.portfolio.heatmap import map_measures
from reports.portfolio.live import days_of, defectors_of
from reports.portfolio.measures import Measure
from reports.portfolio.profit import profit_page
from reports.portfolio.quality import quality_page
from reports.portfolio.reading import Read, TileReading, formula_of, may_see, read_tile
from reports.portfolio.retention import retention_page
from reports.portfolio.scenarios import results_today
from reports.portfolio.stress import scenario_measures
from reports.portfolio.structure import structure_page

if TYPE_CHECKING:
    from office.models import User


def _defectors(figure: Figure, user: "User") -> Mapping[str, Any]:
    as_of, month = days_of(figure)
    settings = settings_from_number(figure.settings_number)
    return defectors_page(defectors_of(user, month), user, as_of=as_of, settings=settings)


PRESENTERS: dict[str, Callable[[Figure, "User"], Mapping[str, Any]]] = {
    "acquisition": acquisition_page,
    "concentration": concentration_page,
    "heat-map": lambda figure, _user: {"measures": map_measures(figure.values or {})},
    "profit": profit_page,
    "quality": quality_page,
    "retention": retention_page,
    "silent-defectors": _defectors,
    "stress": lambda figure, user: {"measures": scenario_measures(results_today(figure, user))},
    "structure": structure_page,
}


def explanation_of(name: str, user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/explained.html. KeyError for a tile that nobody explained or that the reader has not."""
    if not may_see(name, user):
        raise UnknownFigureError(name)
    reading = read_tile(name, user)
    figure = reading.figure
    context = {} if figure.values is None else PRESENTERS[reading.page](figure, user)
    one = next((each for each in _tiles(context) if each.name == name), None)
    if one is None:
        raise KeyError(name)
    return {
        "frame": frame_of(reading.page, user, figure),
        "one": one,
        "explained": PAGES[reading.page][name],
        "formula": formula_of(reading),
        "gaps": told_gaps(reading.gaps, user),
        "inputs": [_row(each) for each in reading.inputs],
        "before": _before(reading),
        "rows_url": reading.rows or one.url,
    }


def _row(each: Read) -> dict[str, str]:
    """An input; unknown ones lead nowhere, as their page may not show their tile at all."""
    is_known = each.value is not None
    return {
        "label": each.label[:1].upper() + each.label[1:],
        "text": exact_of(each.value, each.unit) if is_known else "",
        "url": reverse("portfolio:figure", args=[each.tile]) if each.tile and is_known else "",
    }


def _before(reading: TileReading) -> dict[str, Any]:
    """The change to a year before, or why nobody knows."""
    text = change_text(reading.value, reading.behind.unit, reading.before, reading.behind.words)
    return {"text": text, "as_of": reading.before.as_of, "reason": reading.before.reason}


def _tiles(context: Mapping[str, Any]) -> Iterator[Measure]:
    for value in context.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Measure):
                yield each
