"""Rehearsals of the customer's decisions: the mock buying committee, and predictions held to account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

US = "us"
POINTS = 20


@dataclass(frozen=True, slots=True)
class Committee:
    """Scores 0 to 100 by vendor, who wins, our lead over the best rival, and the roles we lose."""

    scores: dict[str, float]
    winner: str | None
    """Between equals a rival wins over us, else the smaller name; None without any vendor."""
    margin_us: float | None
    """None without a rival."""
    lost_roles: list[str]
    """Roles for which a rival is equal or better, sorted."""


def committee(
    weights: Mapping[str, float],
    criteria: Mapping[str, Mapping[str, float]],
    scores: Mapping[str, Mapping[str, Mapping[str, float]]],
) -> Committee:
    """Mock buying committee 模拟决策小组: 20 × the mean, over roles by weight, of each role's mean over its criteria.

    Shapes: role → weight; role → criterion → weight; vendor → role → criterion → 1 to 5; our vendor is `us`.
    Without any scores nobody wins. Errors: ValueError when we are not among the vendors, a score is missing, or weights add up to nothing.
    Source: metrics-relationship-voice S2.
    """
    if not scores:
        return Committee({}, None, None, [])
    if US not in scores:
        raise ValueError("our own vendor `us` is missing")
    by_role = {vendor: {role: _of_role(given, role, criteria) for role in weights} for vendor, given in scores.items()}
    total = {vendor: POINTS * _mean(roles, weights) for vendor, roles in by_role.items()}
    rivals = [vendor for vendor in scores if vendor != US]
    lost = [role for role in weights if any(by_role[rival][role] >= by_role[US][role] for rival in rivals)]
    return Committee(
        scores=total,
        winner=min(total, key=lambda vendor: (-total[vendor], vendor == US, vendor)),
        margin_us=total[US] - max(total[rival] for rival in rivals) if rivals else None,
        lost_roles=sorted(lost),
    )


def _of_role(given: Mapping[str, Mapping[str, float]], role: str, criteria: Mapping[str, Mapping[str, float]]) -> float:
    wanted = criteria.get(role, {})
    if missing := [criterion for criterion in wanted if criterion not in given.get(role, {})]:
        raise ValueError(f"role {role} has no score for {missing[0]}")
    return _mean(given.get(role, {}), wanted)


def _mean(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("weights must add up to more than nothing")
    return sum(values[name] * weight for name, weight in weights.items()) / total


@dataclass(frozen=True, slots=True)
class Prediction:
    """A probability that was given, and whether it came true (1) or not (0)."""

    p: float
    hit: bool | int


def brier(preds: Sequence[Prediction]) -> float | None:
    """Brier score of predictions: mean (p − hit)², 0 best, 0.25 a coin; None without any.

    Errors: ValueError for a p outside 0 to 1, or a hit that is neither 0 nor 1. Source: S2.
    """
    if any(not 0 <= each.p <= 1 or each.hit not in (0, 1) for each in preds):
        raise ValueError("p lies between 0 and 1; hit is 0 or 1")
    return fmean((each.p - each.hit) ** 2 for each in preds) if preds else None
