"""Form of address and birthday of a person, and the greeting that was sent."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers.access import may_edit_people, require
from customers.errors import CustomersError
from customers.models import Contact
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_contact
from office.models import FestivalDay
from office.requests import StaffRequest, came_from, staff_page
from relationships.courtesy.greetings import BIRTHDAY
from relationships.forms.courtesy import CourtesyForm, GreetingForm
from relationships.selectors.courtesies import birthday_of
from relationships.services import courtesies


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    require(may_edit_people(request.user, contact.customer))
    form = CourtesyForm(posted(request), contact=contact, birthday=birthday_of(contact))
    dialog = Dialog(_("Form of address and birthday"), contact.get_absolute_url(), contact.customer, about=str(contact))
    return dialog.answer(request, form, lambda: courtesies.note(contact, by=request.user, **form.cleaned_data))


@require_POST
@staff_page
def greet(request: StaffRequest, pk: int) -> HttpResponse:
    """A greeting was sent: one tap."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("customer", "person"), pk=pk)
    form = GreetingForm(request.POST)
    if form.is_valid():
        _greet(request, contact, **form.cleaned_data)
    return redirect(came_from(request) or reverse("relationships:agenda"))


def _greet(request: StaffRequest, contact: Contact, *, occasion: str, on: date) -> None:
    festival = FestivalDay.objects.filter(festival=occasion, date=on).first()
    if festival is None and occasion != BIRTHDAY:
        return
    label = str(festival.get_festival_display()) if festival else ""
    try:
        logged = courtesies.greet(contact, occasion=occasion, label=label, on=on, by=request.user)
    except CustomersError as refused:
        messages.warning(request, str(refused.message))
        return
    undo = reverse("relationships:interaction-undo", args=[logged.interaction.pk])
    messages.success(request, _("Greeting kept: %(name)s") % {"name": contact}, extra_tags=f"undo:{undo}")
