"""The company's own money: spend to win customers, funds, targets and hourly rates."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError
from customers.forms.company_money import FORMS
from customers.presenters.company_money import PARTS, Part, company_page, export
from customers.services import company_money
from customers.setting_aside import restorable_money
from customers.views.dialogs import Dialog
from customers.views.requests import posted
from office.access import sees_every_ledger
from office.exporting import csv_file
from office.requests import StaffRequest, staff_page

LONGEST = 800


@staff_page
@require_GET
def money(request: StaffRequest) -> HttpResponse:
    part = _part(request, request.GET.get("part", "spend"))
    context = company_page(part, request.user, cursor=request.GET.get("cursor", "")[:LONGEST])
    return render(request, "customers/company_money.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, part: str) -> HttpResponse:
    found = _part(request, part)
    access.require(company_money.may_keep(request.user, found.model))
    form = FORMS[found.key](posted(request))
    dialog = Dialog(found.new, _address(found), of_customers=False)
    return dialog.answer(request, form, lambda: found.enter(by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, part: str, pk: int) -> HttpResponse:
    found = _part(request, part)
    record = get_object_or_404(found.rows(request.user), pk=pk)
    access.require(company_money.may_keep(request.user, record))
    form = FORMS[found.key](posted(request), record=record)
    remove = reverse("customers:money_remove", args=[found.key, record.pk])
    dialog = Dialog(found.label, _address(found), remove_url=remove, remove_text=_("Remove"), of_customers=False)
    return dialog.answer(
        request, form,
        lambda: company_money.change(
            record, changes=form.values, version=form.cleaned_data["version"], by=request.user
        ),
    )  # fmt: skip


@staff_page
@require_POST
def remove(request: StaffRequest, part: str, pk: int) -> HttpResponse:
    found = _part(request, part)
    company_money.remove(get_object_or_404(found.rows(request.user), pk=pk), by=request.user)
    messages.success(request, _("Taken back. It lies in the bin."))
    return redirect(_address(found))


@staff_page
@require_POST
def restore(request: StaffRequest, part: str, pk: int) -> HttpResponse:
    """An entry stands again as its history remembers it; `pk` is that of the memory."""
    found = _part(request, part)
    access.require(company_money.may_keep(request.user, found.model))
    remembered = get_object_or_404(restorable_money(found.model, request.user), pk=pk)
    try:
        company_money.restore(remembered, by=request.user)
    except CustomersError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("It counts again."))
    return redirect(_address(found))


@staff_page
@require_GET
def download(request: StaffRequest, part: str) -> HttpResponse:
    found = _part(request, part)
    heads, rows, count = export(found, request.user)
    return csv_file(request, name=found.key, heads=heads, rows=rows, count=count, listing=f"company_money:{found.key}")


def _part(request: StaffRequest, key: str) -> Part:
    """For those who see every ledger; for others the page does not exist."""
    if key not in PARTS or not sees_every_ledger(request.user):
        raise Http404
    return PARTS[key]


def _address(part: Part) -> str:
    return f"{reverse('customers:money')}?part={part.key}"
