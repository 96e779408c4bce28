"""A person's agenda as events of a calendar: what is planned, what was promised, which goals fall due, when is looked back."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from office.calendar.ics import Event, calendar
from office.models import Company
from relationships.agenda.rows import plan_row
from relationships.binding.figures import TAB
from relationships.models import Goal, NextAction, PlannedContact, PlanReview, StrategyMove, StrategyPlan

if TYPE_CHECKING:
    from office.models import User

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
DAY = timedelta(days=1)


def feed(user: "User", day: date) -> bytes:
    """The file, in the person's language, scoped to what exists for the person now. Ten queries at most."""
    company = Company.get()
    with override(user.language or company.default_language):
        name = _("Zhike: %(name)s") % {"name": user}
        events = [each for source in SOURCES for each in source(user, day)]
        return calendar(name, events, zone=company.time_zone)


def _plans(user: "User", day: date) -> Iterator[Event]:
    rows = PlannedContact.objects.visible_to(user).living().of(user).between(day - BACK, day + AHEAD)
    zone = Company.get().zone
    for plan in rows.with_people().in_order():
        row = plan_row(plan, user)
        timed = plan.time is not None
        yield Event(
            uid=_uid("plan", plan.pk),
            stamp=plan.changed_at,
            summary=_told(plan.get_kind_display(), plan.customer, plan.purpose),
            start=plan.begins(zone) if timed else plan.on,
            end=plan.ends(zone) if timed else plan.on + DAY,
            place=plan.place,
            text="\n".join(filter(None, [row.theirs, row.ours])),
            url=settings.SITE_URL + plan.get_absolute_url(),
            cancelled=plan.state == PlannedContact.State.CANCELLED,
            busy=timed,
            sequence=plan.version - 1,
        )


def _actions(user: "User", day: date) -> Iterator[Event]:
    rows = NextAction.objects.visible_to(user).open().owned_by(user).filter(due_on__range=(day - BACK, day + AHEAD))
    for action in rows.select_related("customer").by_urgency():
        yield _whole_day(
            "action",
            action.pk,
            action.due_on,
            stamp=action.created_at,
            summary=_told(_("Due"), action.customer, action.text),
            url=settings.SITE_URL + action.get_absolute_url(),
            sequence=action.version - 1,
        )


def _goals(user: "User", day: date) -> Iterator[Event]:
    rows = Goal.objects.visible_to(user).filter(
        current__owner=user, current__due__range=(day, day + AHEAD), voided_at=None, customer__archived_at=None
    )
    zone = Company.get().zone
    for goal in rows.select_related("customer", "kpi", "current").order_by("current__due", "pk"):
        yield _whole_day(
            "goal",
            goal.pk,
            goal.terms.due,
            # Terms keep the day they are from, which is all that a calendar needs to know.
            stamp=datetime.combine(goal.terms.start, time(0), zone),
            summary=_told(_("Goal due"), goal.customer, str(goal.kpi)),
            url=settings.SITE_URL + goal.get_absolute_url(),
            sequence=goal.terms.number - 1,
        )


def _reviews(user: "User", day: date) -> Iterator[Event]:
    """Days on which both sides look at a success plan: of who owns it, and of who is to be there."""
    rows = (
        PlanReview.objects.visible_to(user)
        .standing()
        .filter(
            Q(plan__owner=user) | Q(ours=user),
            held_on=None,
            planned_on__range=(day - BACK, day + AHEAD),
            plan__closed_at=None,
            plan__customer__archived_at=None,
        )
    )
    for review in rows.select_related("plan__customer").order_by("planned_on", "pk").distinct():
        plan = review.plan
        yield _whole_day(
            "review",
            review.pk,
            review.planned_on,
            # A review does not keep when it was moved: its version tells calendars that it was.
            stamp=plan.created_at,
            summary=_told(pgettext("success plan", "Review"), plan.customer, plan.title),
            url=settings.SITE_URL + plan.get_absolute_url(),
            sequence=review.version - 1,
        )


def _strategies(user: "User", day: date) -> Iterator[Event]:
    """When the strategy with a customer is looked at again, and each of its moves."""
    window = (day - BACK, day + AHEAD)
    newest = StrategyPlan.objects.filter(customer=OuterRef("customer")).order_by("-number").values("number")[:1]
    plans = StrategyPlan.objects.visible_to(user).filter(
        owner=user, review_on__range=window, customer__archived_at=None, number=Subquery(newest)
    )
    for plan in plans.select_related("customer").order_by("review_on", "pk"):
        yield _whole_day(
            "strategy",
            plan.customer_id,
            plan.review_on,
            stamp=plan.at,
            summary=_told(_("Strategy review"), plan.customer, plan.position.splitlines()[0]),
            url=settings.SITE_URL + reverse(TAB, args=[plan.customer_id]),
            sequence=plan.number - 1,
        )
    moves = StrategyMove.objects.visible_to(user).standing()
    moves = moves.filter(owner=user, closed_on=None, review_on__range=window, customer__archived_at=None)
    for move in moves.select_related("customer").order_by("review_on", "pk"):
        yield _whole_day(
            "move",
            move.pk,
            move.review_on,
            stamp=move.recorded_at,
            summary=_told(_("Strategy review"), move.customer, move.what),
            url=settings.SITE_URL + reverse(TAB, args=[move.customer_id]),
        )


SOURCES = (_plans, _actions, _goals, _reviews, _strategies)


def _whole_day(kind: str, pk: int, on: date, **fields: Any) -> Event:
    return Event(uid=_uid(kind, pk), start=on, end=on + DAY, busy=False, **fields)


def _told(what: object, customer: object, about: str) -> str:
    return pgettext("calendar entry", "%(what)s, %(customer)s: %(about)s") % {
        "what": what,
        "customer": customer,
        "about": about,
    }


def _uid(kind: str, pk: int) -> str:
    return f"{kind}-{pk}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}"
