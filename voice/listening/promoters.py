"""The net promoter score 净推荐值: by respondent, by account, by revenue, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

from office.statistics.normal import Z95, two_sided_p

PROMOTER, DETRACTOR = 9, 6
LOW_N = 10
SIGNIFICANT = 0.05


def votes_of(scores: Sequence[int]) -> list[int]:
    """+1 promoter, 0 passive, −1 detractor. Errors: ValueError for a score outside 0 to 10."""
    if any(not 0 <= score <= 10 for score in scores):
        raise ValueError("a score lies between 0 and 10")
    return [(score >= PROMOTER) - (score <= DETRACTOR) for score in scores]


@dataclass(frozen=True, slots=True)
class Nps:
    """Net promoter score −100 to 100 with its margin of error and 95 % interval; None without answers."""

    nps: float | None
    n: int
    promoters: int
    detractors: int
    moe_wald: float | None
    """Margin of error by Wald, points; zero for a single answer, which is why the interval is shown instead."""
    center_adj: float | None
    se_adj: float | None
    """Centre and standard error of the adjusted Wald interval, points."""
    ci_low: float | None
    ci_high: float | None
    low_n: bool
    """Fewer than ten answers."""


def nps(scores: Sequence[int], population: int | None = None) -> Nps:
    """Net promoter score 净推荐值: promoters (9–10) less detractors (0–6), per hundred answers.

    Interval: adjusted Wald, three answers added (3/4 promoter, 3/4 detractor), clamped to ±100. `population` is the
    number invited when all were: it narrows the interval by √((N − n)/(N − 1)).
    Errors: ValueError for a score outside 0 to 10, or more answers than invited.
    Source: Reichheld 2003; Rocks 2016; metrics-relationship-voice V1.
    """
    votes = votes_of(scores)
    n = len(votes)
    if population is not None and population < n:
        raise ValueError(f"{n} answers of {population} invited")
    promoters, detractors = votes.count(1), votes.count(-1)
    if not n:
        return Nps(None, 0, 0, 0, None, None, None, None, None, low_n=True)
    p, d = promoters / n, detractors / n
    center, error = _adjusted(votes)
    if population is not None:
        error *= sqrt((population - n) / (population - 1)) if population > 1 else 0.0
    return Nps(
        nps=100 * (promoters - detractors) / n,
        n=n,
        promoters=promoters,
        detractors=detractors,
        moe_wald=Z95 * 100 * sqrt((p + d - (p - d) ** 2) / n),
        center_adj=center,
        se_adj=error,
        ci_low=max(-100.0, center - Z95 * error),
        ci_high=min(100.0, center + Z95 * error),
        low_n=n < LOW_N,
    )


def _adjusted(votes: Sequence[int]) -> tuple[float, float]:
    """Centre and standard error with three answers added, points."""
    n = len(votes) + 3
    p, d = (votes.count(1) + 0.75) / n, (votes.count(-1) + 0.75) / n
    return 100 * (p - d), 100 * sqrt((p + d - (p - d) ** 2) / n)


@dataclass(frozen=True, slots=True)
class NpsChange:
    """Points gained, and whether that is more than the margin of error; None when a wave has no answers."""

    change: float | None
    z: float | None
    p: float | None
    significant: bool


def nps_change(before: Sequence[int], after: Sequence[int]) -> NpsChange:
    """Change between two waves: raw points, tested on the adjusted centres and errors, two-sided.

    With many repeat respondents the test is cautious. Source: metrics-relationship-voice V1.
    """
    old, new = votes_of(before), votes_of(after)
    if not old or not new:
        return NpsChange(None, None, None, significant=False)
    (old_center, old_error), (new_center, new_error) = _adjusted(old), _adjusted(new)
    z = (new_center - old_center) / sqrt(old_error**2 + new_error**2)
    p = two_sided_p(z)
    return NpsChange(100 * (fmean(new) - fmean(old)), z, p, significant=p < SIGNIFICANT)


def share_of(part: float, whole: float) -> float | None:
    """A share, or None when there is nothing to divide by."""
    return part / whole if whole > 0 else None
