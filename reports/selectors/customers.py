"""Who the customers in a figure are, as far as the reader sees them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from customers.models import Customer

if TYPE_CHECKING:
    from office.models import User


def names_of(ids: Iterable[int], user: "User", *, short: bool = False) -> dict[int, str]:
    """Customer id → name; those that the reader does not see, or that are gone by now, are absent. One query.

    `short` where there is little room: the short name, if the customer has one.
    """
    found = Customer.objects.visible_to(user).filter(pk__in=set(ids))
    return {
        pk: (short and brief) or name for pk, name, brief in found.order_by().values_list("pk", "name", "short_name")
    }
