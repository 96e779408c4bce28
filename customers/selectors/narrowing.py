"""Facts of some customers, or of everybody."""

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from customers.models import Customer

Row = TypeVar("Row", bound=Model)
FEW = 1_000


def of(rows: QuerySet[Row], customer_ids: Collection[int] | None) -> QuerySet[Row]:
    """The rows of these customers; of all of them for None."""
    return rows if customer_ids is None else rows.filter(customer__in=customer_ids)


def few_or_query(customers: QuerySet[Customer]) -> Any:
    """For `customer__in`: the ids of a few customers, for which a database looks into its index; of many, the query of
    them, beside which it reads its table once. One query."""
    ids = customers.order_by().values_list("pk", flat=True)
    few = list(ids[: FEW + 1])
    return few if len(few) <= FEW else ids
