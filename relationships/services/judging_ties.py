"""What one of ours says of a tie: a number with a reason, beside what was computed and never mixed with it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from customers.errors import ReasonMissingError
from customers.models import Contact, HistoryEntry
from office.clock import today
from office.models import User
from relationships.access import loggable_by
from relationships.errors import ColleagueNotFoundError, ContactNotFoundError, NotYetError
from relationships.models import TieJudgement
from relationships.services import standings

JUDGED = "tie_judged"


@transaction.atomic
def judge(
    contact: Contact, user: User, *, level: int, reason: str, by: User, on: date | None = None, recompute: bool = True
) -> TieJudgement:
    """Add a judgement of the tie between `user` and `contact`; earlier ones stay.

    Without `recompute` the standing waits for the caller, who judges several of one customer.
    Errors: ContactNotFoundError where `by` may not log, ColleagueNotFoundError, ReasonMissingError, NotYetError;
    ValueError for an unknown level.
    """
    if not loggable_by(by).filter(pk=contact.customer_id).exists():
        raise ContactNotFoundError
    if not User.objects.visible_to(by).people().filter(pk=user.pk).exists():
        raise ColleagueNotFoundError(field="user")
    if not reason.strip():
        raise ReasonMissingError
    day = on or today()
    if day > today():
        raise NotYetError(field="on")
    row = TieJudgement.objects.create(
        contact=contact,
        user=user,
        level=TieJudgement.Level(level),
        reason=reason.strip()[:300],
        on=day,
        by=by,
    )
    HistoryEntry.objects.create(
        customer=contact.customer,
        verb=JUDGED,
        at=timezone.now(),
        by=by,
        detail={"contact": contact.pk, "user": user.pk, "level": int(level)},
    )
    if recompute:
        standings.recompute(contact.customer)
    return row
