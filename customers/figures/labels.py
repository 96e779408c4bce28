"""What a column of the standing is called."""

from typing import Any

from customers.models import CustomerStanding


def label_of(column: str) -> Any:
    return CustomerStanding._meta.get_field(column).verbose_name  # type: ignore[union-attr]
