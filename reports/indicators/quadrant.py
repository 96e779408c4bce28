"""The strategy quadrant 客户战略象限: asset quality against relationship insight."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Literal, NamedTuple

from office.statistics.rounding import r1, tidy

LINE = 60.0
NEAR = 5.0
STEP = 10.0
FEWEST_WEIGHT = 50
WEIGHTS = {
    "penetration": 15,
    "temperature": 10,
    "outcome_evidence": 15,
    "voice_resolution": 10,
    "revenue_heard": 10,
    "founder_interviews": 10,
    "need_foresight": 15,
    "autopsy": 5,
    "competitor_visibility": 10,
}
NAMES: Mapping[tuple[bool, bool], str] = {
    (True, True): "lighthouse",
    (False, True): "anxious_service_provider",
    (False, False): "rough_growth_machine",
    (True, False): "silent_cash_cow",
}
"""Asset high, insight deep."""

Value = float | Literal["na"] | None
"""0 to 100; None: we do not know, which is 0, for vagueness is what the axis measures; "na": nothing to measure."""


@dataclass(frozen=True, slots=True)
class InsightInputs:
    """The nine inputs of relationship insight."""

    penetration: Value = None
    temperature: Value = None
    outcome_evidence: Value = None
    voice_resolution: Value = None
    revenue_heard: Value = None
    founder_interviews: Value = None
    need_foresight: Value = None
    autopsy: Value = None
    competitor_visibility: Value = None


def insight(inputs: InsightInputs) -> float | None:
    """Relationship insight 关系洞察, 0 to 100: the weighted mean of the inputs that apply.

    None when less than 50 of the 100 weight is left. Source: metrics-relationship-voice S3.
    """
    values = {name: 0.0 if value is None else value for name, value in asdict(inputs).items() if value != "na"}
    weight = sum(WEIGHTS[name] for name in values)
    if weight < FEWEST_WEIGHT:
        return None
    return tidy(sum(WEIGHTS[name] * value for name, value in values.items()) / weight)


@dataclass(frozen=True, slots=True)
class Quadrant:
    """The quadrant and how firm it is."""

    quadrant: str | None
    """lighthouse 灯塔型企业, anxious_service_provider 焦虑的服务商, rough_growth_machine 粗放的增长机器 or silent_cash_cow
    沉默的现金牛; None while an axis is unknown."""
    robustness: float | None
    """Share of nine pairs of thresholds (−5, 0, +5 on each axis) that give the same quadrant."""
    borderline: bool | None
    """A value less than 5 from its threshold."""


def quadrant(asset: float | None, ins: float | None, ta: float = LINE, ti: float = LINE) -> Quadrant:
    """The quadrant of asset quality and insight, judged on one decimal, as both are printed.

    Source: metrics-relationship-voice S3; decisions 1.
    """
    if asset is None or ins is None:
        return Quadrant(None, None, None)
    named = _named(asset, ins, ta, ti)
    moved = [_named(asset, ins, ta + a, ti + i) for a, i in product((-NEAR, 0.0, NEAR), repeat=2)]
    is_near = abs(r1(asset) - ta) < NEAR or abs(r1(ins) - ti) < NEAR
    return Quadrant(named, moved.count(named) / len(moved), is_near)


def _named(asset: float, ins: float, ta: float, ti: float) -> str:
    return NAMES[r1(asset) >= ta, r1(ins) >= ti]


class Tip(NamedTuple):
    """An input, and the points that would move the company into another quadrant."""

    input: str
    points: int


def tipping(asset: float, inputs: InsightInputs, ta: float = LINE, ti: float = LINE) -> list[Tip]:
    """The inputs where 10 points less or more, kept within 0 to 100, flip the quadrant; less first, in table order.

    Inputs that do not apply cannot tip. Empty while insight is unknown. Source: metrics-relationship-voice S3.
    """
    now = quadrant(asset, insight(inputs), ta, ti).quadrant
    tips = []
    for name in WEIGHTS:
        value = getattr(inputs, name)
        if value == "na" or now is None:
            continue
        for points in (-STEP, STEP):
            changed = replace(inputs, **{name: min(max((value or 0.0) + points, 0.0), 100.0)})
            if quadrant(asset, insight(changed), ta, ti).quadrant != now:
                tips.append(Tip(name, int(points)))
    return tips
