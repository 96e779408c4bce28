"""How long a customer has bought, and how regularly."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from customers.valuation.money import ZERO, norm
from office.calendar.months import Month, full_months, months_until


def stability(net: Mapping[Month, Decimal], first: date | None, as_of: date, m0: Month) -> Decimal | None:
    """Half tenure up to 36 months, half regularity of the last eight quarters (economics 6.4)."""
    if first is None or first > as_of:
        return None
    tenure = norm(Decimal(full_months(first, as_of)), ZERO, Decimal(36))
    months = months_until(m0, 24)
    quarters = [sum((net.get(month, ZERO) for month in months[at : at + 3]), ZERO) for at in range(0, 24, 3)]
    known = quarters[next((at for at, amount in enumerate(quarters) if amount), len(quarters)) :]
    mean = sum(known, ZERO) / len(known) if known else ZERO
    if len(known) < 2 or mean <= 0:
        return None
    variance = sum(((amount - mean) ** 2 for amount in known), ZERO) / len(known)
    regularity = norm(variance.sqrt() / mean, Decimal("1.5"), Decimal("0.2"))
    return (tenure + regularity) / 2
