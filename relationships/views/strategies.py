"""All strategies in sight."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from customers.selectors import base
from office.access import sees_margins, sees_people_and_voices
from office.clock import today
from office.exporting import list_file, wants_file
from office.formatting.amounts import percent
from office.requests import StaffRequest, staff_page
from relationships.binding.listing import NARROWINGS, counted, narrowed, row, strategies
from relationships.list_files import STRATEGIES

PAGE = 50


@require_safe
@staff_page
def strategy_list(request: StaffRequest) -> HttpResponse:
    """Who depends on whom, what holds them, and whose review is overdue; shares of revenue for who sees margins."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    day, asked = today(), request.GET.dict()
    rows = strategies(request.user)
    listed = narrowed(rows, asked, request.user, day)
    if wants_file(request):
        chosen = {one.key: asked.get(one.key) for one in NARROWINGS}
        return list_file(
            request,
            STRATEGIES,
            (row(one, day) for one in listed.iterator()),
            name=_("Strategies"),
            count=listed.count(),
            listing="relationships.strategies",
            asked=chosen,
        )
    pages = Paginator(listed, PAGE)
    page = pages.get_page(asked.get("page"))
    controlled = base.figure("strategic_control", request.user).values if sees_margins(request.user) else None
    share = controlled.get("share") if controlled else None
    context = {
        "page": page,
        "rows": [row(one, day) for one in page.object_list],
        "counts": counted(rows, day),
        "fields": [(one, asked.get(one.key, "")) for one in NARROWINGS],
        "controlled": controlled,
        "share": percent(float(share)) if share is not None else None,
    }
    return render(request, "relationships/strategy/list.html", context)
