"""The stress test in words: what each scenario takes, before and after, which lines it crosses, what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.models import StressScenario
from customers.valuation.settings import Settings
from office.formatting.writers import Write, amount_writer, figure_writer, percent_writer
from office.models import Company
from reports.indicators.stress import Sums
from reports.portfolio import scenarios
from reports.portfolio.behind.stress import HEADS, STRESS, tile_of
from reports.portfolio.measures import Measure, number, unknown
from reports.portfolio.terms import labels_of
from reports.selectors.stress import Ground

if TYPE_CHECKING:
    from office.models import User

BAD, GOOD = "bad", "good"
SOME = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One figure before and after; `reason` says why it is unknown."""

    label: str
    before: str = ""
    after: str = ""
    change: str = ""
    state: str = ""
    word: str = ""
    note: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A row of the overview, or a column of a comparison."""

    name: str
    who: str
    url: str
    cells: tuple[str, ...]
    red: tuple[str, ...]
    told: tuple[str, ...] = ()
    """Where each of the cells is explained."""

    @property
    def linked(self) -> list[tuple[str, str]]:
        return list(zip(self.cells, self.told, strict=True))


def red_words(codes: Sequence[str]) -> tuple[str, ...]:
    words = {
        "profit": _("profit turns into loss"),
        "cover": _("cash covers fewer than 3 months of fixed cost"),
        "refill": _("more than 12 months to refill"),
    }
    return tuple(words[code] for code in codes)


def heads() -> list[str]:
    """The figures of a scenario in the order of `cells_of`."""
    return [str(head) for head in HEADS.values()]


def cells_of(result: Mapping[str, Any]) -> tuple[str, ...]:
    """The figures of one scenario; unknown ones as the word."""
    money, share, months = _writers()

    def of(name: str, write: Write) -> str:
        value = number(result, name)
        return unknown() if value is None else write(value)

    def lost(name: str) -> str:
        part = number(result, f"{name}_share")
        text = of(name, money)
        return text if part is None else f"{text} · {share(part)}"

    return (
        f"{result['lost']['customers']:,}",
        lost("revenue_loss"),
        lost("contribution_loss"),
        of("profit_after_steady", money),
        of("cash_effect_12m", money),
        of("fixed_cover_after", months),
        of("monthly_gap_after", money),
        _("carries itself") if result["self_sustaining"] else of("runway_months", months),
        of("refill_months", months),
    )


def overview(
    values: Mapping[str, Any], ground: Ground, user: "User", as_of: date, settings: Settings
) -> dict[str, Any]:
    """Context of reports/portfolio/stress.html: the standard scenarios and what is missing. Three queries."""
    everybody = Sums.from_plain(values["all"])
    labels = labels_of(*{each["kind"] for each in values["scenarios"]})
    results, known = scenarios.results(values, ground, user, as_of, settings)
    rows = []
    for each in values["scenarios"]:
        result = results[scenarios.key_of(each)]
        who = [
            known[key].name if key in known else "" if each["kind"] == "group" else labels[each["kind"]].get(key, key)
            for key in each["of"]
        ]
        told = tuple(reverse("portfolio:figure", args=[tile_of(scenarios.key_of(each), name)]) for name in HEADS)
        rows.append(
            Scenario(
                _standard_name(each["kind"], each["top"]),
                _some([name for name in who if name]),
                f"{reverse('portfolio:stress-what-if')}?{scenarios.query_of(each)}",
                cells_of(result),
                red_words(result["red"]),
                told,
            )
        )
    return {"heads": heads(), "scenarios": rows, "missing": missing(ground, everybody), "basis": basis(ground)}


def scenario_measures(values: Mapping[str, Mapping[str, Any]]) -> list[Measure]:
    """Every figure of every scenario (`scenarios.results`) as one that explains itself."""
    return [
        Measure(STRESS[tile_of(key, name)].name, None if cell == unknown() else cell, name=tile_of(key, name))
        for key, result in values.items()
        for name, cell in zip(HEADS, cells_of(result), strict=True)
    ]


def _some(names: Sequence[str]) -> str:
    """The first two; the count stands beside them."""
    text = pgettext("between items", ", ").join(names[:SOME])
    return f"{text}…" if len(names) > SOME else text


def _standard_name(kind: str, top: int) -> str:
    if kind == "group":
        return ngettext("The largest customer", "The %(count)s largest customers", top) % {"count": top}
    return {
        "industry": _("The largest industry"),
        "region": _("The largest region"),
        "channel": _("The largest channel"),
    }[kind]


def lines_of(result: Mapping[str, Any]) -> list[Line]:
    """Before and after of every figure of a scenario."""
    money, share, months = _writers()
    of, lost = Sums.from_plain(result["of"]), Sums.from_plain(result["lost"])

    def text(name: str, write: Write) -> str:
        value = number(result, name)
        return unknown() if value is None else write(value)

    def loss(name: str) -> str:
        value, part = number(result, name), number(result, f"{name}_share")
        if value is None:
            return unknown()
        return money(-value) if part is None else f"{money(-value)} · {share(part)}"

    knows = number(result, "contribution_loss") is not None
    red = set(result["red"])

    def state(code: str, name: str) -> tuple[str, str]:
        if code in red:
            return BAD, pgettext("level", "line crossed")
        return (GOOD, pgettext("level", "inside the line")) if number(result, name) is not None else ("", "")

    profit, cover, refill = (
        state("profit", "profit_after_steady"),
        state("cover", "fixed_cover_after"),
        state("refill", "refill_months"),
    )
    costs = _("No product cost is known: Finance imports costs.")
    fixed = _("Cash and fixed cost are missing.")
    return [
        Line(
            _("Customers"),
            f"{of.customers:,}",
            f"{of.customers - lost.customers:,}",
            f"−{lost.customers:,}",
        ),
        Line(_("Revenue of 12 months"), money(of.revenue), money(of.revenue - lost.revenue), loss("revenue_loss")),
        Line(
            _("Contribution"),
            money(of.contribution) if knows else unknown(),
            money(of.contribution - lost.contribution) if knows else unknown(),
            loss("contribution_loss"),
            reason="" if knows else costs,
        ),
        Line(
            _("Profit before fixed cost"),
            text("carried_before", money),
            text("carried_after", money),
            note=_("contribution less service, custom R&D and relationship cost"),
            reason="" if knows else costs,
        ),
        Line(
            _("Profit of a year"),
            text("profit_before", money),
            text("profit_after_steady", money),
            state=profit[0],
            word=profit[1],
            note=_("line: not below 0 where it was above"),
            reason="" if number(result, "profit_before") is not None else fixed if knows else costs,
        ),
        Line(
            _("Profit effect of the first year"),
            after=text("first_year_profit_effect", money),
            note=_("the team stays on the payroll for a while"),
        ),
        Line(
            _("Receivables that come in"),
            text("ar_open", money),
            text("ar_collected", money),
            note=_("open now, less the expected loss"),
        ),
        Line(_("Cash effect in 12 months"), after=text("cash_effect_12m", money)),
        Line(
            _("Fixed cost covered by cash"),
            _months(result, "fixed_cover_before", months),
            _months(result, "fixed_cover_after", months),
            state=cover[0],
            word=cover[1],
            note=_("line: at least 3 months"),
            reason="" if number(result, "fixed_cover_before") is not None else fixed,
        ),
        Line(
            _("Gap per month"),
            after=text("monthly_gap_after", money),
            note=_("fixed cost that the kept customers do not carry"),
            reason="" if number(result, "monthly_gap_after") is not None else fixed,
        ),
        Line(
            _("Runway"),
            after=_("carries itself") if result["self_sustaining"] else _months(result, "runway_months", months),
            reason="" if result["self_sustaining"] or number(result, "runway_months") is not None else fixed,
        ),
        Line(
            _("Months to refill"),
            after=_months(result, "refill_months", months),
            state=refill[0],
            word=refill[1],
            note=_("line: at most 12 months"),
            reason="" if number(result, "refill_months") is not None else _("No deal won in 12 months is known."),
        ),
    ]


def _months(result: Mapping[str, Any], name: str, write: Write) -> str:
    value = number(result, name)
    return unknown() if value is None else _("%(months)s months") % {"months": write(value)}


def missing(ground: Ground, everybody: Sums) -> list[str]:
    """What the answer lacks and who owns it (economics 12)."""
    found = []
    if not ground.whole:
        found.append(
            _("Cash and fixed cost concern the whole company; of your teams' customers the profit part alone is told.")
        )
    elif ground.funds_on is None:
        found.append(_("Cash and fixed cost are not kept yet. Finance enters them; until then the profit part alone."))
    if ground.whole and not ground.deals_won:
        found.append(
            _("No deal won in these 12 months is kept. Sales operations keeps deals; then months to refill follow.")
        )
    elif ground.whole and ground.means.revenue_per_win is None:
        found.append(_("Nobody is known to have bought first in these 12 months, so a win has no known revenue."))
    if everybody.without_costs:
        found.append(
            ngettext(
                "%(count)s customer has no known costs: its revenue counts, its profit does not. Finance imports costs.",
                "%(count)s customers have no known costs: their revenue counts, their profit does not. Finance imports costs.",
                everybody.without_costs,
            )
            % {"count": f"{everybody.without_costs:,}"}
        )
    return found


def basis(ground: Ground) -> list[str]:
    """What cash, wins and revenue per win stand on."""
    money, _share, figure = _writers()
    means, found = ground.means, []
    if ground.funds_on is not None and means.cash is not None and means.fixed_monthly is not None:
        found.append(
            _("Cash %(cash)s and fixed cost %(fixed)s a month, as of %(day)s")
            % {"cash": money(means.cash), "fixed": money(means.fixed_monthly), "day": ground.funds_on.isoformat()}
        )
    if means.wins_per_month is not None:
        found.append(
            _("%(wins)s wins a month: %(won)s of %(ended)s deals that ended in 12 months")
            % {"wins": figure(means.wins_per_month), "won": ground.deals_won, "ended": ground.deals_ended}
        )
    if means.revenue_per_win is not None:
        found.append(
            ngettext(
                "%(revenue)s a year per win: mean of %(count)s new customer",
                "%(revenue)s a year per win: mean of %(count)s new customers",
                ground.new_customers,
            )
            % {"revenue": money(means.revenue_per_win), "count": ground.new_customers}
        )
    return found


def conclusion(result: Mapping[str, Any]) -> str:
    """The answer in a sentence."""
    money, share, _figure = _writers()
    part, loss = number(result, "revenue_loss_share"), number(result, "contribution_loss")
    if part is None:
        return _("These customers bring no revenue.")
    if loss is None:
        return _("Without them %(share)s of the revenue is gone.") % {"share": share(part)}
    return _("Without them %(share)s of the revenue and %(loss)s of contribution a year are gone.") % {
        "share": share(part),
        "loss": money(loss),
    }


def kept_rows(scenarios: Sequence[StressScenario]) -> list[dict[str, Any]]:
    """Saved scenarios as rows."""
    return [
        {
            "scenario": each,
            "url": reverse("portfolio:stress-scenario", args=[each.pk]),
            "cells": cells_of(each.result),
            "red": red_words(each.result["red"]),
        }
        for each in scenarios
    ]


def comparison(scenarios: Sequence[StressScenario]) -> dict[str, Any]:
    """Two or more scenarios side by side: a row per figure, a column per scenario."""
    columns = [cells_of(each.result) for each in scenarios]
    return {
        "scenarios": scenarios,
        "rows": [(head, [column[place] for column in columns]) for place, head in enumerate(heads())],
        "reds": [red_words(each.result["red"]) for each in scenarios],
    }


def _writers() -> tuple[Write, Write, Write]:
    return amount_writer(get_language() or "en", Company.get().base_currency), percent_writer(), figure_writer(1)


def losses(values: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The standard scenarios in short: name, revenue lost and contribution lost, each with its share."""
    money, share, _figure = _writers()
    everybody = Sums.from_plain(values["all"])
    found = []
    for each in values["scenarios"]:
        sums = Sums.from_plain(each["sums"])
        part = sums.revenue / everybody.revenue if everybody.revenue > 0 else None
        known = sums.knows_costs
        found.append(
            (
                _standard_name(each["kind"], each["top"]),
                unknown() if part is None else share(part),
                money(-sums.contribution) if known else unknown(),
            )
        )
    return found
