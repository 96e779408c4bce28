"""What the agenda brings to Today, to a customer's page and to the rail (see customers.extensions)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.extensions import TodayCard
from office import navigation, permissions
from office.access import sees_people_and_voices
from office.roles import Role
from relationships.agenda.rows import plan_row
from relationships.selectors import planned
from relationships.services import planning

if TYPE_CHECKING:
    from office.models import User

SHOWN = 6
MODELS = ("plannedcontact", "planmove")


def register() -> None:
    extensions.today_cards.append(TodayCard("planned", "relationships/agenda/today.html", today_card, order=5))
    extensions.verbs |= {
        planning.PLANNED: _("A contact was planned"),
        planning.MOVED: _("A planned contact was moved"),
        planning.CANCELLED: _("A planned contact was cancelled"),
        planning.REOPENED: _("A cancelled contact stands in the plan again"),
    }
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
