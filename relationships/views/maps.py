"""The penetration map of a customer: the page, one tie with what stands behind it, the paper."""

from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from customers.errors import CustomersError
from customers.models import Contact
from customers.views.detail import render_tab
from customers.views.requests import refuse, visible_people
from office import clock
from office.models import User
from office.printing import download
from office.requests import StaffRequest, staff_page
from relationships.access import loggable_by
from relationships.forms.ties import MapForm, TieJudgementForm
from relationships.mapping.page import Asked, map_page, months_page
from relationships.mapping.paper import PaperSize, paper_of
from relationships.mapping.tie import tie_page
from relationships.network.events import Mode
from relationships.services import judging_ties

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@staff_page
def customer_map(request: StaffRequest, pk: int) -> HttpResponse:
    """A tab of the customer's page. `on` or `weeks` back choose the day, `who` imagines somebody gone."""
    customer, asked = visible_people(request, pk), asked_for(request)
    if asked.months and request.headers.get("HX-Request"):
        return render(request, "relationships/map_months.html", months_page(customer, request.user, asked))
    context = map_page(customer, request.user, asked)
    return render_tab(request, customer, "map", "relationships/map.html", context)


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
    )


def _day(on: date | None, weeks: int | None, now: date) -> date:
    if on is not None:
        return min(on, now)
    return now - timedelta(weeks=weeks or 0)
