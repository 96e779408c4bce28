"""One link for several readings of a customer: each is confirmed or pushed back on one page, once."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.access import may_edit_people, require
from customers.errors import CustomersError, FieldRefusedError
from customers.models import Contact
from customers.services import recording
from office.models import User
from relationships.models import Confirmation, ConfirmLink, OutcomeReading
from relationships.services import standings
from relationships.services.confirming import (
    ASKED,
    BEHIND,
    VALID,
    LinkOverError,
    askable,
    check_contact,
    hash_of,
    is_open,
    say,
    waiting,
)

MOST = 20
"""Readings on one page."""


class NothingAnsweredError(CustomersError):
    message = _("Say of at least one value whether it is so.")


@dataclass(frozen=True)
class Said:
    """What the contact says of one reading; words only where it is not so."""

    agreed: bool
    comment: str = ""


@transaction.atomic
def ask_several(
    readings: Collection[OutcomeReading], *, contact: Contact, by: User, language: str = ""
) -> tuple[list[ConfirmLink], str]:
    """A page for one contact with several readings of one customer, and its token, which nobody can read again.

    Errors: AnsweredError, CorrectedError, TakenBackError, ContactNotFoundError, FieldRefusedError, PermissionDenied.
    """
    customers = {reading.customer_id: reading.customer for reading in readings}
    for customer in customers.values():
        require(may_edit_people(by, customer))
    if len(customers) != 1 or len(readings) > MOST:
        raise FieldRefusedError(_("Choose from one to twenty values of one customer."), field="readings")
    now, token = timezone.now(), secrets.token_urlsafe(32)
    links = []
    for reading in readings:
        locked = askable(reading)
        check_contact(locked, contact)
        links.append(
            ConfirmLink.objects.create(
                reading=locked,
                contact=contact,
                language=language,
                # Nobody knows an address of this row alone: the page's token opens it together with the others.
                token_hash=hash_of(secrets.token_urlsafe(32)),
                sheet_hash=hash_of(token),
                created_by=by,
                created_at=now,
                expires_at=now + VALID,
            )
        )
        recording.record(locked.customer, ASKED, by=by, reading=locked.pk, contact=contact.pk)
    return links, token


def find_several(token: str) -> list[ConfirmLink]:
    """The links of a page that may still be answered; none for every other token alike."""
    rows = waiting().filter(sheet_hash=hash_of(token)).select_related(*BEHIND).order_by("reading__period_end", "pk")
    links = list(rows)
    newest = _newest(links)
    return [
        one
        for one in links
        if is_open(one, overtaken=newest[one.reading.goal_id, one.reading.period_end] != one.reading_id)
    ]


@transaction.atomic
def answer_several(token: str, said: Mapping[int, Said]) -> Sequence[Confirmation]:
    """Take the contact's answers by reading, once; what is left out stays without a word.

    Errors: LinkOverError, NothingAnsweredError.
    """
    held = list(ConfirmLink.objects.select_for_update(of=("self",)).filter(sheet_hash=hash_of(token)).order_by("pk"))
    links = find_several(token)
    if not held or not links:
        raise LinkOverError
    answered = [one for one in links if one.reading_id in said]
    if not answered:
        raise NothingAnsweredError
    ids = [one.reading_id for one in answered]
    list(OutcomeReading.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"))
    if Confirmation.objects.filter(reading__in=ids).exists():
        raise LinkOverError
    now = timezone.now()
    ConfirmLink.objects.filter(pk__in=[one.pk for one in held], used_at=None).update(used_at=now)
    words = [say(one, agreed=(word := said[one.reading_id]).agreed, comment=word.comment, now=now) for one in answered]
    standings.recompute(answered[0].reading.customer)
    return words


def _newest(links: Sequence[ConfirmLink]) -> dict[tuple[int, date], int]:
    """The reading that stands for each period of each goal, in one query."""
    rows = OutcomeReading.objects.standing().filter(
        goal__in={one.reading.goal_id for one in links}, period_end__in={one.reading.period_end for one in links}
    )
    found = {(row.goal_id, row.period_end): row.pk for row in rows.order_by("recorded_at", "id")}
    return {(one.reading.goal_id, one.reading.period_end): 0 for one in links} | found
