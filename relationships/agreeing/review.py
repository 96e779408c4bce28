"""A two-sided review as its page and its paper show it: frozen figures, each for who may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.access import sees_costs_of, sees_revenue_of
from customers.models.terms import in_language
from office.formatting import amounts
from office.models import User
from relationships.attaining.rows import NO_BASELINE, STATES, STATUS, plain
from relationships.models import JointReview
from relationships.services import joint_reviews


@dataclass(frozen=True)
class GoalLine:
    name: str
    aim: str
    value: str
    read_on: date | None
    attained: str
    status: Any
    state: str
    confirmed: bool


@dataclass(frozen=True)
class MoneyLine:
    label: str
    text: str
    note: str = ""
    state: str = ""


def review_page(review: JointReview, user: User) -> dict[str, Any]:
    return {
        "review": review,
        "theirs": list(review.theirs.select_related("person", "department")),
        "ours": list(review.ours.all()),
        "goals": [_goal(line) for line in review.goals],
        "money": money_lines(review, user),
        "sees_money": sees_revenue_of(user, review.customer),
        "may_write": joint_reviews.may_write(review.customer, user),
    }


def money_lines(review: JointReview, user: User) -> list[MoneyLine]:
    """Revenue for who sees this customer's revenue; the value curve, which tells of margins, for who sees costs."""
    kept = review.money
    if not kept or not sees_revenue_of(user, review.customer):
        return []
    lines = []
    if kept.get("net_t12") is not None:
        lines.append(MoneyLine(_("Revenue of twelve months"), _amount(kept["net_t12"], kept), _until(kept)))
    curve = kept.get("curve")
    if curve and sees_costs_of(user, review.customer):
        lines += _curve(curve, kept)
    return lines


def _curve(curve: Mapping[str, Any], kept: Mapping[str, Any]) -> list[MoneyLine]:
    gap = Decimal(str(curve["gap"]))
    return [
        MoneyLine(_("Net value planned so far"), _amount(curve["plan_cum"], kept), _months(curve)),
        MoneyLine(_("Net value so far"), _amount(curve["actual_cum"], kept), _kept(kept)),
        MoneyLine(_("Against plan"), _amount(gap, kept), _status(str(curve["status"])), "bad" if gap < 0 else ""),
    ]


def _until(kept: Mapping[str, Any]) -> str:
    return _("up to %(month)s") % {"month": kept["month"]}


def _months(curve: Mapping[str, Any]) -> str:
    return ngettext("%(months)s month since the start", "%(months)s months since the start", curve["months"]) % {
        "months": curve["months"]
    }


def _kept(kept: Mapping[str, Any]) -> str:
    return _("as computed on %(day)s") % {"day": kept["as_of"]} if kept.get("as_of") else ""


def _status(status: str) -> str:
    return {
        "too_early": pgettext("value curve", "too early to say"),
        "off_track": pgettext("value curve", "off track"),
        "ahead": pgettext("value curve", "ahead"),
        "on_track": pgettext("value curve", "on track"),
        "behind": pgettext("value curve", "behind"),
    }.get(status, "")


def _amount(value: Any, kept: Mapping[str, Any]) -> str:
    return amounts.amount(Decimal(str(value)), get_language() or "en", currency=str(kept["currency"]))


def _goal(line: Mapping[str, Any]) -> GoalLine:
    attained = line["attained"]
    return GoalLine(
        name=in_language(line["names"]),
        aim=f"{_value(line['baseline'], line) or NO_BASELINE} → {_target(line)}",
        value=_value(line["value"], line),
        read_on=date.fromisoformat(line["read_on"]) if line["read_on"] else None,
        attained="" if attained is None else amounts.percent(attained, 0),
        status=STATUS[line["status"]],
        state=STATES.get(line["status"], ""),
        confirmed=bool(line["confirmed"]),
    )


def _target(line: Mapping[str, Any]) -> str:
    if line["target"] is not None:
        return _value(line["target"], line)
    bounds = {"lo": plain(Decimal(line["lo"])), "hi": _value(line["hi"], line)}
    return pgettext("range of values", "%(lo)s to %(hi)s") % bounds


def _value(text: str | None, line: Mapping[str, Any]) -> str:
    if text is None:
        return ""
    unit = str(line["unit"])
    return f"{plain(Decimal(text))}{'' if unit in {'', '%', '％'} else ' '}{unit}"
