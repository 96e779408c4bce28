"""What a customer will be worth: retention, lifetime value, and that against what winning it cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import ZERO, exact, maybe, money, quotient, ratio

FEWEST_AT_RISK = 20
WEIGHT_OF_ALL = 10
"""So many customers with the company's rate stand beside each one's own."""
LONGEST_HORIZON = 1000
RETENTION_CAP = Decimal("0.98")
HEALTHY, WATCH = 3, 1


@dataclass(frozen=True, slots=True)
class Ltv:
    """Lifetime value: over the horizon (the headline), as a multiple of the margin, and without end (a ceiling)."""

    ltv_finite: Decimal
    margin_multiple: Decimal | None
    ltv_perpetuity: Decimal | None


@exact
def ltv(m: Decimal, r: Decimal, i: Decimal, H: int = 5, g: Decimal = ZERO) -> Ltv:  # noqa: N803
    """Lifetime value 终身价值 of a yearly net profit `m`, retention `r`, discount rate `i`, growth `g`, `H` years.

    Finite = Σ over t = 1 … H of m (1 + g)^(t−1) r^t / (1 + i)^t: the first margin falls at the end of year 1 and only
    if retained. Multiple = r / (1 + i − r (1 + g)), None when that is without end. A negative margin gives a negative
    value. Errors: ValueError for r outside 0 to 1, i not above −1, or H outside 0 to 1000.
    Source: Gupta and Lehmann 2005; metrics-economics 2.5.
    """
    if not (0 <= r <= 1 and i > -1 and 0 <= H <= LONGEST_HORIZON):
        raise ValueError("r lies between 0 and 1, i above -1, H between 0 and 1000")
    step = r / (1 + i)
    finite, term = ZERO, m * step
    for _ in range(H):
        finite += term
        term *= step * (1 + g)
    multiple = quotient(r, 1 + i - r * (1 + g))
    perpetuity = None if multiple is None else m * multiple
    return Ltv(money(finite), maybe(ratio, multiple), maybe(money, perpetuity))


@dataclass(frozen=True, slots=True)
class RetentionEstimate:
    """Yearly retention 0 to 1; None with status insufficient."""

    r: Decimal | None
    status: str


@exact
def retention_estimate(
    retained: int,
    at_risk: int,
    company_retained: int,
    company_at_risk: int,
    k: int = WEIGHT_OF_ALL,
    cap: Decimal = RETENTION_CAP,
) -> RetentionEstimate:
    """Retention of a group, drawn towards the company's: (retained + k × company rate) / (at risk + k), at most `cap`.

    Fewer than 20 at risk in the company, or nobody and no weight to go by: insufficient. Errors: ValueError when more
    are retained than were at risk, or `k` is negative. Source: metrics-economics 2.6.
    """
    if not (0 <= retained <= at_risk and 0 <= company_retained <= company_at_risk):
        raise ValueError("no more can be retained than were at risk")
    if k < 0:
        raise ValueError("the weight k of the company's rate cannot be negative")
    if company_at_risk < FEWEST_AT_RISK or at_risk + k == 0:
        return RetentionEstimate(None, "insufficient")
    company = Decimal(company_retained) / company_at_risk
    return RetentionEstimate(ratio(min((retained + k * company) / (at_risk + k), cap)), "ok")


@dataclass(frozen=True, slots=True)
class LtvCac:
    """Lifetime value per unit of acquisition cost."""

    ratio: Decimal | None
    band: str
    """healthy from 3, watch from 1, burning below; insufficient or no_cac without a ratio."""


@exact
def ltv_cac(ltvs: Sequence[Decimal | None], cacs: Sequence[Decimal | None]) -> LtvCac:
    """Sum of lifetime values / sum of acquisition costs of the same customers.

    Any value missing, or no customer: insufficient, a gap of management. Source: metrics-economics 2.7.
    """
    values = [value for value in ltvs if value is not None]
    costs = [cost for cost in cacs if cost is not None]
    if not costs or not len(ltvs) == len(values) == len(costs) == len(cacs):
        return LtvCac(None, "insufficient")
    times = quotient(sum(values, ZERO), sum(costs, ZERO))
    if times is None:
        return LtvCac(None, "no_cac")
    return LtvCac(ratio(times), "healthy" if times >= HEALTHY else "watch" if times >= WATCH else "burning")
