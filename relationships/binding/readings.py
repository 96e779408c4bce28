"""What each figure of a customer's strategy is on a day, with its inputs, its count and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers.access import sees_revenue_of
from customers.figures.declared import Gap, Input, Reading, Unit
from customers.figures.reasons import OWNER, TIME, gap
from customers.models import Customer
from office.models import User
from relationships.access import sees_shares_of
from relationships.binding import topics
from relationships.models import StrategyAnswer, StrategyStanding
from relationships.models.strategy import VALID_DAYS
from relationships.selectors.strategy import Facts, facts_of
from relationships.strategy.profile import Profile, profile

Topic = StrategyAnswer.Topic
FORMULA = "S1.2"
SWITCHING_WORDS = dict(StrategyStanding.Switching.choices)
CYCLE_WORDS = {
    "fast": pgettext_lazy("decision cycle", "fast"),
    "normal": pgettext_lazy("decision cycle", "normal"),
    "slow": pgettext_lazy("decision cycle", "slow"),
}


@dataclass(frozen=True)
class Known:
    """One customer's facts and figures on a day, and who reads them: money that they may not see is left out."""

    customer: Customer
    user: User
    day: date
    facts: Facts
    profile: Profile

    @property
    def sees_shares(self) -> bool:
        return sees_shares_of(self.user, self.customer)

    @property
    def sees_revenue(self) -> bool:
        return sees_revenue_of(self.user, self.customer)

    def unanswered(self, *asked: Topic) -> Iterator[Gap]:
        """Why a question has no answer that counts, for those that have none."""
        for topic in asked:
            answer, question = self.facts.answers.get(topic), str(topics.ALL[topic].question)
            if answer is None:
                yield Gap(topic.value, _("Not answered yet: %(question)s") % {"question": question}, OWNER)
            elif answer.expires_on < self.day:
                told = {"question": question, "day": answer.on.isoformat()}
                yield Gap(topic.value, _("The answer of %(day)s counts no longer: %(question)s") % told, OWNER)

    def word(self, topic: Topic) -> Input:
        answer = self.facts.answers.get(topic)
        code = answer.code if answer is not None and answer.expires_on >= self.day else None
        return Input(topic.label, code, Unit.WORD, words=dict(topics.ALL[topic].choices))

    def reading(self, value: Any, **parts: Any) -> Reading:
        begins = self.day - timedelta(days=VALID_DAYS)
        return Reading(value, as_of=self.day, first=begins, last=self.day, formula_version=FORMULA, **parts)


def known(customer: Customer, user: User, day: date) -> Known:
    """Read once for each customer fetched: a page shows several figures of it."""
    kept: dict[date, Facts] = customer.__dict__.setdefault("_strategy_facts", {})
    if day not in kept:
        kept[day] = facts_of(customer, day)
    return Known(customer, user, day, kept[day], profile(kept[day].inputs, day))


def two_questions(found: Known) -> Reading:
    gaps = list(found.unanswered(Topic.VISIT, Topic.COMPENSATION))
    return found.reading(
        None if gaps else found.profile.test,
        inputs=(found.word(Topic.VISIT), found.word(Topic.COMPENSATION)),
        count=Input(_("Answers"), 2 - len(gaps), Unit.COUNT),
        gaps=gaps,
    )


def dependence(found: Known) -> Reading:
    """The class for everybody; our side, and what tells it, only for those who see shares of our revenue."""
    given, balance = found.facts.inputs, found.profile.dependence
    ours: tuple[Input, ...] = (
        Input(_("Share of our revenue"), given.revenue_share, Unit.SHARE),
        Input(_("We depend on them"), balance.ours if balance else None, Unit.SCORE),
        Input(_("Theirs minus ours"), balance.asymmetry if balance else None, Unit.SCORE),
        Input(_("Joint dependence"), balance.joint if balance else None, Unit.SCORE),
    )
    wallet = (Input(_("Share of wallet"), given.wallet_share, Unit.SHARE, "wallet_share"),)
    theirs = (
        Input(_("They depend on us"), balance.theirs if balance else None, Unit.SCORE),
        Input(_("Switching cost"), found.profile.switching.index, Unit.SCORE, "switching_cost"),
        Input(Topic.ALTERNATIVES.label, given.alternatives, Unit.COUNT),
    )
    told = [given.wallet_share, found.profile.switching.index, given.alternatives]
    hidden = (0 if found.sees_shares else len(ours)) + (0 if found.sees_revenue else len(wallet))
    is_known = balance is not None and balance.class_ != "insufficient"
    return found.reading(
        balance.class_ if balance and is_known else None,
        inputs=(*theirs, *(wallet if found.sees_revenue else ()), *(ours if found.sees_shares else ())),
        hidden=hidden,
        count=Input(_("Known of three inputs"), sum(each is not None for each in told), Unit.COUNT),
        gaps=[] if is_known else list(_dependence_gaps(found)),
    )


def _dependence_gaps(found: Known) -> Iterator[Gap]:
    given = found.facts.inputs
    if given.revenue_share is None:
        yield gap("no_revenue")
    if given.wallet_share is None:
        yield gap("wallet")
    if found.profile.switching.index is None:
        yield Gap("switching", _("What switching would cost them is not known."), OWNER)
    yield from found.unanswered(Topic.ALTERNATIVES)


def switching_cost(found: Known) -> Reading:
    given, leaving = found.facts.inputs, found.profile.switching
    money: tuple[Input, ...] = (
        Input(Topic.ONE_OFF.label, given.one_off, Unit.MONEY),
        Input(_("What they buy in a year"), given.annual_spend, Unit.MONEY, "net_t12"),
        Input(_("Financial"), leaving.financial, Unit.SCORE),
    )
    parts = (leaving.procedural, leaving.financial, leaving.relational)
    gaps = list(found.unanswered(Topic.MONTHS, Topic.ONE_OFF))
    if leaving.relational is None:
        gaps.append(gap("no_people"))
    if given.annual_spend is None:
        gaps.append(gap("no_revenue"))
    return found.reading(
        leaving.index,
        inputs=(
            Input(
                pgettext_lazy("switching", "Leaving"),
                found.profile.switching_band or None,
                Unit.WORD,
                words=SWITCHING_WORDS,
            ),
            Input(Topic.MONTHS.label, given.months, Unit.MONTHS),
            Input(_("Procedural"), leaving.procedural, Unit.SCORE),
            *(money if found.sees_revenue else ()),
            Input(_("Relational: penetration"), leaving.relational, Unit.SCORE, "penetration"),
        ),
        hidden=0 if found.sees_revenue else len(money),
        count=Input(_("Known of three parts"), sum(part is not None for part in parts), Unit.COUNT),
        gaps=gaps,
    )


@dataclass(frozen=True)
class Held:
    """One of the nine inputs of stickiness: its score 0 to 100, what it is of, and why it is unknown."""

    key: str
    label: Any
    level: int
    score: float | None
    count: int | None = None
    reason: str = ""
    topic: str = ""
    figure: str = ""


def held(found: Known) -> list[Held]:
    """The inputs of stickiness, level by level, each with its reason where it is unknown."""
    given, counts = found.facts.inputs, found.facts.counts
    reasons = {each.code: each.text for each in found.unanswered(Topic.CORE_PROCESS, Topic.SHARED_PLAN)}
    wallet = None if given.wallet_share is None or not found.sees_revenue else 100 * given.wallet_share
    culture = [Topic.DECISION_SPEED, Topic.OPENNESS, Topic.VALUES]
    rated = len(culture) - len(list(found.unanswered(*culture)))
    return [
        Held("csat", _("Satisfied answers"), 1, given.csat, counts.get("csat"),
             _("No satisfaction score in twelve months.")),
        Held("easy", _("Answers that call it easy"), 1, given.easy, counts.get("easy"), _("No answer to “it was easy” in twelve months: import some, until surveys of our own ask.")),
        Held("on_time", _("First answers on time"), 1, given.on_time, counts.get("on_time"),
             _("No first answer was measured.")),
        Held("attainment", _("Attainment that the customer confirmed"), 2, given.attainment, counts.get("attainment"),
             _("No goal has a confirmed reading.")),
        Held("core_process", Topic.CORE_PROCESS.label, 2, given.core_process, None,
             reasons.get(Topic.CORE_PROCESS, ""), Topic.CORE_PROCESS),
        Held("wallet_share", _("Share of wallet"), 2, wallet, None,
             gap("wallet").text if found.sees_revenue else _("Shown to those who see this customer's revenue."),
             figure="wallet_share" if found.sees_revenue else ""),
        Held("shared_plan", Topic.SHARED_PLAN.label, 3, given.shared_plan, None,
             reasons.get(Topic.SHARED_PLAN, ""), Topic.SHARED_PLAN),
        Held("meetings", _("Joint planning and executive visits"), 3, found.profile.meetings, given.top_meetings),
        Held("culture", _("Culture match"), 3, found.profile.culture, rated or None,
             _("Fewer than two of its three ratings are known.")),
    ]  # fmt: skip


def stickiness(found: Known) -> Reading:
    sticks = found.profile.stickiness
    rows = held(found)
    missing = [row for row in rows if row.score is None and (row.key != "wallet_share" or found.sees_revenue)]
    hidden = 0 if found.sees_revenue or found.facts.inputs.wallet_share is None else 1
    levels = [
        Input(_("Level %(number)s") % {"number": number}, value, Unit.SCORE)
        for number, value in enumerate(sticks.levels, start=1)
    ]
    return found.reading(
        sticks.index,
        inputs=(
            Input(_("Highest level reached"), sticks.level, Unit.COUNT),
            *levels,
            *(Input(row.label, row.score, Unit.SCORE, row.figure) for row in rows),
        ),
        hidden=hidden,
        count=Input(_("Known of nine inputs"), len(rows) - len(missing), Unit.COUNT),
        gaps=[Gap(row.key, row.reason, OWNER) for row in missing],
    )


def strategic_control(found: Known) -> Reading:
    holds = found.profile.control
    none = Gap("control", _("No strategic control point holds now."), OWNER)
    return found.reading(
        holds.value,
        inputs=(
            Input(_("Least index for the tier"), holds.minimum, Unit.COUNT),
            Input(_("Enough for the tier"), holds.meets, Unit.YES_NO),
            Input(_("Double lock"), holds.double_lock, Unit.YES_NO),
        ),
        count=Input(_("Points that hold"), holds.live, Unit.COUNT),
        gaps=[none] if holds.value is None else [],
    )


def decision_days(found: Known) -> Reading:
    cycle = found.profile.cycle
    gaps = []
    if cycle.median_days is None:
        gaps.append(Gap("no_decision", _("No decision of theirs was noted in the last 365 days."), OWNER))
    elif cycle.low_n:
        gaps.append(Gap("few_decisions", _("Fewer than three decisions: a first impression only."), TIME))
    return found.reading(
        cycle.median_days,
        inputs=(
            Input(_("Pace"), cycle.band, Unit.WORD, words=CYCLE_WORDS),
            Input(_("Still open"), len(cycle.open_days), Unit.COUNT),
            Input(_("Open longer than the median"), cycle.slow_open, Unit.COUNT),
        ),
        count=Input(_("Decisions"), cycle.n, Unit.COUNT),
        gaps=gaps,
    )
