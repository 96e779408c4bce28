"""Behind each figure of a standard scenario of the stress test."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from customers.figures.declared import Unit
from reports.portfolio.behind.declared import Behind, Of, Values

SCENARIOS = {
    "group_1": _("The largest customer leaves"),
    "group_3": _("The three largest customers leave"),
    "group_5": _("The five largest customers leave"),
    "industry_1": _("The largest industry leaves"),
    "region_1": _("The largest region leaves"),
    "channel_1": _("The largest channel leaves"),
}
"""Kind and number of what leaves."""
HEADS = {
    "customers": _("Customers lost"),
    "revenue_loss": _("Revenue lost"),
    "contribution_loss": _("Contribution lost"),
    "profit_after_steady": _("Profit after"),
    "cash_effect_12m": _("Cash effect in 12 months"),
    "fixed_cover_after": _("Fixed cost covered, months"),
    "monthly_gap_after": _("Gap per month"),
    "runway_months": _("Runway, months"),
    "refill_months": _("Months to refill"),
}
"""The figures of a scenario in the order of the page."""
UNITS = {
    "customers": Unit.COUNT,
    "fixed_cover_after": Unit.MONTHS,
    "runway_months": Unit.MONTHS,
    "refill_months": Unit.MONTHS,
}
INPUTS = {
    "customers": (Of(_("All customers"), "of.customers", Unit.COUNT),),
    "revenue_loss": (
        Of(_("Revenue of all"), "of.revenue"),
        Of(_("Part of all"), "revenue_loss_share", Unit.SHARE),
        Of(_("Customers lost"), "lost.customers", Unit.COUNT),
    ),
    "contribution_loss": (
        Of(_("Contribution of all"), "of.contribution"),
        Of(_("Part of all"), "contribution_loss_share", Unit.SHARE),
        Of(_("Without known costs among those lost"), "lost.without_costs", Unit.COUNT),
    ),
    "profit_after_steady": (
        Of(_("Profit before"), "profit_before"),
        Of(_("Contribution of all"), "of.contribution"),
        Of(_("Contribution lost"), "contribution_loss"),
        Of(_("Service, custom R&D and relationship cost of all"), "of.direct_cost"),
        Of(_("The same of those lost"), "lost.direct_cost"),
        Of(_("Fixed cost a month"), "means.fixed_monthly"),
    ),
    "cash_effect_12m": (
        Of(_("Open receivables of those lost"), "ar_open"),
        Of(_("Of it comes in"), "ar_collected"),
        Of(_("Profit effect of the first year"), "first_year_profit_effect"),
        Of(_("Months the team stays on the payroll"), "means.release_months", Unit.COUNT),
    ),
    "fixed_cover_after": (
        Of(_("Cash"), "means.cash"),
        Of(_("Receivables that come in"), "ar_collected"),
        Of(_("Fixed cost a month"), "means.fixed_monthly"),
        Of(_("Covered before, months"), "fixed_cover_before", Unit.MONTHS),
    ),
    "monthly_gap_after": (
        Of(_("Fixed cost a month"), "means.fixed_monthly"),
        Of(_("Kept customers carry in a year"), "carried_after"),
    ),
    "runway_months": (
        Of(_("Cash"), "means.cash"),
        Of(_("Receivables that come in"), "ar_collected"),
        Of(_("Gap per month"), "monthly_gap_after"),
    ),
    "refill_months": (
        Of(_("Revenue lost"), "revenue_loss"),
        Of(_("Wins a month"), "means.wins_per_month", Unit.TIMES),
        Of(_("Revenue of a year per win"), "means.revenue_per_win"),
    ),
}


def tile_of(scenario: str, figure: str) -> str:
    return f"stress_{scenario}_{figure}"


def _inputs(scenario: str, figure: str) -> tuple[Of, ...]:
    """Those of a scenario; one that is a figure of it links on."""
    own = {name: tile_of(scenario, name) for name in HEADS if name != figure}
    return tuple(
        Of(each.label, f"{scenario}.{each.at}", each.unit, own.get(str(each.at), "")) for each in INPUTS[figure]
    )


def _rows(scenario: str) -> Callable[[Values], str]:
    def rows(values: Values) -> str:
        query = (values.get(scenario) or {}).get("query", "")
        return f"portfolio:stress-what-if?{query}" if query else "portfolio:stress"

    return rows


STRESS = {
    tile_of(scenario, figure): Behind(
        head,
        UNITS.get(figure, Unit.MONEY),
        f"{scenario}.lost.customers" if figure == "customers" else f"{scenario}.{figure}",
        _inputs(scenario, figure),
        _rows(scenario),
        about=word,
    )
    for scenario, word in SCENARIOS.items()
    for figure, head in HEADS.items()
}
