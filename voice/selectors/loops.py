"""Promises that are past due: what Today and the Monday report count as open loops (decision 12)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from office.calendar import Week
from voice.listening.walls import wall_due
from voice.models import Edition, VoiceItem
from voice.selectors.company import BusinessCalendar
from voice.selectors.wall import FollowUpQuote, follow_up_quotes

if TYPE_CHECKING:
    from office.models import User


def overdue_voices(user: "User", now: datetime) -> QuerySet[VoiceItem]:
    """Voices given to somebody whose clock has run out, of those the user may see, longest overdue first."""
    return VoiceItem.objects.visible_to(user).past_clock(now).with_words().nearest_clock_first()


def past_due_follow_ups(now: datetime, calendar: BusinessCalendar) -> list[FollowUpQuote]:
    """Quotes of earlier editions without a word on what happened, once the running week's wall is due."""
    week = calendar.week(now)
    due = wall_due(Week(week), calendar.overrides, zone=calendar.zone)
    if due is None or now <= due:
        return []
    edition = Edition.objects.filter(week=week).first() or Edition(week=week)
    if edition.is_published:
        return []
    return [one for one in follow_up_quotes(edition) if one.line is None]
