"""What a customer needs, in dialogs on its strategy tab."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from customers.access import may_judge, require
from customers.models import Customer, Need
from customers.services import needing
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.requests import StaffRequest, staff_page
from relationships.forms.needs import NeedForm

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    require(may_judge(request.user, customer))
    form = NeedForm(posted(request), user=request.user)
    dialog = _dialog(pgettext("need", "Add a need"), customer)
    return dialog.answer(request, form, lambda: needing.add(customer, by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    rows = Need.objects.visible_to(request.user).select_related("customer")
    found = get_object_or_404(rows, pk=pk)
    customer = visible_people(request, found.customer_id)
    require(may_judge(request.user, customer))
    form = NeedForm(posted(request), user=request.user, record=found)
    dialog = _dialog(pgettext("need", "Change the need"), customer)

    def save() -> None:
        needing.change(found, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


def _dialog(heading: str, customer: Customer) -> Dialog:
    return Dialog(heading, reverse("relationships:strategy-tab", args=[customer.pk]), customer)
