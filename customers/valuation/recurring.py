"""Monthly recurring revenue of a contract, and the share of things that ended well."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, exact, money

FEWEST_FOR_A_RATE = 20


@dataclass(frozen=True, slots=True)
class Recurring:
    """Monthly recurring revenue of the running subscriptions, in base currency; the unknown ones are left out of it."""

    amount: Decimal | None
    """None while no running subscription has a fee that can be told in base currency."""
    contracts: int = 0
    without_fee: int = 0
    without_rate: int = 0
    """Running subscriptions whose fee is known, but no exchange rate of their first day."""

    @property
    def unknown(self) -> int:
        """Running subscriptions that are left out."""
        return self.without_fee + self.without_rate

    def joined_by(self, amount: Decimal | None, *, has_fee: bool) -> "Recurring":
        """With one more running subscription; no amount is a fee that nobody knows, or can tell in base currency."""
        return Recurring(
            self.amount if amount is None else (self.amount or ZERO) + amount,
            self.contracts + 1,
            self.without_fee + (not has_fee),
            self.without_rate + (has_fee and amount is None),
        )


NOTHING_RECURS = Recurring(None)


@exact
def mrr(fee: Decimal, months: int) -> Decimal:
    """What one month of the term earns: the fee without VAT and one-off items over the months it pays for.

    1200 for 12 months is 100.00. Errors: ValueError for less than one month. Source: metrics-economics 3.1.
    """
    if months < 1:
        raise ValueError(f"a fee pays for at least one month, not {months}")
    return money(fee / months)


def last_day(ends_on: date | None, ended_on: date | None) -> date | None:
    """The last day of an agreement: the day it ended early, else the end of its term; None while it is open-ended."""
    return min(filter(None, (ends_on, ended_on)), default=None)


def is_running(starts_on: date, ends_on: date | None, ended_on: date | None, as_of: date) -> bool:
    """Whether an agreement has begun and its last day has not passed."""
    end = last_day(ends_on, ended_on)
    return starts_on <= as_of and (end is None or as_of <= end)
