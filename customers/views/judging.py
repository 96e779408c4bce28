"""The judgement tab of a customer and its dialogs."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError
from customers.forms.judgements import LighthouseForm, OverrideForm, PlanForm, RatingForm
from customers.models import CustomerStanding, LighthouseRecord, Rating, TierOverride, ValuePlan
from customers.presenters.judgement import judgement_tab
from customers.services import investing, judging
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office import access as office_access
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def judgement(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    context = judgement_tab(customer, request.user, timezone.localdate())
    return render_tab(request, customer, "judgement", "customers/tabs/judgement.html", context)


@staff_page
@require_http_methods(["GET", "POST"])
def rate(request: StaffRequest, pk: int, dimension: str) -> HttpResponse:
    customer = visible_people(request, pk)
    if dimension not in Rating.Dimension.values:
        raise Http404
    access.require(access.may_judge(request.user, customer))
    form = RatingForm(posted(request), dimension=dimension)
    label = Rating.Dimension(dimension).label
    heading = _("Rate: %(dimension)s") % {"dimension": label}
    dialog = Dialog(heading, _tab(pk), customer, body_template="customers/entries/rating.html")
    return dialog.answer(
        request, form, lambda: judging.rate(customer, dimension=dimension, by=request.user, **form.cleaned_data)
    )


@staff_page
@require_http_methods(["GET", "POST"])
def override(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    access.require(office_access.decides(request.user))
    form = OverrideForm(posted(request))
    dialog = Dialog(_("Set the tier by hand"), _tab(pk), customer)
    return dialog.answer(request, form, lambda: judging.override_tier(customer, by=request.user, **form.cleaned_data))


@staff_page
@require_POST
def take_back_override(request: StaffRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(TierOverride.objects.visible_to(request.user).select_related("customer"), pk=pk)
    try:
        judging.take_back_override(found, by=request.user)
    except CustomersError as error:
        messages.error(request, error.message)
    return redirect(_tab(found.customer_id))


@staff_page
@require_http_methods(["GET", "POST"])
def lighthouse(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    access.require(access.may_invest(request.user, customer))
    record = LighthouseRecord.objects.filter(customer=customer).first()
    form = LighthouseForm(posted(request), record=record)
    standing = CustomerStanding.objects.visible_to(request.user).today().filter(customer=customer).first()

    def save() -> None:
        kept = {name: form.cleaned_data[name] for name in ("evidence", "cap", "review_on", "version")}
        net = standing.net_profit_ever if standing else None
        investing.declare_lighthouse(customer, criteria=form.criteria, net_profit_cum=net, by=request.user, **kept)

    return Dialog(_("Is it a lighthouse?"), _tab(pk), customer).answer(request, form, save)


@staff_page
@require_http_methods(["GET", "POST"])
def value_plan(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    access.require(access.may_invest(request.user, customer))
    plan = ValuePlan.objects.filter(customer=customer).first()
    form = PlanForm(posted(request), plan=plan)
    dialog = Dialog(_("Value plan"), _tab(pk), customer, body_template="customers/entries/plan.html")

    def save() -> None:
        kept = {name: form.cleaned_data[name] for name in ("starts_on", "years", "note", "version")}
        investing.plan_value(customer, by=request.user, **kept)

    return dialog.answer(request, form, save)


def _tab(pk: int) -> str:
    return reverse("customers:judgement", args=[pk])
