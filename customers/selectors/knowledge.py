"""What is known of customers beside our own ledger, for many of them in a constant number of queries."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from customers import extensions
from customers.models import Customer, CustomerYear, SatisfactionScore, WalletEstimate
from customers.selectors.narrowing import of
from customers.valuation.satisfaction import SENTIMENT_MONTHS, SURVEY_MONTHS, Mood, Sentiment, Survey
from customers.valuation.sizes import OwnYear
from office.calendar.months import add_months

APART_MONTHS = 6

SATISFACTION = "satisfaction"
"""The fact feed of upper apps: customer id → [(day, kind nps|csat5|csat10, score)] up to the given day."""
SENTIMENT = "sentiment"
"""The fact feed of upper apps: customer id → [(day, sentiment −2…+2)] up to the given day (decision 16)."""
ON_TIME_ANSWERS, EASY_ANSWERS = "on_time_answers", "easy_answers"
"""Fact feeds of upper apps: customer id → (share 0 to 1, how many it is of) over the 365 days up to the given one: first
answers given within their clock, and answers that called it easy to work with us. Absent is unknown."""
SENTIMENT_SPAN = Decimal(2)
EASY_FROM = 5
"""From which answer of seven on it was easy (CES 2.0)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a customer spends in the category in twelve months, in base currency, as estimated on a day."""

    on: date
    total: Decimal
    confidence: str


@dataclass(frozen=True, slots=True)
class Wallet:
    """The newest usable estimate, and the newest of the same category at least six months older (economics 7.8)."""

    category: str
    now: Estimate
    prior: Estimate | None


def wallets_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, Wallet]:
    """The wallet of each customer with an estimate that is not of low confidence. One query."""
    usable = WalletEstimate.objects.filter(on__lte=as_of).exclude(confidence=WalletEstimate.Confidence.LOW)
    rows = of(usable, customer_ids).order_by("customer_id", "-on", "-id")
    found: dict[int, Wallet] = {}
    for customer, category, on, total, confidence in rows.values_list(
        "customer_id", "category", "on", "total", "confidence"
    ):
        estimate, wallet = Estimate(on, total, confidence), found.get(customer)
        if wallet is None:
            found[customer] = Wallet(category, estimate, None)
        elif wallet.prior is None and wallet.category == category and add_months(on, APART_MONTHS) <= wallet.now.on:
            found[customer] = Wallet(category, wallet.now, estimate)
    return found


def years_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, list[OwnYear]]:
    """The customers' own years up to the day's, newest first. One query."""
    rows = of(CustomerYear.objects.filter(year__lte=as_of.year), customer_ids).order_by("customer_id", "-year")
    found: dict[int, list[OwnYear]] = {}
    for customer, *told in rows.values_list("customer_id", "year", "employees", "revenue", "assets"):
        found.setdefault(customer, []).append(OwnYear(*told))
    return found


def moods_by_customer(customer_ids: Collection[int] | None, as_of: date) -> dict[int, Mood]:
    """What each customer answered in twelve months and said in six, ours and other apps' (economics 7.1).

    Customers that neither answered nor said anything are absent. One query and those of the feeds.
    """
    surveys: dict[int, list[Survey]] = {}
    sentiments: dict[int, list[Sentiment]] = {}
    for customer, survey in _surveys(customer_ids, as_of):
        surveys.setdefault(customer, []).append(survey)
    for customer, sentiment in _sentiments(customer_ids, as_of):
        sentiments.setdefault(customer, []).append(sentiment)
    return {
        customer: Mood(tuple(surveys.get(customer, ())), tuple(sentiments.get(customer, ())))
        for customer in surveys.keys() | sentiments.keys()
    }


def _surveys(customer_ids: Collection[int] | None, as_of: date) -> Iterator[tuple[int, Survey]]:
    since = add_months(as_of, -SURVEY_MONTHS)
    rows = of(SatisfactionScore.objects.filter(on__gt=since, on__lte=as_of), customer_ids).order_by("on", "id")
    # How easy it was says nothing of how content they are: it is read by itself.
    rows = rows.exclude(kind=SatisfactionScore.Kind.CES7)
    for customer, on, kind, score in rows.values_list("customer_id", "on", "kind", "score"):
        yield customer, Survey(on, kind, score)
    for answer in extensions.feed(SATISFACTION, _customers(customer_ids), as_of):
        for customer, told in answer.items():
            yield from ((customer, Survey(on, kind, score)) for on, kind, score in told if since < on <= as_of)


def ease_by_customer(customer_ids: Collection[int], as_of: date) -> dict[int, tuple[int, int]]:
    """Answers of twelve months that call it easy (5 to 7 of 7), and all that were asked how easy it was. One query."""
    since = add_months(as_of, -SURVEY_MONTHS)
    rows = of(SatisfactionScore.objects.filter(on__gt=since, on__lte=as_of), customer_ids)
    rows = rows.filter(kind=SatisfactionScore.Kind.CES7).order_by().values("customer_id")
    counted = rows.annotate(asked=Count("pk"), easy=Count("pk", filter=Q(score__gte=EASY_FROM)))
    return {row["customer_id"]: (row["easy"], row["asked"]) for row in counted}


def _sentiments(customer_ids: Collection[int] | None, as_of: date) -> Iterator[tuple[int, Sentiment]]:
    since = add_months(as_of, -SENTIMENT_MONTHS)
    for answer in extensions.feed(SENTIMENT, _customers(customer_ids), as_of):
        for customer, said in answer.items():
            for on, value in said:
                if since < on <= as_of:
                    yield customer, Sentiment(on, value / SENTIMENT_SPAN)


def _customers(customer_ids: Collection[int] | None) -> QuerySet[Customer]:
    return of(Customer.objects.all(), customer_ids, "pk")
