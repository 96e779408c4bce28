"""One customer of the base as the portfolio reads it: who it is, by codes, and what it measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from customers.valuation.payments import Lateness
from customers.valuation.settings import Settings
from customers.valuation.worth.basis import Basis
from office.calendar.months import Month


@dataclass(slots=True)
class Measured:
    """Money in base currency over T12 unless named otherwise; None is unknown."""

    id: int
    group: int
    industry: str
    region: str
    channel: str
    owner: int | None
    lost_on: date | None
    """As somebody recorded it."""
    size: str
    """By the national standard, else as entered."""
    stage: str
    active: bool
    net_t12: Decimal
    net_p12: Decimal | None
    """None also without any line at all."""
    first_order_on: date | None
    last_order_on: date | None
    tenure_months: int | None
    growth: float | None
    mrr: Decimal | None
    gross_profit: Decimal | None
    contribution: Decimal | None
    net_profit: Decimal | None
    net_profit_p12: Decimal | None
    net_margin: float | None
    cost_to_serve: Decimal | None
    direct_cost: Decimal | None
    service_minutes: int
    capital_cost: Decimal | None
    receivable: Decimal | None
    allowance: Decimal | None
    partial: bool
    ltv: Decimal | None
    cac: Decimal | None
    payback_months: int | None
    payback_status: str
    payment_grade: str
    days_late: float | None
    potential: float | None
    profit_class: str
    tier: str
    """The effective one."""
    scorecard: float | None
    lighthouse: str
    satisfied: bool | None
    alarm: str
    money_at_risk: Decimal | None
    net: Mapping[Month, Decimal] = field(default_factory=dict)
    """Net revenue by month, as far back as the ledger goes."""
    order_days: Sequence[date] | None = None
    """Days with a net amount above zero up to the moment; None where they were not read."""
    relationship_cost: Decimal | None = None
    """Booked and logged, of T12; None where it was not read."""
    lateness: Lateness | None = None
    """Of the invoices due in twelve months; None where it was not read."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The day the base is looked at, and what holds then. `scope`: ids of the customers looked at, None for all."""

    as_of: date
    month: Month
    settings: Settings
    basis: Basis
    scope: frozenset[int] | None = None
