"""Behind the tiles of profit."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from customers.figures.declared import Unit
from reports.portfolio.behind.declared import Behind, Of, Values

KNOWN = "portfolio:customers?profit=known"


def _classes(values: Values) -> Decimal:
    return sum((Decimal(line["revenue"]) for line in values["classes"].values()), Decimal(0))


def _share_of_d(values: Values) -> str | None:
    """0 where others have a class and nobody D; None while nobody has any."""
    classes = values["classes"]
    judged = any(name in classes and classes[name]["count"] for name in "ABCD")
    return classes.get("D", {"revenue_share": "0"})["revenue_share"] if judged else None


def _margin(label: object, top: str, name: str) -> Behind:
    profit = _("Gross profit") if name == "gross_profit" else _("Net profit")
    margin = name.replace("profit", "margin")
    return Behind(
        label,
        Unit.SHARE,
        f"fifth.top.{margin}",
        (
            Of(profit, f"fifth.top.{name}"),
            Of(_("Net revenue"), "fifth.top.revenue"),
            Of(_("Customers"), "fifth.top.count", Unit.COUNT),
            Of(_("The same of the rest"), f"fifth.rest.{margin}", Unit.SHARE),
            Of(_("Customers of the rest"), "fifth.rest.count", Unit.COUNT),
        ),
        top,
    )


PROFIT = {
    "net_profit": Behind(
        _("Net customer profit"),
        Unit.MONEY,
        lambda values: values["totals"]["net_profit"] if values["known"] else None,
        (
            Of(_("Net revenue"), "totals.revenue"),
            Of(_("Gross profit"), "totals.gross_profit"),
            Of(_("Contribution"), "totals.contribution"),
            Of(_("Cost to serve"), "totals.cost_to_serve"),
            Of(_("Capital cost"), "totals.capital_cost"),
            Of(_("Customers with known costs"), "known", Unit.COUNT),
            Of(_("Bought, but without known costs"), "unknown", Unit.COUNT),
        ),
        KNOWN,
    ),
    "net_margin": Behind(
        _("Net margin"),
        Unit.SHARE,
        "totals.net_margin",
        (
            Of(_("Net customer profit"), "totals.net_profit", tile="net_profit"),
            Of(_("Net revenue"), "totals.revenue"),
            Of(_("Customers with known costs"), "known", Unit.COUNT),
        ),
        KNOWN,
    ),
    "eaten": Behind(
        _("Profit eaten by loss makers"),
        Unit.SHARE,
        "whale.destroyed_share",
        (
            Of(_("Taken back by loss makers"), "whale.destroyed"),
            Of(_("Peak"), "whale.peak"),
            Of(_("Customers up to the peak"), "whale.peak_rank", Unit.COUNT),
            Of(_("Customers that lose money"), "whale.loss_makers", Unit.COUNT),
        ),
        "portfolio:customers?loss=1",
    ),
    "coverage": Behind(
        _("Revenue base that is profit base too"),
        Unit.SHARE,
        "overlap.coverage",
        (
            Of(_("In both bases"), "overlap.both_count", Unit.COUNT),
            Of(_("Customers that bring four fifths of revenue"), "overlap.revenue_base_count", Unit.COUNT),
            Of(_("Customers that bring four fifths of profit"), "overlap.profit_base_count", Unit.COUNT),
        ),
        "portfolio:customers?base=revenue",
    ),
    "profit_share": Behind(
        _("Profit of the revenue base"),
        Unit.SHARE,
        "overlap.profit_share",
        (
            Of(_("Net profit of the revenue base"), "overlap.revenue_base_profit"),
            Of(_("Net customer profit"), "totals.net_profit", tile="net_profit"),
            Of(_("Customers that bring four fifths of revenue"), "overlap.revenue_base_count", Unit.COUNT),
        ),
        "portfolio:customers?base=revenue",
    ),
    "fifth_gross": _margin(_("Gross margin of the largest fifth"), "portfolio:customers?largest=fifth", "gross_profit"),
    "fifth_net": _margin(_("Net margin of the largest fifth"), "portfolio:customers?largest=fifth", "net_profit"),
    "class_d": Behind(
        _("Revenue of class D"),
        Unit.SHARE,
        _share_of_d,
        (
            Of(_("Net revenue of class D"), "classes.D.revenue"),
            Of(_("Net revenue of all classes"), _classes),
            Of(_("Customers in class D"), "classes.D.count", Unit.COUNT),
        ),
        "portfolio:customers?class=D",
    ),
}
