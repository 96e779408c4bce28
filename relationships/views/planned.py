"""Contacts ahead: planned, changed, cancelled, and done in one step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from customers.models import Customer
from customers.views.requests import posted
from office.formatting.lists import listed
from office.requests import StaffRequest, came_from, staff_page
from relationships.access import loggable_by, logs_anywhere
from relationships.agenda.rows import plan_row
from relationships.errors import NobodyThereError
from relationships.forms import VoidForm, all_valid, as_typed, first_also, sent_also, show_refusal, typed_also
from relationships.forms.planned import ChangePlanForm, PlanForm
from relationships.forms.visit import AlsoForm
from relationships.models import PlannedContact
from relationships.presenters import summary
from relationships.selectors import planned
from relationships.services import planning
from relationships.views.returning import told
from relationships.views.scoped import as_key, loggable_customer

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """Plan a contact; `?customer=` chooses the customer beforehand, `?day=` the day."""
    _require_logging(request)
    if request.method == "POST":
        return _reshown(request) if "reload" in request.POST else _planned(request)
    chosen = request.GET.get("customer", "")
    customer = loggable_customer(request.user, as_key(chosen)) if chosen else None
    form = PlanForm(user=request.user, customer=customer, initial={"on": request.GET.get("day", "")[:10]})
    return _page(request, form, first_also(request.user))


@require_POST
@staff_page
def people(request: StaffRequest) -> HttpResponse:
    """The people of the customer that has just been chosen, with what was typed so far."""
    _require_logging(request)
    return render(request, "relationships/log_contacts.html", {"form": _typed(request).to_show()})


@require_safe
@staff_page
def plan(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    context = {
        "plan": found,
        "row": plan_row(found, request.user),
        "moves": found.moves.select_related("by"),
        "others": planned.of_trip(found, request.user),
        "may_change": planning.may_change(found, request.user),
    }
    return render(request, "relationships/agenda/plan.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another day, other people, another purpose."""
    found = _changeable(request, pk)
    form = ChangePlanForm(posted(request), plan=found, user=request.user)
    if form.is_valid():
        told = form.cleaned_data
        try:
            planning.change(found, by=request.user, version=told["version"], why=told["why"], **form.terms())
        except CustomersError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(came_from(request) or found.get_absolute_url())
    return render(request, "relationships/agenda/change.html", {"plan": found, "form": form})


@require_http_methods(FORM_METHODS)
@staff_page
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    form = VoidForm(posted(request))
    if form.is_valid():
        undo = reverse("relationships:plan-reopen", args=[pk])
        reason = form.cleaned_data["reason"]
        return _told(
            request, found, lambda: planning.cancel(found, by=request.user, reason=reason), _("Cancelled."), undo
        )
    return render(request, "relationships/agenda/cancel.html", {"plan": found, "form": form})


@require_POST
@staff_page
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    found = _changeable(request, pk)
    return _told(request, found, lambda: planning.reopen(found, by=request.user), _("Stands in the plan again."))


@require_POST
@staff_page
def done(request: StaffRequest, pk: int) -> HttpResponse:
    """It took place as planned: one tap. Where nobody of theirs was named, the log asks who it was."""
    found = _changeable(request, pk)
    try:
        logged = planning.as_planned(found, by=request.user)
    except NobodyThereError:
        return redirect(f"{reverse('relationships:log')}?planned={pk}")
    except CustomersError as refused:
        messages.warning(request, str(refused.message))
    else:
        if logged.created:
            undo = reverse("relationships:interaction-undo", args=[logged.interaction.pk])
            text = summary(found.customer, logged.before, logged.after, logged.first_contacts, logged.also)
            messages.success(request, text, extra_tags=f"undo:{undo}?only=1")
        else:
            messages.info(request, _("This was kept already."))
    return redirect(came_from(request) or reverse("relationships:agenda"))


@require_POST
@staff_page
def trip_done(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole trip took place as planned: one tap for all its customers of that day."""
    found = _changeable(request, pk)
    try:
        trip = planning.trip_as_planned(found, by=request.user)
    except NobodyThereError:
        return redirect(f"{reverse('relationships:log')}?planned={pk}")
    except CustomersError as refused:
        messages.warning(request, str(refused.message))
    else:
        _tell_trip(request, trip)
    return redirect(came_from(request) or reverse("relationships:agenda"))


def _tell_trip(request: StaffRequest, trip: planning.Trip) -> None:
    if trip.logged:
        undo = reverse("relationships:interaction-undo", args=[trip.logged[0].interaction.pk])
        names = listed(one.interaction.customer for one in trip.logged)
        messages.success(request, _("Logged: %(customers)s") % {"customers": names}, extra_tags=f"undo:{undo}")
    else:
        messages.info(request, _("This was kept already."))
    if trip.left:
        names = listed(one.plan.customer for one in trip.left)
        messages.warning(request, _("Still to be told by itself: %(customers)s") % {"customers": names})


def _planned(request: StaffRequest) -> HttpResponse:
    customer = _named(request)
    form = PlanForm(request.POST, user=request.user, customer=customer)
    also = sent_also(request.user, request.POST)
    if not all([form.is_valid(), all_valid(customer, also)]):
        return _page(request, form, also)
    try:
        rows = planning.plan(by=request.user, also=[one.stop() for one in also if one.is_filled], **form.entry())
    except CustomersError as refused:
        show_refusal(form, refused)
        return _page(request, form, also)
    messages.success(request, _("Planned: %(what)s") % {"what": rows[0].purpose})
    place = came_from(request)
    stays = place and not place.startswith(reverse("relationships:plan-add"))
    return redirect(place if stays else reverse("relationships:agenda"))


def _reshown(request: StaffRequest) -> HttpResponse:
    """Without scripts: the same form with the people of the customer that has just been chosen."""
    also = typed_also(request.user, request.POST, more=request.POST["reload"] == "more")
    return _page(request, _typed(request), also)


def _typed(request: StaffRequest) -> PlanForm:
    form = PlanForm(user=request.user, customer=_named(request))
    as_typed(form, request.POST)
    return form


def _named(request: StaffRequest) -> Customer | None:
    return loggable_by(request.user).filter(pk=as_key(request.POST.get("customer", ""))).first()


def _page(request: StaffRequest, form: PlanForm, also: list[AlsoForm]) -> HttpResponse:
    context = {
        "form": form.to_show(),
        "also": [one.to_show() for one in also],
        "also_open": len(also) > 1 or any(one.is_filled for one in also),
    }
    return render(request, "relationships/agenda/add.html", context)


def _told(
    request: StaffRequest, found: PlannedContact, verb: Callable[[], Any], text: str, undo: str = ""
) -> HttpResponse:
    return told(request, verb, text, back=came_from(request) or found.get_absolute_url(), undo=undo)


def _require_logging(request: StaffRequest) -> None:
    if not logs_anywhere(request.user):
        raise PermissionDenied


def _changeable(request: StaffRequest, pk: int) -> PlannedContact:
    found = _found(request, pk)
    if not planning.may_change(found, request.user):
        raise PermissionDenied
    return found


def _found(request: StaffRequest, pk: int) -> PlannedContact:
    rows = planned.with_all(request.user).select_related("cancelled_by", "created_by", "interaction__logged_by")
    return get_object_or_404(rows, pk=pk)
