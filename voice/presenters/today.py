"""What of this app waits on somebody's Today page."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone

from office.access import publishes_wall, sees_people_and_voices
from office.calendar import Week
from office.models import User
from voice.listening.walls import wall_due, wall_state
from voice.models import Edition, VoiceItem
from voice.presenters import inbox as presenter
from voice.presenters.duty import own_offers
from voice.presenters.editions import STATES, edition_page
from voice.presenters.words import said
from voice.selectors import BusinessCalendar, business_calendar, duty_of, follow_up_quotes

SHOWN = 4


def awaiting(request: HttpRequest, today: date) -> Mapping[str, Any] | None:
    """Voices that wait for the user, the clock that runs out first on top; None for who keeps only the books."""
    user = cast("User", request.user)
    if not sees_people_and_voices(user):
        return None
    now, calendar = timezone.now(), business_calendar()
    mine = VoiceItem.objects.visible_to(user).open().mine(user)
    rows = [presenter.row(one, now, calendar) for one in mine.with_words().nearest_clock_first()[: SHOWN + 1]]
    return {"rows": rows[:SHOWN], "more": len(rows) > SHOWN}


def wall(request: HttpRequest, today: date) -> Mapping[str, Any] | None:
    """This week's wall: its state for who may publish, the lines an owner still owes it, one quote for everybody.

    Who was away when it was their turn is asked whether they take the week that is offered for it.
    """
    user = cast("User", request.user)
    now, calendar = timezone.now(), business_calendar()
    week = str(calendar.week(now))
    edition = Edition.objects.filter(week=week).first()
    published = Edition.objects.published().order_by("-week").first()
    context = _lead(user, published)
    owed = [] if edition and edition.is_published else _owed(user, edition or Edition(week=week))
    offers = own_offers(week, user)
    if not (publishes_wall(user) or owed or context or offers):
        return None
    shown = {"owed": owed, "offers": offers, "publishes": publishes_wall(user)}
    return {**context, **_state(week, edition, calendar), **shown}


def _state(week: str, edition: Edition | None, calendar: BusinessCalendar) -> dict[str, Any]:
    now = timezone.now()
    published_at = edition.published_at if edition else None
    state = wall_state(Week(week), published_at, now, calendar.overrides, zone=calendar.zone)
    due = wall_due(Week(week), calendar.overrides, zone=calendar.zone)
    late = published_at is None and due is not None and now > due
    return {
        "week": week,
        "state": state,
        "state_label": STATES[state](),
        "due": due,
        "late": late,
        "published": published_at is not None,
        "picked": edition.quotes.count() if edition and published_at is None else 0,
        "duty": duty_of(week),
    }


def _owed(user: User, edition: Edition) -> list[dict[str, Any]]:
    return [
        {"words": said(one.voice.verbatim), "quote": one.quote.pk}
        for one in follow_up_quotes(edition)
        if one.line is None and one.voice.owner_id == user.pk
    ]


def _lead(user: User, published: Edition | None) -> dict[str, Any]:
    """The first quote of the newest edition."""
    if published is None:
        return {}
    page = edition_page(published)
    return {"quote": page.quotes[0], "quote_week": page.week} if page.quotes else {}
