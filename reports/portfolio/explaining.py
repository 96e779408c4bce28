"""One tile of the portfolio with everything behind it: how it is computed, from when, over whom, and where its rows are."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from customers.selectors.base import Figure, figure
from customers.selectors.worth import settings_from_number
from reports.portfolio.acquisition import acquisition_page
from reports.portfolio.concentration import concentration_page
from reports.portfolio.defectors import defectors_page
from reports.portfolio.explained import PAGES, page_of
from reports.portfolio.frame import frame_of
from reports.portfolio.live import days_of, live_figure
from reports.portfolio.measures import Measure
from reports.portfolio.profit import profit_page
from reports.portfolio.quality import quality_page
from reports.portfolio.retention import retention_page
from reports.portfolio.structure import structure_page

if TYPE_CHECKING:
    from office.models import User

PRESENTERS: dict[str, Callable[[Figure, "User"], Mapping[str, Any]]] = {
    "acquisition": acquisition_page,
    "concentration": concentration_page,
    "profit": profit_page,
    "quality": quality_page,
    "retention": retention_page,
    "structure": structure_page,
}
"""Pages whose figure is computed beforehand; that of silent defectors is counted while it is read."""


def explanation_of(name: str, user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/explained.html. KeyError for a tile that nobody explained or that the reader has not."""
    page = page_of(name)
    found, context = _page(page, user)
    one = next((each for each in _tiles(context) if each.name == name), None)
    if one is None:
        raise KeyError(name)
    explained = PAGES[page][name]
    return {
        "frame": frame_of(page, user, found),
        "one": one,
        "explained": explained,
        "rows_url": one.url or reverse(explained.rows),
    }


def _page(page: str, user: "User") -> tuple[Figure, Mapping[str, Any]]:
    if page in PRESENTERS:
        found = figure(page, user)
        return found, {} if found.values is None else PRESENTERS[page](found, user)
    live = live_figure(user)
    if live.values is None:
        return live, {}
    as_of, month = days_of(live)
    return live, defectors_page(user, as_of=as_of, month=month, settings=settings_from_number(live.settings_number))


def _tiles(context: Mapping[str, Any]) -> Iterator[Measure]:
    for value in context.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Measure):
                yield each
