"""The two-sided review: held, corrected until both have signed, signed, taken back. Its figures are those of its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.errors import ArchivedError, CustomersError, FieldRefusedError
from customers.figures.reading import standing_of
from customers.models import Contact, Customer, CustomerStanding
from customers.selectors.revenue import net_by_customer, twelve_months
from customers.services import recording, writing
from office.clock import today
from office.models import Company, User
from relationships.models import Goal, JointReview
from relationships.selectors.outcomes import Standing, counting, standings
from relationships.services import entries, next_actions

HELD, CHANGED, SIGNED = "joint_review_held", "joint_review_changed", "joint_review_signed"
NEAR = timedelta(days=45)
WITHDRAWN, RESTORED = "joint_review_withdrawn", "joint_review_restored"


class ReviewSignedError(CustomersError):
    message = _("Both sides have signed this review: it stays as it is.")


@dataclass(frozen=True)
class Step:
    """The next step that both agreed on."""

    text: str
    owner: User
    due_on: date


@transaction.atomic
def hold(
    customer: Customer,
    *,
    held_on: date,
    theirs: Sequence[Contact],
    ours: Sequence[User],
    step: Step,
    by: User,
    we_got: str = "",
    they_got: str = "",
) -> JointReview:
    """Keep a review with goals and money as they stood on its day; its next step becomes a next action.

    Errors: FieldRefusedError, OwnerCannotSeeError, ArchivedError, PermissionDenied.
    """
    _may_write(customer, by)
    _check(customer, held_on, theirs, ours)
    review = JointReview(
        customer=customer, held_on=held_on, we_got=we_got.strip(), they_got=they_got.strip(), created_by=by
    )
    _freeze(review)
    if not step.text.strip():
        raise FieldRefusedError(_("A review without a next step was a chat."), field="next_text")
    review.next_step = next_actions.add(customer=customer, text=step.text, owner=step.owner, due_on=step.due_on, by=by)
    writing.create(review, taken=ReviewSignedError())
    review.theirs.set(theirs)
    review.ours.set(ours)
    recording.record(customer, HELD, by=by, review=review.pk, held_on=held_on.isoformat())
    return review


@transaction.atomic
def change(
    review: JointReview,
    *,
    changes: Mapping[str, Any],
    theirs: Sequence[Contact],
    ours: Sequence[User],
    version: int | None,
    by: User,
) -> JointReview:
    """Correct it before it is signed; another day freezes the figures of that day. Errors: ReviewSignedError, as `hold`."""
    locked = _locked(review, by)
    if locked.signed_on is not None:
        raise ReviewSignedError
    _check(locked.customer, changes.get("held_on", locked.held_on), theirs, ours)
    fields = writing.change(locked, changes, version=version, taken=ReviewSignedError())
    locked.theirs.set(theirs)
    locked.ours.set(ours)
    if "held_on" in fields:
        _freeze(locked)
        locked.save(update_fields=["goals", "money"])
    recording.record(locked.customer, CHANGED, by=by, review=locked.pk, fields=fields)
    return locked


@transaction.atomic
def sign(review: JointReview, *, ours: User, theirs: Contact, on: date, by: User) -> JointReview:
    """Both sides put their names to it; from then on nothing in it changes. Errors: ReviewSignedError, FieldRefusedError."""
    locked = _locked(review, by)
    if locked.signed_on is not None:
        raise ReviewSignedError
    if theirs.customer_id != locked.customer_id:
        raise FieldRefusedError(_("No such person at this customer."), field="theirs")
    if not locked.held_on <= on <= today():
        raise FieldRefusedError(_("Between the day of the review and today."), field="on")
    locked.signed_by_us, locked.signed_by_them, locked.signed_on = ours, theirs, on
    locked.version += 1
    locked.save(update_fields=["signed_by_us", "signed_by_them", "signed_on", "version"])
    recording.record(locked.customer, SIGNED, by=by, review=locked.pk)
    return locked


@transaction.atomic
def withdraw(review: JointReview, *, reason: str, by: User) -> JointReview:
    locked = entries.withdraw(_locked(review, by), by=by, reason=reason)
    recording.record(locked.customer, WITHDRAWN, by=by, why=reason, review=locked.pk)
    return locked


@transaction.atomic
def restore(review: JointReview, *, by: User) -> JointReview:
    locked = entries.restore(_locked(review, by))
    recording.record(locked.customer, RESTORED, by=by, review=locked.pk)
    return locked


def may_write(customer: Customer, user: User) -> bool:
    return not customer.is_archived and access.may_judge(user, customer)


def _may_write(customer: Customer, by: User) -> None:
    access.require(access.may_judge(by, customer))
    if customer.is_archived:
        raise ArchivedError


def _locked(review: JointReview, by: User) -> JointReview:
    rows = JointReview.objects.select_for_update(of=("self",)).select_related("customer")
    locked: JointReview = rows.get(pk=review.pk)
    _may_write(locked.customer, by)
    return locked


def _check(customer: Customer, held_on: date, theirs: Sequence[Contact], ours: Sequence[User]) -> None:
    if held_on > today():
        raise FieldRefusedError(_("A review is written down once it was held."), field="held_on")
    if not theirs or any(one.customer_id != customer.pk for one in theirs):
        raise FieldRefusedError(_("Somebody of theirs takes part, of this customer."), field="theirs")
    if not ours:
        raise FieldRefusedError(_("Somebody of ours takes part."), field="ours")


def _freeze(review: JointReview) -> None:
    day = review.held_on
    goals = counting(day).filter(customer=review.customer_id).order_by("current__due", "id")
    review.goals = [_goal(one) for one in standings(goals, day)]
    review.money = _money(review.customer, day)


def _goal(one: Standing) -> dict[str, Any]:
    """What pages need, so that nothing is read again: numbers as text, names in all languages."""
    goal: Goal = one.goal
    terms, kpi, latest = goal.terms, goal.kpi, one.latest
    return {
        "goal": goal.pk,
        "names": {"zh-hans": kpi.name_zh_hans, "zh-hant": kpi.name_zh_hant, "en": kpi.name_en},
        "unit": kpi.unit,
        "baseline": _text(terms.baseline),
        "target": _text(terms.target),
        "lo": _text(terms.lo),
        "hi": _text(terms.hi),
        "due": terms.due.isoformat(),
        "value": _text(latest.value) if latest else None,
        "read_on": latest.period_end.isoformat() if latest else None,
        "attained": one.state.raw,
        "status": one.state.status,
        "confirmed": bool(one.word and one.word.agreed),
    }


def _text(value: Any) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def _money(customer: Customer, day: date) -> dict[str, Any]:
    """Revenue of the twelve complete months before the day, and the value curve as it was computed nearest to it.

    The curve is read off a standing at most `NEAR` away; without one it is unknown.
    """
    first, last = twelve_months(day)
    net = net_by_customer([customer.pk], first, last).get(customer.pk)
    row = _near(customer, day)
    return {
        "month": f"{last:%Y-%m}",
        "currency": Company.get().base_currency,
        "net_t12": None if net is None else str(net),
        "curve": (row.parts or {}).get("curve") if row else None,
        "as_of": row.as_of.isoformat() if row else None,
    }


def _near(customer: Customer, day: date) -> CustomerStanding | None:
    frozen = standing_of(customer, day)
    if frozen is not None and day - frozen.as_of <= NEAR and frozen.parts:
        return frozen
    now = standing_of(customer, today())
    return now if now is not None and now.as_of - day <= NEAR else None
