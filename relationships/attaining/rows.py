"""A goal as a row of a page: how far, how fast, how sure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from office.formatting.amounts import percent
from relationships.models import Confirmation, EvidenceFile, Goal, GoalVersion, OutcomeKpi, OutcomeReading
from relationships.selectors.outcomes import Standing, word_on

STATUS = {
    "no_baseline": pgettext_lazy("goal", "no baseline"),
    "no_reading": pgettext_lazy("goal", "no reading"),
    "achieved": pgettext_lazy("goal", "achieved"),
    "achieved_unconfirmed": pgettext_lazy("goal", "achieved, unconfirmed"),
    "missed": pgettext_lazy("goal", "missed"),
    "on_track": pgettext_lazy("goal", "on track"),
    "at_risk": pgettext_lazy("goal", "at risk"),
    "off_track": pgettext_lazy("goal", "off track"),
}
STATES = {"achieved": "good", "at_risk": "warn", "off_track": "bad", "missed": "bad", "achieved_unconfirmed": "accent"}
NO_READING, NO_BASELINE = gettext_lazy("no reading yet"), gettext_lazy("no baseline")


@dataclass(frozen=True)
class GoalRow:
    """One goal on a day."""

    standing: Standing
    goal: Goal
    aim: str
    """From where to where."""
    value: str
    share: int | None
    """Attainment in whole percent, capped, for the bar."""
    attained: str
    expected: int
    pace: str
    status: Any
    state: str
    stale: bool
    word: "WordLine | None"
    overdue: bool
    """A reading is overdue, and the goal still runs."""

    @property
    def url(self) -> str:
        return self.goal.get_absolute_url()

    @property
    def missing(self) -> Any:
        """Why there is no attainment."""
        return NO_BASELINE if self.goal.terms.baseline is None else NO_READING

    @property
    def bar_text(self) -> str:
        return _("%(share)s, expected by now %(expected)s%%") % {"share": self.attained, "expected": self.expected}


@dataclass(frozen=True)
class WordLine:
    """What the customer says of a reading."""

    text: str
    state: str
    agreed: bool
    voice_id: int | None


def row(standing: Standing, as_of: date) -> GoalRow:
    goal, state = standing.goal, standing.state
    latest = standing.latest
    return GoalRow(
        standing=standing,
        goal=goal,
        aim=aim(goal.terms, goal.kpi),
        value=measured(latest.value, goal.kpi) if latest else "",
        share=None if state.capped is None else round(100 * state.capped),
        attained="" if state.raw is None else percent(state.raw, 0),
        expected=round(100 * state.expected),
        pace="" if state.pace is None else percent(state.pace, 0),
        status=STATUS[state.status],
        state=STATES.get(state.status, ""),
        stale=standing.stale,
        word=word_line(word_on(latest)) if latest else None,
        overdue=standing.next_due < as_of <= goal.terms.due,
    )


def rows(found: Iterable[Standing], as_of: date) -> list[GoalRow]:
    return [row(one, as_of) for one in found]


def word_line(word: Confirmation | None) -> WordLine | None:
    if word is None:
        return None
    texts = {"name": word.contact.person.name, "manner": word.get_manner_display()}
    if word.agreed:
        return WordLine(_("confirmed by %(name)s (%(manner)s)") % texts, "good", True, None)
    return WordLine(_("pushed back by %(name)s (%(manner)s)") % texts, "bad", False, word.voice_id)


def aim(terms: GoalVersion, kpi: OutcomeKpi) -> str:
    """20% → 12%, or 10% → 15 to 20%."""
    start = NO_BASELINE if terms.baseline is None else measured(terms.baseline, kpi)
    return f"{start} → {goal_text(terms, kpi)}"


def goal_text(terms: GoalVersion, kpi: OutcomeKpi) -> str:
    if terms.target is not None:
        return measured(terms.target, kpi)
    return pgettext("range of values", "%(lo)s to %(hi)s") % {
        "lo": plain(terms.lo or Decimal()),
        "hi": measured(terms.hi or Decimal(), kpi),
    }


def measured(value: Decimal, kpi: OutcomeKpi) -> str:
    """A value with its unit: 12.5%, 36 h."""
    if not kpi.unit:
        return plain(value)
    return f"{plain(value)}{kpi.unit}" if kpi.unit in {"%", "％"} else f"{plain(value)} {kpi.unit}"


def plain(value: Decimal) -> str:
    """As measured, without zeros at its end: 12.5000 is 12.5; with a true minus."""
    return f"{value.normalize():,f}".replace("-", "−")


@dataclass(frozen=True)
class ReadingRow:
    """A reading on its goal's page."""

    reading: OutcomeReading
    value: str
    word: WordLine | None
    corrected: bool
    """A later one counts in its place."""
    confirm_url: str
    ask_url: str
    files: Sequence[tuple[EvidenceFile, bool]]
    """With whether the reader may take it away."""


def reading_row(
    reading: OutcomeReading,
    kpi: OutcomeKpi,
    *,
    counts: bool,
    may_edit: bool,
    files: Sequence[tuple[EvidenceFile, bool]] = (),
) -> ReadingRow:
    word = word_on(reading)
    open_still = may_edit and counts and word is None
    return ReadingRow(
        reading,
        measured(reading.value, kpi),
        word_line(word),
        not counts,
        reverse("relationships:reading-confirm", args=[reading.pk]) if open_still else "",
        reverse("relationships:reading-ask", args=[reading.pk]) if open_still else "",
        files,
    )
