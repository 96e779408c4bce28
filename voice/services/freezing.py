"""What a published edition keeps: everything shown beside the words. The words stay where they are write-once.

Shape of the payload (JSON; days as ISO text):
    quotes      [{quote, voice, verbatim, fingerprint, customer, customer_name, contact, role, anonymous, kind,
                  said_on, channel, old, status}]                         criticism and complaints first
    follow_ups  [{quote, voice, verbatim, fingerprint, customer, week, status, solved, weeks, line, by}]
    quiet       {total, by_revenue: [{customer, name, tier, weeks, never}], by_silence: [same]}     at most ten each
    heard       {kind: count}
    record      {required, on_time, streak, state}
    duty, next_duty, published_by                                         names as shown
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from office.calendar import Week, week_add
from voice.listening.walls import wall_state
from voice.models import Edition, EditionQuote, Status
from voice.selectors import (
    BusinessCalendar,
    FollowUpQuote,
    QuietCustomer,
    duty_of,
    follow_up_quotes,
    heard_counts,
    quiet_customers,
    record_of,
)
from voice.selectors.wall import RECORD_WEEKS

if TYPE_CHECKING:
    from customers.models import Contact, Customer

QUIET_SHOWN = 10


def frozen(edition: Edition, *, now: datetime, calendar: BusinessCalendar) -> dict[str, Any]:
    """The payload of an edition that is about to be published."""
    quotes = edition.quotes.select_related(
        "voice__verbatim", "voice__customer", "voice__speaker__person", "voice__speaker__department"
    )
    ordered = sorted(quotes, key=lambda quote: (not quote.voice.is_critical, quote.order))
    next_duty = duty_of(week_add(Week(edition.week), 1))
    return {
        "quotes": [_quote(quote, calendar) for quote in ordered],
        "follow_ups": [_follow_up(one) for one in follow_up_quotes(edition)],
        "quiet": _quiet(quiet_customers(calendar.day(now), calendar)),
        "heard": heard_counts(edition.week, calendar),
        "record": _record(edition, now, calendar),
        "duty": str(edition.duty or ""),
        "next_duty": str(next_duty or ""),
        "published_by": str(edition.published_by or ""),
    }


def _quote(quote: EditionQuote, calendar: BusinessCalendar) -> dict[str, Any]:
    voice = quote.voice
    return {
        "quote": quote.pk,
        "voice": voice.pk,
        "verbatim": voice.verbatim_id,
        "fingerprint": quote.fingerprint,
        "customer": voice.customer_id,
        "customer_name": shown_name(voice.customer),
        "contact": voice.speaker_id,
        "role": role_of(voice.speaker),
        "anonymous": voice.anonymous,
        "kind": voice.kind,
        "said_on": calendar.day(voice.verbatim.said_at).isoformat(),
        "channel": voice.verbatim.channel,
        "old": quote.old,
        "status": voice.status,
    }


def _follow_up(one: FollowUpQuote) -> dict[str, Any]:
    return {
        "quote": one.quote.pk,
        "voice": one.voice.pk,
        "verbatim": one.voice.verbatim_id,
        "fingerprint": one.quote.fingerprint,
        "customer": one.voice.customer_id,
        "anonymous": one.voice.anonymous,
        "week": one.quote.edition.week,
        "status": one.voice.status,
        "solved": one.voice.status in (Status.CLOSED_CONFIRMED, Status.ACKNOWLEDGED),
        "open": one.is_open,
        "weeks": one.weeks,
        "line": one.line.line if one.line else "",
        "by": str(one.line.by) if one.line else "",
    }


def _quiet(quiet: list[QuietCustomer]) -> dict[str, Any]:
    by_silence = sorted(quiet, key=lambda one: (-one.weeks, one.id))
    return {
        "total": len(quiet),
        "by_revenue": [_quiet_row(one) for one in quiet[:QUIET_SHOWN]],
        "by_silence": [_quiet_row(one) for one in by_silence[:QUIET_SHOWN]],
    }


def _quiet_row(one: QuietCustomer) -> dict[str, Any]:
    return {"customer": one.id, "name": one.name, "tier": one.tier, "weeks": one.weeks, "never": one.never}


def _record(edition: Edition, now: datetime, calendar: BusinessCalendar) -> dict[str, Any]:
    earlier = record_of(week_add(Week(edition.week), -1), now, calendar, weeks=RECORD_WEEKS - 1)
    state = wall_state(Week(edition.week), now, now, calendar.overrides, zone=calendar.zone)
    on_time = state == "on_time"
    required = earlier.required + (state != "exempt")
    streak = earlier.streak + on_time if on_time or state == "exempt" else 0
    return {"state": state, "required": required, "on_time": earlier.on_time + on_time, "streak": streak}


def shown_name(customer: "Customer") -> str:
    return customer.short_name or customer.name


def role_of(contact: "Contact | None") -> str:
    """What the speaker is at the customer: title, else department; never the name."""
    if contact is None:
        return ""
    return contact.title or (contact.department.name if contact.department else "")
