"""How one customer uses what it bought, and all customers whose use falls."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.models import Customer, Product
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.access import sees_people_and_voices
from office.clock import today
from office.exporting import list_file, wants_file
from office.models import Team, User
from office.requests import StaffRequest, staff_page
from relationships.access import loggable_by
from relationships.forms.usage import UsageForm
from relationships.list_files import FALLING
from relationships.models import ServiceRequest, UsageMeasure
from relationships.selectors.requests import counted
from relationships.selectors.usage import falling
from relationships.services import usage
from relationships.using.charts import usage_figure
from relationships.using.lists import falling_rows
from relationships.using.requests import overall
from relationships.using.rows import measure_rows
from relationships.views.scoped import as_key, loggable_customer

PAGE = 50
REQUESTS = 12


@require_safe
@staff_page
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """The customer's use, by breadth, depth and frequency side by side."""
    customer = visible_people(request, pk)
    found = measure_rows(customer, today())
    labels = dict(UsageMeasure.Dimension.choices)
    context = {
        "dimensions": [
            (labels[dimension], [(row, usage_figure(row, level=4)) for row in rows])
            for dimension, rows in found.items()
        ],
        "measured": any(found.values()),
        **_asked_of_us(request, customer),
        "may_read": loggable_by(request.user).filter(pk=pk).exists(),
    }
    return render_tab(request, customer, "usage", "relationships/usage/tab.html", context)


def _asked_of_us(request: StaffRequest, customer: Customer) -> dict[str, Any]:
    """What the customer asked in the last ninety days, and its newest requests."""
    rows, now = ServiceRequest.objects.visible_to(request.user).filter(customer=customer), timezone.now()
    newest = list(rows.select_related("recorded_by", "voided_by")[: REQUESTS + 1])
    return {
        "figures": overall(counted(rows, now)),
        "requests": newest[:REQUESTS],
        "more_requests": len(newest) > REQUESTS,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def add(request: StaffRequest, pk: int) -> HttpResponse:
    """One value by hand."""
    visible_people(request, pk)
    customer = loggable_customer(request.user, pk)
    form = UsageForm(posted(request))
    dialog = Dialog(_("Enter a value of use"), reverse("relationships:usage-tab", args=[pk]), customer=customer)
    return dialog.answer(request, form, lambda: usage.record(customer, by=request.user, **form.cleaned_data))


@require_safe
@staff_page
def falling_list(request: StaffRequest) -> HttpResponse:
    """Customers whose use gets worse, the steepest first; narrowed by owner, team and product."""
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    asked = {name: request.GET.get(name, "") for name in ("owner", "team", "product")}
    trends = falling(request.user, **{name: as_key(value) if value else None for name, value in asked.items()})
    if wants_file(request):
        every = falling_rows(list(trends), today())
        return list_file(
            request,
            FALLING,
            every,
            name=_("Falling use"),
            count=len(every),
            listing="relationships.falling_use",
            asked=asked,
        )
    page = Paginator(trends, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "page": page,
        "rows": falling_rows(list(page.object_list), today()),
        "owners": User.objects.visible_to(request.user).active().people().order_by("username"),
        "teams": Team.objects.visible_to(request.user),
        "products": Product.objects.filter(usage_measures__isnull=False).distinct(),
        "asked": asked,
    }
    return render(request, "relationships/usage/list.html", context)
