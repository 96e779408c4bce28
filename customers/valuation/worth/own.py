"""What a customer's own facts come to, before it is compared with anybody."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

from customers.valuation.activity import is_active
from customers.valuation.lifecycle import Life, growth, lifecycle_stage
from customers.valuation.money import ZERO, exact
from customers.valuation.payments import Lateness, PaymentGrade, Unrated, lateness, payment_grade
from customers.valuation.profit import CustomerPnl, ProfitLines, customer_pnl
from customers.valuation.receivables import allowance
from customers.valuation.satisfaction import satisfied
from customers.valuation.settings import Settings
from customers.valuation.worth.capital import capital_of
from customers.valuation.worth.facts import NOTHING, Facts, Judgement
from customers.valuation.worth.folded import Folded
from customers.valuation.worth.gaps import PARTIAL, gaps_of
from customers.valuation.worth.steadiness import stability
from office.calendar.months import (
    Month,
    add_months,
    first_day,
    full_months,
    last_complete_month,
    month_add,
    month_end,
    month_of,
    months_until,
)

SALES = ("sales", "subscription_sales")
REFUNDS = ("refunds", "subscription_refunds")
BOOKED = ("product_cost", "rebates", "variable_selling", "service_cost", "custom_rd", "retention_cost")
RISK = ("write_offs", "recoveries", "other_risk")
POOL_MONTHS, POOL_GAPS = 36, 3
LEDGER_START_MONTHS = 3


@dataclass(slots=True)
class Own:
    """One customer alone on a day. Amounts in base currency; None is unknown and `missing` says why."""

    id: int
    month: Month
    net: Mapping[Month, Decimal]
    net_t12: Decimal
    net_p12: Decimal | None
    """None, as every figure of P12, where the window begins before the ledger and the customer was there then."""
    first_order: date | None
    last_order: date | None
    order_days: Sequence[date]
    order_days_t12: int
    tenure: int | None
    """Full months; None also where the ledger began less than three months before the first line (decision 19)."""
    growth: Decimal | None
    stage: str
    active: bool
    t12: ProfitLines
    p12: ProfitLines | None
    pnl: CustomerPnl | None
    """None while no product cost is known at all: missing is not zero."""
    pnl_p12: CustomerPnl | None
    profit: Mapping[Month, Decimal]
    """Net profit by month from the first order to M0; empty while unknown."""
    net_ever: Decimal | None
    """All of it together."""
    capital_basis: str
    """Of T12: invoices, booked, estimated or missing; partly or partly_missing where invoices cover the later months."""
    capital_basis_p12: str
    average_receivable: Decimal | None
    receivable: Decimal | None
    expected_loss: Decimal | None
    """Of what is open on the day, what is expected not to come."""
    grade: PaymentGrade | Unrated
    lateness: Lateness
    stability: Decimal | None
    satisfied: bool | None
    facts: Facts
    known_from: Month | None = None
    """Revenue before this month was not kept; None for who began after the ledger."""
    known_months: int = 12
    """Of T12."""
    missing: list[dict[str, object]] = field(default_factory=list)

    @property
    def hides_its_beginning(self) -> bool:
        """Whether it was a customer before the ledger began, or may have been."""
        return self.known_from is not None and self.first_order is not None

    @property
    def partial(self) -> bool:
        return any(each["code"] in PARTIAL for each in self.missing)

    @property
    def judgement(self) -> Judgement:
        return self.facts.judgement

    @property
    def won_month(self) -> Month | None:
        """The month it became a customer, where that is known."""
        return None if self.tenure is None or self.first_order is None else month_of(self.first_order)

    @property
    def is_lost_lead(self) -> bool:
        """Given up before anything was bought."""
        return self.first_order is None and self.facts.given_up

    def let_go(self) -> None:
        """Forget the facts that were counted already, and fold the months, so that twenty thousand customers fit in
        memory at once."""
        facts = self.facts
        self.net, self.profit = Folded(self.net), Folded(self.profit)
        facts.totals = facts.effort = facts.open_items = NOTHING
        facts.invoices, facts.slices, facts.order_days = facts.invoices[:1], (), ()

    def take_up(self) -> None:
        """Unfold the months again, for who is about to be judged."""
        self.net, self.profit = dict(self.net.items()), dict(self.profit.items())

    def pauses(self, as_of: date) -> list[float]:
        """Each pause between order days of the last three years over the customer's median; fewer than three: none."""
        since = add_months(as_of, -POOL_MONTHS)
        days = [day for day in self.order_days if since < day <= as_of]
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        middle = median(gaps) if len(gaps) >= POOL_GAPS else 0
        return [gap / middle for gap in gaps] if middle else []


@exact
def own_of(facts: Facts, as_of: date, settings: Settings) -> Own:
    """The customer's own figures on `as_of`: windows of M0 (economics 0.4), P&L (1), lifecycle (5), grade (6.6)."""
    m0 = last_complete_month(as_of)
    net = _net(facts.totals)
    days = facts.order_days[: bisect_right(facts.order_days, as_of)]
    first = min((day for day in (facts.first_deal_on, days[0] if days else None) if day is not None), default=None)
    is_old = _was_there_before(facts, first)
    known_from = _known_from(facts, first, is_old=is_old)
    costs = _costs(facts)
    has_costs = bool(costs["product_cost"])
    now, before = months_until(m0, 12), months_until(month_add(m0, -12), 12)
    capital = capital_of(facts, net, m0, settings)
    ends = [month_end(month_add(m0, -back)) for back in (0, 12, 24)]
    lines = _lines(facts, costs, capital.cost, now, ends[0], ends[1], settings.loss_rates)
    lines_before = None
    if known_from is None or known_from <= before[0]:
        lines_before = _lines(facts, costs, capital.cost, before, ends[1], ends[2], settings.loss_rates)
    selling = [month for month in now if net.get(month, ZERO) > 0]
    basis = capital.basis(selling)
    profit = _profit(net, costs, capital.cost, first, known_from, m0) if has_costs else {}
    life = Life(
        order_days=days,
        monthly=net,
        last_interaction=facts.last_interaction,
        subscription_active=facts.subscription.active,
        subscription_ended=facts.subscription.ended_on,
        lost_on=facts.lost_on,
        first_order=first,
        is_old=is_old,
        known_from=known_from,
    )
    has_begun = first is not None and first <= as_of
    own = Own(
        id=facts.id,
        month=m0,
        net=net,
        net_t12=sum((net.get(month, ZERO) for month in now), ZERO),
        net_p12=None if lines_before is None else sum((net.get(month, ZERO) for month in before), ZERO),
        first_order=first,
        last_order=days[-1] if days else None,
        order_days=days,
        order_days_t12=bisect_right(days, ends[0]) - bisect_left(days, first_day(now[0])),
        tenure=full_months(first, as_of) if first is not None and has_begun and not is_old else None,
        growth=growth(net, first, as_of, known_from) if first is not None and has_begun else None,
        stage=lifecycle_stage(life, as_of, settings.stage_lines),
        active=is_active(days[-1:], [facts.last_interaction] if facts.last_interaction else [], as_of),
        t12=lines,
        p12=lines_before,
        pnl=customer_pnl(lines) if has_costs else None,
        pnl_p12=customer_pnl(lines_before) if has_costs and lines_before is not None else None,
        profit=profit,
        net_ever=sum(profit.values(), ZERO) if profit else None,
        capital_basis=basis,
        capital_basis_p12=capital.basis([month for month in before if net.get(month, ZERO) > 0]),
        average_receivable=capital.average_receivable(now, basis),
        receivable=_open(facts, as_of),
        expected_loss=_expected_loss(facts, as_of, settings.loss_rates),
        grade=payment_grade(facts.invoices, as_of, first, settings.payment_lines),
        lateness=lateness(facts.invoices, as_of),
        stability=stability(net, first, as_of, m0),
        satisfied=satisfied(facts.mood, month_end(m0)),
        facts=facts,
        known_from=known_from,
        known_months=12 if known_from is None else sum(month >= known_from for month in now),
    )
    own.missing = list(gaps_of(own, selling, costs["product_cost"], capital, as_of))
    return own


def _was_there_before(facts: Facts, first: date | None) -> bool:
    """Whether the first line only tells when the ledger began (decision 19)."""
    if facts.first_deal_on is not None or facts.ledger_begins is None or first is None:
        return False
    return month_of(first) < month_add(facts.ledger_begins, LEDGER_START_MONTHS)


def _known_from(facts: Facts, first: date | None, *, is_old: bool) -> Month | None:
    """Where the ledger begins, for who was or may have been there before; who began later bought nothing before."""
    begins = facts.ledger_begins
    if begins is None or (first is not None and not is_old and month_of(first) >= begins):
        return None
    return begins


def _net(totals: Mapping[str, Mapping[Month, Decimal]]) -> dict[Month, Decimal]:
    net: dict[Month, Decimal] = {}
    for kind in SALES:
        for month, amount in totals.get(kind, {}).items():
            net[month] = net.get(month, ZERO) + amount
    for kind in REFUNDS:
        for month, amount in totals.get(kind, {}).items():
            net[month] = net.get(month, ZERO) - amount
    return net


def _costs(facts: Facts) -> dict[str, dict[Month, Decimal]]:
    """Cost kind → month → amount: booked lines and the work that was logged or entered."""
    costs = {kind: dict(facts.totals.get(kind, {})) for kind in (*BOOKED, *RISK)}
    for kind, months in facts.effort.items():
        if kind in costs:
            for month, amount in months.items():
                costs[kind][month] = costs[kind].get(month, ZERO) + amount
    return costs


def _lines(
    facts: Facts,
    costs: Mapping[str, Mapping[Month, Decimal]],
    capital: Mapping[Month, Decimal],
    window: Sequence[Month],
    end: date,
    start: date,
    loss_rates: Sequence[tuple[int, Decimal]],
) -> ProfitLines:
    def total(months: Mapping[Month, Decimal]) -> Decimal:
        return sum((months[month] for month in window if month in months), ZERO) if months else ZERO

    return ProfitLines(
        sales=sum((total(facts.totals.get(kind, {})) for kind in SALES), ZERO),
        refunds=sum((total(facts.totals.get(kind, {})) for kind in REFUNDS), ZERO),
        capital_cost=total(capital),
        allowance_end=allowance(facts.open_items.get(end, ()), end, loss_rates),
        allowance_start=allowance(facts.open_items.get(start, ()), start, loss_rates),
        **{kind: total(costs[kind]) for kind in (*BOOKED, *RISK)},
    )


def _profit(
    net: Mapping[Month, Decimal],
    costs: Mapping[str, Mapping[Month, Decimal]],
    capital: Mapping[Month, Decimal],
    first: date | None,
    known_from: Month | None,
    m0: Month,
) -> dict[Month, Decimal]:
    """Net profit by month, before allowances, from the first order that the ledger knows on; 0 in months with nothing."""
    if first is None or month_of(first) > m0:
        return {}
    month, profit = max(month_of(first), known_from or month_of(first)), {}
    paid = [costs[kind] for kind in (*BOOKED, "write_offs", "other_risk") if costs[kind]]
    recovered = costs["recoveries"]
    while month <= m0:
        amount = net.get(month, ZERO) - capital.get(month, ZERO)
        for months in paid:
            if month in months:
                amount -= months[month]
        if month in recovered:
            amount += recovered[month]
        profit[month] = amount
        month = month_add(month, 1)
    return profit


def _open(facts: Facts, as_of: date) -> Decimal | None:
    """Known of whoever ever had an invoice, also where none has fallen due in the last twelve months."""
    items = facts.open_items.get(as_of)
    return None if items is None else sum((item.amount for item in items), ZERO)


def _expected_loss(facts: Facts, as_of: date, loss_rates: Sequence[tuple[int, Decimal]]) -> Decimal | None:
    items = facts.open_items.get(as_of)
    return None if items is None else allowance(items, as_of, loss_rates)
