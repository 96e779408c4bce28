"""Success plans: the tab of a customer, and the list of all in sight with the key customers that have none."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from customers.access import may_edit_people
from customers.views.detail import render_tab
from customers.views.requests import visible_people
from office.access import sees_people_and_voices
from office.clock import today
from office.exporting import list_file, wants_file
from office.requests import StaffRequest, staff_page
from relationships.access import loggable_by
from relationships.list_files import PLANS, WITHOUT_PLAN
from relationships.models import SuccessPlan
from relationships.planning.rows import plan_page, plan_row
from relationships.selectors.plans import states, without_plan
from relationships.views.scoped import as_key

PAGE = 50
OVERDUE, WITHOUT = "overdue", "without"


@require_safe
@staff_page
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """The customer's live plan; `plan` asks for a closed one."""
    customer = visible_people(request, pk)
    chosen = None
    if request.GET.get("plan"):
        plans = SuccessPlan.objects.visible_to(request.user).select_related("customer", "owner", "closed_by")
        chosen = get_object_or_404(plans, pk=as_key(request.GET["plan"]), customer=customer)
    context = plan_page(customer, request.user, today(), chosen)
    living = not customer.is_archived
    writable = context["plan"] is None or context["plan"].is_live
    may_plan = living and may_edit_people(request.user, customer)
    context |= {
        "may_plan": may_plan,
        "may_write": may_plan and writable,
        "may_tick": writable and loggable_by(request.user).filter(pk=pk).exists(),
        "day": today(),
    }
    return render_tab(request, customer, "plan", "relationships/plans/tab.html", context)


@require_safe
@staff_page
def plan_list(request: StaffRequest) -> HttpResponse:
    """All live plans in reach; mine alone, those with overdue tasks, or key customers that have no plan."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    user, day, asked = request.user, today(), request.GET
    mine, show = asked.get("of") == "mine", asked.get("show", "")
    missing, plans = without_plan(user), SuccessPlan.objects.visible_to(user).live()
    if mine:
        missing, plans = missing.filter(owner=user), plans.filter(owner=user)
    found = [plan_row(one) for one in states(plans.order_by("customer__sort_key", "id"), day)]
    late = [one for one in found if one.state.progress.overdue]
    shown: list[Any] = list(missing) if show == WITHOUT else late if show == OVERDUE else found
    if wants_file(request):
        columns: list[Any] = WITHOUT_PLAN if show == WITHOUT else PLANS
        asked_for = {"of": mine, "show": show in {OVERDUE, WITHOUT}}
        return list_file(
            request,
            columns,
            shown,
            name=_("Success plans"),
            count=len(shown),
            listing="relationships.success_plans",
            asked=asked_for,
        )
    context = {
        "page": Paginator(shown, PAGE).get_page(asked.get("page")),
        "counts": {"all": len(found), OVERDUE: len(late), WITHOUT: len(shown) if show == WITHOUT else missing.count()},
        "show": show if show in {OVERDUE, WITHOUT} else "",
        "of": "mine" if mine else "",
    }
    return render(request, "relationships/plans/list.html", context)
