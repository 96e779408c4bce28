"""What is known of why customers stay, for many of them in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import fmean
from typing import Any, cast

from django.db.models import Count, Q, QuerySet, Sum

from customers import extensions
from customers.models import Customer, CustomerStanding
from customers.models.customer import TIER_IN_FORCE
from customers.selectors.knowledge import EASY_ANSWERS, ON_TIME_ANSWERS, ease_by_customer, moods_by_customer
from customers.valuation.satisfaction import SATISFIED_FROM
from office.models import Company
from relationships.models import (
    BuyingDecision,
    ControlPoint,
    DecisionRequest,
    Interaction,
    RelationshipStanding,
    StrategyAnswer,
    StrategyPlan,
)
from relationships.models.strategy import VALID_DAYS
from relationships.network.decisions import Need
from relationships.network.dependence import dependence
from relationships.outcomes.rollups import Attained, rollup
from relationships.selectors.moments import day_range
from relationships.selectors.outcomes import standings_by_customer
from relationships.strategy.control import Point
from relationships.strategy.profile import FEWEST_CULTURE, Inputs

TOP = (Interaction.Kind.PLANNING, Interaction.Kind.EXEC_VISIT)
SCORES = frozenset({"csat5", "csat10"})
Topic = StrategyAnswer.Topic
CULTURE = (Topic.DECISION_SPEED, Topic.OPENNESS, Topic.VALUES)


@dataclass(frozen=True, slots=True)
class Facts:
    """One customer on a day: what the figures are computed from, and the rows and counts behind it."""

    inputs: Inputs
    answers: Mapping[str, StrategyAnswer] = field(default_factory=dict)
    """The newest of each topic, expired ones too; those count no longer."""
    points: Sequence[ControlPoint] = ()
    requests: Sequence[DecisionRequest] = ()
    decisions: Sequence[BuyingDecision] = ()
    """Buying decisions that are open on the day, or decided by then; what they dropped they did not decide."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many rows stand behind an input, by its name."""


def facts_by_customer(customer_ids: Collection[int], as_of: date) -> dict[int, Facts]:
    """The facts of every named customer, whatever is known. Money and scores are those of today's standings."""
    ids = list(customer_ids)
    found: dict[int, dict[str, Any]] = {pk: {"tier": now, "named_tier": named} for pk, now, named in _tiers(ids)}
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    answers = _answers(ids, as_of)
    for customer, by_topic in answers.items():
        fresh = {topic: one for topic, one in by_topic.items() if one.expires_on >= as_of}
        found[customer] |= {topic: one.code or _float(one.number) for topic, one in fresh.items()}
    _money(found)
    _scores(found, counts, as_of)
    _heard(found, counts, as_of)
    for customer, met in _top_meetings(ids, as_of):
        found[customer]["top_meetings"] = counts[customer]["top_meetings"] = met
    points, requests = _by_customer(_points(ids)), _by_customer(_requests(ids))
    decisions = _by_customer(_decisions(ids, as_of))
    return {
        pk: Facts(
            _inputs(known, points.get(pk, ()), requests.get(pk, ()), decisions.get(pk, ())),
            answers.get(pk, {}),
            points.get(pk, ()),
            requests.get(pk, ()),
            decisions.get(pk, ()),
            counts[pk],
        )
        for pk, known in found.items()
    }


def facts_of(customer: Customer, as_of: date) -> Facts:
    return facts_by_customer([customer.pk], as_of)[customer.pk]


def _inputs(
    known: Mapping[str, Any],
    points: Sequence[ControlPoint],
    requests: Sequence[DecisionRequest],
    decisions: Sequence[BuyingDecision],
) -> Inputs:
    given = dict(known)
    if given.get(Topic.ALTERNATIVES) is not None:
        given[Topic.ALTERNATIVES] = int(given[Topic.ALTERNATIVES])
    return replace(
        Inputs(),
        points=[Point(one.index, one.since, one.erodes_by) for one in points],
        requests=[
            *(Need(one.raised_on, one.decided_on) for one in requests),
            *(Need(one.raised_on, one.settled_on) for one in decisions),
        ],
        **given,
    )


def _tiers(ids: list[int]) -> list[tuple[int, str, str]]:
    rows = Customer.objects.filter(pk__in=ids).order_by().annotate(now=TIER_IN_FORCE)
    return list(rows.values_list("pk", "now", "tier"))


def _answers(ids: list[int], as_of: date) -> dict[int, dict[str, StrategyAnswer]]:
    rows = StrategyAnswer.objects.standing().filter(customer__in=ids, on__lte=as_of).select_related("by")
    found: defaultdict[int, dict[str, StrategyAnswer]] = defaultdict(dict)
    for one in rows.order_by("on", "id"):
        found[one.customer_id][one.topic] = one
    return found


def _money(found: Mapping[int, dict[str, Any]]) -> None:
    """What each buys in twelve months, its share of all that is bought from us, and our share of its wallet."""
    total = CustomerStanding.objects.today().filter(net_t12__gt=0).aggregate(all=Sum("net_t12"))["all"]
    rows = CustomerStanding.objects.today().filter(customer__in=list(found)).order_by()
    for customer, bought, share in rows.values_list("customer_id", "net_t12", "wallet_share"):
        found[customer]["wallet_share"] = share
        if bought is not None:
            found[customer]["annual_spend"] = float(bought)
        if bought is not None and total:
            found[customer]["revenue_share"] = max(0.0, float(bought / total))


def _scores(found: Mapping[int, dict[str, Any]], counts: Mapping[int, dict[str, int]], as_of: date) -> None:
    """Penetration, and the mean attainment of goals whose last reading the customer confirmed."""
    ids = list(found)
    rows = RelationshipStanding.objects.today().filter(customer__in=ids).order_by()
    for customer, penetration in rows.values_list("customer_id", "penetration"):
        found[customer]["penetration"] = penetration
    for customer, goals in standings_by_customer(ids, as_of).items():
        confirmed = [one for one in goals if one.word is not None and one.word.agreed]
        mean = rollup([Attained(str(customer), one.state.capped, one.goal.terms.weight) for one in confirmed]).mean
        if mean is not None:
            found[customer]["attainment"] = 100 * mean
            counts[customer]["attainment"] = len(confirmed)


def _heard(found: Mapping[int, dict[str, Any]], counts: Mapping[int, dict[str, int]], as_of: date) -> None:
    """Satisfied answers of twelve months, and what upper apps tell of easy answers and of answers in time."""
    ids = list(found)
    for customer, mood in moods_by_customer(ids, as_of).items():
        scores = [one for one in mood.surveys if one.kind in SCORES]
        if scores:
            content = sum(one.score >= SATISFIED_FROM[one.kind] for one in scores)
            found[customer]["csat"], counts[customer]["csat"] = 100 * content / len(scores), len(scores)
    for customer, (easy, asked) in ease_by_customer(ids, as_of).items():
        found[customer]["easy"], counts[customer]["easy"] = 100 * easy / asked, asked
    everyone = Customer.objects.filter(pk__in=ids)
    for name, key in (("on_time", ON_TIME_ANSWERS), ("easy", EASY_ANSWERS)):
        for answer in extensions.feed(key, everyone, as_of):
            for customer, (share, of) in answer.items():
                found[customer][name], counts[customer][name] = 100 * share, of


def _top_meetings(ids: list[int], as_of: date) -> list[tuple[int, int]]:
    """Joint planning and visits of top executives that took place in 365 days."""
    rows = Interaction.objects.standing().filter(
        day_range(as_of - timedelta(days=VALID_DAYS), as_of, Company.get().zone), customer__in=ids, kind__in=TOP
    )
    counted = rows.exclude(direction=Interaction.Direction.UNANSWERED).order_by().values("customer_id")
    return [(row["customer_id"], row["times"]) for row in counted.annotate(times=Count("pk"))]


def _points(ids: list[int]) -> list[ControlPoint]:
    return list(ControlPoint.objects.standing().filter(customer__in=ids).select_related("by"))


def _requests(ids: list[int]) -> list[DecisionRequest]:
    return list(DecisionRequest.objects.standing().filter(customer__in=ids).select_related("by"))


def _decisions(ids: list[int], as_of: date) -> list[BuyingDecision]:
    dropped = Q(stage=BuyingDecision.Stage.DROPPED, settled_on__lte=as_of)
    rows = BuyingDecision.objects.filter(customer__in=ids, raised_on__lte=as_of).exclude(dropped)
    return list(rows.order_by("-raised_on", "-id"))


def _by_customer(rows: Sequence[Any]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.customer_id].append(row)
    return found


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def mutual_by_customer(customers: QuerySet[Customer], as_of: date) -> dict[int, bool]:
    """Whether the two-question test passed or failed; what is in between or untested is absent (economics 6.3)."""
    found = {}
    for customer, told in _told(customers, as_of, (Topic.VISIT, Topic.COMPENSATION)).items():
        visit, paid = told.get(Topic.VISIT), told.get(Topic.COMPENSATION)
        test = dependence(visit.code if visit else None, paid.code if paid else None, 0.0).test
        if test in {"pass", "fail"}:
            found[customer] = test == "pass"
    return found


def culture_by_customer(customers: QuerySet[Customer], as_of: date) -> dict[int, float]:
    """The mean of the ratings of culture, 1 to 5, of customers with two of the three at least (decision 24)."""
    found = {}
    for customer, told in _told(customers, as_of, CULTURE).items():
        ratings = [float(one.number) for one in told.values() if one.number is not None]
        if len(ratings) >= FEWEST_CULTURE:
            found[customer] = fmean(ratings)
    return found


def _told(customers: QuerySet[Customer], as_of: date, asked: Sequence[str]) -> dict[int, dict[str, StrategyAnswer]]:
    """The answers of the topics that count on the day, by customer."""
    rows = StrategyAnswer.objects.standing().filter(
        customer__in=customers.order_by().values("pk"),
        topic__in=asked,
        on__range=(as_of - timedelta(days=VALID_DAYS), as_of),
    )
    found: defaultdict[int, dict[str, StrategyAnswer]] = defaultdict(dict)
    for one in rows.order_by("on", "id"):
        found[one.customer_id][one.topic] = one
    return found


def plans_by_customer(customer_ids: Collection[int]) -> dict[int, StrategyPlan]:
    """The newest version of each customer's plan; customers without one are absent. One query."""
    rows = StrategyPlan.objects.filter(customer__in=customer_ids).select_related("owner", "by").order_by("number")
    return {row.customer_id: row for row in rows}


def looked_at() -> set[int]:
    """Customers whose strategy stands somewhere: tier S or A, or something is recorded."""
    living = Customer.objects.current()
    chosen = set(living.annotate(now=TIER_IN_FORCE).filter(now__in=("S", "A")).order_by().values_list("pk", flat=True))
    for model in (StrategyAnswer, ControlPoint, DecisionRequest):
        rows = cast("Any", model).objects.standing().filter(customer__archived_at=None)
        chosen |= set(rows.order_by().values_list("customer_id", flat=True))
    for kept in (StrategyPlan, BuyingDecision):
        rows = cast("Any", kept).objects.filter(customer__archived_at=None)
        chosen |= set(rows.order_by().values_list("customer_id", flat=True))
    return chosen
