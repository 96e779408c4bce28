"""The facts of one customer, as plain values in base currency: everything its worth is computed from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from customers.valuation.payments import Invoice
from customers.valuation.receivables import Receivable, Slice
from customers.valuation.satisfaction import Mood
from customers.valuation.sizes import SizeFound
from customers.valuation.tiers import Override
from office.calendar.months import Month


@dataclass(frozen=True, slots=True)
class Subscription:
    """Running or ended; monthly recurring revenue by month end."""

    active: bool = False
    ended_on: date | None = None
    mrr: Mapping[Month, Decimal] = field(default_factory=dict)
    without_fee: int = 0
    """Of those that run, by which `mrr` is too low; absent where none is known."""
    without_rate: int = 0


@dataclass(frozen=True, slots=True)
class Renewals:
    """Contracts due for renewal in T12, and those renewed of them."""

    due: int = 0
    renewed: int = 0


@dataclass(frozen=True, slots=True)
class Wallet:
    """The newest usable estimate of yearly category spend, and the one at least six months older."""

    now_on: date
    now: Decimal
    prior_on: date | None = None
    prior: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What people judged: ratings 1 to 5 by dimension, a tier override, lighthouse criteria, a plan."""

    ratings: Mapping[str, int] = field(default_factory=dict)
    override: Override | None = None
    culture: Decimal | None = None
    """Mean of the ratings of culture, 1 to 5: it counts in place of the rating of culture fit (decision 24)."""
    mutual: bool | None = None
    """Evidence of mutual dependence; None while nobody says either way."""
    criteria: Mapping[str, bool] | None = None
    cap: Decimal | None = None
    review_on: date | None = None
    plan: Sequence[Decimal] = ()
    plan_starts_on: date | None = None
    invested: Mapping[Month, Decimal] = field(default_factory=lambda: NOTHING)
    """Strategic investment by month, read of who has a plan: it counts against the plan, in no profit."""
    invested_without_rate: int = 0
    """Entries of it that no exchange rate brings into base currency."""
    own_business_shrinks: bool | None = None


# What most customers share, so that it is made and kept once. Nobody writes into it.
NOTHING: Mapping[Any, Any] = {}
NO_SUBSCRIPTION, NO_RENEWALS, NO_MOOD, NO_JUDGEMENT = Subscription(), Renewals(), Mood(), Judgement()


@dataclass(slots=True)
class Facts:
    """`totals`: kind of the monthly rollup → month → amount. `effort`: cost kind → month → cost of booked and logged
    work. `open_items`: day → what was open then, for the ends of T12, P12 and the twelve months before."""

    id: int
    totals: Mapping[str, Mapping[Month, Decimal]]
    order_days: Sequence[date] = ()
    """Days with a net amount above zero, sorted."""
    first_deal_on: date | None = None
    ledger_begins: Month | None = None
    lost_on: date | None = None
    group: int | None = None
    segment: str = ""
    """Customers of one segment share medians and rhythms."""
    channel: str = ""
    region: str = ""
    given_up: bool = False
    """Recorded as lost."""
    tier: str = ""
    """As last computed, else the archive's: where hysteresis starts."""
    profit_class: str = ""
    """The class of the last standing, for hysteresis."""
    last_interaction: date | None = None
    lines_without_rate: int = 0
    effort: Mapping[str, Mapping[Month, Decimal]] = field(default_factory=dict)
    service_minutes: int = 0
    """In T12, by logged and entered work."""
    minutes_without_rate: Sequence[tuple[str, int]] = ()
    """Of T12, by cost role: work for a line of the profit and loss that no hourly rate prices. Pairs, since most customers
    have one and twenty thousand mappings of one entry would weigh megabytes."""
    invoices: Sequence[Invoice] = ()
    invoices_without_rate: int = 0
    """Open in or since T12, and left out of all that is computed from invoices (economics 0.6)."""
    slices: Sequence[Slice] = ()
    open_items: Mapping[date, Sequence[Receivable]] = field(default_factory=dict)
    payment_days: int | None = None
    acquisition: Mapping[Month, Decimal] = field(default_factory=lambda: NOTHING)
    """What winning this one alone cost, by month: cost booked and work entered or logged (economics 2.1)."""
    acquisition_without_rate: int = 0
    """Lines of it that no exchange rate brings into base currency."""
    acquisition_minutes: Mapping[Month, Mapping[str, int]] = field(default_factory=lambda: NOTHING)
    """Minutes of winning it that no hourly rate prices, by month and cost role: they are in no cost."""
    subscription: Subscription = NO_SUBSCRIPTION
    renewals: Renewals = NO_RENEWALS
    wallet: Wallet | None = None
    standard_revenue: Decimal | None = None
    """T12 revenue of standard products; None where no line names a product."""
    product_revenue: Decimal = Decimal(0)
    mood: Mood = NO_MOOD
    judgement: Judgement = NO_JUDGEMENT
    size: str = ""
    """As entered in the archive."""
    own_size: SizeFound | None = None
    """By the national standard; None where no year of the customer's own is known."""
    pulled_contribution: Decimal | None = Decimal(0)
    """Of the months whose product cost is known; None where none is."""
    pulled_without_cost: int = 0
    """Customers that name this one, of which a month with revenue has no product cost and is left out."""

    @property
    def direct_acquisition(self) -> Decimal:
        return sum(self.acquisition.values(), Decimal(0))
