"""What one customer is worth: its facts, what they come to alone, what they mean beside all others."""

from customers.valuation.worth.basis import Basis, basis_of
from customers.valuation.worth.facts import Facts, Judgement, Renewals, Subscription, Wallet
from customers.valuation.worth.judged import Judged, judge
from customers.valuation.worth.measured import Measured, Moment
from customers.valuation.worth.own import Own, own_of

__all__ = [
    "Basis",
    "Facts",
    "Judged",
    "Judgement",
    "Measured",
    "Moment",
    "Own",
    "Renewals",
    "Subscription",
    "Wallet",
    "basis_of",
    "judge",
    "own_of",
]
