"""What the company compares itself with."""

from datetime import date
from decimal import Decimal

from customers.models import Target


def repurchase_of_the_industry(as_of: date) -> Decimal | None:
    """The industry's one-year repurchase rate that the founder entered for the year; None without one. One query."""
    entered = Target.objects.filter(measure=Target.Measure.REPURCHASE, year=as_of.year)
    return entered.values_list("value", flat=True).first()
