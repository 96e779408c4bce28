"""Surveys 调研: satisfaction, effort, and love against politeness."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from office.statistics.proportions import wilson_interval
from voice.listening.promoters import PROMOTER, share_of


@dataclass(frozen=True, slots=True)
class Csat:
    """Share of satisfied answers × 100 with its 95 % Wilson interval."""

    csat: float | None
    low: float | None
    high: float | None
    n: int


def csat(v: Sequence[int]) -> Csat:
    """Satisfaction 满意度: answers of 4 and 5 on a scale of 1 to 5. Source: metrics-relationship-voice V1.

    Errors: ValueError for an answer outside the scale.
    """
    _check(v, 5)
    top = sum(answer >= 4 for answer in v)
    interval = wilson_interval(top, len(v))
    if interval is None:
        return Csat(None, None, None, 0)
    return Csat(100 * top / len(v), 100 * interval[0], 100 * interval[1], len(v))


@dataclass(frozen=True, slots=True)
class Ces:
    """Mean of 1 to 7; easy and hard as shares × 100."""

    mean: float | None
    easy: float | None
    hard: float | None
    n: int


def ces(v: Sequence[int]) -> Ces:
    """Effort 费力度 (CES 2.0, "made it easy" 1 to 7): mean, easy from 5, hard up to 3.

    Errors: ValueError for an answer outside the scale. Source: metrics-relationship-voice V1.
    """
    _check(v, 7)
    if not v:
        return Ces(None, None, None, 0)
    easy, hard = sum(answer >= 5 for answer in v), sum(answer <= 3 for answer in v)
    return Ces(fmean(v), 100 * easy / len(v), 100 * hard / len(v), len(v))


def _check(answers: Sequence[int], highest: int) -> None:
    if any(not 1 <= answer <= highest for answer in answers):
        raise ValueError(f"an answer lies between 1 and {highest}")


@dataclass(frozen=True, slots=True)
class Feeling:
    """What a respondent answered, and its positive acts in twelve months (referral, reference, share, praise)."""

    nps: int | None
    csat: int | None
    acts: int = 0


@dataclass(frozen=True, slots=True)
class Love:
    """Shares 0 to 1; None where nobody answered."""

    love_rate: float | None
    polite_share_of_satisfied: float | None


def love(rows: Sequence[Feeling]) -> Love:
    """Love against politeness 热爱与满意.

    Love: NPS 9 and more with CSAT 5 or a positive act, among NPS respondents. Polite 客气的满意: CSAT 4 and more, NPS 8
    and less or missing, no positive act, among the satisfied. Source: Jones and Sasser 1995; V1.
    """
    asked = [row for row in rows if row.nps is not None]
    content = [row for row in rows if row.csat is not None and row.csat >= 4]
    loving = sum((row.nps or 0) >= PROMOTER and (row.csat == 5 or row.acts > 0) for row in asked)
    polite = sum((row.nps is None or row.nps < PROMOTER) and row.acts == 0 for row in content)
    return Love(share_of(loving, len(asked)), share_of(polite, len(content)))
