"""The profit and loss of one customer 客户损益: from sales to what is left after serving, waiting and risk."""

from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio


@dataclass(frozen=True, slots=True)
class ProfitLines:
    """What a customer brought and cost in a period, base currency, excluding VAT; refunds as a positive amount.

    A line that is absent counts 0; the caller names the missing ones, because missing is not zero.
    """

    sales: Decimal = ZERO
    refunds: Decimal = ZERO
    product_cost: Decimal = ZERO
    rebates: Decimal = ZERO
    variable_selling: Decimal = ZERO
    service_cost: Decimal = ZERO
    custom_rd: Decimal = ZERO
    retention_cost: Decimal = ZERO
    capital_cost: Decimal = ZERO
    write_offs: Decimal = ZERO
    recoveries: Decimal = ZERO
    allowance_start: Decimal = ZERO
    allowance_end: Decimal = ZERO
    other_risk: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class CustomerPnl:
    """Amounts to 0.01, margins as fractions to 0.0001; margins are None when net revenue is not positive."""

    net_revenue: Decimal
    gross_profit: Decimal
    contribution_profit: Decimal
    risk_cost: Decimal
    net_profit: Decimal
    cost_to_serve: Decimal
    gross_margin: Decimal | None
    contribution_margin: Decimal | None
    net_margin: Decimal | None
    cost_to_serve_ratio: Decimal | None


@exact
def customer_pnl(lines: ProfitLines) -> CustomerPnl:
    """Net revenue, gross, contribution and net customer profit, cost to serve, and their margins.

    Definition: R = sales − refunds; GP = R − product cost; CP = GP − rebates − variable selling;
    risk = write-offs − recoveries + allowance at the end − at the start + other risk;
    NP = CP − service − custom R&D − relationship − capital − risk;
    cost to serve = variable selling + service + custom R&D + relationship.
    Rebates stay visible instead of netting revenue, so R differs from the ledger by them. Risk may be a release.
    Source: metrics-economics 1.1.
    """
    revenue = lines.sales - lines.refunds
    gross = revenue - lines.product_cost
    contribution = gross - lines.rebates - lines.variable_selling
    risk = lines.write_offs - lines.recoveries + lines.allowance_end - lines.allowance_start + lines.other_risk
    attention = lines.service_cost + lines.custom_rd + lines.retention_cost
    net = contribution - attention - lines.capital_cost - risk
    to_serve = lines.variable_selling + attention
    return CustomerPnl(
        net_revenue=money(revenue),
        gross_profit=money(gross),
        contribution_profit=money(contribution),
        risk_cost=money(risk),
        net_profit=money(net),
        cost_to_serve=money(to_serve),
        gross_margin=maybe(ratio, quotient(gross, revenue)),
        contribution_margin=maybe(ratio, quotient(contribution, revenue)),
        net_margin=maybe(ratio, quotient(net, revenue)),
        cost_to_serve_ratio=maybe(ratio, quotient(to_serve, revenue)),
    )
