"""Dependence, switching cost, stickiness, control and decision days as figures that explain themselves."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from customers.figures.declared import Definition, Reading, Unit
from customers.figures.reasons import gap
from customers.models import Customer
from office import clock
from office.access import sees_people_and_voices
from office.models import User
from relationships.binding import readings
from relationships.binding.readings import Known, known
from relationships.models import StrategyStanding

TAB = "relationships:strategy-tab"


def _reader(read: Callable[[Known], Reading]) -> Callable[[Customer, User, date], Reading]:
    def read_today(customer: Customer, user: User, as_of: date) -> Reading:
        if as_of != clock.today():
            return Reading(None, gaps=[gap("nothing_kept")])
        return read(known(customer, user, as_of))

    return read_today


def _define(name: str, label: Any, unit: Unit, source: str, formula: Any, read: Callable[[Known], Reading],
            words: Mapping[str, Any] | None = None) -> Definition:  # fmt: skip
    return Definition(
        name=name,
        label=label,
        unit=unit,
        formula=formula,
        source=source,
        may_see=lambda user, customer: sees_people_and_voices(user),
        words=words or {},
        rows=TAB,
        read=_reader(read),
    )


TWO_QUESTIONS = _define(
    "two_questions",
    gettext_lazy("Two-question test"),
    Unit.WORD,
    "R4",
    gettext_lazy(
        "Their top executive visited us in 24 months; they would compensate us for a stopped line. Both sure: passed; "
        "both at least likely: conditional; else failed. An answer counts for 365 days."
    ),
    readings.two_questions,
    dict(StrategyStanding.Test.choices),
)
SWITCHING_COST = _define(
    "switching_cost",
    gettext_lazy("Switching cost"),
    Unit.SCORE,
    "S1",
    gettext_lazy(
        "Mean of at least two of: months to switch of a year, one-off cost of a year's spend with us, penetration; each "
        "at most 100. Below 30 they can leave tomorrow, from 60 on leaving is costly."
    ),
    readings.switching_cost,
)
DEPENDENCE = _define(
    "dependence",
    gettext_lazy("Dependence"),
    Unit.WORD,
    "R4",
    gettext_lazy(
        "Ours = share of our revenue ÷ 30%, at most 100. Theirs = mean of at least two of share of wallet, switching "
        "cost, 100 × (1 − other suppliers ÷ 4). Theirs minus ours below −25: captive; above 25: needed; else balanced, or "
        "loose where their mean is below 40."
    ),
    readings.dependence,
    dict(StrategyStanding.Dependence.choices),
)
STICKINESS = _define(
    "stickiness",
    gettext_lazy("Stickiness"),
    Unit.SCORE,
    "S1",
    gettext_lazy(
        "Three levels, each the mean of its known inputs, two at least: service perception 25%, product competitiveness "
        "35%, strategy and culture 40%. A level is reached from 60 on, on top of the levels below."
    ),
    readings.stickiness,
)
STRATEGIC_CONTROL = _define(
    "strategic_control",
    gettext_lazy("Strategic control"),
    Unit.COUNT,
    "S1",
    gettext_lazy(
        "The highest index, 1 to 10, of the control points that hold today. Tier S asks for 7, A for 5, B for 3. Two "
        "points of 5 and above are a double lock."
    ),
    readings.strategic_control,
)
DECISION_DAYS = _define(
    "decision_days",
    gettext_lazy("Days to decide"),
    Unit.DAYS,
    "R4",
    gettext_lazy(
        "Median of the calendar days from being asked to deciding, of decisions in the last 365 days. Up to 3 fast, up to "
        "14 normal, beyond slow."
    ),
    readings.decision_days,
)
FIGURES: list[Definition] = [TWO_QUESTIONS, DEPENDENCE, SWITCHING_COST, STICKINESS, STRATEGIC_CONTROL, DECISION_DAYS]
