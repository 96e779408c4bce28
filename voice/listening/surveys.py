"""Surveys and word of mouth 调研与口碑: what was answered, how sure that is, and who did not answer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import sqrt
from statistics import fmean

from office.statistics.normal import Z95, two_sided_p
from office.statistics.proportions import wilson_interval

PROMOTER, DETRACTOR = 9, 6
LOW_N = 10
SIGNIFICANT = 0.05


def _votes(scores: Sequence[int]) -> list[int]:
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
    votes = _votes(scores)
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
    old, new = _votes(before), _votes(after)
    if not old or not new:
        return NpsChange(None, None, None, significant=False)
    (old_center, old_error), (new_center, new_error) = _adjusted(old), _adjusted(new)
    z = (new_center - old_center) / sqrt(old_error**2 + new_error**2)
    p = two_sided_p(z)
    return NpsChange(100 * (fmean(new) - fmean(old)), z, p, significant=p < SIGNIFICANT)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer of one contact; of several in a wave the latest wins, then the last given."""

    account: str
    contact: str
    score: int
    at: date | datetime


@dataclass(frozen=True, slots=True)
class AccountNps:
    """Three scores −100 to 100, and who was silent, shares 0 to 1; None where there is nothing to divide by."""

    respondent_nps: float | None
    account_nps: float | None
    """Every account one vote."""
    revenue_nps: float | None
    """Every account as many votes as it has revenue."""
    account_response_rate: float | None
    revenue_coverage: float | None
    silent_accounts: list[str]
    silence_rate_accounts: float | None
    silence_rate_revenue: float | None


def nps_accounts(resp: Sequence[Response], revenue: Mapping[str, float]) -> AccountNps:
    """Net promoter score by respondent, by account and by revenue, with the silence beside it.

    `revenue` names all invited accounts; below zero counts as zero. An answer from an account that was not invited
    counts in the scores, without revenue, and not in the response. Source: metrics-relationship-voice V1.
    """
    latest: dict[tuple[str, str], Response] = {}
    for response in sorted(resp, key=lambda each: str(each.at)):
        latest[response.account, response.contact] = response
    by_account: defaultdict[str, list[int]] = defaultdict(list)
    for (account, _), response in sorted(latest.items()):
        by_account[account] += _votes([response.score])
    votes = {account: fmean(some) for account, some in by_account.items()}
    weights = {account: max(0.0, amount) for account, amount in revenue.items()}
    answered = [account for account in revenue if account in votes]
    weighed = sum(weights[account] for account in answered)
    everybody = [vote for some in by_account.values() for vote in some]
    rate, coverage = _part(len(answered), len(revenue)), _part(weighed, sum(weights.values()))
    return AccountNps(
        respondent_nps=100 * fmean(everybody) if everybody else None,
        account_nps=100 * fmean(votes.values()) if votes else None,
        revenue_nps=_part(100 * sum(votes[account] * weights[account] for account in answered), weighed),
        account_response_rate=rate,
        revenue_coverage=coverage,
        silent_accounts=sorted(account for account in revenue if account not in votes),
        silence_rate_accounts=None if rate is None else 1 - rate,
        silence_rate_revenue=None if coverage is None else 1 - coverage,
    )


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


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
    return Love(_part(loving, len(asked)), _part(polite, len(content)))


@dataclass(frozen=True, slots=True)
class RepurchaseAfter:
    """Accounts that ordered again after an event, among those whose days are over."""

    rate: float | None
    eligible: int
    pending: int
    hits: list[str]


def repurchase_after(
    starts: Mapping[str, date], orders: Mapping[str, Sequence[date]], as_of: date, days: int = 180
) -> RepurchaseAfter:
    """Repurchase after an event 之后复购率: an order 1 to `days` days after each account's start day.

    Accounts whose days are not yet over are pending. Source: metrics-relationship-voice V1.
    """
    window = timedelta(days=days)
    eligible = [account for account, start in starts.items() if start + window <= as_of]
    hits = sorted(
        account
        for account in eligible
        if any(starts[account] < day <= starts[account] + window for day in orders.get(account, ()))
    )
    return RepurchaseAfter(_part(len(hits), len(eligible)), len(eligible), len(starts) - len(eligible), hits)
