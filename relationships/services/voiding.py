"""Taking back a logged contact: it stops counting and stays readable, with who, when and why."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from customers.events import facts_changed
from customers.models import HistoryEntry
from office.models import User
from office.roles import Role
from relationships.errors import AlreadyVoidedError, NoReasonError, NotVoidedError, NotYoursError
from relationships.models import Interaction, NextAction
from relationships.services import promises, standings

VOIDED, RESTORED = "interaction_voided", "interaction_restored"
CORRECTORS = frozenset({Role.FOUNDER, Role.SALES_OPS, Role.ADMIN})


def may_void(interaction: Interaction, user: User) -> bool:
    """Who logged it, the lead of the customer's team, founders, sales operations and administrators."""
    return (
        interaction.logged_by_id == user.pk
        or bool(user.roles & CORRECTORS)
        or interaction.customer.team_id in user.led_team_ids
    )


def voidable_q(user: User) -> Q:
    """As `may_void`, as a condition on interactions."""
    if user.roles & CORRECTORS:
        return Q()
    return Q(logged_by=user) | Q(customer__team__in=user.led_team_ids)


@transaction.atomic
def void(interaction: Interaction, *, by: User, reason: str, whole_visit: bool = False) -> Interaction:
    """The contact counts no more; open next actions that came with it are dropped for the same reason.

    `whole_visit` takes the entries of the other customers of the visit back with it.
    """
    locked = _locked(interaction, by)
    if locked.is_voided:
        raise AlreadyVoidedError
    if not reason.strip():
        raise NoReasonError
    now, why = timezone.now(), reason.strip()
    together = _of_visit(locked, by, voided_at=None) if whole_visit else []
    for row in [locked, *together]:
        row.voided_at, row.voided_by, row.void_reason = now, by, why
        row.save(update_fields=["voided_at", "voided_by", "void_reason"])
        NextAction.objects.filter(source=row, done_at=None, cancelled_at=None).update(
            cancelled_at=now, cancelled_by=by, cancel_reason=why
        )
        promises.withdraw_with(row, at=now, by=by, reason=why)
        _follow_up(row, VOIDED, by, why)
    return locked


@transaction.atomic
def restore(interaction: Interaction, *, by: User) -> Interaction:
    """It counts again, as it was; its next actions that were dropped with it come back too, and so do the entries of
    its visit that were voided in the same moment."""
    locked = _locked(interaction, by)
    if not locked.is_voided:
        raise NotVoidedError
    moment = locked.voided_at
    for row in [locked, *_of_visit(locked, by, voided_at=moment)]:
        NextAction.objects.filter(source=row, cancelled_at=moment).update(
            cancelled_at=None, cancelled_by=None, cancel_reason=""
        )
        promises.restore_with(row, at=moment)
        row.voided_at, row.voided_by, row.void_reason = None, None, ""
        row.save(update_fields=["voided_at", "voided_by", "void_reason"])
        _follow_up(row, RESTORED, by, "")
    return locked


def _of_visit(locked: Interaction, by: User, *, voided_at: datetime | None) -> list[Interaction]:
    """The other rows of its visit in that state, as far as `by` may take them back, held."""
    if locked.visit_id is None:
        return []
    rows = Interaction.objects.select_for_update(of=("self",)).select_related("customer").exclude(pk=locked.pk)
    found = rows.filter(visit_id=locked.visit_id, voided_at=voided_at).order_by("pk")
    return [row for row in found if may_void(row, by)]


def _locked(interaction: Interaction, by: User) -> Interaction:
    locked = Interaction.objects.select_for_update(of=("self",)).select_related("customer").get(pk=interaction.pk)
    if not may_void(locked, by):
        raise NotYoursError
    return locked


def _follow_up(interaction: Interaction, verb: str, by: User, why: str) -> None:
    customer = interaction.customer
    HistoryEntry.objects.create(customer=customer, verb=verb, at=timezone.now(), by=by, why=why)
    standings.recompute(customer)
    transaction.on_commit(partial(facts_changed.send_robust, sender=Interaction, customer_id=customer.pk))
