"""The scorecard as a page and on paper."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.access import sees_people_and_voices
from office.calendar.months import add_months
from office.clock import today
from office.models import Company
from office.printing import download
from office.requests import StaffRequest, staff_page
from relationships.selectors.scorecards import Scorecard, scorecard

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
    chosen, context = _found(request)
    return render(
        request, "relationships/outcomes/scorecard.html", context | {"quarters": quarters(today()), "chosen": chosen}
    )


@require_safe
@staff_page
def paper(request: StaffRequest) -> HttpResponse:
    """The same on A4; where no PDF can be made, the page prints well from the browser."""
    chosen, context = _found(request)
    html = render_to_string(
        "relationships/pdf/scorecard.html",
        context | {"chosen": chosen, "html_lang": get_language(), "company": Company.get(), "day": today()},
    )
    return download(
        request,
        html,
        name=f"scorecard-{chosen.key}",
        listing="relationships.scorecard",
        back=reverse("relationships:scorecard"),
        period=chosen.key,
    )


def _found(request: StaffRequest) -> tuple[Quarter, dict[str, Any]]:
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    offered = {one.key: one for one in quarters(today())}
    chosen = offered.get(request.GET.get("quarter", "")) or next(iter(offered.values()))
    found: Scorecard = scorecard(request.user, chosen.start, min(chosen.end, today()), today())
    groups = [
        (_("By account manager"), found.owners),
        (_("By team"), found.teams),
        (_("By product"), found.products),
    ]
    return chosen, {
        "found": found,
        "groups": [(title, cards) for title, cards in groups if cards],
        "running": chosen.end > today(),
    }
