"""The tab of costs and effort: what was booked, who worked how long, and what that costs at the rate of the role."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from customers import access, extensions
from customers.figures.reasons import gap, minutes_of_roles
from customers.models import CostLine, Customer, EffortEntry, StrategicInvestment
from customers.paging import Order, page
from customers.presenters.figures import ToldGap, told_gaps
from customers.selectors.effort import Effort, effort_by_customer, hourly_rates
from customers.valuation.service import HourlyRate, ServiceEntry, service_cost
from customers.valuation.worth.gaps import unpriced
from office.access import edits_ledger
from office.calendar.months import add_months
from office.models import User

PAGE = 20
COSTS = Order("booked_on", "booked_on", kind=date, descending=True, always=True)
EFFORT = Order("on", "on", kind=date, descending=True, always=True)
INVESTED = Order("on", "on", kind=date, descending=True, always=True)


def costs_tab(
    customer: Customer, user: User, today: date, *, kind: str, costs: str, effort: str, invested: str
) -> dict[str, Any]:
    """`kind` narrows to a line of the profit and loss, which no strategic investment is; `costs`, `effort` and `invested` are
    places in the lists."""
    url = reverse("customers:costs", args=[customer.pk])
    booked = CostLine.objects.visible_to(user).filter(customer=customer).select_related("need")
    worked = EffortEntry.objects.visible_to(user).filter(customer=customer).select_related("need")
    kinds = _kinds()
    narrow = {"kind": kind} if kind in kinds else {}
    if narrow:
        booked, worked = booked.filter(kind=kind), worked.filter(kind=kind)
    lines = page(booked, COSTS, cursor=costs, size=PAGE)
    entries = page(worked, EFFORT, cursor=effort, size=PAGE)
    put_in = StrategicInvestment.objects.visible_to(user).filter(customer=customer).select_related("decided_by")
    investments = page(put_in.none() if narrow else put_in, INVESTED, cursor=invested, size=PAGE)
    rates = hourly_rates()
    since = add_months(today.replace(day=1), -12)
    months = effort_by_customer([customer.pk], since, today).get(customer.pk, [])
    months = [each for each in months if not narrow or each.kind == kind]
    return {
        "chips": [{"label": _("All"), "url": url, "current": not narrow}]
        + [{"label": label, "url": f"{url}?kind={key}", "current": key == kind} for key, label in kinds.items()],
        "lines": lines.rows,
        "line_pages": _pages(lines, url, narrow, "costs"),
        "entries": [_entry(each, rates) for each in entries.rows],
        "entry_pages": _pages(entries, url, narrow, "effort"),
        "months": [_month(each, kinds) for each in reversed(months)],
        "unpriced": _unpriced(months, user),
        "since": since,
        "investments": investments.rows,
        "investment_pages": _pages(investments, url, narrow, "invested"),
        "shows_investments": not narrow,
        "may_invest": access.may_book_investment(user, customer) and not customer.is_archived,
        "keeps_ledger": edits_ledger(user) and not customer.is_archived,
    }


def _kinds() -> dict[str, str]:
    return {key: str(label) for key, label in CostLine.Kind.choices}


def _entry(entry: EffortEntry, rates: Mapping[str, Sequence[HourlyRate]]) -> dict[str, Any]:
    """`cost` is None where the role has no rate on that day and nothing was booked."""
    found = service_cost([ServiceEntry(entry.on, entry.role, entry.minutes, entry.booked)], rates)
    return {
        "entry": entry,
        "role": extensions.cost_roles.get(entry.role, entry.role),
        "cost": None if found.missing_minutes else found.cost,
    }


def _month(effort: Effort, kinds: Mapping[str, str]) -> dict[str, Any]:
    roles = [(extensions.cost_roles.get(role, role), minutes) for role, minutes in effort.minutes.items()]
    missing = minutes_of_roles(effort.missing) if effort.missing else ""
    return {"effort": effort, "kind": kinds.get(effort.kind, effort.kind), "roles": roles, "missing": missing}


def _unpriced(months: Sequence[Effort], user: User) -> ToldGap | None:
    """What of the months shown no hourly rate prices, and where the rate is added."""
    minutes = Counter[str]()
    for each in months:
        minutes.update(each.missing)
    return told_gaps([gap("hourly_rate", unpriced("hourly_rate", minutes))], user)[0] if minutes else None


def _pages(found: Any, url: str, narrow: Mapping[str, str], name: str) -> dict[str, str]:
    def at(cursor: str | None) -> str:
        return "" if cursor is None else f"{url}?{urlencode({**narrow, name: cursor})}"

    return {"next": at(found.next), "previous": at(found.previous)}
