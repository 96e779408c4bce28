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
from office import clock
from office.exporting import list_file, wants_file
from office.requests import StaffRequest, came_from, staff_page
from relationships.forms import CallForm, FinishForm, NextActionForm, PostponeForm, VoidForm, show_refusal
from relationships.list_files import ACTIONS
from relationships.models import NextAction
from relationships.selectors.actions import agenda, later_actions, open_actions
from relationships.services import next_actions
from relationships.views.returning import told
from relationships.views.scoped import loggable_customer

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@staff_page
def mine(request: StaffRequest) -> HttpResponse:
    """Everything the person has promised, later weeks included."""
    day = clock.today()
    if wants_file(request):
        mine = open_actions(request.user)
        return list_file(
            request,
            ACTIONS,
            mine,
            name=_("My next actions"),
            count=mine.count(),
            listing="relationships.next_actions",
            asked={},
        )
    later = list(later_actions(request.user, day)[:200])
    return render(request, "relationships/actions.html", {"agenda": agenda(request.user, day), "later": later})


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, customer_pk: int) -> HttpResponse:
    customer = loggable_customer(request.user, customer_pk)
    form = NextActionForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            next_actions.add(customer=customer, by=request.user, **form.cleaned_data)
        except CustomersError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _("Next action kept."))
            return redirect(came_from(request) or customer.get_absolute_url())
    return render(request, "relationships/action_add.html", {"customer": customer, "form": form})


@require_POST
@staff_page
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    action = _found(request, pk)
    form = FinishForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    undo = reverse("relationships:action-reopen", args=[pk])
    done = _("Done: %(text)s") % {"text": action.text}
    return _told(request, action, lambda: next_actions.finish(action, by=request.user, note=note), done, undo)


@require_http_methods(FORM_METHODS)
@staff_page
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """Finish a step that asks for an answer."""
    action = _changeable(request, pk)
    form = CallForm(request.POST or None)
    if form.is_valid():
        undo = reverse("relationships:action-reopen", args=[pk])
        done = _("Done: %(text)s") % {"text": action.text}
        return _told(
            request, action, lambda: next_actions.finish(action, by=request.user, **form.cleaned_data), done, undo
        )
    return render(request, "relationships/action_call.html", {"action": action, "form": form})


@require_POST
@staff_page
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    action = _found(request, pk)
    return _told(request, action, lambda: next_actions.reopen(action, by=request.user), _("Open again."))


@require_http_methods(FORM_METHODS)
@staff_page
def postpone(request: StaffRequest, pk: int) -> HttpResponse:
    action = _changeable(request, pk)
    form = PostponeForm(request.POST or None, initial={"due_on": action.due_on})
    if form.is_valid():
        day = form.cleaned_data["due_on"]
        return _told(
            request,
            action,
            lambda: next_actions.postpone(action, due_on=day, by=request.user),
            _("Moved to another day."),
        )
    return render(request, "relationships/action_postpone.html", {"action": action, "form": form})


@require_http_methods(FORM_METHODS)
@staff_page
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    """Close without having done it."""
    action = _changeable(request, pk)
    form = VoidForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        undo = reverse("relationships:action-reopen", args=[pk])
        return _told(
            request, action, lambda: next_actions.drop(action, by=request.user, reason=reason), _("Dropped."), undo
        )
    return render(request, "relationships/action_drop.html", {"action": action, "form": form})


def _told(
    request: StaffRequest, action: NextAction, verb: Callable[[], Any], text: str, undo: str = ""
) -> HttpResponse:
    """Do it, say so, go back to where it was asked for."""
    return told(request, verb, text, back=came_from(request) or reverse("relationships:today"), undo=undo)


def _changeable(request: StaffRequest, pk: int) -> NextAction:
    action = _found(request, pk)
    if not next_actions.may_change(action, request.user):
        raise PermissionDenied
    return action


def _found(request: StaffRequest, pk: int) -> NextAction:
    return get_object_or_404(NextAction.objects.visible_to(request.user).select_related("customer", "owner"), pk=pk)
