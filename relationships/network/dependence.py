"""Mutual dependence 门当户对测试: who needs whom more, and whether it has been put to the test."""

from dataclasses import dataclass
from statistics import fmean

from office.statistics.rounding import r1, tidy

VISIT = {"happened": 1.0, "likely": 0.5, "no": 0.0}
COMPENSATION = {"clause": 1.0, "precedent": 1.0, "likely": 0.5, "no": 0.0}
FULL_SHARE = 0.30
"""The part of our revenue at which we depend on a customer wholly."""
ENOUGH_ALTERNATIVES = 4
FEWEST_INPUTS = 2
TILT, LOOSE = 25.0, 40.0


@dataclass(frozen=True, slots=True)
class Dependence:
    """The two-question test and the balance of dependence, 0 to 100 on each side."""

    test: str
    """pass, conditional, fail or untested."""
    ours: float
    theirs: float | None
    asymmetry: float | None
    """Theirs − ours."""
    joint: float | None
    class_: str
    """captive 影子部门, needed 被依赖, balanced 对等, loose 松散 or insufficient."""
    well_matched: bool


def dependence(
    visit: str | None,
    compensation: str | None,
    revenue_share: float,
    share_of_wallet: float | None = None,
    switching_index: float | None = None,
    alternatives: int | None = None,
) -> Dependence:
    """How much we need them, how much they need us, and what the two questions said.

    Test: has their top executive visited us in 24 months (happened, likely, no); would they compensate a stopped line
    (clause, precedent, likely, no): both 1 pass, both at least 0.5 conditional, else fail; an answer missing untested.
    Ours = min(100, 100 × revenue share / 0.30). Theirs = mean of at least two of share of wallet × 100, switching
    index, 100 × (1 − min(alternatives, 4)/4). Balanced and passed = well matched.
    Units: shares 0 to 1, index 0 to 100. Errors: ValueError for an unknown answer.
    Source: Emerson 1962; Gulati and Sytch 2007; metrics-relationship-voice R4.
    """
    test = _test(visit, compensation)
    ours = min(100.0, 100 * revenue_share / FULL_SHARE)
    rest = None if alternatives is None else 100 * (1 - min(alternatives, ENOUGH_ALTERNATIVES) / ENOUGH_ALTERNATIVES)
    wallet = None if share_of_wallet is None else 100 * share_of_wallet
    known = [value for value in (wallet, switching_index, rest) if value is not None]
    if len(known) < FEWEST_INPUTS:
        return Dependence(test, tidy(ours), None, None, None, "insufficient", well_matched=False)
    theirs = fmean(known)
    asymmetry, joint = tidy(theirs - ours), tidy((theirs + ours) / 2)
    class_ = _class(asymmetry, joint)
    is_matched = test == "pass" and class_ == "balanced"
    return Dependence(test, tidy(ours), tidy(theirs), asymmetry, joint, class_, is_matched)


def _test(visit: str | None, compensation: str | None) -> str:
    if visit is None or compensation is None:
        return "untested"
    if visit not in VISIT or compensation not in COMPENSATION:
        raise ValueError(f"visit is one of {', '.join(VISIT)}; compensation one of {', '.join(COMPENSATION)}")
    weaker = min(VISIT[visit], COMPENSATION[compensation])
    return "pass" if weaker == 1 else "conditional" if weaker > 0 else "fail"


def _class(asymmetry: float, joint: float) -> str:
    if r1(asymmetry) < -TILT:
        return "captive"
    if r1(asymmetry) > TILT:
        return "needed"
    return "loose" if r1(joint) < LOOSE else "balanced"
