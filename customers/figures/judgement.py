"""Figures of judgement: class and tier, which an account manager sees of the own customers; the scores behind them not."""

from django.utils.translation import gettext_lazy as _

from customers import access
from customers.figures import words
from customers.figures.declared import Definition, Parameter, Part, Ref, Shared, Unit
from customers.figures.labels import label_of
from customers.figures.parameters import Parametric
from customers.selectors.base import sees_whole


def _definition(
    name: str, unit: Unit, formula: object, source: str, *, costs: bool = True, **more: object
) -> Definition:
    return Definition(
        name=name,
        column=name,
        label=label_of(name),
        unit=unit,
        formula=formula,
        source=source,
        may_see=access.sees_costs_of if costs else access.sees_revenue_of,
        **more,  # type: ignore[arg-type]
    )


JUDGEMENT = [
    _definition(
        "potential",
        Unit.SCORE,
        _(
            "Growth 35, rest of the wallet 35, outlook of the industry 15, strategic value 15; half the weight must be known."
        ),
        "6.1",
        inputs=(
            Part(_("Growth"), "potential.growth", Unit.SHARE),
            Part(_("Rest of the wallet, in median customers"), "potential.wallet_rest", Unit.TIMES),
            Part(_("Outlook of the industry, rated of 5"), "potential.outlook", Unit.COUNT),
            Part(_("Strategic value, rated of 5"), "potential.strategic", Unit.COUNT),
        ),
        missing=("potential", "growth"),
        otherwise="potential",
        rows="customers:judgement",
    ),
    _definition(
        "profit_class",
        Unit.WORD,
        Parametric(
            _(
                "Profit above zero at the company's margin or better, or not; potential of %(potential_line)s or more, or not. "
                "A has both, B profit only, C potential only, D neither. A line gives way by %(margin_hysteresis)s of margin "
                "and %(potential_hysteresis)s points of potential before a class changes. Incomplete costs never make an A."
            )
        ),
        "6.2",
        costs=False,
        words=words.CLASSES,
        inputs=(
            Ref("net_profit"),
            Ref("net_margin"),
            Shared(_("The company's net margin"), lambda basis, _parts: basis.net_margin, Unit.SHARE, sees_whole),
            Ref("potential"),
            Parameter(_("High potential from"), "potential_line", Unit.SCORE),
        ),
        missing=("product_cost", "potential"),
        otherwise="waiting",
        rows="customers:judgement",
    ),
    _definition(
        "tier_score",
        Unit.SCORE,
        Parametric(
            _(
                "Seven dimensions from 0 to 100 by their weights: net profit %(weight_net_profit)s, lifetime value "
                "%(weight_ltv)s, potential %(weight_potential)s, strategic value %(weight_strategic)s, stability "
                "%(weight_stability)s, payment %(weight_payment)s, influence %(weight_influence)s."
            )
        ),
        "6.3",
        inputs=tuple(Part(label, f"tier.dimensions.{name}", Unit.SCORE) for name, label in words.DIMENSIONS.items()),
        missing=("retention_assumed",),
        otherwise="ratings",
        rows="customers:judgement",
    ),
    _definition(
        "tier_computed",
        Unit.WORD,
        Parametric(
            _(
                "S from %(tier_s)s with evidence of mutual dependence, A from %(tier_a)s, B from %(tier_b)s, else C; "
                "%(tier_hysteresis)s points over a line to change."
            )
        ),
        "6.3",
        costs=False,
        words=words.TIERS,
        inputs=(Ref("tier_score"),),
        otherwise="ratings",
        rows="customers:judgement",
    ),
    _definition(
        "tier_effective",
        Unit.WORD,
        _("The tier set by hand while it holds, else the computed one."),
        "6.3",
        costs=False,
        words=words.TIERS,
        inputs=(Ref("tier_computed"), Part(_("Set by hand"), "tier.of.overridden", Unit.YES_NO)),
        otherwise="ratings",
        rows="customers:judgement",
    ),
    _definition(
        "size_computed",
        Unit.WORD,
        _(
            "Large, medium, small or micro by the national standard of 2017: employees, revenue or total assets of its last "
            "known year against the lines of its industry's category. Every line of a size must be met, else the next one "
            "down."
        ),
        "6.9",
        costs=False,
        words=words.SIZES,
        inputs=(
            Part(_("Category of the national standard"), "size.standard", Unit.WORD, words.STANDARDS),
            Part(_("Year"), "size.of.year", Unit.WORD),
            Part(_("Employees"), "size.of.employees", Unit.COUNT),
            Part(_("Its yearly revenue"), "size.of.revenue", Unit.MONEY),
            Part(_("Its total assets"), "size.of.assets", Unit.MONEY),
        ),
        missing=("size",),
        otherwise="size",
        rows="customers:judgement",
    ),
    _definition(
        "size_effective",
        Unit.WORD,
        _("By the national standard where it tells a size, else as entered in the archive."),
        "6.9",
        costs=False,
        words=words.SIZES,
        inputs=(Ref("size_computed"),),
        otherwise="size",
        rows="customers:profile",
    ),
    _definition(
        "scorecard",
        Unit.SCORE,
        _("Fifteen dimensions from 0 to 100 by their weights, six computed and nine rated; six tenths must be known."),
        "6.4",
        inputs=tuple(Part(label, f"scorecard.scores.{name}", Unit.SCORE) for name, label in words.SCORES.items()),
        missing=("retention_assumed",),
        otherwise="ratings",
        rows="customers:judgement",
    ),
    _definition(
        "scorecard_band",
        Unit.WORD,
        _("Good from 75, to be developed from 60, else poor."),
        "6.4",
        words=words.BANDS,
        inputs=(Ref("scorecard"), Part(_("Part of the weight that is known"), "scorecard.of.coverage", Unit.SHARE)),
        otherwise="ratings",
        rows="customers:judgement",
    ),
]
