"""Asset quality 客户资产质量: the vertical axis of the strategy quadrant, from nine metrics; 60 is healthy."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import pairwise

from customers.valuation.money import exact, maybe, ratio, tenth, weighted

Anchors = tuple[tuple[Decimal, int], ...]
MIN_COVERAGE = Decimal("0.7")
HEALTHY, NEAR = Decimal(60), Decimal(5)


@dataclass(frozen=True, slots=True)
class Nine:
    """One number for each of the nine metrics, None where it is not known."""

    net_margin: Decimal | None = None
    base_coverage: Decimal | None = None
    ltv_cac: Decimal | None = None
    nrr: Decimal | None = None
    grr: Decimal | None = None
    top1: Decimal | None = None
    top5: Decimal | None = None
    dormant_share: Decimal | None = None
    weighted_days_late: Decimal | None = None


def _anchors(*pairs: tuple[str, int]) -> Anchors:
    return tuple((Decimal(value), score) for value, score in pairs)


WEIGHTS: Mapping[str, int] = {
    "net_margin": 20,
    "base_coverage": 10,
    "ltv_cac": 20,
    "nrr": 15,
    "grr": 10,
    "top1": 10,
    "top5": 5,
    "dormant_share": 5,
    "weighted_days_late": 5,
}
ANCHORS: Mapping[str, Anchors] = {
    "net_margin": _anchors(("0", 0), ("0.05", 40), ("0.10", 60), ("0.20", 100)),
    "base_coverage": _anchors(("0.3", 0), ("0.6", 60), ("0.9", 100)),
    "ltv_cac": _anchors(("0", 0), ("1", 20), ("3", 60), ("5", 100)),
    "nrr": _anchors(("0.80", 0), ("1.00", 60), ("1.20", 100)),
    "grr": _anchors(("0.70", 0), ("0.90", 60), ("0.97", 100)),
    "top1": _anchors(("0.05", 100), ("0.30", 60), ("0.50", 0)),
    "top5": _anchors(("0.10", 100), ("0.30", 60), ("0.70", 0)),
    "dormant_share": _anchors(("0", 100), ("0.30", 60), ("0.60", 0)),
    "weighted_days_late": _anchors(("0", 100), ("15", 60), ("60", 0)),
}


@dataclass(frozen=True, slots=True)
class AssetQuality:
    """Score and components 0 to 100 to 0.1; None below 0.7 of the weight."""

    score: Decimal | None
    coverage: Decimal
    components: Nine
    level: str | None
    """high from 60, else low."""
    borderline: bool | None
    """Less than 5 from 60: name both quadrants."""


def asset_quality(values: Nine) -> AssetQuality:
    """Asset quality by the standard weights and anchors. Source: metrics-economics 9."""
    return quality_by(values, WEIGHTS, ANCHORS)


@exact
def quality_by(values: Nine, weights: Mapping[str, int], anchors: Mapping[str, Anchors]) -> AssetQuality:
    """Each metric interpolated between its anchors, flat outside, and their weighted mean.

    Level and borderline are judged on the printed score, as both axes of the quadrant are.
    Source: metrics-economics 9; decisions 1.
    """
    scores = {
        name: None if value is None else interpolated(value, anchors[name]) for name, value in asdict(values).items()
    }
    result = weighted([(weights[name], score) for name, score in scores.items()], MIN_COVERAGE)
    score = maybe(tenth, result.score)
    return AssetQuality(
        score=score,
        coverage=ratio(result.coverage),
        components=Nine(**{name: maybe(tenth, value) for name, value in scores.items()}),
        level=None if score is None else "high" if score >= HEALTHY else "low",
        borderline=None if score is None else abs(score - HEALTHY) < NEAR,
    )


def interpolated(value: Decimal, anchors: Sequence[tuple[Decimal, int]]) -> Decimal:
    """The score of a value on straight lines between its anchors, flat outside them."""
    for (left, low), (right, high) in pairwise(anchors):
        if value <= right:
            part = max(Decimal(0), (value - left) / (right - left))
            return low + (high - low) * part
    return Decimal(anchors[-1][1])
