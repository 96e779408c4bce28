"""What a customer needs, in dialogs on its strategy tab."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from customers.access import may_judge, require
from customers.models import Customer, Need
from customers.services import needing
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.requests import StaffRequest, staff_page
from relationships.forms.needs import NeedForm
from relationships.views.returning import told

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
    found = _found(request, pk, Need.objects.standing())
    customer = found.customer
    form = NeedForm(posted(request), user=request.user, record=found)
    remove = reverse("relationships:need-withdraw", args=[found.pk])
    dialog = _dialog(pgettext("need", "Change the need"), customer, remove_url=remove, remove_text=_("Remove"))

    def save() -> None:
        needing.change(found, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


@require_POST
@staff_page
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk, Need.objects.standing())
    text = _("Taken back. It lies in the bin.")
    undo = reverse("relationships:need-restore", args=[found.pk])
    return told(request, lambda: needing.withdraw(found, by=request.user), text, back=_tab(found.customer), undo=undo)


@require_POST
@staff_page
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk, Need.objects.exclude(withdrawn_at=None))
    text = _("It counts again.")
    return told(request, lambda: needing.restore(found, by=request.user), text, back=_tab(found.customer))


def _found(request: StaffRequest, pk: int, among: "QuerySet[Need]") -> Need:
    """One that the person may write on; who sees it and may not is refused."""
    rows = among.filter(pk__in=Need.objects.visible_to(request.user)).select_related("customer")
    found = get_object_or_404(rows, pk=pk)
    require(may_judge(request.user, visible_people(request, found.customer_id)))
    return found


def _tab(customer: Customer) -> str:
    return reverse("relationships:strategy-tab", args=[customer.pk])


def _dialog(heading: str, customer: Customer, **options: Any) -> Dialog:
    return Dialog(heading, _tab(customer), customer, **options)
