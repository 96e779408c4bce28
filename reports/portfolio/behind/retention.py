"""Behind the tiles of retention."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.figures.declared import Unit
from reports.portfolio.behind.declared import Behind, Of, Place, Values

MOVES = {"new": "came", "reactivation": "came", "expansion": "grew", "contraction": "shrank", "churn": "lost"}
STEPS = {
    "opening": pgettext_lazy("waterfall", "Opening"),
    "new": pgettext_lazy("waterfall", "New customers"),
    "reactivation": pgettext_lazy("waterfall", "Came back"),
    "expansion": pgettext_lazy("waterfall", "Bought more"),
    "contraction": pgettext_lazy("waterfall", "Bought less"),
    "churn": pgettext_lazy("waterfall", "Left"),
    "closing": pgettext_lazy("waterfall", "Closing"),
}
SHAPES = {
    "spindle": pgettext_lazy("shape", "spindle"),
    "inverted_pyramid": pgettext_lazy("shape", "inverted pyramid"),
    "aging": pgettext_lazy("shape", "aging"),
    "mixed": pgettext_lazy("shape", "mixed"),
}
LOST = "portfolio:retention#lost"


def _sum(part: str, plus: tuple[str, ...], minus: tuple[str, ...]) -> Place:
    """Steps of a waterfall added up; None where one is not kept."""

    def added(values: Values) -> Decimal | None:
        found: Any = values
        for name in part.split("."):
            found = (found or {}).get(name)
        if not found or any(found.get(name) is None for name in (*plus, *minus)):
            return None
        total = sum((Decimal(found[name]) for name in plus), Decimal(0))
        return total - sum((Decimal(found[name]) for name in minus), Decimal(0))

    return added


def _rates(kind: str, part: str, rows: str, lost: str) -> dict[str, Behind]:
    opening = Of(STEPS["opening"], f"{part}.opening", tile=f"{kind}_opening" if "month" not in kind else "")
    cohort = Of(_("Customers of the opening"), f"{part}.cohort_n", Unit.COUNT)
    ramp = Of(_("Still ramping up, part of the opening"), f"{part}.ramp_share", Unit.SHARE)
    gone = Of(_("Customers that left"), f"{part}.counts.churn", Unit.COUNT)
    kept = _sum(part, ("opening", "expansion"), ("contraction", "churn"))
    return {
        f"{kind}_nrr": Behind(
            _("NRR: net revenue retention"),
            Unit.SHARE,
            f"{part}.nrr",
            (Of(_("Closing of the same customers"), kept), opening, cohort),
            rows,
        ),
        f"{kind}_grr": Behind(
            _("GRR: gross revenue retention"),
            Unit.SHARE,
            f"{part}.grr",
            (
                Of(_("Closing without what grew"), _sum(part, ("opening",), ("contraction", "churn"))),
                opening,
                cohort,
            ),
            rows,
        ),
        f"{kind}_nrr_mature": Behind(
            _("NRR of mature customers"), Unit.SHARE, f"{part}.nrr_mature", (ramp, opening, cohort), rows
        ),
        f"{kind}_logos": Behind(_("Share of customers lost"), Unit.SHARE, f"{part}.logo_churn", (gone, cohort), lost),
        f"{kind}_churn": Behind(
            _("Lost revenue of the opening"),
            Unit.SHARE,
            f"{part}.revenue_churn",
            (Of(_("Opening of those that left"), f"{part}.churn"), opening, gone),
            lost,
        ),
    }


def _steps(kind: str, rows: dict[str, str]) -> dict[str, Behind]:
    """A reduction counts below zero, as the picture shows it."""

    def signed(name: str) -> Place:
        return _sum(kind, (), (name,)) if name in ("contraction", "churn") else f"{kind}.{name}"

    counted: dict[str, tuple[Of, ...]] = {
        name: (Of(_("Customers"), f"{kind}.counts.{name}", Unit.COUNT),) for name in MOVES
    }
    counted["opening"] = (Of(_("Customers of the opening"), f"{kind}.cohort_n", Unit.COUNT),)
    counted["closing"] = tuple(
        Of(word, signed(name), tile=f"{kind}_{'left' if name == 'churn' else name}")
        for name, word in STEPS.items()
        if name != "closing"
    )
    return {
        f"{kind}_{'left' if name == 'churn' else name}": Behind(
            word, Unit.MONEY, signed(name), counted[name], rows[name]
        )
        for name, word in STEPS.items()
    }


CONTRACTS = "portfolio:retention#contracts"
OPENING = "portfolio:customers?move=opening"
RETENTION = {
    **_rates("orders", "orders", OPENING, "portfolio:customers?move=lost"),
    **_rates("contracts", "contracts", CONTRACTS, CONTRACTS),
    **{
        name: behind
        for name, behind in _rates("contracts_month", "contracts.month", CONTRACTS, CONTRACTS).items()
        if name != "contracts_month_nrr_mature"
    },
    "contracts_month_closing": Behind(
        _("Recurring a month"),
        Unit.MONEY,
        "contracts.month.closing",
        tuple(
            Of(
                word,
                _sum("contracts.month", (), (name,)) if name in ("contraction", "churn") else f"contracts.month.{name}",
            )
            for name, word in STEPS.items()
            if name != "closing"
        ),
        "portfolio:customers?contract=now",
    ),
    **_steps(
        "orders",
        {
            "opening": OPENING,
            "closing": "portfolio:customers?move=closing",
            **{name: f"portfolio:customers?move={move}" for name, move in MOVES.items()},
        },
    ),
    **_steps("contracts", {**dict.fromkeys(STEPS, CONTRACTS), "closing": "portfolio:customers?contract=now"}),
    "repurchase": Behind(
        _("One-year repurchase rate"),
        Unit.SHARE,
        "repurchase.rate",
        (
            Of(_("Ordered again within a year"), "repurchase.repeat", Unit.COUNT),
            Of(_("Ordered in the 12 months before"), "repurchase.base", Unit.COUNT),
        ),
        "portfolio:retention#cohorts",
    ),
    "repurchase_new": Behind(
        _("One-year repurchase of new customers"),
        Unit.SHARE,
        "repurchase_new.rate",
        (
            Of(_("Ordered again within a year"), "repurchase_new.repeat", Unit.COUNT),
            Of(_("Ordered for the first time in the 12 months before"), "repurchase_new.base", Unit.COUNT),
        ),
        "portfolio:customers?won=before",
    ),
    "conversion": Behind(
        _("First-order conversion"),
        Unit.SHARE,
        "conversion.now.rate",
        (
            Of(_("Leads with a first order in time"), "conversion.now.converted", Unit.COUNT),
            Of(_("Leads whose time is over"), "conversion.now.eligible", Unit.COUNT),
            Of(_("Days they have"), "conversion.window", Unit.COUNT),
            Of(_("The same a year before"), "conversion.before.rate", Unit.SHARE),
        ),
        "customers:leads",
        whole=True,
    ),
    "activation": Behind(
        _("From new to active"),
        Unit.SHARE,
        "activation.rate",
        (
            Of(_("With a second order day, paid period or adopted core use in time"), "activation.active", Unit.COUNT),
            Of(_("Of them by an adopted core use alone"), "activation.by_use", Unit.COUNT),
            Of(_("Customers whose first order is that long ago"), "activation.eligible", Unit.COUNT),
            Of(_("Of them with a subscription"), "activation.subscribers", Unit.COUNT),
            Of(_("Of these with a reading of a core product"), "activation.core_read", Unit.COUNT),
        ),
        "portfolio:retention#cohorts",
    ),
    "subsidised": Behind(
        _("Won with a discount of 20% or more"),
        Unit.SHARE,
        lambda values: values["subsidy"]["share"] if values["subsidy"]["known"] else None,
        (
            Of(_("Won with such a discount"), "subsidy.subsidised", Unit.COUNT),
            Of(_("Won in the 12 months before"), "subsidy.won", Unit.COUNT),
        ),
        "portfolio:customers?won=before",
    ),
    "subsidy_gap": Behind(
        _("Do they come again?"),
        Unit.SHARE,
        lambda values: values["subsidy"]["gap"] if values["subsidy"]["known"] else None,
        (
            Of(_("Repurchase rate of those with such a discount"), "subsidy.rate", Unit.SHARE),
            Of(_("Repurchase rate of the others"), "subsidy.rate_others", Unit.SHARE),
            Of(_("Won with such a discount"), "subsidy.subsidised", Unit.COUNT),
            Of(_("Won in the 12 months before"), "subsidy.won", Unit.COUNT),
        ),
        "portfolio:customers?won=before",
    ),
    "shape": Behind(
        pgettext_lazy("lifecycle", "Shape"),
        Unit.WORD,
        "shape.shape",
        (
            Of(_("Index"), "shape.shape_index", Unit.TIMES),
            Of(_("Growing and mature, part of the base"), "shape.prime_share", Unit.SHARE),
            Of(_("New and won back, part of the base"), "shape.new_share", Unit.SHARE),
            Of(_("Declining and dormant, part of the base"), "shape.late_share", Unit.SHARE),
            Of(_("Customers of the base"), "shape.base", Unit.COUNT),
        ),
        "portfolio:retention#shape",
        words=SHAPES,
    ),
    "dormant": Behind(
        _("Dormant"),
        Unit.SHARE,
        "shape.dormant_share",
        (
            Of(_("Dormant customers"), "shape.stages.dormant.count", Unit.COUNT),
            Of(_("Customers of the base"), "shape.base", Unit.COUNT),
        ),
        "portfolio:customers?stage=dormant",
    ),
    "active": Behind(
        _("Active in 90 days"),
        Unit.SHARE,
        "active.share",
        (
            Of(_("Active customers"), "active.active", Unit.COUNT),
            Of(_("Customers of the base"), "active.base", Unit.COUNT),
        ),
        "portfolio:customers?active=1",
    ),
    "lost": Behind(
        _("Lost in 12 months"),
        Unit.SHARE,
        "shape.churn_12m",
        (
            Of(_("Customers lost"), "shape.lost_12m", Unit.COUNT),
            Of(_("Customers at the start"), "shape.at_start_12m", Unit.COUNT),
        ),
        LOST,
    ),
    "lost_revenue": Behind(
        _("Revenue of those lost"),
        Unit.MONEY,
        "lost.amount",
        (
            Of(_("Customers lost"), "lost.count", Unit.COUNT),
            Of(_("Part of the revenue before"), "lost.share", Unit.SHARE),
        ),
        LOST,
    ),
    "recoverable": Behind(
        _("Recoverable at our rate of winning back"),
        Unit.MONEY,
        "lost.recoverable",
        (
            Of(_("Revenue of those lost"), "lost.amount", tile="lost_revenue"),
            Of(_("Part of lost customers that we won back"), "lost.win_back_rate", Unit.SHARE),
            Of(_("Won back"), "lost.won_back", Unit.COUNT),
            Of(_("Lost in the year before"), "lost.lost_before", Unit.COUNT),
        ),
        LOST,
    ),
}
