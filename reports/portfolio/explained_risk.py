"""How the figures of the stress test and of the risk heat map are computed, in words (economics 4.3, 4.4)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from customers.figures.parameters import Parametric

STRESS: dict[str, Any] = {
    "customers": _("How many customers the scenario takes away; of a group all its customers."),
    "revenue_loss": _("Net revenue of 12 months of the customers lost."),
    "contribution_loss": _("Contribution of 12 months of the customers lost, as far as their costs are known."),
    "profit_after_steady": _(
        "Contribution of the customers kept less their service, custom R&D and relationship cost, less twelve months of fixed cost."
    ),
    "cash_effect_12m": Parametric(
        _(
            "What comes in of the open receivables of those lost, less their contribution, plus their service, custom R&D and relationship cost once the team is off the payroll, %(release_months)s months later."
        )
    ),
    "fixed_cover_after": _(
        "Cash and what comes in of the receivables of those lost, divided by the fixed cost of a month."
    ),
    "monthly_gap_after": _(
        "Fixed cost of a month less a twelfth of what the customers kept carry: contribution less service, custom R&D and relationship cost."
    ),
    "runway_months": _(
        "Cash and what comes in of the receivables of those lost, divided by the gap per month; without a gap the company carries itself."
    ),
    "refill_months": _("Revenue lost, divided by wins a month times the revenue of a year per win."),
}
HEATMAP: dict[str, Any] = {
    "map_customers": _("Customers with net revenue above nothing in these 12 months; each is a circle."),
    "map_revenue": _("Net revenue of these 12 months of all customers on the map."),
    "map_young": _(
        "Customers whose first order is less than a year ago, divided by all on the map whose age is known."
    ),
    "map_old": _(
        "Customers whose first order is three years ago or more, divided by all on the map whose age is known."
    ),
}
