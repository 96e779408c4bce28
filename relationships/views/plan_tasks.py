"""Tasks of a success plan: promised, changed, done, dropped and taken up again."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from customers.views.dialogs import Dialog
from customers.views.requests import posted
from office.requests import StaffRequest, staff_page
from relationships.forms.actions import FinishForm, VoidForm
from relationships.forms.plans import OurTaskForm, TheirTaskForm
from relationships.models import PlanTask
from relationships.services import plan_tasks
from relationships.views.plan_acts import FORM_METHODS, back_to, part_of, plan_of, told_of


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, pk: int, side: str) -> HttpResponse:
    plan, theirs = plan_of(request, pk), side == PlanTask.Side.THEIRS
    form = (TheirTaskForm if theirs else OurTaskForm)(posted(request), user=request.user, customer=plan.customer)
    heading = _("What they do") if theirs else _("What we do")
    dialog = Dialog(heading, back_to(plan.customer), plan.customer, about=plan.title)
    service = plan_tasks.add_theirs if theirs else plan_tasks.add_ours
    return dialog.answer(request, form, lambda: service(plan, by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    task = part_of(request, PlanTask, pk)
    customer = task.plan.customer
    kind = OurTaskForm if task.is_ours else TheirTaskForm
    form = kind(posted(request), user=request.user, customer=customer, record=task)
    dialog = Dialog(_("Change the task"), back_to(customer), customer, about=task.text)

    def save() -> None:
        plan_tasks.change(task, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    """By one click, or with what came of it."""
    task = _tickable(request, pk)
    if request.method == "POST" and "note" not in request.POST:
        undo = reverse("relationships:success-plan-task-reopen", args=[pk])
        done = _("Done: %(text)s") % {"text": task.text}
        return told_of(request, task.plan, lambda: plan_tasks.finish(task, by=request.user), done, undo)
    form = FinishForm(posted(request))
    dialog = Dialog(_("Note as done"), back_to(task.plan.customer), task.plan.customer, about=task.text)
    return dialog.answer(
        request, form, lambda: plan_tasks.finish(task, note=form.cleaned_data["note"], by=request.user)
    )


@require_http_methods(FORM_METHODS)
@staff_page
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    task, form = _tickable(request, pk), VoidForm(posted(request))
    dialog = Dialog(_("Drop the task"), back_to(task.plan.customer), task.plan.customer, about=task.text)
    return dialog.answer(
        request, form, lambda: plan_tasks.drop(task, reason=form.cleaned_data["reason"], by=request.user)
    )


@require_POST
@staff_page
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    task = _tickable(request, pk)
    return told_of(request, task.plan, lambda: plan_tasks.reopen(task, by=request.user), _("Open again."))


def _tickable(request: StaffRequest, pk: int) -> PlanTask:
    tasks = PlanTask.objects.visible_to(request.user).select_related("plan__customer")
    found: PlanTask = get_object_or_404(tasks, pk=pk)
    if not plan_tasks.may_tick(found, request.user):
        raise PermissionDenied
    return found
