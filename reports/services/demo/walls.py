"""Twenty published wall editions of the sample company; this week's is left for whoever tries it, a swap lies ahead."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from office.calendar import Week, week_add, week_key, week_range
from office.models import User
from reports.demo import story, words
from voice.models import CRITICAL_KINDS, DutyAbsence, Edition, VoiceItem
from voice.selectors import follow_up_quotes
from voice.services import duty, editions, swaps

QUOTES = 4
FEWEST = 3
AWAY = {"zh-hans": "年假", "en": "annual leave"}


def publish_past(
    heard: list[VoiceItem], staff: dict[str, User], language: str, zone: ZoneInfo, today: date, rng: Random
) -> int:
    """Editions of the last twenty complete weeks, each published on its Friday; returns how many."""
    this_week = week_key(today)
    weeks = [week_add(this_week, -back) for back in range(story.EDITIONS, 0, -1)]
    duty.set_roster([staff["eve"], staff["fay"]], from_week=weeks[0], by=staff["fay"])
    used: set[int] = set()
    published = sum(_publish(week, heard, used, staff, language, zone, rng) for week in weeks)
    _go_on_leave(staff["eve"], week_add(this_week, 2), language)
    return published


def _go_on_leave(executive: User, week: Week, language: str) -> None:
    """It is the turn of somebody who is on leave: the other one takes it, and the week after is offered in return.

    Noted without its service: the audit would keep an invented executive for ever.
    """
    reason = AWAY["en" if language == "en" else "zh-hans"]
    DutyAbsence.objects.create(week=week, user=executive, reason=reason, by=executive, at=timezone.now())
    swaps.settle()


def _publish(
    week: Week,
    heard: list[VoiceItem],
    used: set[int],
    staff: dict[str, User],
    language: str,
    zone: ZoneInfo,
    rng: Random,
) -> bool:
    monday, _ = week_range(week)
    published = datetime.combine(monday + timedelta(days=4), time(16, 20), zone)
    chosen = _choose(heard, used, published, rng)
    if len(chosen) < FEWEST:
        return False
    edition = editions.open_week(week, by=staff["eve"], sample=True)
    for voice in chosen:
        editions.pick(edition, voice, by=staff["eve"], at=published - timedelta(hours=2))
    _tell_what_happened(edition, staff["eve"], language, rng)
    editions.publish(edition, by=staff["eve"], at=published)
    return True


def _choose(heard: list[VoiceItem], used: set[int], published: datetime, rng: Random) -> list[VoiceItem]:
    """Four of the fortnight before, two of them critical, of different customers, never the same twice."""
    since = published - timedelta(days=14)
    fresh = [
        voice for voice in heard if since < voice.received_at < published - timedelta(hours=3) and voice.pk not in used
    ]
    rng.shuffle(fresh)
    fresh.sort(key=lambda voice: voice.kind not in CRITICAL_KINDS)
    chosen: list[VoiceItem] = []
    for voice in [*fresh[:2], *rng.sample(fresh[2:], len(fresh[2:]))]:
        if len(chosen) < QUOTES and voice.customer_id not in {each.customer_id for each in chosen}:
            chosen.append(voice)
    used.update(voice.pk for voice in chosen)
    return chosen


def _tell_what_happened(edition: Edition, by: User, language: str, rng: Random) -> None:
    for listed in follow_up_quotes(edition):
        if listed.line is None:
            lines = words.follow_ups(listed.voice.kind, listed.voice.category, language)
            editions.write_follow_up(edition, listed.quote, line=story.filled(rng.choice(lines), language, rng), by=by)
