"""What we hear of a contact's tie to a competitor."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.errors import FieldRefusedError
from customers.models import Competitor, Contact
from customers.services import recording
from office.clock import today
from office.models import User
from relationships.access import loggable_by
from relationships.errors import ContactNotFoundError, NotYetError
from relationships.models import CompetitorTie
from relationships.services import standings

NOTED = "competitor_tie_noted"


@transaction.atomic
def note(
    contact: Contact,
    *,
    competitor: Competitor | None,
    strength: int,
    source: str,
    by: User,
    since: date | None = None,
    on: date | None = None,
) -> CompetitorTie:
    """Add what was heard; without a competitor the contact is tied to none. Earlier words stay.

    Errors: ContactNotFoundError where `by` may not log, FieldRefusedError, NotYetError; ValueError for an unknown
    strength.
    """
    if not loggable_by(by).filter(pk=contact.customer_id).exists():
        raise ContactNotFoundError
    level, day = CompetitorTie.Strength(strength), on or today()
    if (competitor is None) != (level == CompetitorTie.Strength.NONE):
        raise FieldRefusedError(
            _("Name the competitor, or say that there is a tie to none."),
            field="competitor" if competitor is None else "strength",
        )
    if not source.strip():
        raise FieldRefusedError(_("Say how we know."), field="source")
    if day > today() or (since is not None and since > day):
        raise NotYetError(field="on" if day > today() else "since")
    row = CompetitorTie.objects.create(
        contact=contact, competitor=competitor, strength=level, since=since, source=source.strip()[:300], on=day, by=by
    )
    recording.record(
        contact.customer,
        NOTED,
        by=by,
        contact=contact.pk,
        competitor=competitor.pk if competitor else None,
        strength=int(level),
    )
    standings.recompute(contact.customer)
    return row
