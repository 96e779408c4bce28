"""What one customer is worth: its facts, what they come to alone, what they mean beside all others."""

from customers.valuation.worth.basis import Basis, basis_of
from customers.valuation.worth.facts import Facts, Judgement, Renewals, Subscription, Wallet
from customers.valuation.worth.judged import Judged, judge
from customers.valuation.worth.measured import Measured, Moment
from customers.valuation.worth.own import Own, own_of
from customers.valuation.worth.planned import Actual, actual_of
from customers.valuation.worth.spending import Entered, Spending, Spent, Unpriced, WithoutRate

__all__ = [
    "Actual",
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
    "Unpriced",
    "Wallet",
    "WithoutRate",
    "actual_of",
    "basis_of",
    "judge",
    "own_of",
]
