"""Facts that came in after a day was frozen though they belong to that day or earlier (decision 6)."""

from datetime import date, datetime

from customers.models import CostLine, HistoryEntry, Invoice, Payment, RevenueLine, StrategicInvestment

DATED = (
    (RevenueLine, "booked_on"),
    (CostLine, "booked_on"),
    (Invoice, "issued_on"),
    (Payment, "paid_on"),
    (StrategicInvestment, "on"),
)
BY_HAND = (
    "revenue_entered",
    "revenue_changed",
    "cost_entered",
    "cost_changed",
    "invoice_entered",
    "invoice_changed",
    "payment_recorded",
    "payment_changed",
    "payment_allocated",
    "allocation_released",
    "investment_booked",
    "investment_changed",
)


def count_since(customer_id: int, as_of: date, moment: datetime) -> int:
    """Rows up to `as_of` that files brought in after `moment`, and what was entered or corrected by hand since."""
    imported = sum(
        model._default_manager.filter(
            customer=customer_id, import_run__started_at__gt=moment, **{f"{field}__lte": as_of}
        ).count()
        for model, field in DATED
    )
    by_hand = HistoryEntry.objects.filter(customer=customer_id, verb__in=BY_HAND, at__gt=moment).count()
    return imported + by_hand
