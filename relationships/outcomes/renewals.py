"""What the records say of a renewal, apart from what its owner thinks (metrics O2, renewal 90)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["yes", "no", ""]

AREAS: Mapping[str, tuple[str, ...]] = {
    "temperature": ("below_target", "cooling"),
    "outcomes": ("off_track",),
    "payment": ("late_payment",),
    "voices": ("open_complaint", "detractor"),
    "silence": ("silent",),
    "champion": ("champion_left",),
    "rivals": ("competitor_present",),
    "business": ("business_shrinking",),
}
"""Areas by the warnings that speak against a renewal (decision 30). Two warnings of one area are one reason."""
DOUBTFUL_FROM, KNOWN_FROM = 2, 3
"""Areas against, from which the signal is a no, and areas known, without which there is no yes."""


@dataclass(frozen=True, slots=True)
class Signal:
    """`verdict` is empty where too little is known; `against` names the warnings that hold, `known` counts areas."""

    verdict: Verdict
    against: tuple[str, ...]
    known: int


def renewal_signal(warnings: Mapping[str, bool]) -> Signal:
    """Whether the records speak for a renewal: `warnings` by key, whether each holds; absent ones are unknown.

    No from two areas against; yes with fewer, where at least three areas are known. Ours, not a standard.
    """
    known = [keys for keys in AREAS.values() if any(key in warnings for key in keys)]
    against = [key for keys in known for key in keys if warnings.get(key)]
    areas_against = sum(any(warnings.get(key) for key in keys) for keys in known)
    verdict: Verdict = "no" if areas_against >= DOUBTFUL_FROM else "yes" if len(known) >= KNOWN_FROM else ""
    return Signal(verdict, tuple(against), len(known))
