"""A person's agenda as events of a calendar: what is planned, what was promised, which goals fall due."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from office.calendar.ics import Event, calendar
from office.models import Company
from relationships.agenda.rows import plan_row
from relationships.models import Goal, NextAction, PlannedContact

if TYPE_CHECKING:
    from office.models import User

BACK, AHEAD = timedelta(days=60), timedelta(days=400)
DAY = timedelta(days=1)


def feed(user: "User", day: date) -> bytes:
    """The file, in the person's language, scoped to what exists for the person now. Seven queries at most."""
    company = Company.get()
    with override(user.language or company.default_language):
        name = _("Zhike: %(name)s") % {"name": user}
        events = [*_plans(user, day), *_actions(user, day), *_goals(user, day)]
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
