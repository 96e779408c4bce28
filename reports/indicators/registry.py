"""Every metric that answers from outside, by its name: one table, in the order of the specifications."""

from collections.abc import Callable, Mapping

from customers.valuation.activity import is_active
from customers.valuation.money import to_base
from customers.valuation.profit import customer_pnl
from office.calendar import (
    add_months,
    add_workdays,
    business_hours,
    full_months,
    last_complete_month,
    renewal_checkpoint,
    week_add,
    week_key,
    week_range,
)
from office.statistics import wilson
from relationships.network.decisions import decision_cycle, dmu
from relationships.network.departures import if_leaves
from relationships.network.dependence import dependence
from relationships.network.layers import layers
from relationships.network.penetration import penetration
from relationships.network.temperature import temperature, temperature_evidence
from relationships.network.ties import tie
from relationships.outcomes.goals import attainment, goal_state
from relationships.outcomes.rollups import csm_rate, rollup
from reports.indicators.risk import relationship_risk
from voice.listening.clocks import voice_clock
from voice.listening.rates import voice_rates
from voice.listening.themes import theme_trend
from voice.listening.verbatims import fingerprint, redact
from voice.listening.walls import duty, quiet_list, wall_check, wall_due, wall_state

Metric = Callable[..., object]

CALENDAR: tuple[Metric, ...] = (
    add_months,
    full_months,
    last_complete_month,
    week_key,
    week_range,
    week_add,
    add_workdays,
    business_hours,
    renewal_checkpoint,
)
STATISTICS: tuple[Metric, ...] = (wilson,)
ECONOMICS: tuple[Metric, ...] = (to_base, customer_pnl, is_active)
RELATIONSHIP: tuple[Metric, ...] = (
    temperature,
    temperature_evidence,
    tie,
    penetration,
    if_leaves,
    layers,
    dependence,
    dmu,
    decision_cycle,
    attainment,
    goal_state,
    rollup,
    csm_rate,
    relationship_risk,
)
VOICE: tuple[Metric, ...] = (
    voice_clock,
    fingerprint,
    redact,
    voice_rates,
    theme_trend,
    duty,
    wall_check,
    wall_due,
    wall_state,
    quiet_list,
)

METRICS: Mapping[str, Metric] = {
    metric.__name__: metric for metric in (*CALENDAR, *STATISTICS, *ECONOMICS, *RELATIONSHIP, *VOICE)
}
