"""Display values of the list of leads, and its rows as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers import access
from customers.listing_leads import COUNTED_TO, LeadList
from customers.models import Lead
from customers.paging import Page
from customers.presenters.lists import Head, Token, address
from office.exporting import Cell

FALLING = frozenset({"created", "closed"})
STATES = {Lead.Outcome.OPEN: "accent", Lead.Outcome.WON: "good", Lead.Outcome.LOST: "bad", Lead.Outcome.UNFIT: ""}


def rows(leads: LeadList, found: Page[Lead], visible: set[int]) -> list[dict[str, Any]]:
    """`visible` are the customers that exist for the reader: a lead of one's own may have become another's."""
    return [
        {
            "lead": lead,
            "outcome": {"text": lead.get_outcome_display(), "state": STATES[Lead.Outcome(lead.outcome)]},
            "customer": lead.customer if lead.customer_id in visible else None,
            "may_edit": access.may_edit_lead(leads.user, lead),
        }
        for lead in found.rows
    ]


def heads(leads: LeadList, parameters: QueryDict) -> dict[str, Head]:
    labels = {
        "name": _("Company"),
        "created": _("Came on"),
        "channel": _("Acquisition channel"),
        "owner": _("Owner"),
        "outcome": _("Outcome"),
        "closed": _("Closed on"),
    }
    return {key: _head(leads, parameters, key, label) for key, label in labels.items()}


def _head(leads: LeadList, parameters: QueryDict, key: str, label: str) -> Head:
    current = leads.order.key == key
    falling = not leads.order.descending if current else key in FALLING
    state = ("descending" if leads.order.descending else "ascending") if current else ""
    return Head(label, address(parameters, sort=f"-{key}" if falling else key, cursor=None), state)


def tokens(leads: LeadList, parameters: QueryDict) -> list[Token]:
    form, found = leads.filterset.form, []
    for name, value in form.cleaned_data.items():
        if name == "q" or value in (None, ""):
            continue
        field = form.fields[name]
        shown = dict(getattr(field, "choices", [])).get(value, value) if isinstance(value, str) else value
        found.append(Token(field.label or name, shown, address(parameters, **{name: None}, cursor=None)))
    return found


def range_text(found: Page[Lead], count: int) -> str:
    if not found.rows:
        return ""
    total = max(count, found.last)
    words = ngettext("%(first)s–%(last)s of %(count)s lead", "%(first)s–%(last)s of %(count)s leads", total)
    counted = f"{COUNTED_TO:,}+" if count > COUNTED_TO else f"{count:,}"
    return words % {"first": f"{found.first:,}", "last": f"{found.last:,}", "count": counted}


def file_heads() -> list[str]:
    return [
        _("Lead number"), _("Company"), _("Came on"), _("Acquisition channel"), _("Region"), _("Owner"), _("Outcome"),
        _("Closed on"), _("Customer"), _("Note"),
    ]  # fmt: skip


def file_rows(leads: LeadList, visible: set[int]) -> Iterator[list[Cell]]:
    """Rows of the whole list, the newest first, read while they are sent."""
    for lead in leads.rows().order_by("-created_on", "-id").iterator(chunk_size=1000):
        yield [
            lead.number,
            lead.name,
            lead.created_on,
            str(lead.channel or ""),
            str(lead.region or ""),
            str(lead.owner or ""),
            str(lead.get_outcome_display()),
            lead.closed_on,
            lead.customer.name if lead.customer and lead.customer_id in visible else "",
            lead.note,
        ]
