"""The judgement tab: the scorecard dimension by dimension, the tier, the investment, and what else is known."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from customers import access, extensions
from customers.anchors import ANCHORS, COMPUTED
from customers.models import (
    Certificate,
    Customer,
    CustomerStanding,
    CustomerYear,
    LighthouseRecord,
    Rating,
    Referral,
    TierOverride,
    ValuePlan,
    WalletEstimate,
)
from customers.presenters.sizes import national_size
from customers.registry import sees_revenue
from customers.selectors.judgements import CULTURE_FIT, as_plan, culture_by_customer, valid_until
from customers.valuation.lighthouses import FEWEST_MET
from customers.valuation.scorecards import WEIGHTS
from office import access as office_access
from office.models import User

BESIDE_THE_SCORECARD = (Rating.Dimension.OUTLOOK, Rating.Dimension.STRATEGIC)
PAST_RATINGS = 50


def judgement_tab(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """What was judged by people, with who, when and why; what the standing computes is named as computed."""
    ratings = list(Rating.objects.visible_to(user).filter(customer=customer).select_related("by"))
    newest: dict[str, Rating] = {}
    for rating in ratings:
        newest.setdefault(rating.dimension, rating)
    standing = CustomerStanding.objects.visible_to(user).today().filter(customer=customer).first()
    scores: Mapping[str, Any] = {}
    if standing is not None and office_access.sees_margins(user):  # ranks and cost ratios give totals away
        scores = standing.parts.get("scorecard", {}).get("scores", {})
    invests = access.may_invest(user, customer)
    culture = culture_by_customer(Customer.objects.filter(pk=customer.pk), today).get(customer.pk)
    return {
        "dimensions": [
            {
                **(
                    _culture(culture, weight)
                    if key == CULTURE_FIT and culture is not None
                    else _dimension(key, newest.get(key), scores, today, weight)
                ),
                "evidence": _evidence(key, customer, user, today),
            }
            for key, weight in WEIGHTS.items()
        ],
        "beside": [_rated(key, newest.get(key), today) for key in BESIDE_THE_SCORECARD],
        "past": [_past(rating, newest, today) for rating in ratings[:PAST_RATINGS]],
        "standing": standing,
        "sees_score": access.sees_costs_of(user, customer),  # the tier is theirs to know, the score behind it is not
        "overrides": [_override(each, today) for each in customer.tier_overrides.select_related("by")[:10]],
        "lighthouse": _lighthouse(customer, today),
        "plan": _plan(customer, user),
        **_known(customer, user, today),
        "may_judge": access.may_judge(user, customer),
        "may_decide": office_access.decides(user),
        "may_invest": invests,
        "sees_plan": invests or office_access.sees_margins(user),
    }


def _dimension(key: str, rating: Rating | None, scores: Mapping[str, Any], today: date, weight: int) -> dict[str, Any]:
    if key not in COMPUTED:
        return {**_rated(key, rating, today), "weight": weight}
    label, basis = COMPUTED[key]
    return {"key": key, "label": label, "weight": weight, "computed": True, "basis": basis, "score": scores.get(key)}


def _culture(mean: Decimal, weight: int) -> dict[str, Any]:
    """Culture fit as the mean of the ratings of culture; what was rated as one number stays among the ratings so far."""
    score = float(25 * (mean - 1))
    basis = _("mean of the ratings of culture under strategy")
    label = Rating.Dimension.CULTURE_FIT.label
    return {"key": CULTURE_FIT, "label": label, "weight": weight, "computed": True, "basis": basis, "score": score}


def _rated(key: str, rating: Rating | None, today: date) -> dict[str, Any]:
    shown: dict[str, Any] = {"key": str(key), "label": Rating.Dimension(key).label, "rating": rating}
    if rating is not None:
        until = valid_until(rating.rated_on)
        shown |= {"anchor": ANCHORS[key][rating.value - 1], "until": until, "expired": until <= today}
    return shown


def _evidence(key: str, customer: Customer, user: User, today: date) -> list[extensions.Evidence]:
    """What other apps know of a dimension: beside its score, never in it."""
    sources = [source for source in extensions.evidence_sources if source.dimension == key]
    return [fact for source in sources for fact in source.read(customer, user, today)]


def _past(rating: Rating, newest: Mapping[str, Rating], today: date) -> dict[str, Any]:
    expired = valid_until(rating.rated_on) <= today
    return {"rating": rating, "expired": expired, "followed": newest[rating.dimension].pk != rating.pk}


def _override(override: TierOverride, today: date) -> dict[str, Any]:
    ended = override.ended_on is not None and override.ended_on <= today
    return {"override": override, "ended": ended, "expired": not ended and override.expires_on < today}


def _lighthouse(customer: Customer, today: date) -> dict[str, Any] | None:
    record = LighthouseRecord.objects.filter(customer=customer).select_related("by").first()
    if record is None:
        return None
    met = [record._meta.get_field(name).verbose_name for name, holds in record.criteria.items() if holds]
    due = record.review_on is not None and record.review_on <= today
    return {"record": record, "met": met, "shines": len(met) >= FEWEST_MET, "review_due": due}


def _plan(customer: Customer, user: User) -> dict[str, Any] | None:
    plan = ValuePlan.objects.visible_to(user).filter(customer=customer).select_related("by").first()
    if plan is None:
        return None
    kept = as_plan(plan)
    rows, cumulative = [], Decimal(0)
    for number, (label, amount) in enumerate(zip(kept.labels, kept.amounts, strict=True), start=1):
        cumulative += amount
        rows.append({"number": number, "label": label, "amount": amount, "cumulative": cumulative})
    return {"plan": plan, "rows": rows}


def _known(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """Rows of every kind; a named customer that does not exist for the reader stays unnamed."""
    referrals = list(Referral.objects.visible_to(user).filter(customer=customer).select_related("named"))
    pulled = Referral.objects.visible_to(user).filter(named=customer).select_related("customer")
    named = {referral.named_id for referral in referrals}
    seen = set(Customer.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True))
    certificates = Certificate.objects.visible_to(user).filter(customer=customer)
    money = sees_revenue(user, customer)
    years = list(CustomerYear.objects.visible_to(user).filter(customer=customer)[:20])
    return {
        "money": money,
        "wallets": list(WalletEstimate.objects.visible_to(user).filter(customer=customer)[:20]) if money else [],
        "years": years,
        "national_size": national_size(customer, years, user),
        "certificates": [
            {"certificate": each, "expired": each.expires_on is not None and each.expires_on < today}
            for each in certificates
        ],
        "referrals": [{"referral": each, "seen": each.named_id in seen} for each in referrals],
        "pulled": list(pulled[:50]),
    }
