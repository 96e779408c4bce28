"""The customer's own market: how hard it is, what may replace us, and who else sells there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

FORCES = 5
HIGH_RISK, MEDIUM_RISK = 15, 8


def five_forces(f: Sequence[float | None]) -> float | None:
    """Attractiveness of the customer's market, 0 to 100, from five pressures of 1 to 5: 100 × (5 − mean) / 4.

    None unless all five are known. Errors: ValueError for a pressure outside 1 to 5. Source: Porter 1979; S2.
    """
    known = [force for force in f if force is not None]
    if any(not 1 <= force <= 5 for force in known):
        raise ValueError("a pressure lies between 1 and 5")
    return 100 * (5 - fmean(known)) / 4 if len(known) == len(f) == FORCES else None


@dataclass(frozen=True, slots=True)
class Threat:
    """A way to do without us: likelihood and impact, 1 to 5 each."""

    id: str
    likelihood: int
    impact: int


class RatedThreat(NamedTuple):
    """A threat with its score and class: high from 15, medium from 8, low."""

    id: str
    score: int
    class_: str


def substitution(items: Sequence[Threat]) -> list[RatedThreat]:
    """Substitution risks 替代风险, likelihood × impact, largest first, then by id.

    Errors: ValueError for a rating outside 1 to 5. Source: metrics-relationship-voice S2.
    """
    if any(not (1 <= item.likelihood <= 5 and 1 <= item.impact <= 5) for item in items):
        raise ValueError("likelihood and impact lie between 1 and 5")
    rated = [(item.id, item.likelihood * item.impact) for item in items]
    return [
        RatedThreat(id_, score, "high" if score >= HIGH_RISK else "medium" if score >= MEDIUM_RISK else "low")
        for id_, score in sorted(rated, key=lambda each: (-each[1], each[0]))
    ]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares 0 to 1; None when nothing is known, or nobody is there."""

    overlap: float | None
    """Customers that also use a competitor, among those of whom it is known."""
    known: float | None


def overlap(status: Mapping[str, bool | None]) -> Overlap:
    """Competitor overlap 竞品重叠率; None as status means unknown. Source: metrics-relationship-voice S2."""
    told = [value for value in status.values() if value is not None]
    return Overlap(sum(told) / len(told) if told else None, len(told) / len(status) if status else None)
