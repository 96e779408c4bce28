"""All goals in sight, and the table in which many readings are entered at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from customers.errors import CustomersError
from customers.models import Product
from customers.views.requests import posted, visible_people
from office.access import sees_people_and_voices
from office.clock import today
from office.exporting import list_file, wants_file
from office.models import User
from office.requests import StaffRequest, staff_page
from relationships.access import weighs_by_revenue
from relationships.attaining.rows import STATUS, GoalRow, row
from relationships.forms.outcomes import EntryTable
from relationships.list_files import GOALS
from relationships.outcomes.rollups import rollup
from relationships.selectors.outcomes import Standing, attained, awaiting, counting, standings
from relationships.services import readings
from relationships.views.scoped import as_key

PAGE = 50
STALE, UNCONFIRMED = "stale", "unconfirmed"


@require_safe
@staff_page
def goal_list(request: StaffRequest) -> HttpResponse:
    """Goals that run, and those due within the past year; narrowed by owner, product and status."""
    _readers_only(request)
    day, asked = today(), request.GET
    goals = counting(day).visible_to(request.user).order_by("customer__name", "current__due", "id")
    owners = User.objects.filter(goal_versions__goal__in=goals.values("pk")).distinct().order_by("username")
    if asked.get("owner"):
        goals = goals.filter(current__owner=as_key(asked["owner"]))
    if asked.get("product"):
        goals = goals.filter(kpi__product=as_key(asked["product"]))
    found = standings(goals, day)
    shown = [row(one, day) for one in found if _is(one, asked.get("status", ""))]
    chosen = {name: asked.get(name, "") for name in ("owner", "product", "status")}
    if wants_file(request):
        return list_file(
            request, GOALS, shown, name=_("Goals"), count=len(shown), listing="relationships.goals", asked=chosen
        )
    rolled = rollup(attained(found))
    pages = Paginator(shown, PAGE)
    context: dict[str, Any] = {
        "page": pages.get_page(asked.get("page")),
        "rolled": rolled,
        "by_revenue": weighs_by_revenue(request.user),
        "stale": sum(one.stale for one in found),
        "off": sum(one.state.status in {"off_track", "missed"} for one in found),
        "confirmed": sum(one.word is not None and one.word.agreed for one in found),
        "owners": owners,
        "products": Product.objects.filter(outcome_kpis__isnull=False).distinct(),
        "statuses": {**STATUS, STALE: _("reading is old"), UNCONFIRMED: _("not confirmed by the customer")},
        "asked": chosen,
    }
    return render(request, "relationships/outcomes/list.html", context)


def _is(one: Standing, status: str) -> bool:
    if status == STALE:
        return one.stale
    if status == UNCONFIRMED:
        return one.latest is not None and not (one.word and one.word.agreed)
    return one.state.status == status if status in STATUS else True


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def entry(request: StaffRequest) -> HttpResponse:
    """The person's goals, or those of one customer, each with a field for its value."""
    _readers_only(request)
    wanted = request.GET.get("customer", "")
    customer = visible_people(request, as_key(wanted)) if wanted else None
    day = today()
    waiting = awaiting(request.user, day, customer=customer)
    table = EntryTable([one.goal for one in waiting], posted(request))
    if request.method == "POST" and table.is_valid():
        try:
            fresh = readings.record_many(table.values, by=request.user)
        except CustomersError as error:
            messages.warning(request, str(error.message))
        else:
            told = ngettext("%(count)s reading kept.", "%(count)s readings kept.", fresh) % {"count": fresh}
            messages.success(request, told)
            return redirect(request.get_full_path())
    lines: list[tuple[GoalRow, Any]] = [
        (row(one, day), entered) for one, entered in zip(waiting, table.rows, strict=True)
    ]
    context = {"lines": lines, "customer": customer}
    return render(
        request, "relationships/outcomes/entry.html", context, status=422 if request.method == "POST" else 200
    )


def _readers_only(request: StaffRequest) -> None:
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
