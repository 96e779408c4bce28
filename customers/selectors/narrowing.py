"""Facts of some customers, or of everybody."""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def of(rows: QuerySet[Row], customer_ids: Collection[int] | None) -> QuerySet[Row]:
    """The rows of these customers; of all of them for None."""
    return rows if customer_ids is None else rows.filter(customer__in=customer_ids)
