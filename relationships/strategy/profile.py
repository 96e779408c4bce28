"""A customer's strategy on a day, from all that is known: dependence, what it would cost to leave, what holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from office.statistics.rounding import r1, tidy
from relationships.network.decisions import DecisionCycle, Need, decision_cycle
from relationships.network.dependence import Dependence, dependence
from relationships.strategy.control import Control, Point, control
from relationships.strategy.holding import Stickiness, Switching, stickiness, switching

FEWEST_CULTURE = 2
LEAVES, STAYS = 30.0, 60.0
FULL_MEETINGS = 2


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is known of one customer; None is unknown. Shares 0 to 1, scores 0 to 100, ratings 1 to 5."""

    tier: str = ""
    """In force; it sets what is asked for."""
    named_tier: str = ""
    """What the archive calls the customer, whatever is in force."""
    visit: str | None = None
    compensation: str | None = None
    revenue_share: float | None = None
    wallet_share: float | None = None
    alternatives: int | None = None
    months: float | None = None
    one_off: float | None = None
    annual_spend: float | None = None
    penetration: float | None = None
    csat: float | None = None
    easy: float | None = None
    on_time: float | None = None
    attainment: float | None = None
    core_process: float | None = None
    shared_plan: float | None = None
    top_meetings: int = 0
    """Joint planning and visits of top executives in twelve months."""
    decision_speed: float | None = None
    openness: float | None = None
    values: float | None = None
    points: Sequence[Point] = ()
    requests: Sequence[Need] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that the strategy tab says of a customer in numbers."""

    dependence: Dependence | None
    """None while its share of our revenue is unknown."""
    test: str
    in_name_only: bool
    """Called or counted S, and the two-question test fails 名义战略客户."""
    switching: Switching
    switching_band: str
    """leaves, middle, costly, or empty while the index is unknown."""
    stickiness: Stickiness
    culture: float | None
    meetings: float
    control: Control
    cycle: DecisionCycle


def profile(given: Inputs, as_of: date) -> Profile:
    """All figures of R4 and S1 of one customer. Source: metrics-relationship-voice R4, S1."""
    leaving = switching(given.months, given.one_off, given.annual_spend, given.penetration)
    balance = dependence(
        given.visit,
        given.compensation,
        given.revenue_share or 0.0,
        given.wallet_share,
        leaving.index,
        given.alternatives,
    )
    fit = culture(given.decision_speed, given.openness, given.values)
    met = meetings(given.top_meetings)
    return Profile(
        dependence=None if given.revenue_share is None else balance,
        test=balance.test,
        in_name_only="S" in {given.tier, given.named_tier} and balance.test == "fail",
        switching=leaving,
        switching_band=switching_band(leaving.index),
        stickiness=stickiness(
            (given.csat, given.easy, given.on_time),
            (given.attainment, given.core_process, None if given.wallet_share is None else 100 * given.wallet_share),
            (given.shared_plan, met, fit),
        ),
        culture=fit,
        meetings=met,
        control=control(given.points, as_of, given.tier or None),
        cycle=decision_cycle(given.requests, as_of),
    )


def switching_band(index: float | None) -> str:
    """Below 30 the customer can leave tomorrow, from 60 on leaving is costly. Source: S1."""
    if index is None:
        return ""
    return "leaves" if r1(index) < LEAVES else "costly" if r1(index) >= STAYS else "middle"


def culture(*ratings: float | None) -> float | None:
    """Culture match 文化契合: the mean of decision speed, openness and values, 1 to 5, as (x − 1) × 25; two at least."""
    known = [25 * (rating - 1) for rating in ratings if rating is not None]
    return tidy(fmean(known)) if len(known) >= FEWEST_CULTURE else None


def meetings(count: int) -> float:
    """Joint planning and top-level visits in twelve months: none 0, one 50, two and more 100."""
    return 100.0 * min(count, FULL_MEETINGS) / FULL_MEETINGS
