"""What the strategy tab shows: four questions, each with its figure, its evidence and what is missing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.access import may_judge
from customers.figures.declared import Definition, Reading
from customers.models import Customer
from customers.presenters.figures import Shown, address, shown
from office.formatting.amounts import figure as number_text
from office.formatting.amounts import percent
from office.models import User
from relationships.binding import effort, figures, readings
from relationships.binding.readings import Held, Known, known
from relationships.binding.topics import ALL, text_of
from relationships.models import ControlPoint, DecisionRequest, StrategyAnswer, StrategyMove, StrategyPlan
from relationships.strategy.control import is_live

Topic = StrategyAnswer.Topic
Reader = Callable[[Customer, User, date], Reading]
TEST = (Topic.VISIT, Topic.COMPENSATION)
LEAVING = (Topic.ALTERNATIVES, Topic.MONTHS, Topic.ONE_OFF)
CULTURE = (Topic.DECISION_SPEED, Topic.OPENNESS, Topic.VALUES)
LEVELS = {1: _("Service perception"), 2: _("Product competitiveness"), 3: _("Strategy and culture")}
STATES = {"pass": "good", "conditional": "warn", "fail": "bad", "captive": "bad", "leaves": "bad", "costly": "good"}
CLOSED_SHOWN = 5


@dataclass(frozen=True)
class AnswerRow:
    """A question with the answer that stands, if any."""

    topic: str
    question: Any
    text: str
    answer: StrategyAnswer | None
    expired: bool
    url: str
    """Where it is answered; empty for who only reads."""


@dataclass(frozen=True)
class HeldRow:
    """One input of stickiness: score and its text, or why there is none."""

    held: Held
    text: str
    url: str
    opens: str
    """The figure that it is, if it is one."""


@dataclass(frozen=True)
class LevelRow:
    number: int
    label: Any
    score: float | None
    text: str
    reached: bool
    rows: list[HeldRow]


@dataclass(frozen=True)
class PointRow:
    point: ControlPoint
    live: bool
    ahead: bool


@dataclass(frozen=True)
class RequestRow:
    """Something they were asked to decide, or a buying decision of theirs."""

    what: str
    outcome: str
    raised_on: date
    decided: bool
    days: int
    """From being asked to deciding, or up to today."""
    slow: bool
    url: str = ""
    """The page of a buying decision."""
    decide_url: str = ""
    """Where a request is noted as decided."""


def strategy_tab(customer: Customer, user: User, day: date) -> dict[str, Any]:
    """Everything of the tab; seventeen queries at most, however much is known."""
    found = known(customer, user, day)
    writes = may_judge(user, customer) and not customer.is_archived
    plan = newest_plan(customer)
    moves = list(StrategyMove.objects.standing().filter(customer=customer).select_related("owner"))
    profile = found.profile
    return {
        "day": day,
        "writes": writes,
        "found": profile,
        "test": _shown(figures.TWO_QUESTIONS, found),
        "test_state": STATES.get(profile.test, ""),
        "dependence": _shown(figures.DEPENDENCE, found),
        "dependence_state": STATES.get(profile.dependence.class_ if profile.dependence else "", ""),
        "balance": _balance(found),
        "questions": answer_rows(found, TEST, writes=writes),
        "stickiness": _shown(figures.STICKINESS, found),
        "levels": _levels(found, writes=writes),
        "culture": answer_rows(found, CULTURE, writes=writes),
        "switching": _shown(figures.SWITCHING_COST, found),
        "switching_word": readings.SWITCHING_WORDS.get(profile.switching_band, ""),
        "switching_state": STATES.get(profile.switching_band, ""),
        "leaving": answer_rows(found, LEAVING, writes=writes),
        "control": _shown(figures.STRATEGIC_CONTROL, found),
        "points": [_point(one, day) for one in found.facts.points],
        "decisions": _shown(figures.DECISION_DAYS, found),
        "cycle_word": readings.CYCLE_WORDS.get(profile.cycle.band or "", ""),
        "requests": _requests(found),
        **_needs(customer, user, day),
        "plan": plan,
        "review_due": plan is not None and plan.review_on < day,
        "moves": [(one, one.review_on < day) for one in moves if one.closed_on is None],
        "closed": sorted((one for one in moves if one.closed_on), key=_closed, reverse=True)[:CLOSED_SHOWN],
    }


def _needs(customer: Customer, user: User, day: date) -> dict[str, Any]:
    """Their needs; where our work goes only for who sees this customer's costs."""
    sees = effort.BLADE.may_see(user, customer)
    mismatch = effort.work_of(customer, day).blade.mismatch if sees else None
    return {
        "needs": effort.need_rows(customer, user, day),
        "blade": shown(effort.BLADE, effort.read_blade(customer, user, day), customer) if sees else None,
        "mismatch": "" if mismatch is None else percent(mismatch, 0),
    }


def newest_plan(customer: Customer) -> StrategyPlan | None:
    return StrategyPlan.objects.filter(customer=customer).select_related("owner", "by").order_by("-number").first()


def answer_rows(found: Known, asked: Iterable[Topic], *, writes: bool) -> list[AnswerRow]:
    rows = []
    for topic in asked:
        answer = found.facts.answers.get(topic)
        hides = topic == Topic.ONE_OFF and not found.sees_revenue
        text = "" if answer is None or hides else text_of(answer)
        url = reverse("relationships:strategy-answer", args=[found.customer.pk, topic.value]) if writes else ""
        expired = answer is not None and answer.expires_on < found.day
        rows.append(AnswerRow(topic.value, ALL[topic].question, text, answer, expired, url))
    return rows


def _shown(definition: Definition, found: Known) -> Shown:
    read = cast("Reader", definition.read)
    return shown(definition, read(found.customer, found.user, found.day), found.customer)


def _balance(found: Known) -> list[dict[str, Any]]:
    """Both sides on bars; ours only for who may know shares of our revenue (decision 38)."""
    balance = found.profile.dependence
    if balance is None:
        return []
    sides = [(_("They depend on us"), balance.theirs)]
    if found.sees_shares:
        sides.append((_("We depend on them"), balance.ours))
    return [{"label": label, "score": value, "text": score_text(value)} for label, value in sides if value is not None]


def _levels(found: Known, *, writes: bool) -> list[LevelRow]:
    sticks, inputs = found.profile.stickiness, readings.held(found)
    return [
        LevelRow(
            number=number,
            label=LEVELS[number],
            score=value,
            text=score_text(value),
            reached=sticks.level >= number,
            rows=[_held(each, found, writes=writes) for each in inputs if each.level == number],
        )
        for number, value in enumerate(sticks.levels, start=1)
    ]


def _held(held: Held, found: Known, *, writes: bool) -> HeldRow:
    answers = reverse("relationships:strategy-answer", args=[found.customer.pk, held.topic]) if held.topic else ""
    opens = address(found.customer, held.figure) if held.figure else ""
    return HeldRow(held, score_text(held.score), answers if writes else "", opens)


def _point(point: ControlPoint, day: date) -> PointRow:
    return PointRow(point, is_live(point, day), point.since > day)  # type: ignore[arg-type]


def _requests(found: Known) -> list[RequestRow]:
    """Requests and buying decisions, the newest first."""
    median = found.profile.cycle.median_days

    def row(what: str, outcome: str, raised: date, decided: date | None, **urls: str) -> RequestRow:
        open_still = decided is None or decided > found.day
        days = (found.day - raised if open_still else (decided or found.day) - raised).days
        return RequestRow(
            what, outcome, raised, not open_still, days, open_still and median is not None and days > median, **urls
        )

    asked = [
        row(one.what, one.outcome, one.raised_on, one.decided_on, decide_url=_decide_url(one))
        for one in found.facts.requests
    ]
    buying = [
        row(one.what, one.outcome, one.raised_on, one.settled_on, url=one.get_absolute_url())
        for one in found.facts.decisions
    ]
    return sorted([*asked, *buying], key=lambda one: one.raised_on, reverse=True)


def _decide_url(request: DecisionRequest) -> str:
    return reverse("relationships:strategy-decide", args=[request.pk]) if request.decided_on is None else ""


def _closed(move: StrategyMove) -> tuple[date, int]:
    return move.closed_on or date.min, move.pk


def score_text(value: float | None) -> str:
    """A score of 100 to one decimal; empty while unknown."""
    return "" if value is None else number_text(Decimal(str(value)), 1)
