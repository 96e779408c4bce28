"""Computing what a relationship scores: anew for today, frozen for Sundays and month ends (decisions 6 and 48)."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from customers.freezing import days_to_freeze
from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE
from office.clock import today
from relationships.models import RelationshipStanding
from relationships.network import Event, Mode, Temperature, temperature
from relationships.network.pictures import Network, Picture, picture
from relationships.outcomes.rollups import Attained, rollup
from relationships.selectors.exchanges import NOTHING, Exchanges, exchanges_by_customer, exchanges_of
from relationships.selectors.networks import network_of, networks_by_customer
from relationships.selectors.outcomes import Standing, standings_by_customer

FORMULA = "R1-O1.1"
BATCH = 4000
COOLING, BELOW_TARGET, DANGER_ACCESS, SPOF = "cooling", "below_target", "danger_access", "spof"
OFF = frozenset({"off_track", "missed"})
KEYS = frozenset({"customer", "current_for", "kind"})
VALUES = [
    field.attname
    for field in RelationshipStanding._meta.concrete_fields
    if not field.primary_key and field.name not in KEYS
]


def recompute(customer: Customer, *, exchanges: Exchanges | None = None) -> RelationshipStanding:
    """The standing of today of one customer, written."""
    day = today()
    found = exchanges if exchanges is not None else exchanges_of(customer.pk, as_of=day)
    network = network_of(customer, found)
    goals = standings_by_customer([customer.pk], day).get(customer.pk, [])
    standing = measured(
        customer.pk, customer.tier_in_force, found, network, day, RelationshipStanding.Kind.TODAY, goals=goals
    )
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
    for tiers in _batches(living.order_by("pk").values_list("pk", TIER_IN_FORCE)):
        found = exchanges_by_customer(list(tiers), as_of=day)
        networks = networks_by_customer(list(tiers), found)
        goals = standings_by_customer(list(tiers), day)
        _write_today(
            [
                measured(
                    pk,
                    tier,
                    found.get(pk, NOTHING),
                    networks[pk],
                    day,
                    RelationshipStanding.Kind.TODAY,
                    goals=goals.get(pk, []),
                )
                for pk, tier in tiers.items()
            ]
        )
        done += len(tiers)
        if report:
            report(done, total)
    return done


def freeze(as_of: date, kind: str) -> int:
    """Keep what was known at the end of a day, for good; how many rows are new.

    A row that stands already stays as it is, so doing it twice changes nothing. Customers without any exchange are
    left out: there is nothing to remember of them. People and departments are those we know now, on the day's date.
    """
    fresh = 0
    for tiers in _batches(Customer.objects.current().order_by("pk").values_list("pk", TIER_IN_FORCE)):
        found = exchanges_by_customer(list(tiers), as_of=as_of)
        networks = networks_by_customer(list(tiers), found)
        goals = standings_by_customer(list(tiers), as_of, as_known=True)
        rows = [
            measured(pk, tier, found[pk], networks[pk], as_of, kind, mode="as_known", goals=goals.get(pk, []))
            for pk, tier in tiers.items()
            if found[pk].events
        ]
        kept = [row for row in rows if row.temperature is not None]
        with transaction.atomic():
            before = RelationshipStanding.objects.filter(kind=kind, as_of=as_of).count()
            RelationshipStanding.objects.bulk_create(kept, batch_size=500, ignore_conflicts=True)
            fresh += RelationshipStanding.objects.filter(kind=kind, as_of=as_of).count() - before
    return fresh


def freeze_what_is_due() -> dict[str, int]:
    """Freeze each Sunday and month end of the last weeks that nobody has frozen yet, oldest first."""
    frozen = {}
    for day, kind in days_to_freeze(today()):
        if not RelationshipStanding.objects.filter(kind=kind, as_of=day).exists():
            frozen[f"{kind} {day.isoformat()}"] = freeze(day, kind)
    return frozen


def flags_on(customers: QuerySet[Customer], as_of: date) -> dict[int, dict[str, bool]]:
    """What the relationship warned of, as known at the end of the day; without any exchange nobody knows."""
    found: dict[int, dict[str, bool]] = {}
    for tiers in _batches(customers.order_by("pk").values_list("pk", TIER_IN_FORCE)):
        exchanges = exchanges_by_customer(list(tiers), as_of=as_of)
        networks = networks_by_customer(list(tiers), exchanges)
        for pk, tier in tiers.items():
            given = exchanges.get(pk, NOTHING)
            if given.events:
                row = measured(pk, tier, given, networks[pk], as_of, RelationshipStanding.Kind.MONTH, mode="as_known")
                found[pk] = _warnings(row)
    return found


def _warnings(row: RelationshipStanding) -> dict[str, bool]:
    spof = None if row.spof_ours is None else bool(row.spof_ours or row.spof_theirs)
    told = {
        COOLING: None if row.temperature is None else row.trend == RelationshipStanding.Trend.COOLING,
        BELOW_TARGET: row.below_target,
        DANGER_ACCESS: row.access == RelationshipStanding.Access.DANGER if row.access else None,
        SPOF: spof,
    }
    return {name: holds for name, holds in told.items() if holds is not None}


def measured(
    customer_id: int,
    tier: str,
    exchanges: Exchanges,
    network: Network,
    as_of: date,
    kind: str,
    mode: Mode = "as_corrected",
    goals: Sequence[Standing] = (),
) -> RelationshipStanding:
    """The standing, not yet written."""
    result = temperature(exchanges.events, as_of, tier or None, mode)
    return RelationshipStanding(
        customer_id=customer_id,
        current_for_id=customer_id if kind == RelationshipStanding.Kind.TODAY else None,
        kind=kind,
        as_of=as_of,
        tier=tier,
        events=exchanges.interactions,
        inputs_digest=digest(exchanges.events, network, as_of, tier, mode, goals),
        formula_version=FORMULA,
        computed_at=timezone.now(),
        **_columns(result, as_of),
        **_map_columns(picture(network, as_of, mode)),
        **_outcome_columns(goals),
    )


def digest(
    events: list[Event], network: Network, as_of: date, tier: str, mode: str, goals: Sequence[Standing] = ()
) -> str:
    """A fingerprint of all that went into the figures: the same inputs give the same one."""
    parts = [FORMULA, as_of, tier, mode, network.chart_complete, *network.departments, *network.members]
    parts += [*network.judged, *sorted(network.gone.items())]
    parts += [
        f"{event.at},{event.kind},{event.dir},{event.quality},{'+'.join(sorted(event.users))},"
        f"{'+'.join(sorted(event.contacts))},{event.recorded}"
        for event in events
    ]
    parts += [f"{one.goal.pk},{one.goal.current_id},{one.state}" for one in goals]
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def _outcome_columns(goals: Sequence[Standing]) -> dict[str, Any]:
    rows = [Attained(str(one.goal.customer_id), one.state.capped, one.goal.terms.weight) for one in goals]
    return {
        "attainment": rollup(rows).mean,
        "goals": len(goals),
        "goals_measured": sum(row.capped is not None for row in rows),
        "goals_off": sum(one.state.status in OFF for one in goals),
        "goals_stale": sum(one.state.stale for one in goals),
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


def _batches(rows: Iterable[tuple[int, str]]) -> Iterator[dict[int, str]]:
    """Tiers by customer, some thousand customers at a time."""
    everyone = list(rows)
    for start in range(0, len(everyone), BATCH):
        yield dict(everyone[start : start + BATCH])
