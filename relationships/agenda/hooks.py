"""What the agenda brings to Today, to a customer's page and to the rail (see customers.extensions)."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.extensions import ContactPanel, TodayCard
from office import navigation, permissions, schedules
from office.access import sees_people_and_voices
from office.presenters import audit
from office.roles import Role
from relationships import tasks
from relationships.agenda import beside
from relationships.agenda.rows import plan_row
from relationships.selectors import planned
from relationships.services import gifts, planning

if TYPE_CHECKING:
    from office.models import User

SHOWN = 6
MODELS = ("plannedcontact", "planmove", "birthday", "gift", "giftlimits", "calendarfeed", "reminderchoice")
EVENING, MORNING = time(18), time(8)
"""When reminders leave, by the company's clock."""


def register() -> None:
    extensions.today_cards.append(TodayCard("planned", "relationships/agenda/today.html", today_card, order=5))
    extensions.verbs |= {
        planning.PLANNED: _("A contact was planned"),
        planning.MOVED: _("A planned contact was moved"),
        planning.CANCELLED: _("A planned contact was cancelled"),
        planning.REOPENED: _("A cancelled contact stands in the plan again"),
        gifts.RECORDED: _("A gift was recorded"),
        gifts.ASKED: _("A gift above the limit waits for a decision"),
        gifts.APPROVED: _("A gift above the limit was approved"),
        gifts.REFUSED: _("A gift above the limit was refused"),
        gifts.VOIDED: _("A gift was taken back"),
        gifts.RESTORED: _("A gift counts again"),
    }
    extensions.contact_panels.append(ContactPanel("courtesies", "relationships/agenda/contact.html", beside.panel))
    audit.VERBS[gifts.LIMITS_CHANGED] = _("Limits of gifts changed")
    audit.files["gifts"] = _("Register of gifts")
    schedules.daily(tasks.EVENING, at=EVENING)
    schedules.daily(tasks.MORNING, at=MORNING)
    navigation.add(navigation.Group.RELATIONSHIP, _("Gifts"), "relationships:gifts", icon="gift", order=90)
    navigation.account_page(_("Calendar and reminders"), "relationships:calendar-own", seen_by=sees_people_and_voices)
    navigation.add(
        navigation.Group.TODAY,
        _("Agenda"),
        "relationships:agenda",
        icon="calendar",
        seen_by=sees_people_and_voices,
        key="g a",
        order=20,
    )
    for role in (Role.CSM, Role.LEAD):
        permissions.grant(role, "relationships", "view", models=MODELS)
    permissions.grant(Role.FINANCE, "relationships", "view", models=("gift", "giftlimits"))


def today_card(request: HttpRequest, day: date) -> Mapping[str, Any] | None:
    """What is planned for today and tomorrow, and of what nobody said whether it took place."""
    user: User = request.user  # type: ignore[assignment]
    if not sees_people_and_voices(user):
        return None
    now = timezone.now()
    asked = planned.awaiting_word(user, now)
    ahead = planned.ahead(user, now, last=day + timedelta(days=1))
    return {
        "asked": [plan_row(one, user, now=now) for one in asked[:SHOWN]],
        "asked_more": max(0, len(asked) - SHOWN),
        "ahead": [plan_row(one, user) for one in ahead[:SHOWN]],
        "ahead_more": max(0, len(ahead) - SHOWN),
    }
