"""Tier S/A/B/C 客户分级 from weighted value dimensions, steady over time and open to a reasoned override."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import exact, maybe, ratio, tenth, weighted

MIN_COVERAGE = Decimal("0.7")
THRESHOLDS: Mapping[str, Decimal] = {"S": Decimal(85), "A": Decimal(70), "B": Decimal(50)}
ORDER = "SABC"
SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Dimension:
    """A value dimension: its weight and its score 0 to 100, None when unknown."""

    weight: Decimal
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Override:
    """A tier set by a person, why, and until when."""

    tier: str
    reason: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Tier:
    """The computed tier is shown beside an override always; None when too little is known and nothing came before."""

    score: Decimal | None
    coverage: Decimal
    computed: str | None
    effective: str | None
    overridden: bool


@exact
def tier(
    dims: Sequence[Dimension],
    as_of: date,
    prev: str | None = None,
    thresholds: Mapping[str, Decimal] = THRESHOLDS,
    h: Decimal = Decimal(2),
    mutual: bool = True,
    override: Override | None = None,
) -> Tier:
    """The tier of a customer: S 战略, A 伙伴, B 价值, C 一般.

    By score against the thresholds; from a previous tier a rise needs `h` points more than the line, a fall `h` points
    less than the line of that tier. S needs evidence of mutual dependence, else A. An override holds while it has not
    expired and gives a reason of ten characters. Below 0.7 of the weight known the previous tier stays.
    Errors: ValueError for an unknown tier, and for one without a threshold. Source: metrics-economics 6.3.
    """
    for given in (prev, override.tier if override else None):
        if given is not None and given not in tuple(ORDER):
            raise ValueError(f"{given!r} is not a tier; tiers are S, A, B, C")
    if absent := [name for name in ORDER[:-1] if name not in thresholds]:
        raise ValueError(f"no threshold for tier {', '.join(absent)}")
    result = weighted([(dim.weight, dim.score) for dim in dims], MIN_COVERAGE)
    computed = prev if result.score is None else _computed(result.score, prev, thresholds, h, mutual=mutual)
    holds = override is not None and len(override.reason.strip()) >= SHORTEST_REASON and override.expires_on >= as_of
    return Tier(
        score=maybe(tenth, result.score),
        coverage=ratio(result.coverage),
        computed=computed,
        effective=override.tier if override is not None and holds else computed,
        overridden=holds,
    )


def _computed(score: Decimal, prev: str | None, thresholds: Mapping[str, Decimal], h: Decimal, *, mutual: bool) -> str:
    found = _reached(score, thresholds)
    if prev is not None and ORDER.index(found) < ORDER.index(prev):
        risen = _reached(score - h, thresholds)
        found = min(risen, prev, key=ORDER.index)
    elif prev is not None and found != prev and score >= thresholds[prev] - h:
        found = prev
    return "A" if found == "S" and not mutual else found


def _reached(score: Decimal, thresholds: Mapping[str, Decimal]) -> str:
    return next((name for name in ORDER[:-1] if score >= thresholds[name]), ORDER[-1])
