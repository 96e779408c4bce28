"""The register of gifts: recorded, held against the company's limits, decided above them, taken back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.access import require
from customers.errors import CustomersError, FieldRefusedError
from customers.models import Contact
from customers.services import recording
from office import access as office_access
from office.clock import today
from office.models import User
from office.services import auditing
from relationships.access import loggable_by
from relationships.courtesy.gifts import ONE_GIFT, Limits, over
from relationships.errors import (
    AlreadyVoidedError,
    ContactNotFoundError,
    CustomerNotFoundError,
    NoReasonError,
    NotVoidedError,
    NotYoursError,
)
from relationships.models import Gift, GiftLimits

RECORDED, ASKED, APPROVED, REFUSED = "gift_recorded", "gift_asked", "gift_approved", "gift_refused"
VOIDED, RESTORED = "gift_voided", "gift_restored"
LIMITS_CHANGED = "gift_limits_changed"
AHEAD_AT_MOST = timedelta(days=365)
"""A gift may be asked for before its day."""


class AboveLimitError(CustomersError):
    field = "reason"


class DecidedError(CustomersError):
    message = _("This gift does not wait for a decision any more.")


class LimitsChangedError(CustomersError):
    message = _("Somebody changed the limits while you were deciding. Read them anew, then change them.")


@transaction.atomic
def record(
    *,
    contact: Contact,
    by: User,
    what: str,
    on: date,
    value: Decimal,
    direction: str = Gift.Direction.GIVEN,
    occasion: str = "",
    note: str = "",
    reason: str = "",
) -> Gift:
    """Enter a gift. Above a limit it waits for a decision and needs a reason; until then it counts nowhere.

    Errors: CustomerNotFoundError, ContactNotFoundError, FieldRefusedError, AboveLimitError.
    """
    if not loggable_by(by).filter(pk=contact.customer_id).exists():
        raise CustomerNotFoundError
    # The contact's row is held, so that of two gifts at once the second one sees the first in the year's sum.
    held = Contact.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=contact.pk).first()
    if held is None:
        raise ContactNotFoundError(field="contact")
    if value <= 0:
        raise FieldRefusedError(_("What is it worth?"), field="value")
    if on > today() + AHEAD_AT_MOST:
        raise FieldRefusedError(_("This day is too far ahead."), field="on")
    limits = limits_now()
    crossed = _crossed(contact.pk, direction, on, value, limits)
    if crossed and not reason.strip():
        raise AboveLimitError(_above(crossed, limits))
    gift = Gift.objects.create(  # type: ignore[misc]
        customer_id=contact.customer_id,
        contact=held,
        direction=direction,
        what=what.strip(),
        on=on,
        value=value,
        occasion=occasion.strip(),
        note=note.strip(),
        by=by,
        limits=limits,
        state=Gift.State.REQUESTED if crossed else Gift.State.RECORDED,
        reason=reason.strip() if crossed else "",
    )
    _tell(gift, ASKED if crossed else RECORDED, by)
    return gift


@transaction.atomic
def decide(gift: Gift, *, agreed: bool, why: str, by: User) -> Gift:
    """A lead or the founder agrees or refuses, with why; never whoever asks. Errors: DecidedError, NoReasonError, NotYoursError."""
    held = _held(gift)
    if not may_decide(held, by):
        raise NotYoursError
    if held.state != Gift.State.REQUESTED or held.voided_at is not None:
        raise DecidedError
    if not why.strip():
        raise NoReasonError(field="why")
    held.state = Gift.State.APPROVED if agreed else Gift.State.REFUSED
    held.decided_by, held.decided_at, held.decision = by, timezone.now(), why.strip()
    _store(held)
    _tell(held, APPROVED if agreed else REFUSED, by)
    return held


@transaction.atomic
def void(gift: Gift, *, by: User, reason: str) -> Gift:
    """It was entered by mistake or went back; it stays readable. Errors: AlreadyVoidedError, NoReasonError, NotYoursError."""
    held = _held(gift)
    if not may_void(held, by):
        raise NotYoursError
    if held.voided_at is not None:
        raise AlreadyVoidedError
    if not reason.strip():
        raise NoReasonError
    held.voided_at, held.voided_by, held.void_reason = timezone.now(), by, reason.strip()
    _store(held)
    _tell(held, VOIDED, by)
    return held


@transaction.atomic
def restore(gift: Gift, *, by: User) -> Gift:
    """It counts again; where the year's sum has grown past the limit meanwhile, it waits for a decision.

    Errors: NotVoidedError, NotYoursError.
    """
    held = _held(gift)
    if not may_void(held, by):
        raise NotYoursError
    if held.voided_at is None:
        raise NotVoidedError
    Contact.objects.select_for_update().get(pk=held.contact_id)
    crossed = _crossed(held.contact_id, held.direction, held.on, held.value, held.limits)
    if held.state == Gift.State.RECORDED and crossed:
        held.state, held.reason = Gift.State.REQUESTED, held.void_reason
    held.voided_at, held.voided_by, held.void_reason = None, None, ""
    _store(held)
    _tell(held, RESTORED, by)
    return held


@transaction.atomic
def change_limits(*, per_gift: Decimal, per_year: Decimal, why: str, number: int, by: User) -> GiftLimits:
    """A new version of the limits over version `number`; gifts entered before keep theirs.

    Errors: LimitsChangedError, FieldRefusedError, PermissionDenied.
    """
    require(office_access.decides(by))
    if not why.strip():
        raise FieldRefusedError(_("Say why, so that others understand it next year."), field="why")
    if per_gift < 0 or per_year < per_gift:
        raise FieldRefusedError(_("The limit of a year cannot be below that of one gift."), field="per_year")
    current = limits_now()
    newest = current.number if current else 0
    if newest != number:
        raise LimitsChangedError
    try:
        with transaction.atomic():
            made = GiftLimits.objects.create(  # type: ignore[misc]
                number=newest + 1, per_gift=per_gift, per_year=per_year, why=why.strip(), by=by
            )
    except IntegrityError as error:
        raise LimitsChangedError from error
    auditing.record(LIMITS_CHANGED, by=by, number=made.number)
    return made


def limits_now() -> GiftLimits | None:
    return GiftLimits.objects.order_by("-number").first()


def may_decide(gift: Gift, user: User) -> bool:
    """The founder and the lead of the customer's team, of a gift that is not their own."""
    if not user.is_active or gift.by_id == user.pk:
        return False
    return office_access.decides(user) or gift.customer.team_id in user.led_team_ids


def may_void(gift: Gift, user: User) -> bool:
    if not user.is_active:
        return False
    return (
        gift.by_id == user.pk
        or office_access.decides(user)
        or office_access.edits_settings(user)
        or gift.customer.team_id in user.led_team_ids
    )


def _crossed(contact: int, direction: str, on: date, value: Decimal, limits: GiftLimits | None) -> list[str]:
    if limits is None:
        return []
    year = Gift.objects.counting().filter(contact=contact, direction=direction, on__year=on.year)
    earlier = year.aggregate(sum=Sum("value"))["sum"] or Decimal(0)
    return over(value, earlier, Limits(limits.per_gift, limits.per_year))


def _above(crossed: list[str], limits: GiftLimits | None) -> Any:
    if limits is None:
        raise ValueError("nothing can be above a limit that is not set")
    if ONE_GIFT in crossed:
        return _("This is above the limit of one gift (%(limit)s). Say why, and somebody decides.") % {
            "limit": f"{limits.per_gift:,.0f}"
        }
    return _("With it the year is above the limit of a contact (%(limit)s). Say why, and somebody decides.") % {
        "limit": f"{limits.per_year:,.0f}"
    }


def _held(gift: Gift) -> Gift:
    rows = Gift.objects.select_for_update(of=("self",)).select_related("customer", "limits")
    return rows.get(pk=gift.pk)


def _store(gift: Gift) -> None:
    gift.version += 1
    gift.save()


def _tell(gift: Gift, verb: str, by: User) -> None:
    recording.record(gift.customer, verb, by=by, gift=gift.pk)
