"""How many of the chances that ended were won."""

from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import exact, ratio

SMALL_SAMPLE = 20


@dataclass(frozen=True, slots=True)
class WinRate:
    """Won and ended chances; below twenty ended ones the counts stand alone, the rate is None."""

    won: int
    ended: int
    rate: Decimal | None

    @property
    def small_sample(self) -> bool:
        return self.ended < SMALL_SAMPLE


@exact
def win_rate(won: int, lost: int) -> WinRate:
    """Won over won and lost; open chances count nowhere. 8 won and 12 lost is 0.4000; 8 and 11 is 8 of 19, no rate.

    Errors: ValueError for a negative count. Source: metrics-economics 12 (rates with a base below 20).
    """
    if min(won, lost) < 0:
        raise ValueError("counts are zero or more")
    ended = won + lost
    return WinRate(won, ended, ratio(Decimal(won) / ended) if ended >= SMALL_SAMPLE else None)
