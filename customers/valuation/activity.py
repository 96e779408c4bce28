"""Whether a customer is active, in the one sense used everywhere."""

from collections.abc import Iterable
from datetime import date

ACTIVE_DAYS = 90


def is_active(
    order_days: Iterable[date], interaction_days: Iterable[date], as_of: date, days: int = ACTIVE_DAYS
) -> bool:
    """An order day or a two-way interaction in the last 90 days; later days are plans.

    Shapes: `order_days` are days with a net order amount above zero; `interaction_days` are days of interactions in
    which somebody of theirs took part. Source: metrics-economics 5.3; decisions 11.
    """
    return any(0 <= (as_of - day).days <= days for some in (order_days, interaction_days) for day in some)
