"""Deals and leads counted."""

from django.db.models import Count, Q, QuerySet

from customers.models import Deal, Lead
from customers.valuation.wins import WinRate, win_rate


def deals_won(deals: QuerySet[Deal]) -> WinRate:
    """How many of these deals that ended were won. One query."""
    counts = deals.order_by().aggregate(
        won=Count("pk", filter=Q(outcome=Deal.Outcome.WON)), lost=Count("pk", filter=Q(outcome=Deal.Outcome.LOST))
    )
    return win_rate(counts["won"], counts["lost"])


def leads_won(leads: QuerySet[Lead]) -> WinRate:
    """How many of these leads that ended became customers; one that was never a fit is not won. One query."""
    counts = leads.order_by().aggregate(
        won=Count("pk", filter=Q(outcome=Lead.Outcome.WON)),
        lost=Count("pk", filter=Q(outcome__in=(Lead.Outcome.LOST, Lead.Outcome.UNFIT))),
    )
    return win_rate(counts["won"], counts["lost"])
