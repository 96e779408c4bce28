"""The pages of the portfolio. Each names itself in `ReportsConfig.ready()`:

tabs.add("profit", _("Profit"), "portfolio:profit", order=40)
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: `key` marks the open one, `order` its place from the left."""

    key: str
    label: Any
    url_name: str
    order: int


_tabs: dict[str, Tab] = {}


def add(key: str, label: Any, url_name: str, *, order: int) -> None:
    """Put a page into the row of tabs; a second one of the same key takes the place of the first."""
    _tabs[key] = Tab(key, label, url_name, order)


def ordered() -> list[Tab]:
    return sorted(_tabs.values(), key=lambda tab: tab.order)


def links(current: str) -> list[dict[str, Any]]:
    """As `components/tabs.html` draws them."""
    return [{"label": tab.label, "url": reverse(tab.url_name), "current": tab.key == current} for tab in ordered()]
