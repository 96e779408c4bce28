"""The penetration map of a customer: the page, one tie with what stands behind it, the paper."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.errors import CustomersError
from customers.models import Contact, Customer
from customers.views.detail import render_tab
from customers.views.requests import refuse, visible_people
from office import clock
from office.models import User
from office.printing import download
from office.requests import StaffRequest, staff_page
from relationships.access import loggable_by
from relationships.forms.ties import MapForm, TieJudgementForm
from relationships.mapping.page import Asked, map_page
from relationships.mapping.paper import PaperSize, paper_of
from relationships.mapping.parts import graph_part, leaving_part, months_part, step_part, ties_part
from relationships.mapping.tie import tie_page
from relationships.network.events import Mode
from relationships.services import judging_ties

FORM_METHODS = ["GET", "HEAD", "POST"]
Part = Callable[[Customer, User, Asked], dict[str, Any]]
PARTS: dict[str, tuple[str, Part]] = {
    "map-day": ("map_step", step_part),
    "leaving": ("map_leaving", leaving_part),
}
"""What takes the place of a part of the page, by the id of that part."""


@require_safe
@staff_page
def customer_map(request: StaffRequest, pk: int) -> HttpResponse:
    """A tab of the customer's page. `on` or `weeks` back choose the day, `who` imagines somebody gone."""
    customer, asked = visible_people(request, pk), asked_for(request)
    if asked.graph:
        return JsonResponse(graph_part(customer, request.user, asked))
    if part := _part(request, asked):
        template, read = part
        return render(request, f"relationships/{template}.html", read(customer, request.user, asked))
    context = map_page(customer, request.user, asked)
    return render_tab(request, customer, "map", "relationships/map.html", context)


def _part(request: StaffRequest, asked: Asked) -> tuple[str, Part] | None:
    """Of what htmx asks for; who reads without it gets the whole page with the part in it."""
    if not request.headers.get("HX-Request"):
        return None
    if asked.months:
        return "map_months", months_part
    if asked.ties:
        return "map_ties", ties_part
    return PARTS.get(request.headers.get("HX-Target", ""))


@require_safe
@staff_page
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The map of a day as PDF, on A4 or A3."""
    customer = visible_people(request, pk)
    size = PaperSize.A3 if request.GET.get("size") == "a3" else PaperSize.A4
    asked = asked_for(request)
    return download(
        request,
        render_to_string("relationships/pdf/map.html", paper_of(customer, request.user, asked, size)),
        name=f"{_('Map')} {customer} {asked.day.isoformat()}",
        listing="relationships.map",
        back=reverse("relationships:map", args=[customer.pk]),
        customer=customer.pk,
        day=asked.day.isoformat(),
    )


@require_http_methods(FORM_METHODS)
@staff_page
def tie(request: StaffRequest, pk: int, user_pk: int, contact_pk: int) -> HttpResponse:
    """One tie: what it is computed from, what people said of it, and a new judgement."""
    customer = visible_people(request, pk)
    contact = get_object_or_404(
        Contact.objects.visible_to(request.user).filter(customer=customer).with_person(), pk=contact_pk
    )
    colleague = get_object_or_404(User.objects.visible_to(request.user).people(), pk=user_pk)
    may_judge = loggable_by(request.user).filter(pk=customer.pk).exists()
    if request.method == "POST" and not may_judge:
        raise PermissionDenied
    form = TieJudgementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            judging_ties.judge(contact, colleague, by=request.user, **form.cleaned_data)
        except CustomersError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Judgement kept."))
            return redirect("relationships:map", customer.pk)
    context = tie_page(customer, colleague, contact, request.user, asked_for(request))
    context |= {"form": form if may_judge else None, "back": reverse("relationships:map", args=[customer.pk])}
    return render(request, "relationships/tie.html", context)


def asked_for(request: StaffRequest) -> Asked:
    """What the address says; a day ahead or nonsense means today."""
    form = MapForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    now = clock.today()
    mode: Mode = "as_known" if said.get("mode") == "as_known" else "as_corrected"
    return Asked(
        day=_day(said.get("on"), said.get("weeks"), now),
        mode=mode,
        who=said.get("who") or "",
        opened=said.get("dept") or "",
        everybody=bool(said.get("everybody")),
        months=bool(said.get("months")),
        ties=bool(said.get("ties")),
        graph=bool(said.get("graph")),
    )


def _day(on: date | None, weeks: int | None, now: date) -> date:
    if on is not None:
        return min(on, now)
    return now - timedelta(weeks=weeks or 0)
