"""What stands above every page of the portfolio: period, day, customers, freshness, and the way to newer figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from customers.selectors.base import Figure
from customers.services import standings
from office.calendar.months import add_months
from office.presenters.jobs import JobLine, job_line
from reports.access import recomputes
from reports.portfolio import tabs

if TYPE_CHECKING:
    from office.models import User


@dataclass(frozen=True, slots=True)
class Frame:
    """`computed` is False while there is no figure to show; `whole` says whether all customers are in it."""

    tabs: list[dict[str, Any]]
    title: Any
    url: str
    key: str
    computed: bool
    stale: bool
    """Something was computed, but without this page's figures."""
    whole: bool
    first: date | None
    month: date | None
    as_of: date | None
    customers: int
    computed_at: datetime | None
    changed_since: int
    may_recompute: bool
    job: JobLine | None


def frame_of(key: str, user: "User", figure: Figure) -> Frame:
    """The frame of the page `key` around its figure. One query, for the job that is under way."""
    open_tab = next(tab for tab in tabs.ordered() if tab.key == key)
    may_recompute = recomputes(user)
    job = standings.under_way() if may_recompute else None
    return Frame(
        tabs=tabs.links(key),
        title=open_tab.label,
        url=reverse(open_tab.url_name),
        key=key,
        computed=figure.values is not None,
        stale=figure.values is None and figure.computed_at is not None,
        whole=figure.whole,
        first=None if figure.month is None else add_months(figure.month, -11),
        month=figure.month,
        as_of=figure.as_of,
        customers=figure.customers,
        computed_at=figure.computed_at,
        changed_since=figure.changed_since if figure.whole else 0,
        may_recompute=may_recompute,
        job=None if job is None else job_line(job),
    )
