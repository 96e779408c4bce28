"""Triggers of goals: off track, not measured any more, missed. Each begins for a goal; missed it is once."""

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers.models.customer import CustomerQuerySet
from office.formatting.amounts import percent
from relationships.selectors.outcomes import Standing, counting, standings
from relationships.triggering import links, words
from relationships.triggering.registry import After, Evidence, Finder, Happened, Hit, Trigger


def _goals(holds: Callable[[Standing], bool]) -> Finder:
    return lambda customers, day, _overrides: _hits(customers, day, holds)


def _hits(customers: CustomerQuerySet, day: date, holds: Callable[[Standing], bool]) -> Iterator[Hit]:
    goals = counting(day).filter(customer__in=customers).order_by("current__due", "pk")
    for one in standings(goals, day):
        if holds(one):
            yield Hit(one.goal.customer_id, _seen(one), str(one.goal.pk))


def _seen(one: Standing) -> Evidence:
    latest = one.latest
    return {
        "attained": None if one.state.capped is None else round(one.state.capped, 3),
        "pace": None if one.state.pace is None else round(one.state.pace, 3),
        "due": one.goal.terms.due.isoformat(),
        "read_on": None if latest is None else latest.period_end.isoformat(),
        "expected_on": one.next_due.isoformat(),
    }


def _off(one: Standing) -> bool:
    return one.state.status == "off_track"


def _stale(one: Standing) -> bool:
    return one.stale


def _missed(customers: CustomerQuerySet, since: date, day: date) -> Iterator[Hit]:
    return _hits(customers, day, lambda one: one.state.status == "missed" and one.goal.terms.due >= since)


def _tell_off(evidence: Evidence) -> str:
    if evidence.get("pace") is None or evidence.get("attained") is None:
        return _("A goal is off track")
    said = {"pace": percent(evidence["pace"], 0), "attained": percent(evidence["attained"], 0)}
    return _("A goal runs at %(pace)s of its planned pace: %(attained)s reached") % said


def _tell_stale(evidence: Evidence) -> str:
    said = {"day": words.day(evidence.get("expected_on"))}
    if evidence.get("read_on") is None:
        return _("A goal without any reading, expected since %(day)s") % said
    return _("A goal last read for %(read)s, expected since %(day)s") % (
        said | {"read": words.day(evidence["read_on"])}
    )


def _tell_missed(evidence: Evidence) -> str:
    said = {"day": words.day(evidence.get("due"))}
    if evidence.get("attained") is None:
        return _("A goal missed on %(day)s") % said
    return _("A goal missed on %(day)s: %(attained)s reached") % (said | {"attained": percent(evidence["attained"], 0)})


TRIGGERS = (
    Trigger(
        "goal_off_track",
        pgettext_lazy("trigger", "a goal off track"),
        _goals(_off),
        _tell_off,
        links.of_object("relationships:goal"),
    ),
    Trigger(
        "goal_stale",
        pgettext_lazy("trigger", "a goal not measured any more"),
        _goals(_stale),
        _tell_stale,
        links.of_object("relationships:goal"),
    ),
    Trigger(
        "goal_missed",
        pgettext_lazy("trigger", "a goal missed"),
        Happened(_missed),
        _tell_missed,
        links.of_object("relationships:goal"),
        After.NOTHING,
        once=True,
    ),
)
