"""A customer's goals: the tab, one goal with its course, and the dialogs that set, change, read and confirm."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.access import may_edit_people, require
from customers.errors import CustomersError
from customers.views.detail import render_tab
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.clock import today
from office.exporting import csv_file
from office.requests import StaffRequest, staff_page
from relationships.access import loggable_by
from relationships.attaining.charts import goal_figure
from relationships.attaining.rows import reading_row, row, word_line
from relationships.forms.actions import VoidForm
from relationships.forms.outcomes import GoalForm, ReadingForm
from relationships.models import ConfirmLink, EvidenceFile, Goal
from relationships.outcomes.rollups import rollup
from relationships.selectors.outcomes import Standing, attained, counting, newest_of_each, standings, word_on
from relationships.services import goals, readings
from relationships.views.scoped import loggable_customer

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
@staff_page
def tab(request: StaffRequest, pk: int) -> HttpResponse:
    """The customer's goals with their course."""
    customer = visible_people(request, pk)
    day = today()
    goals_of = counting(day).visible_to(request.user).filter(customer=customer)
    found = standings(goals_of.order_by("current__due", "id"), day)
    running = [one for one in found if one.runs]
    rolled = rollup(attained(found))
    context = {
        "cards": [(row(one, day), goal_figure(one, csv_url=_csv(one.goal), level=3)) for one in running],
        "past": [row(one, day) for one in found if not one.runs],
        "rolled": rolled,
        "stale": sum(one.stale for one in running),
        "confirmed": sum(one.word is not None and one.word.agreed for one in found),
        "waiting": any(one.latest is not None and one.word is None for one in running),
        "may_set": may_edit_people(request.user, customer) and not customer.is_archived,
        "may_read": loggable_by(request.user).filter(pk=pk).exists(),
    }
    return render_tab(request, customer, "outcomes", "relationships/outcomes/tab.html", context)


@require_safe
@staff_page
def goal(request: StaffRequest, pk: int) -> HttpResponse:
    """One goal: how it stands, its course, every reading, every version, and what was sent for confirmation."""
    found = _goal(request, pk)
    [standing] = standings(Goal.objects.visible_to(request.user).filter(pk=pk), today())
    if request.GET.get("csv"):
        return _file(request, standing)
    may_edit = may_edit_people(request.user, found.customer) and found.voided_at is None
    every: list[Any] = list(
        found.readings.select_related("confirmation__contact__person", "recorded_by", "interaction")
        .prefetch_related(Prefetch("files", EvidenceFile.objects.filter(removed_at=None), to_attr="standing_files"))
        .order_by("recorded_at", "id")
    )
    counting_now = {one.pk for one in newest_of_each(one for one in every if not one.is_taken_back)}
    links = ConfirmLink.objects.visible_to(request.user).filter(reading__goal=found)
    context = {
        "goal": found,
        "row": row(standing, today()),
        "figure": goal_figure(standing, csv_url=_csv(found)),
        "readings": [
            reading_row(
                one,
                found.kpi,
                counts=one.pk in counting_now,
                may_edit=may_edit,
                files=[(file, may_edit or file.added_by_id == request.user.pk) for file in one.standing_files],
            )
            for one in sorted(every, key=lambda one: (one.period_end, one.recorded_at), reverse=True)
        ],
        "versions": found.versions.select_related("owner", "by", "their_owner__person"),
        "links": links.select_related("contact__person", "created_by", "reading"),
        "may_edit": may_edit,
        "may_restore": found.voided_at is not None and may_edit_people(request.user, found.customer),
        "may_change": may_edit and found.terms.due >= today(),
        "may_read": found.voided_at is None and loggable_by(request.user).filter(pk=found.customer_id).exists(),
    }
    return render(request, "relationships/outcomes/goal.html", context)


def _file(request: StaffRequest, standing: Standing) -> HttpResponse:
    lines = []
    for one in standing.readings:
        said = word_line(word_on(one))
        lines.append((one.period_end, one.value, one.evidence, said.text if said else ""))
    return csv_file(
        request,
        name=str(standing.goal.kpi.name),
        heads=[_("End of the period"), _("Value"), _("Evidence"), _("The customer says")],
        rows=lines,
        count=len(lines),
        listing="relationships.readings",
        goal=standing.goal.pk,
    )


def _csv(found: Goal) -> str:
    return f"{found.get_absolute_url()}?csv=1"


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest, pk: int) -> HttpResponse:
    customer = visible_people(request, pk)
    require(may_edit_people(request.user, customer))
    form = GoalForm(posted(request), user=request.user, customer=customer)
    dialog = Dialog(_("Set a goal"), reverse("relationships:outcomes-tab", args=[pk]), customer)

    def save() -> None:
        goals.agree(customer, form.cleaned_data["kpi"], by=request.user, **form.terms)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def change(request: StaffRequest, pk: int) -> HttpResponse:
    """A further version; the dialog says that the old one stays."""
    found = _goal(request, pk)
    require(may_edit_people(request.user, found.customer))
    form = GoalForm(posted(request), user=request.user, customer=found.customer, goal=found)
    dialog = Dialog(
        _("Change the goal"),
        found.get_absolute_url(),
        found.customer,
        about=_("%(kpi)s: what stood before stays readable, with your reason") % {"kpi": found.kpi},
    )

    def save() -> None:
        cleaned = form.cleaned_data
        goals.change(found, changes=form.terms, reason=cleaned["reason"], number=cleaned["number"], by=request.user)

    return dialog.answer(request, form, save)


@require_http_methods(FORM_METHODS)
@staff_page
def void(request: StaffRequest, pk: int) -> HttpResponse:
    found = _goal(request, pk)
    require(may_edit_people(request.user, found.customer))
    form = VoidForm(posted(request))
    back = reverse("relationships:outcomes-tab", args=[found.customer_id])
    dialog = Dialog(pgettext("goal", "Take the goal back"), back, found.customer, about=str(found.kpi))
    return dialog.answer(request, form, lambda: goals.void(found, reason=form.cleaned_data["reason"], by=request.user))


@require_POST
@staff_page
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = _goal(request, pk)
    require(may_edit_people(request.user, found.customer))
    try:
        goals.restore(found, by=request.user)
    except CustomersError as error:
        messages.error(request, str(error.message))
    return redirect(found)


@require_http_methods(FORM_METHODS)
@staff_page
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """One value of one goal."""
    found = _goal(request, pk)
    loggable_customer(request.user, found.customer_id)
    form = ReadingForm(posted(request))
    form.fields["value"].help_text = _("In %(unit)s. %(how)s") % {"unit": found.kpi.unit, "how": found.kpi.how_measured}
    dialog = Dialog(_("Record a reading"), found.get_absolute_url(), found.customer, about=str(found.kpi))
    return dialog.answer(request, form, lambda: readings.record(found, by=request.user, **form.cleaned_data))


def _goal(request: StaffRequest, pk: int) -> Goal:
    return get_object_or_404(Goal.objects.visible_to(request.user).with_terms(), pk=pk)
