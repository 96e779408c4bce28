"""What the page of the map asks for once it stands, or when somebody opens it: each on its own."""

from typing import Any

from customers.models import Customer
from office.models import User
from relationships.mapping.drawing import picture_of, table_of_ties
from relationships.mapping.graph import graph
from relationships.mapping.grid import function_names
from relationships.mapping.leaving import choices, leaving
from relationships.mapping.page import Asked, map_page
from relationships.mapping.replay import by_month
from relationships.mapping.rivals import beyond
from relationships.selectors.decisions import open_on
from relationships.selectors.maps import read_map
from relationships.selectors.rivals import rival_ties


def step_part(customer: Customer, user: User, asked: Asked) -> dict[str, Any]:
    """All of the page that another day changes: `relationships/map_step.html`."""
    return {**map_page(customer, user, asked), "customer": customer, "step": True}


def months_part(customer: Customer, user: User, asked: Asked) -> dict[str, Any]:
    """The score by month: `relationships/map_months.html`."""
    return {"by_month": by_month(read_map(customer, user, asked.day, asked.mode)), "asked": asked}


def ties_part(customer: Customer, user: User, asked: Asked) -> dict[str, Any]:
    """The ties of the day as rows: `components/charts/table.html`."""
    return {"table": table_of_ties(read_map(customer, user, asked.day, asked.mode))}


def graph_part(customer: Customer, user: User, asked: Asked) -> dict[str, Any]:
    """The drawing as plain values."""
    found, names = read_map(customer, user, asked.day, asked.mode), function_names()
    outside = beyond(found, rival_ties([one.pk for one in found.contacts.values()], user, asked.day), {})
    return graph(found, picture_of(found, names, outside.marks), names, outside.marks)


def leaving_part(customer: Customer, user: User, asked: Asked) -> dict[str, Any]:
    """What one person would take along: `relationships/map_leaving.html`."""
    found = read_map(customer, user, asked.day, asked.mode)
    ours, theirs = choices(found)
    decisions = open_on(customer, user, asked.day)
    told = leaving(found, asked.who, user, function_names(), decisions) if asked.who else None
    return {"map": found, "asked": asked, "ours": ours, "theirs": theirs, "leaving": told}
