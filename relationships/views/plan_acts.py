"""The small forms of a success plan: each shows itself as a dialog, calls one service and goes back to the plan."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers.access import may_edit_people, require
from customers.models import Customer
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.requests import StaffRequest, staff_page
from relationships.forms.actions import VoidForm
from relationships.forms.plans import CloseForm, HeldForm, ObjectiveForm, PlanForm, ReviewForm
from relationships.models import PlanObjective, PlanReview, SuccessPlan
from relationships.services import plan_parts, plans
from relationships.views.returning import told

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@staff_page
def make(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    require(may_edit_people(request.user, customer))
    form = PlanForm(posted(request), user=request.user)
    dialog = Dialog(_("Make a success plan"), back_to(customer), customer)
    return dialog.answer(request, form, lambda: plans.make(customer, by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    form = PlanForm(posted(request), user=request.user, record=plan)
    dialog = Dialog(_("Change the plan"), back_to(plan.customer), plan.customer, about=plan.title)

    def save() -> None:
        plans.change(plan, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """With its result; what is open goes with it, and the dialog says so."""
    plan = plan_of(request, pk)
    form = CloseForm(posted(request))
    about = _("%(plan)s: open tasks and planned reviews are dropped with it") % {"plan": plan.title}
    dialog = Dialog(_("Close the plan"), back_to(plan.customer), plan.customer, about=about)
    return dialog.answer(request, form, lambda: plans.close(plan, by=request.user, **form.cleaned_data))


@require_POST
@staff_page
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    return told_of(request, plan, lambda: plans.reopen(plan, by=request.user), _("The plan runs again."))


@require_http_methods(FORM_METHODS)
@staff_page
def objective_add(request: StaffRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    form = ObjectiveForm(posted(request), user=request.user, customer=plan.customer)
    dialog = Dialog(_("Add an objective"), back_to(plan.customer), plan.customer, about=plan.title)
    return dialog.answer(request, form, lambda: plan_parts.add_objective(plan, by=request.user, **form.written))


@require_http_methods(FORM_METHODS)
@staff_page
def objective_change(request: StaffRequest, pk: int) -> HttpResponse:
    found = part_of(request, PlanObjective, pk)
    customer = found.plan.customer
    form = ObjectiveForm(posted(request), user=request.user, customer=customer, record=found)
    dialog = Dialog(_("Change the objective"), back_to(customer), customer, about=found.text)

    def save() -> None:
        version = form.cleaned_data["version"]
        plan_parts.change_objective(found, changes=form.written, version=version, by=request.user)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def objective_drop(request: StaffRequest, pk: int) -> HttpResponse:
    return _drop(request, part_of(request, PlanObjective, pk), _("Drop the objective"))


@require_POST
@staff_page
def objective_restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = part_of(request, PlanObjective, pk)
    return told_of(request, found.plan, lambda: plan_parts.restore(found, by=request.user), _("Back in the plan."))


@require_http_methods(FORM_METHODS)
@staff_page
def review_add(request: StaffRequest, pk: int) -> HttpResponse:
    plan = plan_of(request, pk)
    form = ReviewForm(posted(request), user=request.user, customer=plan.customer)
    dialog = Dialog(_("Plan a review"), back_to(plan.customer), plan.customer, about=plan.title)
    return dialog.answer(request, form, lambda: plan_parts.plan_review(plan, by=request.user, **form.written))


@require_http_methods(FORM_METHODS)
@staff_page
def review_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Day and people of one that is planned; words and people of one that was held."""
    found = part_of(request, PlanReview, pk)
    customer, kind = found.plan.customer, ReviewForm if found.held_on is None else HeldForm
    form = kind(posted(request), user=request.user, customer=customer, record=found)
    dialog = Dialog(_("Change the review"), back_to(customer), customer, about=found.plan.title)

    def save() -> None:
        version = form.cleaned_data["version"]
        plan_parts.change_review(found, changes=form.written, version=version, by=request.user)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def review_hold(request: StaffRequest, pk: int) -> HttpResponse:
    found = part_of(request, PlanReview, pk)
    customer = found.plan.customer
    form = HeldForm(posted(request), user=request.user, customer=customer, record=found)
    dialog = Dialog(_("Note the review"), back_to(customer), customer, about=found.plan.title)

    def save() -> None:
        cleaned = form.cleaned_data
        told_by = {name: cleaned[name] for name in ("held_on", "notes", "decisions", "version")} | form.lists
        plan_parts.hold_review(found, by=request.user, **told_by)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def review_drop(request: StaffRequest, pk: int) -> HttpResponse:
    return _drop(request, part_of(request, PlanReview, pk), _("Drop the review"))


@require_POST
@staff_page
def review_restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = part_of(request, PlanReview, pk)
    return told_of(request, found.plan, lambda: plan_parts.restore(found, by=request.user), _("Back in the plan."))


def _drop(request: StaffRequest, part: Any, heading: str) -> HttpResponse:
    form, customer = VoidForm(posted(request)), part.plan.customer
    dialog = Dialog(heading, back_to(customer), customer, about=str(part))
    return dialog.answer(
        request, form, lambda: plan_parts.drop(part, reason=form.cleaned_data["reason"], by=request.user)
    )


def told_of(
    request: StaffRequest, plan: SuccessPlan, verb: Callable[[], Any], text: str, undo: str = ""
) -> HttpResponse:
    """Do it, say so, go back to the plan."""
    return told(request, verb, text, back=reverse("relationships:success-plan", args=[plan.customer_id]), undo=undo)


def back_to(customer: Customer) -> str:
    return reverse("relationships:success-plan", args=[customer.pk])


def plan_of(request: StaffRequest, pk: int) -> SuccessPlan:
    """404 for a plan that does not exist for the person, 403 for one that they only read."""
    found = get_object_or_404(SuccessPlan.objects.visible_to(request.user).select_related("customer", "owner"), pk=pk)
    if not may_edit_people(request.user, found.customer):
        raise PermissionDenied
    return found


def part_of(request: StaffRequest, kind: Any, pk: int) -> Any:
    found = get_object_or_404(kind.objects.visible_to(request.user).select_related("plan__customer"), pk=pk)
    if not may_edit_people(request.user, found.plan.customer):
        raise PermissionDenied
    return found
