"""Exchange rates are entered, corrected and taken back."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.errors import FieldRefusedError
from customers.models import CostLine, ExchangeRate, RevenueLine
from customers.selectors.rates import MAX_AGE
from customers.services import rollups
from office import access as office_access
from office.models import Company, User


@transaction.atomic
def record(currency: str, *, on: date, rate: Decimal, source: str = "", by: User) -> ExchangeRate:
    """Enter or correct the rate of a day; totals that used it, or waited for it, are computed anew.

    Raises FieldRefusedError, PermissionDenied.
    """
    access.require(office_access.edits_ledger(by))
    if currency == Company.get().base_currency:
        raise FieldRefusedError(_("The base currency has no rate: it is 1."), field="currency")
    if rate <= 0:
        raise FieldRefusedError(_("A rate is greater than zero."), field="rate")
    written, _created = ExchangeRate.objects.update_or_create(
        currency=currency, on=on, defaults={"rate": rate, "source": source}
    )
    _refresh(currency, on)
    return written


@transaction.atomic
def remove(rate: ExchangeRate, *, by: User) -> None:
    """Take a rate back; lines that used it fall back to an earlier one of at most 31 days, or stay without."""
    access.require(office_access.edits_ledger(by))
    currency, on = rate.currency, rate.on
    rate.delete()
    _refresh(currency, on)


def _refresh(currency: str, on: date) -> None:
    """Only lines of the currency within the rate's life can change."""
    days = (on, on + timedelta(days=MAX_AGE))
    touched: set[int] = set()
    for lines in (RevenueLine.objects, CostLine.objects):
        found = lines.filter(currency=currency, booked_on__range=days).order_by()
        touched.update(found.values_list("customer_id", flat=True).distinct())
    rollups.refresh(touched)
