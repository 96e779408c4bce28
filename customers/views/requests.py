"""Scoped fetches that every page of a customer begins with: what one may not see does not exist."""

from django.forms import Form
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from customers.errors import CustomersError
from customers.models import Contact, Customer, Department
from office.access import sees_people_and_voices
from office.requests import StaffRequest


def visible_customer(request: StaffRequest, pk: int) -> Customer:
    """The customer with its terms and owner; 404 when it does not exist for this person."""
    rows = Customer.objects.visible_to(request.user).select_related(
        "industry", "region", "acquisition_channel", "owner", "team", "parent", "standing"
    )
    return get_object_or_404(rows, pk=pk)


def visible_people(request: StaffRequest, pk: int) -> Customer:
    """The customer, for pages about its people: 404 also for those who see customers but not people (Finance)."""
    customer = visible_customer(request, pk)
    if not sees_people_and_voices(request.user):
        raise Http404
    return customer


def visible_contact(request: StaffRequest, pk: int) -> Contact:
    rows = Contact.objects.visible_to(request.user).select_related(
        "person", "department__function", "customer", "successor__person", "reports_to__person"
    )
    return get_object_or_404(rows, pk=pk)


def visible_department(request: StaffRequest, pk: int) -> Department:
    rows = Department.objects.visible_to(request.user).select_related("function", "customer", "parent")
    return get_object_or_404(rows, pk=pk)


def posted(request: StaffRequest) -> QueryDict | None:
    """What binds a form: the body of a POST, be it empty; None for a form that is only shown."""
    return request.POST if request.method == "POST" else None


def refuse(form: Form, error: CustomersError) -> None:
    """Put a service's refusal where the person can cure it: at the field it names, else on top of the form."""
    form.add_error(error.field if error.field in form.fields else None, str(error.message))
