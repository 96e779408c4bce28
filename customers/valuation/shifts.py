"""What moves: towards premium or basic products, and into or out of our part of the wallet."""

from dataclasses import dataclass
from decimal import Decimal

from customers.valuation.money import exact, maybe, quotient, ratio
from office.statistics.exact import sign_test
from office.statistics.rounding import six

SHIFT_POINTS, SHIFT_P = Decimal("0.05"), 0.05
WALLET_POINTS, WALLET_RELATIVE = Decimal("0.10"), Decimal("0.20")


@dataclass(frozen=True, slots=True)
class PremiumShift:
    """Premium part of revenue now and before, its change, and the sign test of the customers that moved."""

    share_now: Decimal | None
    share_prior: Decimal | None
    delta: Decimal | None
    p: float
    shift: str
    """premium, basic or none."""


@exact
def premium_shift(
    premium_now: Decimal, total_now: Decimal, premium_prior: Decimal, total_prior: Decimal, up: int, down: int
) -> PremiumShift:
    """Product mix shift 高端化与平价化: five points and more, p at most 0.05, and both the same way.

    `up` and `down` count customers of both windows that moved to premium or back. Source: metrics-economics 6.10.
    """
    now, prior = quotient(premium_now, total_now), quotient(premium_prior, total_prior)
    delta = None if now is None or prior is None else now - prior
    p = sign_test(up, down)
    shift = "none"
    if delta is not None and abs(delta) >= SHIFT_POINTS and p <= SHIFT_P and (delta > 0) == (up > down):
        shift = "premium" if delta > 0 else "basic"
    return PremiumShift(maybe(ratio, now), maybe(ratio, prior), maybe(ratio, delta), six(p), shift)


@dataclass(frozen=True, slots=True)
class WalletShift:
    """Our part of what the customer buys in the category, now and before."""

    now: Decimal | None
    prior: Decimal | None
    flag: str
    """data_error, insufficient, hidden_decline, decline or none."""


@exact
def wallet_shift(
    now_ours: Decimal,
    now_total: Decimal,
    prior_ours: Decimal,
    prior_total: Decimal,
    *,
    points: Decimal = WALLET_POINTS,
    relative: Decimal = WALLET_RELATIVE,
) -> WalletShift:
    """Share of wallet 采购份额变化: a drop of ten points, or of a fifth, is a decline; hidden when our sales did not fall.

    A share above 1 is a data error, shown as 1; without a positive total there is no share (insufficient).
    Source: metrics-economics 7.8.
    """
    now, prior = quotient(now_ours, now_total), quotient(prior_ours, prior_total)
    if any(share is not None and share > 1 for share in (now, prior)):
        return WalletShift(maybe(_at_most_all, now), maybe(_at_most_all, prior), "data_error")
    if now is None or prior is None:
        return WalletShift(maybe(ratio, now), maybe(ratio, prior), "insufficient")
    drop = prior - now
    fell = drop > 0 and (drop >= points or drop >= relative * prior)
    flag = "none" if not fell else "hidden_decline" if now_ours >= prior_ours else "decline"
    return WalletShift(ratio(now), ratio(prior), flag)


def _at_most_all(share: Decimal) -> Decimal:
    return ratio(min(share, Decimal(1)))
