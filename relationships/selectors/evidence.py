"""What stands behind a customer's temperature: each contact with the heat it still gives, and the weeks before."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from office.statistics.rounding import r1
from relationships.models import Interaction, RelationshipStanding
from relationships.network import (
    Contribution,
    Event,
    ReplyRate,
    Temperature,
    reply_rate,
    temperature,
    temperature_evidence,
)
from relationships.network.temperature import BILLING_WINDOW, WINDOW
from relationships.selectors.exchanges import BILLING, Exchanges, exchanges_of

if TYPE_CHECKING:
    from customers.models import Customer
    from office.models import User

WEEKS = 26
DIFFERS = 1.0
"""Points from which a frozen value and the corrected one are told apart (metrics-relationship-voice 0)."""


@dataclass(frozen=True)
class Source:
    """A contact and what it gives; `stands_for` is the one that counts instead when both were one exchange."""

    interaction: Interaction
    contribution: Contribution
    stands_for: Interaction | None


@dataclass(frozen=True)
class FrozenWeek:
    """A Sunday as it was known then; `late` contacts have been entered since, `corrected` says what they make of it."""

    as_of: date
    value: float
    late: int
    corrected: float | None


@dataclass(frozen=True)
class Evidence:
    temperature: Temperature
    sources: list[Source]
    """Contacts of the last 365 days, warmest first."""
    billing_days: int
    """Days of billing within 180 days."""
    cold_share: float | None
    """Billing among billing and counted contacts within 180 days; None without either."""
    replies: ReplyRate
    weeks: list[FrozenWeek]


def evidence(customer: "Customer", user: "User", as_of: date) -> Evidence:
    """Nine queries, however many contacts there are. Rows the user may not see do not exist for them anyway."""
    found = exchanges_of(customer.pk, as_of=as_of)
    behind = temperature_evidence(found.events, as_of, customer.tier_in_force or None)
    warm = [one for one in behind.contributions if one.age <= WINDOW]
    ids = [pk for one in warm if (pk := found.interaction_ids[one.index]) is not None]
    rows = {row.pk: row for row in Interaction.objects.visible_to(user).filter(pk__in=ids).with_people()}
    billed = _recent(found, as_of, billing=True)
    counted = _recent(found, as_of, billing=False)
    return Evidence(
        temperature=behind.temperature,
        sources=[_source(one, found, rows) for one in warm if found.interaction_ids[one.index] in rows],
        billing_days=billed,
        cold_share=billed / (billed + counted) if billed + counted else None,
        replies=reply_rate(found.events, as_of),
        weeks=_weeks(customer, user, found),
    )


def late_entries(events: list[Event], as_of: date) -> int:
    """Contacts of the time up to a day that were entered after it."""
    return sum(1 for one in events if one.recorded is not None and one.at <= as_of < one.recorded)


def _source(one: Contribution, found: Exchanges, rows: dict[int, Interaction]) -> Source:
    own = found.interaction_ids[one.index]
    other = None if one.collapsed_into is None else found.interaction_ids[one.collapsed_into]
    assert own is not None  # noqa: S101  only contacts contribute
    return Source(rows[own], one, rows.get(other) if other is not None else None)


def _recent(found: Exchanges, as_of: date, *, billing: bool) -> int:
    ages = (
        (as_of - one.at).days
        for one in found.events
        if (one.kind == BILLING) is billing and one.kind != Interaction.Kind.BROADCAST
    )
    return sum(1 for age in ages if 0 <= age <= BILLING_WINDOW)


def _weeks(customer: "Customer", user: "User", found: Exchanges) -> list[FrozenWeek]:
    rows = RelationshipStanding.objects.visible_to(user).filter(
        customer=customer, kind=RelationshipStanding.Kind.WEEK, temperature__isnull=False
    )
    kept = list(rows.order_by("-as_of")[:WEEKS])
    return [_week(row, found.events) for row in reversed(kept)]


def _week(row: RelationshipStanding, events: list[Event]) -> FrozenWeek:
    value = row.temperature or 0.0
    late = late_entries(events, row.as_of)
    now = temperature(events, row.as_of, row.tier or None).value
    differs = now is not None and r1(abs(now - value)) >= DIFFERS
    return FrozenWeek(row.as_of, value, late, now if differs else None)
