"""How temperatures, contacts and promises read on a page."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from customers.models import Contact, Customer
from customers.valuation.expectations import targets_of
from office.formatting.lists import listed
from office.statistics.rounding import r1
from relationships.models import Interaction, NextAction, RelationshipStanding
from relationships.network import Temperature
from relationships.network.penetration import band as penetration_band
from relationships.network.temperature import COOLING, band
from relationships.selectors.evidence import FrozenWeek, Source

ICONS = {
    "call": "phone",
    "im": "chat",
    "mail": "mail",
    "greeting": "mail",
    "broadcast": "mail",
    "visit": "visit",
    "exec_visit": "visit",
    "meeting": "people",
}
FAR_BELOW = 20
"""Points below the target from which the meter turns red."""


def whole(value: float | None) -> int | None:
    """Points as printed without decimals: cut towards zero after rounding to one decimal.

    Bands, targets and trends have whole limits, so a printed 40 is never called cool and a printed −9 never cooling.
    """
    return None if value is None else math.trunc(r1(value))


def penetration_state(value: float) -> str:
    """bad on the surface, warn while thin, empty from sound on (R3)."""
    return {"surface": "bad", "thin": "warn"}.get(penetration_band(value), "")


@dataclass(frozen=True)
class Change:
    """Points gained in 28 days, None when unknown."""

    delta: int | None
    falling: bool
    """Whether the fall is one that must be seen: ten points or more."""

    @classmethod
    def of(cls, value: float | None) -> "Change":
        return cls(whole(value), value is not None and r1(value) <= COOLING)

    @property
    def fall(self) -> int:
        """Points lost, as a positive number."""
        return max(0, -(self.delta or 0))


@dataclass(frozen=True)
class Degrees:
    """A temperature ready for a page."""

    value: int | None
    band: str | Promise
    target: int
    change: Change
    state: str
    """bad, warn or empty: the colour of the meter."""
    reason: str | Promise

    @property
    def text(self) -> str:
        """What a screen reader says for the meter."""
        return _("%(value)s, target %(target)s") % {"value": self.value, "target": self.target}


def degrees(standing: RelationshipStanding | None, customer: Customer) -> Degrees:
    """The temperature of a customer as it stands, or why there is none."""
    if standing is None:
        return _degrees(None, "", None, customer.tier_in_force)
    return _degrees(standing.temperature, standing.band, standing.delta28, standing.tier)


def of_value(value: float | None, customer: Customer) -> Degrees:
    """A temperature of which a list knows no more than its value."""
    return _degrees(value, "" if value is None else band(value), None, customer.tier_in_force)


def measured(result: Temperature, customer: Customer) -> Degrees:
    """A temperature that has just been computed."""
    return _degrees(result.value, result.band or "", result.delta28, customer.tier_in_force)


def _degrees(value: float | None, name: str, delta: float | None, tier: str) -> Degrees:
    target = targets_of(tier or None).temperature
    if value is None:
        return Degrees(None, "", target, Change.of(None), "", RelationshipStanding.Reason.NO_INTERACTION.label)
    missing = target - r1(value)
    return Degrees(
        value=whole(value),
        band=RelationshipStanding.Band(name).label,
        target=target,
        change=Change.of(delta),
        state="bad" if missing >= FAR_BELOW else "warn" if missing > 0 else "",
        reason="",
    )


def target_note(found: Degrees) -> str:
    """Target 70, 28 days ▼ 14."""
    target = _("target %(target)s") % {"target": found.target}
    if not found.change.delta:
        return target
    arrow = "▲" if found.change.delta > 0 else "▼"
    moved = _("28 days %(arrow)s %(points)s") % {"arrow": arrow, "points": abs(found.change.delta)}
    return target + pgettext("between clauses", ", ") + moved


@dataclass(frozen=True)
class SourceRow:
    """A contact behind a temperature."""

    interaction: Interaction
    people: str
    icon: str
    age: int
    worth: float
    heat: float
    share: float | None
    stands_for: Interaction | None


def source_row(source: Source) -> SourceRow:
    one = source.contribution
    return SourceRow(
        source.interaction,
        people_line(source.interaction),
        icon_of(source.interaction.kind),
        one.age,
        one.worth,
        one.heat,
        one.share,
        source.stands_for,
    )


def week_values(weeks: Iterable[FrozenWeek]) -> list[float]:
    """Points of the past Sundays, oldest first, for a trend line."""
    return [week.value for week in weeks]


@dataclass(frozen=True)
class AttentionRow:
    """A customer that needs a call, and why."""

    customer: Customer
    tier: str
    degrees: Degrees
    quiet: str
    reason: str
    url: str


def attention_row(standing: RelationshipStanding) -> AttentionRow:
    customer = standing.customer
    return AttentionRow(
        customer=customer,
        tier=standing.tier,
        degrees=degrees(standing, customer),
        quiet=quiet(standing.quiet_days),
        reason=why(standing),
        url=reverse("relationships:temperature", args=[customer.pk]),
    )


def quiet(days: int | None) -> str:
    """How long nobody of theirs has taken part in anything."""
    if days is None:
        return _("never answered")
    if days == 0:
        return _("talked today")
    return ngettext("silent for %(days)s day", "silent for %(days)s days", days) % {"days": days}


def why(standing: RelationshipStanding) -> str:
    """The gravest reason to call first: only invoices left, then silence, then the fall itself."""
    if standing.transaction_only:
        return _("only invoices and payments left")
    if standing.overdue:
        gap = targets_of(standing.tier or None).quiet_gap
        return _("more than the %(gap)s days its tier allows") % {"gap": gap}
    if standing.trend == RelationshipStanding.Trend.COOLING:
        return _("lost %(points)s points in 28 days") % {"points": abs(whole(standing.delta28) or 0)}
    return ""


def change(before: float | None, after: float | None) -> str:
    """Temperature 31 → 38."""
    if after is None:
        return _("Temperature not known yet")
    if before is None:
        return _("Temperature %(after)s, the first") % {"after": whole(after)}
    return _("Temperature %(before)s → %(after)s") % {"before": whole(before), "after": whole(after)}


def summary(
    customer: Customer,
    before: float | None,
    after: float | None,
    first: Iterable[Contact],
    also: Iterable[Interaction] = (),
) -> str:
    """What a save has changed, as the page says it."""
    parts = [_("Kept with %(customer)s") % {"customer": customer}, change(before, after)]
    names = listed(contact.person.name for contact in first)
    if names:
        parts.append(_("first contact with %(names)s") % {"names": names})
    if others := listed(one.customer for one in also):
        parts.append(_("also visited: %(names)s") % {"names": others})
    return pgettext("between parts of a sentence", "; ").join(parts)


def icon_of(kind: str) -> str:
    return ICONS.get(kind, "people")


def people_line(interaction: Interaction) -> str:
    """Ours ↔ theirs (department), how, how long. People must have been fetched with the interaction."""
    ours = listed(one.user for one in interaction.participations.all()) or str(interaction.logged_by)
    theirs = listed(_theirs(one) for one in interaction.contacts.all())
    how = [str(Interaction.Kind(interaction.kind).label)]
    if interaction.minutes:
        how.append(
            ngettext("%(count)s minute", "%(count)s minutes", interaction.minutes) % {"count": interaction.minutes}
        )
    if interaction.direction == Interaction.Direction.UNANSWERED:
        how.append(str(interaction.get_direction_display()))
    sides = f"{ours} ↔ {theirs}" if theirs else ours
    return pgettext("between clauses", ", ").join([sides, *how])


def interaction_entry(interaction: Interaction, also: Iterable[Interaction] = ()) -> dict[str, Any]:
    """What the timeline shows of a contact; `also` are the rows of other customers of the visit."""
    source = people_line(interaction)
    if names := listed(one.customer for one in also):
        together = _("also visited: %(names)s") % {"names": names}
        source = pgettext("between parts of a sentence", "; ").join([source, together])
    return {
        "icon": icon_of(interaction.kind),
        "text": interaction.line,
        "source": source,
        "at": interaction.at,
        "url": interaction.get_absolute_url(),
    }


def kept_promise_entry(action: NextAction) -> dict[str, Any]:
    """What the timeline shows of a next action that was done."""
    done = _("%(name)s did: %(text)s") % {"name": action.done_by, "text": action.text}
    return {"icon": "check", "text": done, "source": action.done_note, "at": action.done_at, "url": ""}


def _theirs(contact: Contact) -> str:
    if contact.department is None:
        return contact.person.name
    return _("%(name)s (%(department)s)") % {"name": contact.person.name, "department": contact.department}
