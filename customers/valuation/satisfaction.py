"""Whether a customer says that it is satisfied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, exact
from office.calendar.months import add_months

SATISFIED_FROM = {"nps": 7, "csat5": 4, "csat10": 8}
SURVEY_MONTHS, SENTIMENT_MONTHS = 12, 6
FEWEST_SENTIMENTS = 3
SATISFIED_SENTIMENT = Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Survey:
    """An answer: kind nps (0–10), csat5 or csat10."""

    date: date
    kind: str
    score: int


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How something said sounded, −1 to 1."""

    date: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Mood:
    """What a customer answered and said."""

    surveys: Sequence[Survey] = ()
    sentiments: Sequence[Sentiment] = ()


@exact
def satisfied(c: Mood, as_of: date) -> bool | None:
    """Whether a customer says that it is satisfied; None when it says too little.

    The latest survey day within twelve months decides, every answer of it satisfied (nps 7, csat5 4, csat10 8 and
    more). Without surveys the mean of three and more sentiments within six months, from 0.2 on.
    Errors: ValueError for an unknown kind. Source: metrics-economics 7.1.
    """
    since = add_months(as_of, -SURVEY_MONTHS)
    answers = [survey for survey in c.surveys if since < survey.date <= as_of]
    if answers:
        latest = max(survey.date for survey in answers)
        return all(_is_content(survey) for survey in answers if survey.date == latest)
    since = add_months(as_of, -SENTIMENT_MONTHS)
    said = [each.value for each in c.sentiments if since < each.date <= as_of]
    return sum(said, ZERO) / len(said) >= SATISFIED_SENTIMENT if len(said) >= FEWEST_SENTIMENTS else None


def _is_content(survey: Survey) -> bool:
    if survey.kind not in SATISFIED_FROM:
        raise ValueError(f"{survey.kind!r} is not a kind of survey; kinds are {', '.join(SATISFIED_FROM)}")
    return survey.score >= SATISFIED_FROM[survey.kind]
