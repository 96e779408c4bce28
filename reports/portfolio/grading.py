"""Tiers in words: how many of each, how one customer comes to its own, who would move, what was changed when."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.models import Customer, CustomerStanding, ValuationSettings
from customers.valuation.settings import Settings, settings_from
from customers.valuation.tiers import MIN_COVERAGE
from office.charts import figures as charts
from office.charts.figures import Column, Table
from office.formatting.writers import amount_writer, figure_writer, percent_writer
from office.models import Company
from reports.indicators.grading import Graded, Move, Weighing, needs_computing, weigh
from reports.portfolio.measures import Measure, of_customers, unknown
from reports.portfolio.parameters import DIMENSIONS, LABELS, differences
from reports.portfolio.tables import customer_url
from reports.selectors.customers import names_of
from reports.selectors.grading import Facing

if TYPE_CHECKING:
    from office.models import User

MOST_NAMED = 100
TIERS = ("S", "A", "B", "C")


def tier_measures(counts: dict[str, int]) -> list[Measure]:
    """A tile per tier with the way to its customers."""
    words = dict(Customer.Tier.choices)
    whole = sum(counts.values())
    return [
        Measure(
            str(words[name]),
            f"{counts.get(name, 0):,}",
            note=_("of %(count)s") % {"count": of_customers(whole)},
            url=f"{reverse('portfolio:customers')}?tier={name}",
        )
        for name in TIERS
    ] + [
        Measure(
            pgettext("tier", "none yet"),
            f"{counts.get('', 0):,}",
            note=_("less than 70% of the weight is known, and nothing came before"),
            url=f"{reverse('portfolio:customers')}?tier=none",
        )
    ]


def weighed(each: Graded, facing: Facing, as_of: date, settings: Settings) -> dict[str, Any]:
    """One customer step by step."""
    found = weigh(each, as_of, settings)
    figure, share = figure_writer(1), percent_writer()
    values = _values(each, facing)
    rows = tuple(
        charts.Row(
            (
                str(DIMENSIONS[part.name]),
                values[part.name],
                unknown() if part.score is None else figure(part.score),
                f"{part.weight}",
                _("does not count") if part.contribution is None else figure(part.contribution),
            )
        )
        for part in found.parts
    )
    heads = (_("Dimension"), _("Value"), _("Score"), _("Weight"), _("Points"))
    return {
        "name": facing.name,
        "url": customer_url(each.id),
        "table": Table(
            _("How the tier comes about"),
            tuple(Column(head, words=place == 0) for place, head in enumerate(heads)),
            rows,
        ),
        "steps": _steps(each, found, settings, share(found.coverage)),
        "tier": found.effective or unknown(),
    }


def _values(each: Graded, facing: Facing) -> dict[str, str]:
    money, figure = amount_writer(get_language() or "en", Company.get().base_currency), figure_writer(1)

    def rating(name: str) -> str:
        score = each.dimensions.get(name)
        return unknown() if score is None else _("rated %(rating)s of 5") % {"rating": f"{score / 25 + 1:.0f}"}

    stability = each.dimensions.get("stability")
    grades = dict(CustomerStanding.Grade.choices)
    return {
        "net_profit": unknown() if facing.net_profit is None else money(facing.net_profit),
        "ltv": unknown() if facing.ltv is None else _ltv(money(facing.ltv), facing),
        "potential": unknown() if each.potential is None else figure(each.potential),
        "strategic": rating("strategic"),
        "stability": unknown() if stability is None else figure(stability),
        "payment": str(grades.get(facing.payment_grade, unknown())),
        "influence": rating("influence"),
    }


def _ltv(text: str, facing: Facing) -> str:
    assumed = any(each.get("code") == "retention_assumed" for each in facing.missing)
    return _("%(value)s, retention assumed") % {"value": text} if assumed else text


def _steps(each: Graded, found: Weighing, settings: Settings, coverage: str) -> list[str]:
    lines = [
        _("Known: %(coverage)s of the weight; at least %(least)s is needed.")
        % {
            "coverage": coverage,
            "least": percent_writer(0)(MIN_COVERAGE),
        }
    ]
    if found.score is None:
        kept = each.tier_before or unknown()
        lines.append(_("Too little is known for a score: the tier before stays (%(tier)s).") % {"tier": kept})
    else:
        lines.append(
            _("Score %(score)s; lines S %(s)s, A %(a)s, B %(b)s: by the lines alone %(tier)s.")
            % {
                "score": found.score,
                "s": settings.tier_s,
                "a": settings.tier_a,
                "b": settings.tier_b,
                "tier": found.raw,
            }
        )
        if each.tier_before and found.steady != found.raw:
            lines.append(
                _("Before it was %(before)s, and the score is within %(points)s points of the line: %(tier)s.")
                % {"before": each.tier_before, "points": settings.tier_hysteresis, "tier": found.steady}
            )
        elif each.tier_before:
            lines.append(
                _("Before it was %(before)s; giving way by %(points)s points changes nothing.")
                % {"before": each.tier_before, "points": settings.tier_hysteresis}
            )
        if found.steady == "S":
            lines.append(
                _("Both sides depend on one another, so S stands.")
                if each.mutual
                else _("S needs evidence that both sides depend on one another (a strategic rating of 4 or 5): A.")
            )
    if found.overridden:
        lines.append(
            _("Set by hand to %(tier)s; computed it would be %(computed)s.")
            % {"tier": found.effective, "computed": found.computed or unknown()}
        )
    return lines


def preview(
    moved: Mapping[str, Sequence[Move]], before: Settings, after: Settings, user: "User", count: int
) -> dict[str, Any]:
    """Who would move in tier, class, payment grade and alarm (the keys of `moved`), with names, and what only a
    computation can tell. One query."""
    named = {move.id for moves in moved.values() for move in moves[:MOST_NAMED]}
    names = names_of(named, user)
    blind = [str(LABELS[name]) for name in needs_computing(before, after)]
    return {
        "changes": differences(before, after),
        "count": count,
        "kinds": [
            {"note": _moved(len(moved[kind])), "table": _moves(caption, moved[kind], names), "none": none}
            for kind, caption, none in (
                ("tier", _("Other tier"), _("Nobody changes tier.")),
                ("class", _("Other class"), _("Nobody changes class.")),
                ("grade", _("Other payment grade"), _("Nobody changes payment grade.")),
                ("alarm", _("Other alarm"), _("Nobody changes alarm.")),
            )
            if kind in moved
        ],
        "blind": pgettext("between items", ", ").join(blind),
    }


def _moved(count: int) -> str:
    return ngettext("%(count)s customer moves", "%(count)s customers move", count) % {"count": f"{count:,}"}


def _moves(caption: str, moves: Sequence[Move], names: dict[int, str]) -> Table:
    words = {"": pgettext("tier", "none yet"), "unclassified": pgettext("class", "none")}
    words |= {key: str(label) for key, label in CustomerStanding.Alarm.choices}
    return Table(
        caption,
        (
            Column(_("Customer"), words=True),
            Column(pgettext("of a move", "From"), words=True),
            Column(pgettext("of a move", "To"), words=True),
        ),
        tuple(
            charts.Row(
                (
                    names.get(move.id, _("no longer in the archive")),
                    words.get(move.before, move.before),
                    words.get(move.after, move.after),
                ),
                customer_url(move.id) if move.id in names else "",
            )
            for move in moves[:MOST_NAMED]
        ),
    )


def history(versions: Sequence[ValuationSettings]) -> list[dict[str, Any]]:
    """Every version with what it changed, the newest first."""
    ordered = sorted(versions, key=lambda each: each.number)
    before, found = Settings(), []
    for version in ordered:
        after = settings_from(version.values)
        found.append({"version": version, "changes": differences(before, after)})
        before = after
    return found[::-1]


def margin_of(basis: dict[str, Any]) -> Decimal | None:
    """The company's net margin that classes were measured against."""
    value = basis.get("net_margin")
    return None if value is None else Decimal(value)
