"""Whether they buy again after something happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from voice.listening.promoters import share_of


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
    return RepurchaseAfter(share_of(len(hits), len(eligible)), len(eligible), len(starts) - len(eligible), hits)
