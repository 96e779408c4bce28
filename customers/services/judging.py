"""What our people judge of a customer: dated ratings with evidence, and a tier set against the computed one."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access, events
from customers.errors import ArchivedError, CustomersError, FieldRefusedError, PastDayError, ReasonMissingError
from customers.models import Customer, Rating, TierOverride
from customers.services import recording
from customers.valuation.tiers import SHORTEST_REASON
from office import access as office_access
from office.calendar.months import add_months
from office.models import User

LONGEST_MONTHS = 12
WITHOUT_EVIDENCE = frozenset({2, 3})


class EvidenceMissingError(CustomersError):
    message = _("Ratings 1, 4 and 5 need evidence: say what was seen, and when.")
    field = "evidence"


class ReasonTooShortError(ReasonMissingError):
    message = _("A tier set by hand needs a reason of at least ten characters.")


class TakenBackAlreadyError(CustomersError):
    message = _("This tier was taken back already, or has expired.")


@transaction.atomic
def rate(
    customer: Customer, *, dimension: str, value: int, by: User, evidence: str = "", on: date | None = None
) -> Rating:
    """Add a judgement from 1 to 5; earlier ones stay as they were. It counts for twelve months (economics 6.4).

    Raises EvidenceMissingError, FieldRefusedError, ArchivedError, PermissionDenied; ValueError for a dimension that
    does not exist.
    """
    access.require(access.may_judge(by, customer))
    _must_live(customer)
    day, seen = on or timezone.localdate(), evidence.strip()
    if not 1 <= value <= 5:
        raise FieldRefusedError(_("A rating is a whole number from 1 to 5."), field="value")
    if value not in WITHOUT_EVIDENCE and not seen:
        raise EvidenceMissingError
    if day > timezone.localdate():
        raise FieldRefusedError(_("A rating cannot be dated in the future."), field="on")
    rating = Rating.objects.create(
        customer=customer, dimension=Rating.Dimension(dimension), value=value, evidence=seen, rated_on=day, by=by
    )
    recording.record(customer, recording.RATED, by=by, dimension=dimension, value=value, on=day.isoformat())
    events.announce(events.facts_changed, customer_id=customer.pk)
    return rating


@transaction.atomic
def override_tier(
    customer: Customer, *, tier: str, reason: str, expires_on: date, by: User, starts_on: date | None = None
) -> TierOverride:
    """Set a tier against the computed one, at most for twelve months; one that still holds ends with it.

    Raises ReasonTooShortError, FieldRefusedError, ArchivedError, PermissionDenied; ValueError for an unknown tier.
    """
    access.require(office_access.decides(by))
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    _must_live(locked)
    first, why = starts_on or timezone.localdate(), reason.strip()
    if len(why) < SHORTEST_REASON:
        raise ReasonTooShortError
    if starts_on is None and expires_on < first:
        raise PastDayError(field="expires_on")
    if expires_on < first:
        raise FieldRefusedError(_("It ends before it begins."), field="expires_on")
    if expires_on > add_months(first, LONGEST_MONTHS):
        raise FieldRefusedError(_("A tier set by hand holds for twelve months at most."), field="expires_on")
    holding = locked.tier_overrides.filter(ended_on=None, expires_on__gte=first)
    holding.update(ended_on=first)
    override = TierOverride.objects.create(
        customer=locked,
        tier=Customer.Tier(tier),
        reason=why[:300],
        starts_on=first,
        expires_on=expires_on,
        by=by,
    )
    recording.record(locked, recording.TIER_OVERRIDDEN, by=by, why=why, tier=tier, until=expires_on.isoformat())
    events.announce(events.facts_changed, customer_id=locked.pk)
    return override


@transaction.atomic
def take_back_override(override: TierOverride, *, by: User, why: str = "") -> TierOverride:
    """The computed tier holds again from today. Raises TakenBackAlreadyError, PermissionDenied."""
    access.require(office_access.decides(by))
    locked: TierOverride = (
        TierOverride.objects.select_for_update(of=("self",)).select_related("customer").get(pk=override.pk)
    )
    today = timezone.localdate()
    if locked.ended_on is not None or locked.expires_on < today:
        raise TakenBackAlreadyError
    locked.ended_on = today
    locked.save(update_fields=["ended_on"])
    recording.record(locked.customer, recording.TIER_OVERRIDE_TAKEN_BACK, by=by, why=why, tier=locked.tier)
    events.announce(events.facts_changed, customer_id=locked.customer_id)
    return locked


def _must_live(customer: Customer) -> None:
    if customer.is_archived:
        raise ArchivedError
