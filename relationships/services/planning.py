"""Contacts ahead: planned, moved, cancelled, and done by the entry in the log."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, NamedTuple, TypedDict, Unpack
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.errors import CustomersError
from customers.models import Customer
from customers.services import recording
from office.clock import today
from office.models import Company, User
from relationships.access import loggable_by
from relationships.errors import (
    BehindUsError,
    CustomerNotFoundError,
    NoReasonError,
    NotYoursError,
    NoWordsError,
    OtherCustomerError,
    PlanChangedError,
    PlanOverError,
    PlanStandsError,
)
from relationships.models import Interaction, PlanMove, PlannedContact
from relationships.services import logging, visits

PLANNED, MOVED, CANCELLED, REOPENED = "contact_planned", "plan_moved", "plan_cancelled", "plan_reopened"
LATE_AT_MOST = timedelta(days=1)
"""A plan may be written down on the day itself, and by who lives a day behind our clock."""


class Terms(TypedDict):
    """What a planned contact says beside its people."""

    kind: str
    on: date
    time: time | None
    minutes: int | None
    place: str
    purpose: str


def plan(
    *,
    customer: Customer,
    contacts: Iterable[int],
    by: User,
    colleagues: Iterable[int] | None = None,
    new_person: logging.NewPerson | None = None,
    also: Sequence[visits.Stop] = (),
    idempotency_key: str = "",
    **terms: Unpack[Terms],
) -> list[PlannedContact]:
    """A contact ahead with a customer, or one trip to several; the row of `customer` comes first.

    People of theirs may still be open. Two sends with one key by one person make one plan.
    Errors: `RefusedError` and its kin, each naming the field; nothing is written then.
    """
    try:
        with transaction.atomic():
            if not loggable_by(by).filter(pk=customer.pk).exists():
                raise CustomerNotFoundError
            return _sent_before(by, idempotency_key) or _write(
                [visits.Stop(customer, contacts, new_person), *also], by, colleagues, idempotency_key, terms
            )
    except IntegrityError:
        # The other of two simultaneous sends has been committed in the meantime.
        sent = _sent_before(by, idempotency_key)
        if not sent:
            raise
        return sent


@transaction.atomic
def change(
    plan: PlannedContact,
    *,
    by: User,
    version: int,
    contacts: Iterable[int],
    colleagues: Iterable[int] | None = None,
    why: str = "",
    **terms: Unpack[Terms],
) -> PlannedContact:
    """Other terms or people; another day or time is kept as a move. Errors: PlanOverError, PlanChangedError, NotYoursError."""
    held = _held(plan, by)
    if held.version != version:
        raise PlanChangedError
    _check(terms, moved=terms["on"] != held.on)
    there = logging.theirs_of(held.customer, contacts, None, Interaction.Kind.BROADCAST, by)
    present = logging.present_of(colleagues, by)
    before = (held.on, held.time)
    for name, value in terms.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)
    if held.owner not in present:
        held.owner = present[0]
    held.contacts.set(there)
    held.colleagues.set(present)
    _store(held)
    if (held.on, held.time) != before:
        PlanMove.objects.create(
            plan=held,
            from_on=before[0],
            from_time=before[1],
            to_on=held.on,
            to_time=held.time,
            why=why.strip(),
            by=by,
            at=held.changed_at,
        )
        recording.record(held.customer, MOVED, by=by, plan=held.pk, on=held.on.isoformat())
    return held


@transaction.atomic
def cancel(plan: PlannedContact, *, by: User, reason: str) -> PlannedContact:
    """It will not take place; the reason stays. Errors: PlanOverError, NoReasonError, NotYoursError."""
    held = _held(plan, by)
    if not reason.strip():
        raise NoReasonError
    held.cancelled_at, held.cancelled_by, held.cancel_reason = timezone.now(), by, reason.strip()
    _store(held)
    recording.record(held.customer, CANCELLED, by=by, plan=held.pk)
    return held


@transaction.atomic
def reopen(plan: PlannedContact, *, by: User) -> PlannedContact:
    """The cancelling was a mistake. Errors: PlanStandsError, NotYoursError."""
    held = _locked(plan, by)
    if held.cancelled_at is None:
        raise PlanStandsError
    held.cancelled_at, held.cancelled_by, held.cancel_reason = None, None, ""
    _store(held)
    recording.record(held.customer, REOPENED, by=by, plan=held.pk)
    return held


@transaction.atomic
def fulfil(plan: PlannedContact, *, by: User, log: Callable[[], logging.Logged]) -> logging.Logged:
    """It took place: `log` writes the entry, which is tied to the plan and to those of its trip that it is about too.

    Of two people who do it at once the second gets the first one's entry, `created` False.
    Errors: PlanOverError when it was cancelled, OtherCustomerError, NotYoursError, and what `log` refuses.
    """
    held = _locked(plan, by)
    if held.cancelled_at is not None:
        raise PlanOverError
    if not held.is_open and held.interaction is not None:
        return logging.Logged(held.interaction, created=False)
    logged = log()
    if logged.interaction.customer_id != held.customer_id:
        raise OtherCustomerError
    _tie(held, logged.interaction)
    if held.visit_id is not None:
        _tie_trip(held, logged.also)
    return replace(logged, created=True)


def as_planned(plan: PlannedContact, *, by: User) -> logging.Logged:
    """Log it just as it was planned: one step. Errors: as `fulfil`; NobodyThereError while nobody of theirs is named."""
    return fulfil(plan, by=by, log=lambda: logging.log(customer=plan.customer, by=by, **entry_of(plan, by)))


@transaction.atomic
def trip_as_planned(plan: PlannedContact, *, by: User) -> "Trip":
    """Log every stop of the trip on that day just as it was planned: one step for all of them.

    Stops that cannot be logged so (nobody of theirs is named, they are another's to log) are left as they are and named.
    Errors: as `as_planned` for the stop it was asked for.
    """
    first = as_planned(plan, by=by)
    logged, left = [first] if first.created else [], []
    others = PlannedContact.objects.visible_to(by).open().filter(visit_id=plan.visit_id, on=plan.on)
    for other in others.exclude(pk=plan.pk).with_people().in_order() if plan.visit_id else ():
        try:
            logged.append(as_planned(other, by=by))
        except CustomersError as refusal:
            left.append(Left(other, str(refusal.message)))
        except NotYoursError:
            left.append(Left(other, _("Only who leads it or looks after the customer can log it.")))
    return Trip(logged, left)


class Left(NamedTuple):
    """A stop that waits for a word of its own, and why."""

    plan: PlannedContact
    why: str


class Trip(NamedTuple):
    """What was logged of a trip by this step, and which stops wait for a word."""

    logged: list[logging.Logged]
    left: list[Left]


def entry_of(plan: PlannedContact, by: User) -> dict[str, Any]:
    """What the log would say of a plan: its people, its terms, its moment, or now when that lies ahead."""
    active = [one.pk for one in plan.colleagues.all() if one.is_active]
    return {
        "contacts": [one.pk for one in plan.contacts.all()],
        "colleagues": active or [by.pk],
        "kind": plan.kind,
        "line": plan.purpose,
        "at": min(plan.begins(Company.get().zone), timezone.now()),
        "minutes": plan.minutes,
        "trip": plan.visit_id,
    }


def may_change(plan: PlannedContact, user: User) -> bool:
    """Who leads it, and everybody who may log for the customer."""
    return plan.owner_id == user.pk or loggable_by(user).filter(pk=plan.customer_id).exists()


def _write(
    stops: list[visits.Stop], by: User, colleagues: Iterable[int] | None, key: str, terms: Terms
) -> list[PlannedContact]:
    _check(terms, moved=True)
    visits.check(stops[0].customer, stops[1:], by)
    present = logging.present_of(colleagues, by)
    parts = visits.shares(terms["minutes"], len(stops))
    trip = uuid4() if len(stops) > 1 else None
    rows = []
    for number, (stop, minutes) in enumerate(zip(stops, parts, strict=True)):
        there = logging.theirs_of(stop.customer, stop.contacts, None, Interaction.Kind.BROADCAST, by)
        if stop.new_person is not None:
            there = [*there, logging.add_person(stop.customer, stop.new_person, by)]
        row = PlannedContact.objects.create(
            customer=stop.customer,
            visit_id=trip,
            owner=by if by in present else present[0],
            created_by=by,
            idempotency_key="" if number else key,
            **{**terms, "minutes": minutes, "purpose": terms["purpose"].strip(), "place": terms["place"].strip()},
        )
        row.contacts.set(there)
        row.colleagues.set(present)
        recording.record(stop.customer, PLANNED, by=by, plan=row.pk, on=row.on.isoformat())
        rows.append(row)
    return rows


def _check(terms: Terms, *, moved: bool) -> None:
    if not terms["purpose"].strip():
        raise NoWordsError(field="purpose")
    if moved and terms["on"] < today() - LATE_AT_MOST:
        raise BehindUsError


def _sent_before(by: User, key: str) -> list[PlannedContact]:
    if not key:
        return []
    first = PlannedContact.objects.filter(created_by=by, idempotency_key=key).first()
    if first is None or first.visit_id is None:
        return [first] if first else []
    return list(PlannedContact.objects.filter(visit_id=first.visit_id).order_by("pk"))


def _tie(plan: PlannedContact, interaction: Interaction) -> None:
    plan.interaction = interaction
    _store(plan)


def _tie_trip(plan: PlannedContact, rows: Iterable[Interaction]) -> None:
    """The entries of the other customers fulfil the plans of the same trip with those customers."""
    entries = {row.customer_id: row for row in rows}
    others = PlannedContact.objects.select_for_update(of=("self",)).open().filter(visit_id=plan.visit_id)
    for other in others.filter(customer__in=entries).order_by("pk"):
        _tie(other, entries[other.customer_id])


def _held(plan: PlannedContact, by: User) -> PlannedContact:
    held = _locked(plan, by)
    if not held.is_open:
        raise PlanOverError
    return held


def _locked(plan: PlannedContact, by: User) -> PlannedContact:
    # The entry is not joined: whoever waited for the lock would see the plan as it is now, and its entry as it was.
    held = PlannedContact.objects.select_for_update(of=("self",)).select_related("customer", "owner").get(pk=plan.pk)
    if not may_change(held, by):
        raise NotYoursError
    return held


def _store(plan: PlannedContact) -> None:
    plan.version += 1
    plan.changed_at = timezone.now()
    plan.save()
