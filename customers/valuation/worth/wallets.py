"""Our part of what a customer buys in the category, beside our sales of the twelve months before each estimate."""

from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, quotient
from customers.valuation.settings import Settings
from customers.valuation.shifts import WalletShift, wallet_shift
from customers.valuation.worth.own import Own
from office.calendar.months import last_complete_month, months_until


def wallet_of(own: Own, median_t12: Decimal | None, settings: Settings) -> tuple[WalletShift | None, Decimal | None]:
    """Share of wallet now and before, and how many median customers are left in it."""
    wallet = own.facts.wallet
    if wallet is None:
        return None, None
    rest = quotient(wallet.now - own.net_t12, median_t12) if own.known_months == 12 else None
    now, prior = _year_to(own, wallet.now_on), _year_to(own, wallet.prior_on)
    if now is None:
        return None, rest
    if wallet.prior is None or prior is None:
        return wallet_shift(now, wallet.now, ZERO, ZERO), rest
    shift = wallet_shift(
        now, wallet.now, prior, wallet.prior, points=settings.wallet_points, relative=settings.wallet_relative
    )
    return shift, rest


def hides_sales(own: Own) -> bool:
    """Whether sales of the twelve months before one of the two estimates lie before the ledger."""
    wallet = own.facts.wallet
    days = () if wallet is None else (wallet.now_on, wallet.prior_on)
    return any(day is not None and _year_to(own, day) is None for day in days)


def _year_to(own: Own, day: date | None) -> Decimal | None:
    """Our sales of the twelve complete months before an estimate, not beyond M0; None where the ledger begins later."""
    if day is None:
        return None
    window = months_until(min(last_complete_month(day), own.month), 12)
    if own.known_from is not None and window[0] < own.known_from:
        return None
    return sum((own.net.get(month, ZERO) for month in window), ZERO)
