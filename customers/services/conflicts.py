"""Two people changed one record since the first of them read it: what can be kept of both, and what must be asked."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from customers import merging
from customers.errors import Clash, EditConflictError
from office.models import User


def settle(
    wanted: Mapping[str, Any],
    now: Mapping[str, Any],
    read: Callable[[str], Any],
    *,
    label: Callable[[str], Any],
    version: int,
    by: User | None,
    at: datetime | None,
) -> dict[str, Any]:
    """What of `wanted` was really changed since it was `read`.

    Raises EditConflictError when somebody (`by`, at `at`) set one of these fields to another value meanwhile.
    """
    mine, clashing = merging.merge(wanted, now, read)
    if clashing:
        raise EditConflictError(
            [Clash(field, label(field), read(field), now[field], mine[field]) for field in clashing],
            version=version,
            others={field: now[field] for field in wanted if field not in mine},
            by=by,
            at=at,
        )
    return mine
