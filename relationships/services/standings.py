"""Computing what a relationship scores: anew for today, frozen for Sundays and month ends (decisions 6 and 48)."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from customers.freezing import days_to_freeze
from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE
from office.clock import today
from relationships.models import RelationshipStanding
from relationships.network import Mode, Temperature, temperature
from relationships.network.pictures import Network, Picture, picture
from relationships.outcomes.rollups import Attained, rollup
from relationships.selectors.exchanges import NOTHING, Exchanges, exchanges_by_customer, exchanges_of
from relationships.selectors.networks import network_of, networks_by_customer
from relationships.selectors.outcomes import Standing, standings_by_customer
from relationships.selectors.rivals import presence_by_customer

FORMULA = "R1-O1.4"
BATCH = 4000
OFF = frozenset({"off_track", "missed"})
KEYS = frozenset({"customer", "current_for", "kind"})
VALUES = [
    field.attname
    for field in RelationshipStanding._meta.concrete_fields
    if not field.primary_key and field.name not in KEYS
]


@dataclass(frozen=True)
class Inputs:
    """All that a standing is computed from."""

    exchanges: Exchanges
    network: Network
    goals: Sequence[Standing] = ()
    rival: bool | None = None
    """Whether a competitor is present; None while nobody knows."""


def recompute(customer: Customer, *, exchanges: Exchanges | None = None) -> RelationshipStanding:
    """The standing of today of one customer, written."""
    day = today()
    found = exchanges if exchanges is not None else exchanges_of(customer.pk, as_of=day)
    given = Inputs(
        found,
        network_of(customer, found),
        standings_by_customer([customer.pk], day).get(customer.pk, []),
        presence_by_customer([customer.pk], day).get(customer.pk),
    )
    standing = measured(customer.pk, customer.tier_in_force, given, day, RelationshipStanding.Kind.TODAY)
    _write_today([standing])
    return standing


def recompute_all(
    customer_ids: Collection[int] | None = None, *, report: Callable[[int, int], None] | None = None
) -> int:
    """The standings of today of the customers, of all living ones when none are named; how many were written."""
    day, done = today(), 0
    living = Customer.objects.current()
    if customer_ids is not None:
        living = living.filter(pk__in=customer_ids)
    total = living.count() if report else 0
    for tiers in batches(living.order_by("pk").values_list("pk", TIER_IN_FORCE)):
        given = inputs_by_customer(list(tiers), day)
        kind = RelationshipStanding.Kind.TODAY
        _write_today([measured(pk, tier, given[pk], day, kind) for pk, tier in tiers.items()])
        done += len(tiers)
        if report:
            report(done, total)
    return done


def freeze(as_of: date, kind: str) -> int:
    """Keep what was known at the end of a day, for good; how many rows are new.

    A row that stands already stays as it is, so doing it twice changes nothing. Customers without any exchange are
    left out: there is nothing to remember of them. People and departments are those we know now, on the day's date.
    All rows are written at once: a day of which one row stands is whole, and one that broke off is begun anew.
    """
    kept: list[RelationshipStanding] = []
    for tiers in batches(Customer.objects.current().order_by("pk").values_list("pk", TIER_IN_FORCE)):
        given = inputs_by_customer(list(tiers), as_of, as_known=True)
        rows = [
            measured(pk, tier, given[pk], as_of, kind, mode="as_known")
            for pk, tier in tiers.items()
            if given[pk].exchanges.events
        ]
        kept += [row for row in rows if row.temperature is not None]
    with transaction.atomic():
        frozen = RelationshipStanding.objects.filter(kind=kind, as_of=as_of)
        before = frozen.count()
        RelationshipStanding.objects.bulk_create(kept, batch_size=500, ignore_conflicts=True)
        return frozen.count() - before


def freeze_what_is_due() -> dict[str, int]:
    """Freeze each Sunday and month end of the last weeks that nobody has frozen yet, oldest first."""
    frozen = {}
    for day, kind in days_to_freeze(today()):
        if not RelationshipStanding.objects.filter(kind=kind, as_of=day).exists():
            frozen[f"{kind} {day.isoformat()}"] = freeze(day, kind)
    return frozen


def inputs_by_customer(customer_ids: Collection[int], as_of: date, *, as_known: bool = False) -> dict[int, Inputs]:
    """Of each customer; a constant number of queries. `as_known` leaves goals and competitors out that came later."""
    found = exchanges_by_customer(customer_ids, as_of=as_of)
    networks = networks_by_customer(customer_ids, found)
    goals = standings_by_customer(customer_ids, as_of, as_known=as_known)
    rivals = presence_by_customer(customer_ids, as_of, as_known=as_known)
    return {pk: Inputs(found.get(pk, NOTHING), networks[pk], goals.get(pk, ()), rivals.get(pk)) for pk in customer_ids}


def measured(
    customer_id: int, tier: str, given: Inputs, as_of: date, kind: str, mode: Mode = "as_corrected"
) -> RelationshipStanding:
    """The standing, not yet written."""
    result = temperature(given.exchanges.events, as_of, tier or None, mode)
    return RelationshipStanding(
        customer_id=customer_id,
        current_for_id=customer_id if kind == RelationshipStanding.Kind.TODAY else None,
        kind=kind,
        as_of=as_of,
        tier=tier,
        events=given.exchanges.interactions,
        competitor_present=given.rival,
        inputs_digest=digest(given, as_of, tier, mode),
        formula_version=FORMULA,
        computed_at=timezone.now(),
        **_columns(result, as_of),
        **_map_columns(picture(given.network, as_of, mode)),
        **_outcome_columns(given.goals),
    )


def digest(given: Inputs, as_of: date, tier: str, mode: str) -> str:
    """A fingerprint of all that went into the figures: the same inputs give the same one."""
    network = given.network
    parts = [FORMULA, as_of, tier, mode, network.chart_complete, *network.departments, *network.members]
    parts += [*network.judged, *sorted(network.gone.items()), given.rival]
    parts += [
        f"{event.at},{event.kind},{event.dir},{event.quality},{'+'.join(sorted(event.users))},"
        f"{'+'.join(sorted(event.contacts))},{event.recorded}"
        for event in given.exchanges.events
    ]
    parts += [f"{one.goal.pk},{one.goal.current_id},{one.state}" for one in given.goals]
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def _outcome_columns(goals: Sequence[Standing]) -> dict[str, Any]:
    rows = [Attained(str(one.goal.customer_id), one.state.capped, one.goal.terms.weight) for one in goals]
    return {
        "attainment": rollup(rows).mean,
        "goals": len(goals),
        "goals_measured": sum(row.capped is not None for row in rows),
        "goals_off": sum(one.state.status in OFF for one in goals),
        "goals_stale": sum(one.stale for one in goals),
    }


def _map_columns(found: Picture) -> dict[str, Any]:
    measured_map = found.penetration
    if measured_map is None:
        return {}
    return {
        "penetration": measured_map.score,
        "penetration_raw": measured_map.raw,
        "breadth": measured_map.breadth,
        "depth": measured_map.depth,
        "multithread": measured_map.multithread,
        "access": measured_map.access,
        "stable_contacts": measured_map.stable_contacts,
        "stable_users": measured_map.stable_users,
        "spof_ours": measured_map.spof_ours,
        "spof_theirs": measured_map.spof_theirs,
        "no_stable_tie": measured_map.no_stable_tie,
        "no_core_tie": measured_map.no_core_tie,
        "disagreements": len(found.disagreements),
    }


def _columns(result: Temperature, as_of: date) -> dict[str, Any]:
    return {
        "temperature": result.value,
        "heat_sum": result.heat_sum,
        "band": result.band or "",
        "delta28": result.delta28,
        "trend": result.trend or "",
        "quiet_days": result.quiet_days,
        "last_two_way_on": None if result.quiet_days is None else as_of - timedelta(days=result.quiet_days),
        "transaction_only": result.transaction_only,
        "below_target": result.below_target,
        "overdue": result.overdue,
        "reason": result.reason or "",
    }


def _write_today(rows: list[RelationshipStanding]) -> None:
    RelationshipStanding.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["current_for"], update_fields=VALUES
    )


def batches(rows: Iterable[tuple[int, str]]) -> Iterator[dict[int, str]]:
    """Tiers by customer, some thousand customers at a time."""
    everyone = list(rows)
    for start in range(0, len(everyone), BATCH):
        yield dict(everyone[start : start + BATCH])
