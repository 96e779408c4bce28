"""Who moves when lines and weights change, and how one customer comes to its tier; from kept scores, nothing is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.classes import profit_class
from customers.valuation.money import exact, tenth
from customers.valuation.settings import Settings
from customers.valuation.tiers import Dimension, Override, Tier, tier

CLASSES = frozenset("ABCD")
PREVIEWED = frozenset(
    {
        "tier_s",
        "tier_a",
        "tier_b",
        "tier_hysteresis",
        "tier_weights",
        "potential_line",
        "potential_hysteresis",
        "margin_hysteresis",
    }
)
"""Settings whose effect on tiers and classes shows in kept scores; all others need a computation."""
OF_THE_BASE = frozenset(
    {*(f"{name}_{line}" for name in ("top1", "industry", "region", "channel") for line in ("watch", "red"))}
) | {
    "top1_grave",
    "top5_red",
    "hhi_middle",
    "hhi_high",
    "quality_weights",
    "quality_anchors",
}
"""Settings that judge the whole base and move no customer."""


@dataclass(frozen=True, slots=True)
class Graded:
    """What a tier and a class are decided by, as the last computation left it."""

    id: int
    dimensions: Mapping[str, Decimal | None]
    tier_before: str
    """Last computed, else the archive's: from which hysteresis starts."""
    mutual: bool
    override: str
    tier_now: str
    net_profit: Decimal | None
    net_margin: Decimal | None
    potential: Decimal | None
    partial: bool
    class_before: str
    class_now: str


@dataclass(frozen=True, slots=True)
class Move:
    id: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """One dimension of a tier: `contribution` is the points it brings to the score."""

    name: str
    weight: int
    score: Decimal | None
    contribution: Decimal | None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The steps to a tier: score, the tier by lines alone, after hysteresis, after mutual evidence, with the override."""

    parts: list[Part]
    score: Decimal | None
    coverage: Decimal
    raw: str | None
    steady: str | None
    computed: str | None
    effective: str | None
    overridden: bool


def tier_of(each: Graded, as_of: date, settings: Settings) -> Tier:
    return _tier(each, as_of, settings, prev=each.tier_before or None, mutual=each.mutual, override=each.override)


def class_of(each: Graded, company_margin: Decimal | None, settings: Settings) -> str:
    """As the standings decide: without profit no class, with incomplete costs no A (economics 0.9)."""
    if each.net_profit is None:
        return "unclassified"
    found = profit_class(
        each.net_profit,
        each.net_margin,
        company_margin,
        each.potential,
        each.class_before if each.class_before in CLASSES else None,
        potential_line=settings.potential_line,
        potential_h=settings.potential_hysteresis,
        margin_h=settings.margin_hysteresis,
    )
    return "unclassified" if each.partial and found in ("A", "A/B") else found


def moves(
    rows: Iterable[Graded], company_margin: Decimal | None, as_of: date, before: Settings, after: Settings
) -> tuple[list[Move], list[Move]]:
    """Whose tier and whose class would be another with `after` than with `before`: tiers, classes."""
    tiers, classes = [], []
    for row in rows:
        old, new = (tier_of(row, as_of, settings).effective or "" for settings in (before, after))
        if old != new:
            tiers.append(Move(row.id, old, new))
        old, new = (class_of(row, company_margin, settings) for settings in (before, after))
        if old != new:
            classes.append(Move(row.id, old, new))
    return tiers, classes


@exact
def weigh(each: Graded, as_of: date, settings: Settings) -> Weighing:
    """Every step of economics 6.3 for one customer."""
    known = sum((weight for name, weight in settings.tier_weights.items() if each.dimensions.get(name) is not None), 0)
    parts = []
    for name, weight in settings.tier_weights.items():
        score = each.dimensions.get(name)
        part = None if score is None or not known else tenth(score * weight / known)
        parts.append(Part(name, weight, score, part))
    raw = _tier(each, as_of, settings, prev=None, mutual=True, override="")
    steady = _tier(each, as_of, settings, prev=each.tier_before or None, mutual=True, override="")
    whole = tier_of(each, as_of, settings)
    return Weighing(
        parts,
        whole.score,
        whole.coverage,
        raw.computed,
        steady.computed,
        whole.computed,
        whole.effective,
        whole.overridden,
    )


def _tier(each: Graded, as_of: date, settings: Settings, *, prev: str | None, mutual: bool, override: str) -> Tier:
    return tier(
        [Dimension(Decimal(weight), each.dimensions.get(name)) for name, weight in settings.tier_weights.items()],
        as_of,
        prev,
        settings.tier_thresholds,
        settings.tier_hysteresis,
        mutual,
        Override(override, "decided by hand", as_of) if override else None,
    )


PAYMENT = frozenset(f"payment_{grade}_{line}" for grade in "abc" for line in ("late", "open"))
LEAVING = frozenset({"discovery_rate", "suspect_p", "trend_gate"})
"""Lines of the payment grade, and of silent defectors."""


def changes(before: Settings, after: Settings, names: frozenset[str]) -> bool:
    """Whether any setting of these is another."""
    return any(getattr(before, name) != getattr(after, name) for name in names)


def needs_computing(before: Settings, after: Settings) -> list[str]:
    """Changed settings whose effect no kept score shows."""
    names: Sequence[str] = Settings.__slots__
    changed = [name for name in names if getattr(before, name) != getattr(after, name)]
    return [name for name in changed if name not in PREVIEWED | OF_THE_BASE | LEAVING]
