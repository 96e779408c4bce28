"""What one customer is worth: its facts, what they come to alone, what they mean beside all others."""

from customers.valuation.worth.basis import Basis, basis_of
from customers.valuation.worth.facts import Facts, Judgement, Renewals, Subscription, Wallet
from customers.valuation.worth.judged import Judged, judge
from customers.valuation.worth.measured import Measured, Moment
from customers.valuation.worth.own import Own, own_of
from customers.valuation.worth.spending import Entered, Spending, Spent, WithoutRate

__all__ = [
    "Basis",
    "Entered",
    "Facts",
    "Judged",
    "Judgement",
    "Measured",
    "Moment",
    "Own",
    "Renewals",
    "Spending",
    "Spent",
    "Subscription",
    "Wallet",
    "WithoutRate",
    "basis_of",
    "judge",
    "own_of",
]
