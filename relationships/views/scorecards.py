"""The scorecard as a page and on paper."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.access import sees_people_and_voices
from office.calendar.months import add_months
from office.clock import today
from office.printing import page_or_paper
from office.requests import StaffRequest, staff_page
from relationships.selectors.scorecards import scorecard

QUARTERS_OFFERED = 8


@dataclass(frozen=True)
class Quarter:
    """Three months of the calendar; `key` as 2026-Q4."""

    year: int
    number: int

    @property
    def key(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def start(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        return add_months(self.start, 3) - timedelta(days=1)


def quarters(day: date) -> list[Quarter]:
    """The running one and those before it, newest first."""
    found = []
    for back in range(QUARTERS_OFFERED):
        first = add_months(day.replace(day=1), -3 * back)
        found.append(Quarter(first.year, (first.month + 2) // 3))
    return found


@require_safe
@staff_page
def page(request: StaffRequest) -> HttpResponse:
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    offered = quarters(today())
    chosen = next((one for one in offered if one.key == request.GET.get("quarter")), offered[0])
    found = scorecard(request.user, chosen.start, min(chosen.end, today()), today())
    groups = [
        (_("By account manager"), found.owners),
        (_("By team"), found.teams),
        (_("By product"), found.products),
    ]
    context = {
        "quarters": offered,
        "chosen": chosen,
        "found": found,
        "groups": [(title, cards) for title, cards in groups if cards],
        "running": chosen.end > today(),
    }
    return page_or_paper(
        request,
        "relationships/outcomes/scorecard.html",
        context,
        name=f"scorecard-{chosen.key}",
        listing="relationships.scorecard",
        period=chosen.key,
    )
