"""The line above a page whose figures are added up while it is read."""

from datetime import date
from typing import TYPE_CHECKING

from customers.selectors.base import Figure, company_today
from office import access as office_access
from reports.selectors.members import seen_by

if TYPE_CHECKING:
    from office.models import User


def live_figure(user: "User") -> Figure:
    """Period, day and customers of today's standings as the reader sees them, without values of its own; `values` is None
    before anything was computed. One query, two for who sees a part."""
    standing = company_today()
    if standing is None:
        return Figure(None, None, None, 0, None, 0, 0, whole=True)
    whole = office_access.sees_every_ledger(user)
    return Figure(
        {},
        standing.as_of,
        standing.month,
        standing.customers if whole else seen_by(user).count(),
        standing.computed_at,
        standing.changed_since,
        standing.settings_number,
        whole,
    )


def days_of(figure: Figure) -> tuple[date, date]:
    """The day and the first day of the month of a figure that was computed. ValueError for one that was not."""
    if figure.as_of is None or figure.month is None:
        raise ValueError("nothing was computed yet")
    return figure.as_of, figure.month
