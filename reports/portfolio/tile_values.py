"""Every tile's value as figures of the company tell it, without a reader: for days that are put side by side."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from customers.presenters.figures import plain
from customers.valuation.settings import Settings
from reports.portfolio.behind import BEHIND, found
from reports.portfolio.behind.quality import quality_values
from reports.portfolio.explained import PAGES
from reports.portfolio.scenarios import results_kept

DEFECTORS = "silent-defectors"
"""Its tiles count alarms that were raised and what became of them, not what a computation finds."""


def tile_values(figures: Mapping[str, Any], as_of: date, settings: Settings) -> dict[str, Any]:
    """Tile → value as JSON keeps it, None where it is unknown."""
    told: dict[str, Any] = {}
    for page, tiles in PAGES.items():
        if page == DEFECTORS:
            continue
        values = _values(page, figures, as_of, settings)
        told |= {name: _value(name, values) for name in tiles}
    return told


def _values(page: str, figures: Mapping[str, Any], as_of: date, settings: Settings) -> Mapping[str, Any] | None:
    values: Mapping[str, Any] | None = figures.get("heatmap" if page == "heat-map" else page)
    if values is None:
        return None
    if page == "stress":
        return results_kept(values, as_of, settings)
    return quality_values(figures, settings) if page == "quality" else values


def _value(name: str, values: Mapping[str, Any] | None) -> Any:
    if values is None:
        return None
    try:
        return plain(found(values, BEHIND[name].value, BEHIND[name].unit))
    except (KeyError, TypeError):
        return None  # what was kept then did not have this yet
