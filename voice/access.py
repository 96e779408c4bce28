"""Who may do what with a voice. Which voices exist for somebody is told by `visible_to`."""

from typing import TYPE_CHECKING

from office.access import edits_archives, logs_contacts, publishes_wall
from office.roles import Role
from voice.errors import NotYoursError
from voice.models import VoiceItem

if TYPE_CHECKING:
    from office.models import User


def captures(user: "User") -> bool:
    """May record words of the customers they see."""
    return logs_contacts(user)


def handles(user: "User", item: VoiceItem) -> bool:
    """May sort, assign, answer, close and mask: who keeps or leads the customer, or was given the voice."""
    return VoiceItem.objects.handled_by(user).filter(pk=item.pk).exists()


def assigns(user: "User", item: VoiceItem) -> bool:
    """May give the voice to somebody: who handles it, and the founder and executives who want it answered."""
    return publishes_wall(user) or handles(user, item)


def erases(user: "User") -> bool:
    """May fulfil a person's request for erasure."""
    return edits_archives(user)


def keeps_screens(user: "User") -> bool:
    """May issue and revoke addresses of corridor screens."""
    return publishes_wall(user) or (user.is_active and user.has_role(Role.SALES_OPS))


def keeps_roster(user: "User") -> bool:
    return publishes_wall(user)


def sees_roster(user: "User") -> bool:
    """Who takes turns, and sales operations who enter absences for them."""
    return keeps_roster(user) or notes_every_absence(user)


def notes_absence_of(user: "User", absentee: "User") -> bool:
    """Executives enter and take back their own absences; the founder, sales operations and administrators everyone's."""
    return notes_every_absence(user) or (publishes_wall(user) and user.pk == absentee.pk)


def notes_every_absence(user: "User") -> bool:
    return user.is_active and user.has_role(Role.FOUNDER, Role.SALES_OPS, Role.ADMIN)


def require_handling(user: "User", item: VoiceItem) -> None:
    if not handles(user, item):
        raise NotYoursError


def masks(user: "User", item: VoiceItem) -> bool:
    """May cover characters: who handles the voice, and who puts it on the wall."""
    return publishes_wall(user) or handles(user, item)
