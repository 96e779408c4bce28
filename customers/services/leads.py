"""Leads: somebody who may become a customer, and what becomes of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access, events, naming
from customers.errors import ArchivedError, CustomersError, FieldRefusedError
from customers.models import Customer, Lead
from customers.models.facts import MANUAL
from customers.services import recording, registering, writing
from customers.services.numbering import next_number
from office.models import User

EDITABLE = frozenset({"number", "name", "created_on", "channel", "region", "owner", "note"})


class LeadExistsError(CustomersError):
    message = _("There is a lead of this number already.")
    field = "number"


class LeadClosedError(CustomersError):
    message = _("This lead is closed; open it again first.")


@transaction.atomic
def add(name: str, *, created_on: date, by: User, **fields: Any) -> Lead:
    """Note a lead; without an owner it is the author's. Raises LeadExistsError, FieldRefusedError, PermissionDenied."""
    access.require(access.may_register(by))
    owner = fields.pop("owner", None) or by
    if owner != by:
        access.require(access.may_hand_leads(by, owner))
    number = fields.pop("number", "") or next_number(Lead, "L", created_on)
    lead = Lead(name=naming.clean(name), created_on=created_on, number=number, owner=owner, source=MANUAL, **fields)
    _check(lead)
    return writing.create(lead, taken=LeadExistsError())


@transaction.atomic
def change(lead: Lead, *, changes: Mapping[str, Any], version: int | None, by: User) -> Lead:
    """Correct a lead. Raises EditConflictError, LeadExistsError, FieldRefusedError, PermissionDenied; KeyError for a
    field that only closing sets."""
    locked = _lock(lead, by)
    if unknown := set(changes) - EDITABLE:
        raise KeyError(", ".join(sorted(unknown)))
    owner = changes.get("owner", locked.owner)
    if owner != locked.owner:
        access.require(access.may_hand_leads(by, owner))
    _check(writing.trial(locked, changes))
    writing.change(locked, changes, version=version, taken=LeadExistsError())
    return locked


@transaction.atomic
def win(lead: Lead, *, by: User, on: date | None = None, customer: Customer | None = None) -> Lead:
    """The lead became a customer: one that exists already, or a new one of the lead's name, channel and region.

    Raises LeadClosedError, ArchivedError, FieldRefusedError, PermissionDenied.
    """
    locked = _lock(lead, by)
    _close(locked, Lead.Outcome.WON, on)
    if customer is None:
        owner: dict[str, Any] = {"owner": locked.owner} if access.keeps_archives(by) else {}
        customer = registering.register(
            locked.name, by=by, acquisition_channel=locked.channel, region=locked.region, **owner
        )
    else:
        access.require(Customer.objects.visible_to(by).filter(pk=customer.pk).exists())
        if customer.is_archived:
            raise ArchivedError(field="customer")
    locked.customer = customer
    _save_closed(locked)
    recording.record(customer, recording.LEAD_WON, by=by, lead=locked.pk, came=locked.created_on.isoformat())
    events.announce(events.facts_changed, customer_id=customer.pk)
    return locked


@transaction.atomic
def give_up(lead: Lead, *, outcome: str, by: User, on: date | None = None) -> Lead:
    """The lead is lost, or was never a fit. Raises LeadClosedError, FieldRefusedError, PermissionDenied."""
    ended = Lead.Outcome(outcome)
    if ended not in {Lead.Outcome.LOST, Lead.Outcome.UNFIT}:
        raise FieldRefusedError(_("A lead is given up as lost or as not a fit."), field="outcome")
    locked = _lock(lead, by)
    _close(locked, ended, on)
    _save_closed(locked)
    return locked


@transaction.atomic
def reopen(lead: Lead, *, by: User) -> Lead:
    """The lead is open again; a customer it had become stays a customer. Raises PermissionDenied."""
    locked = _lock(lead, by)
    customer = locked.customer
    locked.outcome, locked.closed_on, locked.customer = Lead.Outcome.OPEN, None, None
    _save_closed(locked)
    if customer is not None:
        recording.record(customer, recording.LEAD_REOPENED, by=by, lead=locked.pk)
        events.announce(events.facts_changed, customer_id=customer.pk)
    return locked


def _lock(lead: Lead, by: User) -> Lead:
    locked = Lead.objects.select_for_update(of=("self",)).select_related("owner", "customer").get(pk=lead.pk)
    access.require(access.may_edit_lead(by, locked))
    return locked


def _close(lead: Lead, outcome: Lead.Outcome, on: date | None) -> None:
    if lead.outcome != Lead.Outcome.OPEN:
        raise LeadClosedError
    lead.outcome, lead.closed_on = outcome, on or timezone.localdate()
    _check(lead)


def _save_closed(lead: Lead) -> None:
    lead.version += 1
    lead.save(update_fields=["outcome", "closed_on", "customer", "version"])


def _check(lead: Lead) -> None:
    if not lead.name.strip():
        raise FieldRefusedError(_("A lead has a name."), field="name")
    if lead.created_on > timezone.localdate():
        raise FieldRefusedError(_("A lead cannot come in the future."), field="created_on")
    if lead.closed_on is not None and not lead.created_on <= lead.closed_on <= timezone.localdate():
        raise FieldRefusedError(_("It is closed between the day it came and today."), field="closed_on")
