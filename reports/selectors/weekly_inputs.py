"""Everything the Monday report prints, gathered once and frozen: plain values that JSON holds.

Shape (money as text in base currency, days as ISO text, unknown as null):
    week, from, to, as_of, currency, formula
    revenue    {month, net, lines, without_rate, last_year, change, prior, prior_change}
    active     {count, of, days}
    cooling    {count, measured}
    calls      [{customer, name, second, person, title, risk, share, renewal_on, days_to_renewal, quiet_days, because,
                 weeks}]
    wall       {published, state, duty}                 words are read from the edition itself
    quiet      {total, rows: [{customer, name, weeks, never, revenue}]}
    loops      {actions, voices, follow_ups, rows: [{kind, what, customer, name, owner, days}]}
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from customers.models import Contact, Customer
from customers.selectors import activity, company, revenue
from office.calendar import Week, local_day, week_range
from office.models import Company
from relationships.models import RelationshipStanding
from relationships.selectors.actions import overdue_actions
from reports.indicators.risk import relationship_risk
from reports.selectors.renewals import penetration
from voice.listening.walls import wall_state
from voice.models import Edition, VoiceItem
from voice.selectors import (
    BusinessCalendar,
    QuietCustomer,
    business_calendar,
    duty_of,
    past_due_follow_ups,
    quiet_customers,
)

FORMULA = "weekly.1"
CALLS = 3
QUIET_SHOWN = 10
LOOPS_SHOWN = 12
RATIO = Decimal("0.0001")


def day_of(moment: datetime) -> date:
    """The company's calendar day."""
    return local_day(moment, zone=Company.get().time_zone)


def last_day(week: Week) -> date:
    return week_range(week)[1]


def gather(week: Week, *, now: datetime) -> dict[str, Any]:
    """The inputs of the report on a week, as known at `now`. A constant number of queries."""
    monday, sunday = week_range(week)
    calendar = business_calendar()
    quiet = quiet_customers(sunday, calendar)
    return {
        "formula": FORMULA,
        "week": week,
        "from": monday.isoformat(),
        "to": sunday.isoformat(),
        "as_of": sunday.isoformat(),
        "currency": Company.get().base_currency,
        "revenue": _revenue(sunday),
        "active": _active(sunday),
        "cooling": _cooling(sunday),
        "calls": _calls(sunday, quiet),
        "wall": _wall(week, now, calendar),
        "quiet": {"total": len(quiet), "rows": [_quiet_row(one) for one in quiet[:QUIET_SHOWN]]},
        "loops": _loops(sunday, calendar),
    }


def _revenue(as_of: date) -> dict[str, Any]:
    """The last complete month beside the same month a year before and the month before (decision 58)."""
    months = company.company_months(as_of, count=13)
    month, prior, last_year = months[-1], months[-2], months[0]
    return {
        "month": month.month.isoformat(),
        "net": _text(month.net),
        "lines": month.lines,
        "without_rate": month.lines_without_rate,
        "last_year": _text(last_year.net),
        "change": _change(month.net, last_year.net),
        "prior": _text(prior.net),
        "prior_change": _change(month.net, prior.net),
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _change(now: Decimal | None, before: Decimal | None) -> str | None:
    """Relative change, four digits; unknown where either side is, or where there was nothing to compare with."""
    if now is None or before is None or before <= 0:
        return None
    return str((now / before - 1).quantize(RATIO, ROUND_HALF_UP))


def _active(as_of: date) -> dict[str, int]:
    living = Customer.objects.current()
    return {
        "count": len(activity.active_ids(living, as_of)),
        "of": living.exclude(status=Customer.Status.LOST).count(),
        "days": activity.ACTIVE_DAYS,
    }


def _cooling(as_of: date) -> dict[str, int]:
    """From the standings frozen on the Sunday; from today's where that Sunday was not frozen."""
    living = RelationshipStanding.objects.filter(customer__archived_at=None)
    week = living.filter(kind=RelationshipStanding.Kind.WEEK, as_of=as_of)
    rows = week if week.exists() else living.today()
    return {"count": rows.cooling().count(), "measured": rows.exclude(temperature=None).count()}


def _calls(as_of: date, quiet: list[QuietCustomer]) -> list[dict[str, Any]]:
    """The three largest relationship risks, gaps filled from the quiet list by revenue (decision 13)."""
    living = Customer.objects.current().exclude(status=Customer.Status.LOST)
    net = revenue.net_by_customer(None, *revenue.twelve_months(as_of))
    total = sum((amount for amount in net.values() if amount > 0), Decimal(0))
    renewals = dict(
        living.filter(pk__in=[pk for pk, amount in net.items() if amount > 0]).values_list("pk", "renewal_on")
    )
    ties = penetration(renewals, as_of) or {}
    risks = []
    for pk, renewal in renewals.items():
        share = float(net[pk] / total)
        days = None if renewal is None else (renewal - as_of).days
        risks.append((relationship_risk(share, ties.get(pk), days), pk, share, days))
    risks.sort(key=lambda risk: (-risk[0], risk[1]))
    chosen = [_call(pk, risk, share, days) for risk, pk, share, days in risks[:CALLS]]
    known = {call["customer"] for call in chosen}
    chosen += [_call(one.id, weeks=one.weeks) for one in quiet if one.id not in known][: CALLS - len(chosen)]
    return _with_people(chosen, as_of)


def _call(
    pk: int, risk: float | None = None, share: float | None = None, days: int | None = None, *, weeks: int | None = None
) -> dict[str, Any]:
    return {
        "customer": pk,
        "because": "quiet" if risk is None else "risk",
        "risk": None if risk is None else round(risk, 6),
        "share": None if share is None else round(share, 4),
        "days_to_renewal": days,
        "weeks": weeks,
    }


def _with_people(calls: list[dict[str, Any]], as_of: date) -> list[dict[str, Any]]:
    """Names to the numbers: the customer, the person who matters most there, and how long it has been quiet."""
    ids = [call["customer"] for call in calls]
    customers = Customer.objects.in_bulk(ids)
    contacts = Contact.objects.filter(customer__in=ids).active(as_of).select_related("person")
    people: dict[int, Contact] = {}
    for contact in contacts.order_by("customer", "-key_person", "-seniority", "id"):
        people.setdefault(contact.customer_id, contact)
    quiet_days = dict(
        RelationshipStanding.objects.today().filter(customer__in=ids).values_list("customer", "quiet_days")
    )
    for call in calls:
        customer, person = customers[call["customer"]], people.get(call["customer"])
        call |= {
            "name": str(customer),
            "renewal_on": customer.renewal_on.isoformat() if customer.renewal_on else None,
            "person": person.person.name if person else "",
            "title": person.title if person else "",
            "quiet_days": quiet_days.get(call["customer"]),
        }
    return calls


def _wall(week: Week, now: datetime, calendar: BusinessCalendar) -> dict[str, Any]:
    published = Edition.objects.filter(week=week).values_list("published_at", flat=True).first()
    return {
        "published": published is not None,
        "state": wall_state(week, published, now, calendar.overrides, zone=calendar.zone),
        "duty": str(duty_of(week) or ""),
    }


def _quiet_row(one: QuietCustomer) -> dict[str, Any]:
    return {
        "customer": one.id,
        "name": one.name,
        "weeks": one.weeks,
        "never": one.never,
        "revenue": _text(one.revenue),
    }


def _loops(as_of: date, calendar: BusinessCalendar) -> dict[str, Any]:
    """Open loops (decision 12): next actions, assigned voices past their clock, wall follow-ups past due."""
    end = calendar.start_of(as_of + timedelta(days=1))
    actions = overdue_actions(as_of + timedelta(days=1))
    voices = VoiceItem.objects.past_clock(end).filter(customer__archived_at=None)
    follow_ups = past_due_follow_ups(end - timedelta(seconds=1), calendar)
    rows = [
        _loop("action", action.text, action.customer, action.owner, (as_of - action.due_on).days)
        for action in actions[:LOOPS_SHOWN]
    ]
    rows += [
        _loop("voice", "", voice.customer, voice.owner, (as_of - calendar.day(voice.clock_due_at)).days)
        for voice in voices.select_related("customer", "owner").nearest_clock_first()[:LOOPS_SHOWN]
        if voice.clock_due_at is not None
    ]
    rows += [_loop("follow_up", "", one.voice.customer, one.voice.owner, 7 * one.weeks) for one in follow_ups]
    rows.sort(key=lambda row: (-row["days"], row["kind"], row["customer"]))
    return {
        "actions": actions.count(),
        "voices": voices.count(),
        "follow_ups": len(follow_ups),
        "rows": rows[:LOOPS_SHOWN],
    }


def _loop(kind: str, what: str, customer: Customer, owner: object, days: int) -> Mapping[str, Any]:
    return {
        "kind": kind,
        "what": what,
        "customer": customer.pk,
        "name": str(customer),
        "owner": str(owner or ""),
        "days": max(days, 0),
    }
