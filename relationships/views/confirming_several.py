"""Several readings on one page for the customer: the dialog that makes the link, and the page behind it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from customers.access import may_edit_people, require
from customers.errors import CustomersError
from customers.views.requests import posted, refuse, visible_people
from office.clock import today
from office.models import Company
from office.requests import StaffRequest, staff_page
from relationships.forms.confirming import AnswerSeveralForm, AskSeveralForm
from relationships.models import ConfirmLink
from relationships.selectors.outcomes import unconfirmed
from relationships.services import confirming_several
from relationships.services.confirming import LinkOverError


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
@never_cache
def ask(request: StaffRequest, pk: int) -> HttpResponse:
    """Make one link for the readings that nobody confirmed; it is shown on the answer to this very form alone."""
    customer = visible_people(request, pk)
    require(may_edit_people(request.user, customer))
    waiting = unconfirmed(customer, request.user, today())
    form = AskSeveralForm(posted(request), readings=waiting, customer=customer, user=request.user)
    back = reverse("relationships:outcomes-tab", args=[pk])
    context = {"form": form, "customer": customer, "waiting": waiting, "back": back}
    if form.is_valid():
        said = form.cleaned_data
        try:
            links, token = confirming_several.ask_several(
                form.chosen, contact=said["contact"], language=said["language"], by=request.user
            )
        except CustomersError as error:
            refuse(form, error)
        else:
            address = settings.SITE_URL + reverse("relationships:confirm", args=[token])
            context |= {"link": links[0], "count": len(links), "address": address}
    return render(request, "relationships/outcomes/ask_several.html", context)


def answered(request: HttpRequest, token: str, links: list[ConfirmLink]) -> HttpResponse | None:
    """The contact's page with several readings; None when the link was answered in the same moment elsewhere."""
    form = AnswerSeveralForm(request.POST if request.method == "POST" else None, links=links)
    ours = request.user.is_authenticated
    context = {"form": form, "link": links[0], "company": Company.get(), "ours": ours, "lines": form.lines}
    if ours:
        # Our own people look at the page and confirm nothing.
        return render(
            request, "relationships/outcomes/confirm_several.html", context, status=403 if form.is_bound else 200
        )
    if form.is_valid():
        try:
            words = confirming_several.answer_several(token, form.said)
        except LinkOverError:
            return None
        except CustomersError as error:
            form.add_error(None, error.message)
        else:
            context |= {
                "agreed": sum(word.agreed for word in words),
                "objected": sum(not word.agreed for word in words),
            }
            return render(request, "relationships/outcomes/confirmed_several.html", context)
    return render(request, "relationships/outcomes/confirm_several.html", context, status=422 if form.is_bound else 200)
