"""Behind the tiles of acquisition."""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from customers.figures.declared import Gap, Unit
from customers.figures.reasons import gap
from customers.valuation.worth.gaps import unpriced
from reports.portfolio.behind.declared import Behind, Of, Values

MONEY = "customers:money"
WON = Of(_("Customers won"), "won", Unit.COUNT)
WON_BEFORE = Of(_("Customers won in the 12 months before"), "won_before", Unit.COUNT)


MINUTES = Of(_("Minutes without an hourly rate, in no sum"), "unpriced.minutes", Unit.MINUTES)


def _minutes(*names: str) -> Callable[[Values], Iterator[Gap]]:
    """What of our time no hourly rate prices: it is in no cost."""

    def gaps(values: Values) -> Iterator[Gap]:
        roles = Counter[str]()
        for name in names:
            roles.update((values.get("unpriced") or {}).get(name, {}))
        if roles:
            yield gap("hourly_rate", unpriced("hourly_rate", roles))

    return gaps


NOW, BEFORE, BOTH = _minutes("roles"), _minutes("roles_before"), _minutes("roles", "roles_before")


def spent(values: Values) -> bool:
    return bool(Decimal(values.get("spend") or 0))


def _kept(values: Values) -> Decimal | None:
    cost, one = values["kept"]["per_customer"], (values.get("cac") or {}).get("cac")
    return None if cost is None or not spent(values) or not one or not Decimal(one) else Decimal(cost) / Decimal(one)


ACQUISITION = {
    "cac": Behind(
        _("CAC: cost of winning a customer"),
        Unit.MONEY,
        lambda values: values["cac"]["cac"] if spent(values) else None,
        (Of(_("Acquisition spending"), "spend", tile="spend"), WON, MINUTES),
        MONEY,
        whole=True,
        gaps=NOW,
    ),
    "spend": Behind(
        _("Acquisition spending"),
        Unit.MONEY,
        lambda values: values["spend"] if spent(values) else None,
        (WON, Of(_("Spent in the 12 months before"), "spend_before"), MINUTES),
        MONEY,
        whole=True,
        gaps=NOW,
    ),
    "inflation": Behind(
        _("CAC inflation"),
        Unit.SHARE,
        "inflation.inflation",
        (
            Of(_("CAC: cost of winning a customer"), "cac.cac", tile="cac"),
            Of(_("CAC of the 12 months before"), "cac_before.cac"),
            Of(_("Acquisition spending"), "spend", tile="spend"),
            WON,
            Of(_("Spent in the 12 months before"), "spend_before"),
            WON_BEFORE,
            Of(_("Growth of lifetime value"), "inflation.ltv_growth", Unit.SHARE),
        ),
        MONEY,
        whole=True,
        gaps=BOTH,
    ),
    "unabsorbed": Behind(
        _("Spent where nobody was won"),
        Unit.MONEY,
        lambda values: values["unabsorbed"] if spent(values) else None,
        (Of(_("Acquisition spending"), "spend", tile="spend"),),
        MONEY,
        whole=True,
        gaps=NOW,
    ),
    "ltv_cac": Behind(
        _("LTV/CAC"),
        Unit.TIMES,
        "ltv_cac.ratio",
        (
            Of(_("Lifetime value of those with both known"), "ltv_cac.ltv"),
            Of(_("Acquisition cost of the same"), "ltv_cac.cac"),
            Of(_("With both known"), "ltv_cac.known", Unit.COUNT),
            Of(_("Customers won"), "ltv_cac.customers", Unit.COUNT),
        ),
        "portfolio:customers?won=now",
        gaps=NOW,
    ),
    "payback": Behind(
        _("Months to pay back (median)"),
        Unit.MONTHS,
        "payback.median",
        (
            Of(_("Have paid back"), "payback.recovered", Unit.COUNT),
            Of(_("With known cost and profit"), "payback.known", Unit.COUNT),
            Of(_("Cost or profit unknown"), "payback.unknown", Unit.COUNT),
            Of(_("Five years and more"), "payback.traps", Unit.COUNT),
        ),
        "portfolio:customers?won=before",
        gaps=BEFORE,
    ),
    "kept_cost": Behind(
        _("Keeping a customer against winning one"),
        Unit.TIMES,
        _kept,
        (
            Of(_("Relationship cost"), "kept.cost"),
            Of(_("Customers kept"), "kept.kept", Unit.COUNT),
            Of(_("Relationship cost per customer kept"), "kept.per_customer"),
            Of(_("CAC: cost of winning a customer"), "cac.cac", tile="cac"),
        ),
        "portfolio:customers?move=kept",
        gaps=NOW,
    ),
}
