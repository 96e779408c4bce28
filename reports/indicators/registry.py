"""Every metric that answers from outside, by its name: one table, in the order of the specifications."""

from collections.abc import Callable, Mapping

from customers.valuation.acquisition import cac, cac_inflation, cac_per_customer
from customers.valuation.activity import is_active
from customers.valuation.channels import channel_structure
from customers.valuation.churn import churn_lift
from customers.valuation.classes import potential_score, profit_class
from customers.valuation.concentration import concentration, dimension_concentration
from customers.valuation.curves import value_curve
from customers.valuation.defectors import silent_defectors
from customers.valuation.heatmaps import heatmap
from customers.valuation.lifecycle import lifecycle_stage
from customers.valuation.lifetime import ltv, ltv_cac, retention_estimate
from customers.valuation.lighthouses import lighthouse
from customers.valuation.loyalty import first_order_conversion, new_to_active, repurchase_1y
from customers.valuation.money import to_base
from customers.valuation.paybacks import payback
from customers.valuation.payments import payment_grade
from customers.valuation.portfolio_shape import lost_revenue, shape_index
from customers.valuation.profit import customer_pnl
from customers.valuation.purchases import purchase_trend
from customers.valuation.quality import asset_quality
from customers.valuation.receivables import allowance, capital_cost
from customers.valuation.retention import cohort_matrix, retention_waterfall
from customers.valuation.rhythms import overdue_p
from customers.valuation.satisfaction import satisfied
from customers.valuation.scorecards import scorecard
from customers.valuation.scores import norm, weighted
from customers.valuation.seasons import seasonal_index
from customers.valuation.service import service_cost
from customers.valuation.shifts import premium_shift, wallet_shift
from customers.valuation.stress import stress_test
from customers.valuation.structure import region_structure, segment_mix
from customers.valuation.tiers import tier
from customers.valuation.whales import base_overlap, whale_curve
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
from office.statistics import bh, mann_kendall_decreasing, theil_sen, wilson
from relationships.network.decisions import decision_cycle, dmu
from relationships.network.departures import if_leaves
from relationships.network.dependence import dependence
from relationships.network.layers import layers
from relationships.network.penetration import penetration
from relationships.network.temperature import temperature, temperature_evidence
from relationships.network.ties import tie
from relationships.outcomes.goals import attainment, goal_state
from relationships.outcomes.rollups import csm_rate, rollup
from relationships.strategy.effort import blade
from relationships.strategy.holding import stickiness, switching
from reports.indicators.quadrant import insight, quadrant, tipping
from reports.indicators.risk import relationship_risk
from voice.listening.autopsies import autopsy_rates, pattern_match
from voice.listening.clocks import voice_clock
from voice.listening.coverage import nps_accounts
from voice.listening.foresight import brier, committee
from voice.listening.markets import five_forces, overlap, substitution
from voice.listening.needs import horizon, ladder, need_satisfaction
from voice.listening.promoters import nps, nps_change
from voice.listening.rates import voice_rates
from voice.listening.repurchases import repurchase_after
from voice.listening.surveys import ces, csat, love
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
STATISTICS: tuple[Metric, ...] = (mann_kendall_decreasing, theil_sen, bh, wilson)
ECONOMICS: tuple[Metric, ...] = (
    to_base,
    weighted,
    norm,
    customer_pnl,
    service_cost,
    capital_cost,
    allowance,
    whale_curve,
    base_overlap,
    cac,
    cac_per_customer,
    cac_inflation,
    payback,
    ltv,
    retention_estimate,
    ltv_cac,
    retention_waterfall,
    cohort_matrix,
    repurchase_1y,
    first_order_conversion,
    new_to_active,
    concentration,
    dimension_concentration,
    heatmap,
    stress_test,
    lifecycle_stage,
    shape_index,
    is_active,
    lost_revenue,
    potential_score,
    profit_class,
    tier,
    scorecard,
    lighthouse,
    payment_grade,
    channel_structure,
    region_structure,
    segment_mix,
    premium_shift,
    satisfied,
    seasonal_index,
    purchase_trend,
    overdue_p,
    silent_defectors,
    wallet_shift,
    value_curve,
    asset_quality,
    churn_lift,
)
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
    stickiness,
    switching,
    blade,
)
VOICE: tuple[Metric, ...] = (
    nps,
    nps_change,
    nps_accounts,
    csat,
    ces,
    love,
    repurchase_after,
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
    pattern_match,
    autopsy_rates,
    ladder,
    horizon,
    need_satisfaction,
    five_forces,
    substitution,
    overlap,
    committee,
    brier,
)
COMPANY: tuple[Metric, ...] = (relationship_risk, insight, quadrant, tipping)

METRICS: Mapping[str, Metric] = {
    metric.__name__: metric for metric in (*CALENDAR, *STATISTICS, *ECONOMICS, *RELATIONSHIP, *VOICE, *COMPANY)
}
