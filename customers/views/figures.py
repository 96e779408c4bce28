"""The page of one figure: what it is, what stands behind it, and what is missing."""

from datetime import date

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from customers.figures.reading import FutureDayError, read
from customers.figures.registry import UnknownFigureError, find
from customers.presenters import figures
from customers.views.requests import visible_customer
from office.printing import layout_of, page_or_paper
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def figure(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Of today, or as kept on a day (`as_of`); an unreadable or future day is said and today's shown instead."""
    customer = visible_customer(request, pk)
    try:
        definition = find(name)
    except UnknownFigureError as error:
        raise Http404 from error
    if not definition.may_see(request.user, customer):
        raise Http404
    asked, problem = _day(request.GET.get("as_of", ""))
    try:
        reading = read(definition, customer, request.user, asked)
    except FutureDayError:
        problem, asked = _("That day lies ahead; this is today's figure."), None
        reading = read(definition, customer, request.user)
    context = figures.page(definition, reading, customer, request.user, as_of=asked)
    context |= {"customer": customer, "problem": problem, "layout": layout_of(request)}
    return page_or_paper(
        request,
        "customers/figure.html",
        context,
        name=f"{customer.name} {context['title']}",
        listing=f"customers.figure.{name}",
        customer=customer.pk,
    )


def _day(text: str) -> tuple[date | None, str]:
    if not text:
        return None, ""
    try:
        return date.fromisoformat(text), ""
    except ValueError:
        return None, _("“%(day)s” is no day such as 2026-10-31; this is today's figure.") % {"day": text[:20]}
