"""The contracts tab: what recurs and by which formula, what is due for renewal, which deals are open and how they ended."""

from datetime import date
from decimal import Decimal
from typing import Any

from customers import access
from customers.models import Contract, Customer, Deal, Lead
from customers.selectors.contracts import mrr_by_customer, renewals_by_customer
from customers.selectors.revenue import twelve_months
from customers.selectors.sales import deals_won
from customers.valuation.recurring import is_running, last_day, mrr
from office.models import Company, User

DEALS, NEAR, SOON = 100, 30, 90
OUTCOMES = {Deal.Outcome.OPEN: "accent", Deal.Outcome.WON: "good", Deal.Outcome.LOST: "bad"}


def contracts_tab(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """For whoever sees this customer's revenue. The queries are as many for one contract as for hundred."""
    contracts = list(Contract.objects.visible_to(user).filter(customer=customer))
    deals = Deal.objects.visible_to(user).filter(customer=customer)
    first, last = twelve_months(today)
    return {
        "contracts": [_contract(each, today) for each in contracts],
        "recurring": mrr_by_customer([customer.pk], today).get(customer.pk),
        "renewals": renewals_by_customer([customer.pk], today).get(customer.pk),
        "window": (first, last),
        "deals": [{"deal": each, "state": OUTCOMES[Deal.Outcome(each.outcome)]} for each in deals[:DEALS]],
        "won": deals_won(deals),
        "open_amounts": _by_currency(deals),
        "leads": list(Lead.objects.visible_to(user).filter(customer=customer).select_related("channel", "owner")),
        "base": Company.get().base_currency,
        "may_sell": access.may_sell(user, customer),
    }


def _contract(contract: Contract, today: date) -> dict[str, Any]:
    running = is_running(contract.starts_on, contract.ends_on, contract.ended_on, today)
    end = last_day(contract.ends_on, contract.ended_on)
    recurs = contract.kind == Contract.Kind.SUBSCRIPTION and contract.fee is not None
    return {
        "contract": contract,
        "running": running,
        "future": contract.starts_on > today,
        "end": end,
        "mrr": mrr(contract.fee, contract.months) if recurs else None,
        "due": _due(contract, end, today),
        "may_settle": contract.renewal == Contract.Renewal.OPEN and end is not None,
        "may_end": contract.ended_on is None and (contract.ends_on is None or contract.ends_on > today),
    }


def _due(contract: Contract, end: date | None, today: date) -> str:
    """bad within 30 days of an undecided renewal or after it, warn within 90."""
    if end is None or contract.renewal != Contract.Renewal.OPEN or contract.kind == Contract.Kind.PROJECT:
        return ""
    days = (end - today).days
    return "bad" if days <= NEAR else "warn" if days <= SOON else ""


def _by_currency(deals: Any) -> list[tuple[str, Decimal, int]]:
    """Sum and count of the open deals of each currency; those without an amount are counted and add nothing."""
    sums: dict[str, tuple[Decimal, int]] = {}
    for currency, amount in deals.filter(outcome=Deal.Outcome.OPEN).order_by().values_list("currency", "amount"):
        so_far, count = sums.get(currency, (Decimal(0), 0))
        sums[currency] = (so_far + (amount or Decimal(0)), count + 1)
    return [(currency, amount, count) for currency, (amount, count) in sorted(sums.items())]
