"""A contact's tie to a competitor."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_contact
from office.requests import StaffRequest, staff_page
from relationships.forms.rivals import CompetitorTieForm
from relationships.services import competing
from relationships.views.scoped import loggable_customer


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def note(request: StaffRequest, pk: int) -> HttpResponse:
    contact = visible_contact(request, pk)
    loggable_customer(request.user, contact.customer_id)
    form = CompetitorTieForm(posted(request))
    back = reverse("relationships:map", args=[contact.customer_id])
    dialog = Dialog(_("Tie to a competitor"), back, contact.customer, about=str(contact))
    return dialog.answer(request, form, lambda: competing.note(contact, by=request.user, **form.cleaned_data))
