"""The net promoter score of accounts, with the silence beside it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean

from office.calendar.zones import DEFAULT_ZONE, local_day, local_time
from voice.listening.promoters import share_of, votes_of


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


def nps_accounts(resp: Sequence[Response], revenue: Mapping[str, float], *, zone: str = DEFAULT_ZONE) -> AccountNps:
    """Net promoter score by respondent, by account and by revenue, with the silence beside it.

    `revenue` names all invited accounts; below zero counts as zero. An answer from an account that was not invited
    counts in the scores, without revenue, and not in the response. Source: metrics-relationship-voice V1.
    """
    latest: dict[tuple[str, str], Response] = {}
    for response in sorted(resp, key=lambda each: _when(each.at, zone)):
        latest[response.account, response.contact] = response
    by_account: defaultdict[str, list[int]] = defaultdict(list)
    for (account, _), response in sorted(latest.items()):
        by_account[account] += votes_of([response.score])
    votes = {account: fmean(some) for account, some in by_account.items()}
    weights = {account: max(0.0, amount) for account, amount in revenue.items()}
    answered = [account for account in revenue if account in votes]
    weighed = sum(weights[account] for account in answered)
    everybody = [vote for some in by_account.values() for vote in some]
    rate, coverage = share_of(len(answered), len(revenue)), share_of(weighed, sum(weights.values()))
    return AccountNps(
        respondent_nps=100 * fmean(everybody) if everybody else None,
        account_nps=100 * fmean(votes.values()) if votes else None,
        revenue_nps=share_of(100 * sum(votes[account] * weights[account] for account in answered), weighed),
        account_response_rate=rate,
        revenue_coverage=coverage,
        silent_accounts=sorted(account for account in revenue if account not in votes),
        silence_rate_accounts=None if rate is None else 1 - rate,
        silence_rate_revenue=None if coverage is None else 1 - coverage,
    )


def _when(at: date | datetime, zone: str) -> tuple[date, str]:
    """Order of answers: by day, then by time of day where it is known."""
    return local_day(at, zone=zone), local_time(at, zone=zone).isoformat() if isinstance(at, datetime) else ""
