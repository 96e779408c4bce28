"""A customer beside all others: value, potential, class, tier, scorecard, and whether it is quietly leaving."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from customers.valuation.classes import potential_score, profit_class
from customers.valuation.curves import ValueCurve, value_curve
from customers.valuation.lighthouses import Lighthouse, lighthouse
from customers.valuation.money import ZERO, clip, exact, money, norm, quotient
from customers.valuation.paybacks import Payback, payback
from customers.valuation.purchases import PurchaseTrend, purchase_trend
from customers.valuation.rhythms import Overdue, overdue_p
from customers.valuation.scorecards import Scorecard, scorecard
from customers.valuation.settings import Settings
from customers.valuation.shifts import WalletShift
from customers.valuation.tiers import Dimension, Tier, tier
from customers.valuation.worth.basis import Basis, percentile
from customers.valuation.worth.gaps import unpriced
from customers.valuation.worth.own import Own
from customers.valuation.worth.planned import Actual, actual_of, plan_hides
from customers.valuation.worth.value import Value, lifetime_value
from customers.valuation.worth.wallets import hides_sales, wallet_of
from office.calendar.months import Month, month_add, month_end

GRADE_SCORES = {"A": Decimal(100), "B": Decimal(75), "C": Decimal(40), "D": Decimal(10)}
SHRINKING_COSTS = Decimal(20)
STRATEGIC_EVIDENCE = 4
RATED = (
    "communication",
    "value_recognition",
    "feedback_quality",
    "decision_rationality",
    "risk_sharing",
    "industry_influence",
    "innovation_openness",
    "compliance",
    "culture_fit",
)


@dataclass(slots=True)
class Judged:
    """One customer's worth beside the others; None is unknown."""

    value: Value
    cac: Decimal | None
    payback: Payback | None
    wallet: WalletShift | None
    wallet_rest: Decimal | None
    potential: Decimal | None
    profit_class: str
    dimensions: dict[str, Decimal | None]
    """Tier dimension → score 0 to 100."""
    tier: Tier
    scores: dict[str, Decimal | None]
    """Scorecard dimension → score 0 to 100."""
    scorecard: Scorecard
    lighthouse: Lighthouse | None
    curve: ValueCurve | None
    actual: Actual | None
    """What the curve is made of."""
    trend: PurchaseTrend
    overdue: Overdue
    missing: list[dict[str, object]] = field(default_factory=list)


@exact
def judge(own: Own, basis: Basis, as_of: date, settings: Settings) -> Judged:
    """Everything about a customer that needs the others to be measured against (economics 2, 6, 7.4, 7.5, 8)."""
    value = lifetime_value(own, basis, settings)
    cac = _cac(own, basis, settings)
    wallet, rest = wallet_of(own, basis.median_t12, settings)
    potential = potential_score(own.growth, rest, *_ratings(own, "outlook", "strategic")).score
    scores = _scores(own, basis, value)
    dims = _dimensions(own, basis, value, potential, scores)
    actual = actual_of(own, cac)
    return Judged(
        value=value,
        cac=cac,
        payback=_payback(own, cac),
        wallet=wallet,
        wallet_rest=rest,
        potential=potential,
        profit_class=_class(own, basis, potential, settings),
        dimensions=dims,
        tier=_tier(own, dims, as_of, settings),
        scores=scores,
        scorecard=scorecard(scores),
        lighthouse=_lighthouse(own, as_of),
        curve=None if actual is None else value_curve(own.judgement.plan, actual.months, settings.curve_lines),
        actual=actual,
        trend=purchase_trend(own.net, as_of, basis.seasons),
        overdue=_overdue(own, basis, month_end(own.month)),
        missing=_missing(own, value, _cac_gaps(own, basis, settings, cac), potential),
    )


def _ratings(own: Own, *names: str) -> list[int | None]:
    return [own.judgement.ratings.get(name) for name in names]


def _rated(rating: int | Decimal | None) -> Decimal | None:
    return None if rating is None else norm(Decimal(rating), Decimal(1), Decimal(5))


def _cac(own: Own, basis: Basis, settings: Settings) -> Decimal | None:
    """Own direct cost and the share of its channel's pool; unknown where nothing was entered for the month that meets
    the win, or where a line of it has no exchange rate."""
    won = own.won_month
    if won is None or own.facts.acquisition_without_rate:
        return None
    spent = month_add(won, -settings.cac_lag_months)
    if spent not in basis.spending_months and not own.facts.direct_acquisition:
        return None
    if _without_rate(own, basis, spent):
        return None
    return money(own.facts.direct_acquisition + basis.shares.get(f"{own.facts.channel}|{won}", ZERO))


def _without_rate(own: Own, basis: Basis, month: Month) -> bool:
    """Whether a line of its channel's pool was left out."""
    return any(each["month"] == month and each["channel"] == own.facts.channel for each in basis.spend_without_rate)


def _no_cac(own: Own, basis: Basis, settings: Settings) -> dict[str, object]:
    won = own.won_month
    month = None if won is None else month_add(won, -settings.cac_lag_months)
    gap: dict[str, object] = {"code": "acquisition_spend", "month": month}
    if month is not None and (own.facts.acquisition_without_rate or _without_rate(own, basis, month)):
        gap["why"] = "rate"
    return gap


def _cac_gaps(own: Own, basis: Basis, settings: Settings, cac: Decimal | None) -> Iterator[dict[str, object]]:
    """Why it is unknown, and the minutes that no hourly rate prices: its own, and those of its share of the pool."""
    minutes = Counter[str]()
    for roles in own.facts.acquisition_minutes.values():
        minutes.update(roles)
    if cac is None and own.first_order is not None:
        yield _no_cac(own, basis, settings)
    elif cac is not None and own.won_month is not None:
        met = month_add(own.won_month, -settings.cac_lag_months)
        minutes.update(basis.pool_unpriced.get(f"{own.facts.channel}|{met}", {}))
    if minutes:
        yield unpriced("acquisition_minutes", minutes)


def _payback(own: Own, cac: Decimal | None) -> Payback | None:
    """None while months since the first order lie before the ledger; winning them for nothing is paid back too."""
    if cac is None or not own.profit or own.hides_its_beginning:
        return None
    return payback(cac, list(own.profit.values()))


def _class(own: Own, basis: Basis, potential: Decimal | None, settings: Settings) -> str:
    """The profitability class; incomplete costs never make an A (economics 0.9)."""
    if own.pnl is None:
        return "unclassified"
    prev = own.facts.profit_class
    found = profit_class(
        own.pnl.net_profit,
        own.pnl.net_margin,
        basis.net_margin,
        potential,
        prev if prev in ("A", "B", "C", "D") else None,
        potential_line=settings.potential_line,
        potential_h=settings.potential_hysteresis,
        margin_h=settings.margin_hysteresis,
    )
    return "unclassified" if own.partial and found in ("A", "A/B") else found


def _scores(own: Own, basis: Basis, value: Value) -> dict[str, Decimal | None]:
    """The fifteen dimensions: six computed, nine rated (economics 6.4)."""
    ratings = own.judgement.ratings
    computed: dict[str, Decimal | None] = {
        "financial_health": _financial_health(own),
        "demand_fit": _demand_fit(own),
        "stability": own.stability,
        "growth_synergy": None if own.growth is None else norm(own.growth, Decimal("-0.20"), Decimal("0.30")),
        "lifetime_value": None if value.ltv is None else percentile(value.ltv.ltv_finite, basis.values),
        "service_cost_ratio": _service_cost(own, basis),
    }
    rated = {name: _rated(ratings.get(name)) for name in RATED}
    if own.judgement.culture is not None:
        rated["culture_fit"] = _rated(own.judgement.culture)
    return computed | rated


def _financial_health(own: Own) -> Decimal | None:
    score = GRADE_SCORES.get(own.grade.grade)
    if score is None:
        return None
    return clip(score - (SHRINKING_COSTS if own.judgement.own_business_shrinks else ZERO), ZERO, Decimal(100))


def _demand_fit(own: Own) -> Decimal | None:
    standard = own.facts.standard_revenue
    share = None if standard is None else quotient(standard, own.facts.product_revenue)
    return None if share is None else clip(share * 100, ZERO, Decimal(100))


def _service_cost(own: Own, basis: Basis) -> Decimal | None:
    ratio = None if own.pnl is None else own.pnl.cost_to_serve_ratio
    if ratio is None or not basis.cost_to_serve_ratio:
        return None
    return norm(ratio, 2 * basis.cost_to_serve_ratio, ZERO)


def _dimensions(
    own: Own, basis: Basis, value: Value, potential: Decimal | None, scores: Mapping[str, Decimal | None]
) -> dict[str, Decimal | None]:
    strategic, influence = _ratings(own, "strategic", "industry_influence")
    return {
        "net_profit": None if own.pnl is None else percentile(own.pnl.net_profit, basis.profits),
        "ltv": scores["lifetime_value"],
        "potential": potential,
        "strategic": _rated(strategic),
        "stability": own.stability,
        "payment": GRADE_SCORES.get(own.grade.grade),
        "influence": _rated(influence),
    }


def _tier(own: Own, dims: Mapping[str, Decimal | None], as_of: date, settings: Settings) -> Tier:
    """S needs evidence of mutual dependence: what upper apps know, else a strategic rating of 4 or 5 with its reason."""
    judgement = own.judgement
    mutual = judgement.mutual
    if mutual is None:
        mutual = judgement.ratings.get("strategic", 0) >= STRATEGIC_EVIDENCE
    return tier(
        [Dimension(Decimal(weight), dims.get(name)) for name, weight in settings.tier_weights.items()],
        as_of,
        own.facts.tier or None,
        settings.tier_thresholds,
        settings.tier_hysteresis,
        mutual,
        judgement.override,
    )


def _lighthouse(own: Own, as_of: date) -> Lighthouse | None:
    judgement = own.judgement
    if judgement.criteria is None:
        return None
    return lighthouse(
        judgement.criteria,
        own.net_ever,
        own.facts.pulled_contribution,
        judgement.cap,
        judgement.review_on,
        as_of,
    )


def _of_lighthouse(own: Own) -> Iterator[dict[str, object]]:
    if own.net_ever is None:
        yield {"code": "lighthouse_cost"}
    if own.facts.pulled_without_cost:
        yield {"code": "pulled_cost", "customers": own.facts.pulled_without_cost}


def _overdue(own: Own, basis: Basis, day: date) -> Overdue:
    if own.facts.subscription.active or not own.order_days or own.order_days[0] > day:
        return Overdue(None, "insufficient")
    return overdue_p(own.order_days, day, basis.pools.get(own.facts.segment, ()))


def _missing(
    own: Own,
    value: Value,
    of_cac: Iterable[dict[str, object]],
    potential: Decimal | None,
) -> list[dict[str, object]]:
    missing = list(own.missing)
    if plan_hides(own):
        missing.append({"code": "plan_ledger", "begins": own.known_from})
    if hides_sales(own):
        missing.append({"code": "wallet_ledger", "begins": own.known_from})
    if own.judgement.criteria is not None:
        missing.extend(_of_lighthouse(own))
    if value.is_assumed:
        missing.append({"code": "retention_assumed", "r": str(value.retention)})
    if value.ltv is None:
        missing.append({"code": "ltv", "why": value.basis})
    missing.extend(of_cac)
    if potential is None:
        missing.append({"code": "potential"})
    if own.satisfied is None:
        missing.append({"code": "satisfaction"})
    if own.facts.own_size is not None and own.facts.own_size.why:
        missing.append({"code": "size", "why": own.facts.own_size.why})
    return missing
