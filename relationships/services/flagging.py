"""What relationships and outcomes warn of, as known at the end of a day (decision 30)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from customers.models import Customer
from customers.models.customer import TIER_IN_FORCE
from relationships.models import RelationshipStanding
from relationships.services.standings import batches, inputs_by_customer, measured

COOLING, BELOW_TARGET, DANGER_ACCESS, SPOF = "cooling", "below_target", "danger_access", "spof"
NO_CORE_TIE, OFF_TRACK, STALE_KPI = "no_core_tie", "off_track", "stale_kpi"
COMPETITOR_PRESENT = "competitor_present"
LABELS: Mapping[str, Any] = {
    COOLING: _("Relationship cools"),
    BELOW_TARGET: _("Temperature below the tier's target"),
    DANGER_ACCESS: _("We only know procurement and finance"),
    SPOF: _("All stable ties hang on one person"),
    NO_CORE_TIE: _("No stable tie in a core department"),
    OFF_TRACK: _("A goal is off track or missed"),
    STALE_KPI: _("A goal's last reading is old"),
    COMPETITOR_PRESENT: _("A competitor is present"),
}


def flags_on(customers: QuerySet[Customer], as_of: date) -> dict[int, dict[str, bool]]:
    """By customer; what nobody knows is absent: ties without any exchange, goals where none stands or none is read."""
    found: dict[int, dict[str, bool]] = {}
    for tiers in batches(customers.order_by("pk").values_list("pk", TIER_IN_FORCE)):
        given = inputs_by_customer(list(tiers), as_of, as_known=True)
        for pk, tier in tiers.items():
            row = measured(pk, tier, given[pk], as_of, RelationshipStanding.Kind.MONTH, mode="as_known")
            told = _of_ties(row) if given[pk].exchanges.events else {}
            known = {name: holds for name, holds in (told | _of_goals(row)).items() if holds is not None}
            if known:
                found[pk] = known
    return found


def _of_ties(row: RelationshipStanding) -> dict[str, bool | None]:
    spof = None if row.spof_ours is None else bool(row.spof_ours or row.spof_theirs)
    return {
        COOLING: None if row.temperature is None else row.trend == RelationshipStanding.Trend.COOLING,
        BELOW_TARGET: row.below_target,
        DANGER_ACCESS: row.access == RelationshipStanding.Access.DANGER if row.access else None,
        SPOF: spof,
        NO_CORE_TIE: row.no_core_tie,
    }


def _of_goals(row: RelationshipStanding) -> dict[str, bool | None]:
    """A missed goal is off track for good; a goal without any reading is neither on nor off."""
    return {
        OFF_TRACK: row.goals_off > 0 if row.goals_off or row.goals_measured else None,
        STALE_KPI: row.goals_stale > 0 if row.goals_stale or row.goals_measured else None,
        COMPETITOR_PRESENT: row.competitor_present,
    }
