"""A customer's organisation chart: arranged by keyboard or by dragging, and said to be complete."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError
from customers.forms.people import ArrangeForm, ChartForm, ManagerForm
from customers.models import Department
from customers.presenters.charts import chart_page
from customers.services import departments, editing, people
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_contact, visible_department, visible_people
from office.clock import today
from office.requests import StaffRequest, staff_page


@staff_page
@require_http_methods(["GET", "HEAD", "POST"])
def chart(request: StaffRequest, pk: int) -> HttpResponse:
    """The chart; a POST says that it is complete, or that it is not."""
    customer = visible_people(request, pk)
    if request.method == "POST":
        form = ChartForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                changes = {"chart_complete": said["complete"]}
                editing.edit(customer, changes=changes, version=said["version"], by=request.user)
            except CustomersError as error:
                messages.error(request, error.message)
        return redirect("customers:chart", customer.pk)
    return render(
        request, "customers/chart.html", {"customer": customer, **chart_page(customer, request.user, today())}
    )


@staff_page
@require_POST
def arrange(request: StaffRequest, pk: int) -> HttpResponse:
    """Move a department under another one, or a step up or down."""
    department = visible_department(request, pk)
    form = ArrangeForm(request.POST)
    if not form.is_valid():
        raise Http404
    step, parent = form.cleaned_data["step"], form.cleaned_data["parent"]
    try:
        if step:
            departments.shift(department, up=step == "up", by=request.user)
        elif parent is not None:
            _put_under(department, parent, request)
    except CustomersError:
        messages.error(request, _("A department cannot report to itself or to one below it."))
    return redirect("customers:chart", department.customer_id)


@staff_page
@require_http_methods(["GET", "POST"])
def manager(request: StaffRequest, pk: int) -> HttpResponse:
    """Say whom a contact reports to; dragging one person onto another sends the same."""
    contact = visible_contact(request, pk)
    access.require(access.may_edit_people(request.user, contact.customer))
    known: dict[str, Any] = {"reports_to": contact.reports_to_id, "version": contact.version}
    form = ManagerForm(posted(request), contact=contact, initial=known)
    dialog = Dialog(
        pgettext("person", "Reports to"),
        reverse("customers:chart", args=[contact.customer_id]),
        contact.customer,
        contact,
    )

    def save() -> None:
        said = form.cleaned_data
        people.edit_contact(
            contact, changes={"reports_to": said["reports_to"]}, version=said["version"], by=request.user
        )

    return dialog.answer(request, form, save)


def _put_under(department: Department, parent: int, request: StaffRequest) -> None:
    above = get_object_or_404(department.customer.departments, pk=parent) if parent else None
    departments.edit(department, changes={"parent": above}, version=department.version, by=request.user)
