"""Behind the tiles of concentration."""

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from customers.figures.declared import Unit
from reports.indicators.shares import DIMENSIONS
from reports.portfolio.behind.declared import Behind, Of, Values
from reports.selectors.members import NOTHING

LARGEST = "portfolio:concentration#largest"
ALL = Of(_("Net revenue of all groups and customers"), "revenue")
COUNT = Of(_("Groups and customers with revenue"), "groups.n", Unit.COUNT)


def _first_group(values: Values) -> str:
    first = values["largest"][0]["id"] if values["largest"] else None
    return LARGEST if first is None else f"portfolio:customers?group={first}"


def _dimension(name: str, label: object) -> Behind:
    def of(values: Values) -> Any:
        return values["dimensions"][name]

    def top(values: Values) -> Any:
        lines = of(values)["categories"]
        return next((line["revenue"] for line in lines if line["code"] and line["code"] == of(values)["top"]), None)

    def known(values: Values) -> Decimal:
        return sum((Decimal(line["revenue"]) for line in of(values)["categories"] if line["code"]), Decimal(0))

    return Behind(
        label,
        Unit.SHARE,
        f"dimensions.{name}.top_share",
        (
            Of(_("Net revenue of the largest"), top),
            Of(_("Net revenue of all that are known"), known),
            Of(_("Its share of the customers"), f"dimensions.{name}.top_customer_share", Unit.SHARE),
            Of(_("Unknown part of the revenue"), f"dimensions.{name}.unknown_share", Unit.SHARE),
        ),
        lambda values: f"portfolio:customers?{urlencode({name: of(values)['top'] or NOTHING})}",
    )


WORDS = {
    "industry": _("Industry"),
    "region": _("Region"),
    "channel": _("Acquisition channel"),
    "size": _("Size of company"),
}
CONCENTRATION = {
    "top1": Behind(
        _("Largest group or customer"),
        Unit.SHARE,
        "groups.top1",
        (Of(_("Net revenue of the largest"), "largest.0.revenue"), ALL, COUNT),
        _first_group,
    ),
    "top5": Behind(
        _("Five largest"),
        Unit.SHARE,
        "groups.top5",
        (Of(_("Net revenue of the five"), "top5_revenue"), ALL, COUNT),
        LARGEST,
    ),
    "top20": Behind(
        _("Largest fifth"),
        Unit.SHARE,
        "groups.top20pct",
        (
            Of(_("Net revenue of the largest fifth"), "fifth_revenue"),
            Of(_("Groups and customers in it"), "fifth_count", Unit.COUNT),
            ALL,
            COUNT,
        ),
        LARGEST,
    ),
    "hhi": Behind(
        _("Concentration index (HHI)"),
        Unit.CHANCE,
        "groups.hhi",
        (Of(_("Largest group or customer"), "groups.top1", Unit.SHARE, tile="top1"), ALL, COUNT),
        LARGEST,
    ),
    "equal": Behind(
        _("Equal customers"),
        Unit.SCORE,
        "groups.n_eff",
        (Of(_("Concentration index (HHI)"), "groups.hhi", Unit.CHANCE, tile="hhi"), COUNT),
        LARGEST,
    ),
    **{name: _dimension(name, WORDS[name]) for name in DIMENSIONS},
}
