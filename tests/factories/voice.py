"""Customers' words and walls for tests, made through the same services as in life."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from customers.models import Customer
from office.models import User
from voice.models import Edition, EditionQuote, VoiceItem
from voice.selectors import follow_up_quotes
from voice.services import capturing, editions, handling
from voice.services.capturing import Judgement

_numbers = count(1)

COMPLAINT = Judgement(kind="complaint", category="quality", severity=2, sentiment=-1)
CRITICISM = Judgement(kind="criticism", category="service_response", severity=3, sentiment=-1)
REQUEST = Judgement(kind="request", category="capability_missing", severity=3, sentiment=0)
PRAISE = Judgement(kind="praise", category="other", severity=4, sentiment=2)
QUESTION = Judgement(kind="question", category="other", severity=4, sentiment=0)


def make_voice(
    customer: Customer, *, by: User, text: str = "", judgement: Judgement | None = COMPLAINT, **fields: Any
) -> VoiceItem:
    """One thing the customer said; `judgement=None` leaves it unsorted. Further fields as `capture` takes them."""
    return capturing.capture(
        customer,
        text=text or f"第{next(_numbers)}次了，你们的盒子夏天进水。",
        by=by,
        judgement=judgement or capturing.UNJUDGED,
        **fields,
    )


def make_answered(customer: Customer, *, by: User, **fields: Any) -> VoiceItem:
    """A voice that was sorted, given to `by` and answered."""
    voice = handling.assign(make_voice(customer, by=by, **fields), owner=by, due=date(2026, 12, 1), by=by)
    return handling.answer(voice, text="我们周五带方案到现场。", by=by)


def close_confirmed(voice: VoiceItem, *, by: User, **fields: Any) -> VoiceItem:
    """The customer says it is solved."""
    from tests.factories.customers import make_contact

    return handling.close_confirmed(
        voice,
        by=by,
        **(
            {
                "root_cause": "密封圈老化",
                "action": "换了硅胶圈，11月12日起",
                "confirmed_by": make_contact(voice.customer),
                "confirmed_on": timezone.localdate(),
                "confirmed_how": "电话",
            }
            | fields
        ),
    )


def make_edition(week: str, voices: list[VoiceItem], *, by: User) -> Edition:
    """A draft with these voices picked."""
    edition = editions.open_week(week, by=by)
    for voice in voices:
        editions.pick(edition, voice, by=by)
    return edition


def publish(edition: Edition, *, by: User, at: datetime | None = None) -> Edition:
    """Publish, after saying for every quote of last time what happened."""
    for one in follow_up_quotes(edition):
        if one.line is None:
            editions.write_follow_up(edition, one.quote, line="改好了，客户电话确认。", by=by)
    return editions.publish(edition, by=by, at=at)


def make_published(week: str, customer: Customer, *, by: User, at: datetime | None = None) -> Edition:
    """A published edition of three quotes of one customer."""
    voices = [make_voice(customer, by=by, judgement=one) for one in (COMPLAINT, REQUEST, PRAISE)]
    return publish(make_edition(week, voices, by=by), by=by, at=at)


def quote_of(edition: Edition, number: int = 0) -> EditionQuote:
    return list(edition.quotes.all())[number]


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
