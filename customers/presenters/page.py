"""Display values of a customer's page: header, tabs, timeline, right column."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from customers import access, codes, extensions
from customers.extensions import Tab, TabGroup, TimelineEntry
from customers.models import Customer
from customers.presenters.identity import tenure
from customers.presenters.tiering import tier_of
from customers.timeline import Stretch
from office import access as office_access
from office.models import User


def header(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """Who they are, in one line; the tiles of every app; what this person may do."""
    group = customer.parent if customer.parent_id and _sees(user, customer.parent_id) else None
    return {
        "group": group,
        "tier_badge": tier_of(customer, today),
        "companies": Customer.objects.visible_to(user).filter(parent=group or customer).count(),
        "tenure": tenure(customer.first_deal_on, today),
        "code": codes.shown(customer.uscc) if customer.uscc else "",
        "tiles": tiles(customer, user, today),
        "may_edit": access.may_edit(user, customer),
        "may_assign": access.may_assign(user, customer),
    }


def _sees(user: User, pk: int) -> bool:
    return Customer.objects.visible_to(user).filter(pk=pk).exists()


def tiles(customer: Customer, user: User, today: date) -> list[dict[str, Any]]:
    found = []
    for tile in sorted(extensions.tiles, key=lambda tile: tile.order):
        content = tile.load(customer, user, today)
        if content is not None:
            found.append({"template": tile.template, "content": content})
    return found


def panels(customer: Customer, user: User, today: date) -> list[dict[str, Any]]:
    """The right column: what each app says beside the timeline."""
    found = []
    for panel in sorted(extensions.side_panels, key=lambda panel: panel.order):
        content = panel.load(customer, user, today)
        if content is not None:
            found.append({"key": panel.key, "template": panel.template, "content": content})
    return found


def tabs(customer: Customer, user: User, current: str) -> list[dict[str, Any]]:
    """The tabs that this person may see, those of one group as one; `parts` of the open one are what it holds."""
    seen = [
        tab
        for tab in sorted(extensions.tabs, key=lambda tab: tab.order)
        if tab.may_see(user) and tab.may_see_of(user, customer)
    ]
    grouped = {tab.group: _links([each for each in seen if each.group == tab.group], customer, current) for tab in seen}
    found = [(tab.order, _link(tab, customer, current) | {"parts": []}) for tab in seen if not tab.group]
    found += [
        (group.order, _whole(group, grouped[group.key])) for group in extensions.tab_groups if group.key in grouped
    ]
    return [tab for _order, tab in sorted(found, key=lambda each: each[0])]


def _whole(group: TabGroup, parts: list[dict[str, Any]]) -> dict[str, Any]:
    """A group as a tab: its first part's address, and its parts while one of several is open."""
    current = any(part["current"] for part in parts)
    shown = parts if current and len(parts) > 1 else []
    return {"label": group.label, "url": parts[0]["url"], "current": current, "parts": shown}


def _links(tabs: Sequence[Tab], customer: Customer, current: str) -> list[dict[str, Any]]:
    return [_link(tab, customer, current) for tab in tabs]


def _link(tab: Tab, customer: Customer, current: str) -> dict[str, Any]:
    return {"label": tab.label, "url": reverse(tab.url_name, args=[customer.pk]), "current": tab.key == current}


def timeline_tab(customer: Customer, user: User, stretch: Stretch, *, source: str, today: date) -> dict[str, Any]:
    address = customer.get_absolute_url()
    chips = [{"label": _("All"), "url": address, "current": not source}]
    chips += [
        {"label": each.label, "url": f"{address}?source={each.key}", "current": source == each.key}
        for each in extensions.timeline_sources
    ]
    return {
        "groups": periods(stretch.entries, today),
        "chips": chips if len(chips) > 2 else [],
        "older_url": f"{address}?source={source}&before={stretch.older}" if stretch.older else "",
        "may_log": office_access.logs_contacts(user),
    }


def periods(entries: Sequence[TimelineEntry], today: date) -> list[dict[str, Any]]:
    """Entries under this week, last week, then by month."""
    return [
        {"label": label, "entries": list(group)}
        for label, group in groupby(entries, key=lambda entry: period(timezone.localdate(entry.at), today))
    ]


def period(day: date, today: date) -> str:
    monday = today - timedelta(days=today.weekday())
    if day >= monday:
        return _("This week")
    if day >= monday - timedelta(days=7):
        return _("Last week")
    return date_format(day, "YEAR_MONTH_FORMAT")
