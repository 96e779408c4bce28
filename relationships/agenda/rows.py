"""How a contact ahead reads in a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from office.formatting.lists import listed
from office.models import Company
from relationships.courtesy.addressing import called
from relationships.models import PlannedContact
from relationships.presenters import icon_of

if TYPE_CHECKING:
    from customers.models import Contact
    from office.models import User


@dataclass(frozen=True)
class PlanRow:
    """A line of the agenda."""

    plan: PlannedContact
    icon: str
    clock: str
    """14:00, 14:00–15:30, or empty when no time was said."""
    theirs: str
    ours: str
    mine: bool
    asks: bool
    """Whether its moment has passed without a word of what came of it."""

    @property
    def one_tap(self) -> bool:
        """Without anybody of theirs the log must ask who it was."""
        return bool(self.theirs)


def plan_row(plan: PlannedContact, user: "User", *, now: datetime | None = None) -> PlanRow:
    """People must have been fetched with the plan."""
    return PlanRow(
        plan=plan,
        icon=icon_of(plan.kind),
        clock=clock(plan),
        theirs=listed(address(one) for one in plan.contacts.all()),
        ours=listed(plan.colleagues.all()),
        mine=any(one.pk == user.pk for one in plan.colleagues.all()),
        asks=now is not None and plan.is_open and plan.is_past(now, Company.get().zone),
    )


def clock(plan: PlannedContact) -> str:
    if plan.time is None:
        return ""
    if not plan.minutes:
        return f"{plan.time:%H:%M}"
    return f"{plan.time:%H:%M}–{plan.ends(zone := Company.get().zone).astimezone(zone):%H:%M}"


def address(contact: "Contact") -> str:
    """As one speaks to them: 王总; with the name behind where that is not the same."""
    form = contact.person.form_of_address or called(contact.person.family_name, contact.title)
    if not form or form == contact.person.name:
        return contact.person.name
    return _("%(form)s (%(name)s)") % {"form": form, "name": contact.person.name}
