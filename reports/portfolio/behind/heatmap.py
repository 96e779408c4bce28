"""Behind the figures of the risk heat map."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from customers.figures.declared import Unit
from reports.portfolio.behind.declared import Behind, Of, Values

CUSTOMERS = Of(_("Customers with revenue"), "customers", Unit.COUNT, tile="map_customers")
UNKNOWN_AGE = Of(_("Of unknown age"), "of_unknown_age", Unit.COUNT)
BOUGHT = "portfolio:customers?move=closing"


def _part(name: str) -> Callable[[Values], Decimal | None]:
    def part(values: Values) -> Decimal | None:
        known = values["customers"] - values["of_unknown_age"]
        return Decimal(values[name]) / known if known else None

    return part


HEATMAP = {
    "map_customers": Behind(
        _("Customers with revenue"), Unit.COUNT, "customers", (Of(_("Revenue"), "revenue", tile="map_revenue"),), BOUGHT
    ),
    "map_revenue": Behind(_("Revenue on the map"), Unit.MONEY, "revenue", (CUSTOMERS,), BOUGHT),
    "map_young": Behind(
        _("Younger than a year"),
        Unit.SHARE,
        _part("young"),
        (Of(_("Customers younger than a year"), "young", Unit.COUNT), CUSTOMERS, UNKNOWN_AGE),
        "portfolio:customers?age=young",
    ),
    "map_old": Behind(
        _("Three years and more"),
        Unit.SHARE,
        _part("old"),
        (Of(_("Customers of three years and more"), "old", Unit.COUNT), CUSTOMERS, UNKNOWN_AGE),
        "portfolio:customers?age=old",
    ),
}
