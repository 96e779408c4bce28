"""Which other customers were met on the same visit."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from relationships.models import Interaction

if TYPE_CHECKING:
    from office.models import User


def companions(rows: Iterable[Interaction], user: "User") -> dict[int, list[Interaction]]:
    """By the id of each row: the rows of its visit with other customers, as far as the user sees them and they count.

    One query, and none when no row belongs to a joint visit.
    """
    visits = {row.pk: row.visit_id for row in rows if row.visit_id}
    if not visits:
        return {}
    together = (
        Interaction.objects.visible_to(user)
        .standing()
        .filter(visit_id__in=set(visits.values()))
        .select_related("customer")
        .order_by("id")
    )
    found = list(together)
    return {pk: [one for one in found if one.visit_id == visit and one.pk != pk] for pk, visit in visits.items()}
