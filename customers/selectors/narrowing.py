"""Facts of some customers, or of everybody."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from customers.models import Customer

Row = TypeVar("Row", bound=Model)
FEW = 1_000
STEP = 5_000
FEWEST_OF_A_SPAN = 20


def of(rows: QuerySet[Row], customer_ids: Collection[int] | None, field: str = "customer") -> QuerySet[Row]:
    """The rows of these customers; of all of them for None. Of a range, its ends are told in place of every id."""
    if customer_ids is None:
        return rows
    if isinstance(customer_ids, range) and customer_ids:
        return rows.filter(**{f"{field}__gte": customer_ids[0], f"{field}__lte": customer_ids[-1]})
    return rows.filter(**{f"{field}__in": customer_ids})


def spanning(customer_ids: Sequence[int]) -> Sequence[int]:
    """A range that holds these ids, which are in order, and few others; the ids themselves where they lie apart."""
    count = len(customer_ids)
    if count < FEWEST_OF_A_SPAN or customer_ids[-1] - customer_ids[0] > count + count // 4:
        return customer_ids
    return range(customer_ids[0], customer_ids[-1] + 1)


def read(rows: QuerySet[Row, Any], customer_ids: Collection[int] | None) -> Iterable[Any]:
    """The rows of a few customers in one answer; of many through a cursor, which holds some thousand at a time."""
    return rows if customer_ids is not None and len(customer_ids) <= FEW else rows.iterator(STEP)


def few_or_query(customers: QuerySet[Customer]) -> Any:
    """For `customer__in`: the ids of a few customers, for which a database looks into its index; of many, the query of
    them, beside which it reads its table once. One query."""
    ids = customers.order_by().values_list("pk", flat=True)
    few = list(ids[: FEW + 1])
    return few if len(few) <= FEW else ids
