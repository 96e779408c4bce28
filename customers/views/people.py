"""Contacts and departments of a customer."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError, EditConflictError
from customers.forms.people import (
    AttitudeForm,
    ConsentForm,
    ContactForm,
    DepartmentForm,
    LeftForm,
    MoveForm,
    SuccessorForm,
)
from customers.models import Contact, Customer
from customers.presenters.conflicts import explain
from customers.presenters.people import contact_page
from customers.services import attitudes, consents, decision_roles, departments, people
from customers.views.dialogs import Dialog
from customers.views.requests import posted, refuse, visible_contact, visible_department, visible_people
from office.models import User
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def contact(request: StaffRequest, pk: int) -> HttpResponse:
    found = visible_contact(request, pk)
    return render(request, "customers/contact.html", contact_page(found, request.user, timezone.localdate()))


@staff_page
@require_http_methods(["GET", "POST"])
def new_contact(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    access.require(access.may_edit_people(request.user, customer))
    form = ContactForm(posted(request), customer=customer, known=first_known(request, customer))
    if request.method == "POST" and form.is_valid():
        try:
            contact = _create(customer, form, by=request.user)
        except CustomersError as error:
            refuse(form, error)
        else:
            messages.success(request, _("%(name)s is among the contacts.") % {"name": contact})
            return redirect("customers:people", customer.pk)
    return render(request, "customers/contact_form.html", {"form": form, "customer": customer})


def first_known(request: StaffRequest, customer: Customer) -> dict[str, Any]:
    """What the address says of a person to be added: the department, and that nobody knows who it is."""
    said = request.GET.get("department", "")
    pk = int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0
    department = customer.departments.filter(pk=pk).first()
    known: dict[str, Any] = {"department": department} if department else {}
    if department and request.GET.get("unknown"):
        known |= {"placeholder": True, "family_name": _("somebody in %(department)s") % {"department": department}}
    return known


@transaction.atomic
def _create(customer: Customer, form: ContactForm, *, by: User) -> Contact:
    key = form.cleaned_data["form_key"]
    contact = people.add_contact(customer, by=by, points=form.new_points, form_key=key, **form.profile)
    _judge(contact, form, by=by)
    return contact


@staff_page
@require_http_methods(["GET", "POST"])
def edit_contact(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    access.require(access.may_edit_people(request.user, contact.customer))
    form = ContactForm(posted(request), customer=contact.customer, contact=contact)
    context: dict[str, Any] = {"form": form, "customer": contact.customer, "contact": contact}
    if request.method == "POST" and form.is_valid():
        try:
            _save(contact, form, by=request.user)
        except EditConflictError as conflict:
            context |= explain(conflict, form)
        except CustomersError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(contact)
    return render(request, "customers/contact_form.html", context)


@transaction.atomic
def _save(contact: Contact, form: ContactForm, *, by: User) -> None:
    people.edit_contact(
        contact,
        changes=form.profile,
        version=form.cleaned_data["version"],
        by=by,
        add_points=form.new_points,
        remove_points=form.removed_points,
    )
    _judge(contact, form, by=by)


def _judge(contact: Contact, form: ContactForm, *, by: User) -> None:
    decision_roles.change(contact, by=by, take=form.roles_taken, leave=form.roles_left)
    attitude = form.cleaned_data["attitude"]
    if attitude is not None and attitude != contact.attitude:
        attitudes.judge(contact, attitude=attitude, by=by)


@staff_page
@require_http_methods(["GET", "POST"])
def contact_left(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    access.require(access.may_edit_people(request.user, contact.customer))
    form = LeftForm(posted(request), contact=contact)
    if request.method == "POST" and form.is_valid():
        try:
            people.mark_left(contact, by=request.user, **form.cleaned_data)
        except CustomersError as error:
            refuse(form, error)
        else:
            return redirect(contact)
    reports = contact.reports.filter(left_on=None).count()
    return render(request, "customers/contact_left.html", {"contact": contact, "form": form, "reports": reports})


@staff_page
@require_http_methods(["GET", "POST"])
def contact_successor(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    access.require(access.may_edit_people(request.user, contact.customer))
    form = SuccessorForm(posted(request), contact=contact, initial={"successor": contact.successor_id})
    dialog = Dialog(_("Successor"), contact.get_absolute_url(), contact.customer, about=str(contact))
    return dialog.answer(
        request, form, lambda: people.name_successor(contact, form.cleaned_data["successor"], by=request.user)
    )


@staff_page
@require_POST
def contact_returned(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    try:
        people.take_back(contact, by=request.user)
    except CustomersError as error:
        messages.error(request, error.message)
    return redirect(contact)


@staff_page
@require_http_methods(["GET", "POST"])
def move_contact(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    access.require(access.may_edit_people(request.user, contact.customer))
    form = MoveForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            arrived = people.move(contact, to=wanted["to"], by=request.user, on=wanted["on"], title=wanted["title"])
        except CustomersError as error:
            refuse(form, error)
        else:
            return redirect(arrived)
    return render(request, "customers/contact_move.html", {"contact": contact, "form": form})


@staff_page
@require_http_methods(["GET", "POST"])
def judge_attitude(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    access.require(access.may_edit_people(request.user, contact.customer))
    form = AttitudeForm(posted(request), initial={"attitude": contact.attitude})
    if request.method == "POST" and form.is_valid():
        attitudes.judge(contact, by=request.user, **form.cleaned_data)
        return redirect(contact)
    return render(request, "customers/attitude.html", {"contact": contact, "form": form})


@staff_page
@require_http_methods(["GET", "POST"])
def consent(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    access.require(access.may_edit_people(request.user, contact.customer))
    form = ConsentForm(posted(request))
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        if wanted["withdraw"]:
            consents.withdraw(contact, purpose=wanted["purpose"], by=request.user)
        else:
            consents.give(contact, purpose=wanted["purpose"], source=wanted["source"], by=request.user)
        return redirect(contact)
    return render(request, "customers/consent.html", {"contact": contact, "form": form})


@staff_page
@require_http_methods(["GET", "POST"])
def new_department(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    access.require(access.may_edit_people(request.user, customer))
    form = DepartmentForm(posted(request), customer=customer)
    back = _opened_on(request, customer)
    if request.method == "POST" and form.is_valid():
        try:
            departments.add(customer, by=request.user, **form.profile)
        except CustomersError as error:
            refuse(form, error)
        else:
            return redirect(back)
    return render(request, "customers/department.html", {"form": form, "customer": customer, "back": back})


@staff_page
@require_http_methods(["GET", "POST"])
def edit_department(request: StaffRequest, pk: int) -> HttpResponse:
    department = visible_department(request, pk)
    customer = department.customer
    access.require(access.may_edit_people(request.user, customer))
    form = DepartmentForm(posted(request), customer=customer, department=department)
    back = _opened_on(request, customer)
    context: dict[str, Any] = {"form": form, "customer": customer, "department": department, "back": back}
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            departments.edit(department, changes=form.profile, version=version, by=request.user)
        except EditConflictError as conflict:
            context |= explain(conflict, form)
        except CustomersError as error:
            refuse(form, error)
        else:
            return redirect(back)
    return render(request, "customers/department.html", context)


def _opened_on(request: StaffRequest, customer: Customer) -> str:
    """Where the form of a department was opened: on the chart, or among the people."""
    return reverse("customers:chart" if request.GET.get("from") == "chart" else "customers:people", args=[customer.pk])
