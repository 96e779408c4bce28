"""Churn autopsies 流失尸检: whether they are done well, and which living customers show the same pattern."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from office.statistics.rounding import r1

DUE_DAYS = 30
FEWEST_WHYS = 3
LISTED_SHARE, LISTED_MATCHES = 60.0, 2


@dataclass(frozen=True, slots=True)
class Autopsy:
    """Days from churn to completion (None: not done), whys answered, evidence linked, stated and root category."""

    days: int | None
    whys: int
    evidence: int
    stated: str
    root: str | None

    @property
    def counts(self) -> bool:
        """On time, three whys and more, evidence for each, and a root cause."""
        on_time = self.days is not None and self.days <= DUE_DAYS
        return on_time and self.whys >= FEWEST_WHYS and self.evidence >= self.whys and self.root is not None


@dataclass(frozen=True, slots=True)
class AutopsyRates:
    """Shares 0 to 1; None without cases."""

    coverage: float | None
    stated_differs: float | None


def autopsy_rates(cases: Sequence[Autopsy]) -> AutopsyRates:
    """Coverage = complete and on-time autopsies / churned customers; stated differs = among those, what they said is
    not the root cause. A late autopsy counts in neither. Source: metrics-relationship-voice V4.
    """
    done = [case for case in cases if case.counts]
    return AutopsyRates(
        coverage=len(done) / len(cases) if cases else None,
        stated_differs=sum(case.stated != case.root for case in done) / len(done) if done else None,
    )


@dataclass(frozen=True, slots=True)
class Living:
    """A living customer's flags; None and absent mean unknown."""

    id: str
    flags: Mapping[str, bool | None]


class Match(NamedTuple):
    """How much of a pattern a customer shows, 0 to 1, and how many of its flags are unknown."""

    id: str
    match: float
    unknown: int


def pattern_match(pattern: Sequence[str], living: Sequence[Living]) -> list[Match]:
    """Living customers that show at least 0.6 of a pattern and two of its flags; strongest first, then by id.

    Unknown flags do not match and are counted beside it. Source: metrics-relationship-voice V4.
    """
    wanted = set(pattern)
    matches = []
    for each in living:
        known = {flag: each.flags.get(flag) for flag in wanted}
        hits = sum(value is True for value in known.values())
        if hits >= LISTED_MATCHES and r1(100 * hits / len(wanted)) >= LISTED_SHARE:
            matches.append(Match(each.id, hits / len(wanted), sum(value is None for value in known.values())))
    return sorted(matches, key=lambda each: (-each.match, each.id))
