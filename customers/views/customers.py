"""Verbs on a customer: register, edit, archive, restore, hand over, put colleagues on the account."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError, EditConflictError
from customers.forms.customer import CustomerForm, MemberForm, OwnerForm, ReasonForm
from customers.models import AccountMember, Customer
from customers.presenters.conflicts import explain
from customers.services import archiving, editing, owning, registering
from customers.services.profiles import namesakes
from customers.views.requests import posted, refuse, visible_customer
from office.requests import StaffRequest, staff_page


@staff_page
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    access.require(access.may_register(request.user))
    form = CustomerForm(posted(request), user=request.user)
    twins: list[str] = []
    if request.method == "POST" and form.is_valid():
        twins = [] if request.POST.get("namesake_known") else _twins(request, form.cleaned_data["name"])
        if not twins:
            try:
                customer = registering.register(by=request.user, **form.profile)
            except CustomersError as error:
                refuse(form, error)
            else:
                messages.success(request, _("%(name)s is in the archive.") % {"name": customer})
                return redirect(customer)
    return render(request, "customers/form.html", {"form": form, "twins": twins})


def _twins(request: StaffRequest, name: str) -> list[str]:
    """Customers of the same name, by name only where this person sees them; else only that there may be one."""
    same = Customer.objects.filter(namesakes(name))
    seen = [str(each.name) for each in same.visible_to(request.user)[:3]]
    if not seen and same.exists():
        return [_("A customer of this name may be here already; ask sales operations.")]
    return [_("%(name)s is in the archive already.") % {"name": each} for each in seen]


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_customer(request, pk)
    access.require(access.may_edit(request.user, customer))
    form = CustomerForm(posted(request), user=request.user, customer=customer)
    context: dict[str, Any] = {"form": form, "customer": customer}
    if request.method == "POST" and form.is_valid():
        try:
            editing.edit(customer, changes=form.profile, version=form.cleaned_data["version"], by=request.user)
        except EditConflictError as conflict:
            context |= explain(conflict, form)
        except CustomersError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("customers:profile", customer.pk)
    return render(request, "customers/form.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def archive(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_customer(request, pk)
    access.require(access.may_edit(request.user, customer))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            archiving.archive(customer, by=request.user, reason=form.cleaned_data["reason"])
        except CustomersError as error:
            refuse(form, error)
        else:
            undo = f"undo:{reverse('customers:restore', args=[customer.pk])}"
            messages.success(request, _("%(name)s is archived.") % {"name": customer}, extra_tags=undo)
            return redirect("customers:list")
    return render(request, "customers/archive.html", {"customer": customer, "form": form})


@staff_page
@require_POST
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_customer(request, pk)
    try:
        archiving.restore(customer, by=request.user, reason=request.POST.get("reason", ""))
    except CustomersError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(name)s is back.") % {"name": customer})
    return redirect(customer)


@staff_page
@require_http_methods(["GET", "POST"])
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_customer(request, pk)
    access.require(access.may_assign(request.user, customer))
    form = OwnerForm(posted(request), user=request.user, initial={"owner": customer.owner})
    if request.method == "POST" and form.is_valid():
        owning.assign_owner(customer, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(owner)s looks after %(name)s now.") % _handover(form, customer))
        return redirect(customer)
    return render(request, "customers/assign.html", {"customer": customer, "form": form})


def _handover(form: OwnerForm, customer: Customer) -> dict[str, Any]:
    return {"owner": form.cleaned_data["owner"] or _("Nobody"), "name": customer}


@staff_page
@require_http_methods(["GET", "POST"])
def add_member(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_customer(request, pk)
    access.require(access.may_edit(request.user, customer) or access.may_assign(request.user, customer))
    form = MemberForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        owning.add_member(customer, user=form.cleaned_data["user"], by=request.user)
        return redirect("customers:profile", customer.pk)
    return render(request, "customers/member.html", {"customer": customer, "form": form})


@staff_page
@require_POST
def end_member(request: StaffRequest, pk: int, member: int) -> HttpResponse:
    customer = visible_customer(request, pk)
    owning.end_membership(get_object_or_404(AccountMember, pk=member, customer=customer), by=request.user)
    return redirect("customers:profile", customer.pk)
