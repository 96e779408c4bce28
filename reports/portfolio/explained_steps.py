"""How each step of the two waterfalls of retention is computed, in words (economics 3.1)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

STEPS: dict[str, Any] = {
    "orders_opening": _(
        "Net revenue of all customers in the 12 months before these 12; refunds without sales stand apart."
    ),
    "orders_new": _("Revenue of these 12 months from customers that never bought before."),
    "orders_reactivation": _(
        "Revenue of these 12 months from customers that bought nothing in the 12 before, but earlier."
    ),
    "orders_expansion": _("What customers of the opening bought more than then, summed over those who bought more."),
    "orders_contraction": _(
        "What customers of the opening bought less than then, summed over those who bought less and stayed."
    ),
    "orders_left": _("Opening revenue of the customers that bought nothing in these 12 months."),
    "orders_closing": _("Net revenue of these 12 months: the opening with all movements."),
    "contracts_opening": _("Monthly fees of all subscriptions that ran a year ago, without VAT."),
    "contracts_new": _("Monthly fees now of customers that never paid any before."),
    "contracts_reactivation": _("Monthly fees now of customers that paid none a year ago, but earlier."),
    "contracts_expansion": _(
        "What subscribers of a year ago pay more a month than then, summed over those who pay more."
    ),
    "contracts_contraction": _(
        "What subscribers of a year ago pay less a month than then, summed over those who pay less and stayed."
    ),
    "contracts_left": _("Monthly fees a year ago of those without a subscription now."),
    "contracts_closing": _("Monthly fees now: the opening with all movements."),
}
