"""The scorecard as a page and on paper."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.access import sees_people_and_voices
from office.calendar.quarters import quarters
from office.clock import today
from office.printing import page_or_paper
from office.requests import StaffRequest, staff_page
from relationships.access import weighs_by_revenue
from relationships.selectors.scorecards import scorecard


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
        "by_revenue": weighs_by_revenue(request.user),
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
