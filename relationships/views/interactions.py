from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from office.requests import StaffRequest, came_from, staff_page
from relationships.attaining.rows import measured
from relationships.forms import VoidForm, show_refusal
from relationships.models import Interaction
from relationships.presenters import icon_of, people_line
from relationships.selectors.visits import companions
from relationships.services import voiding


@require_safe
@staff_page
def interaction(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return render(
        request,
        "relationships/interaction.html",
        {
            "interaction": found,
            "icon": icon_of(found.kind),
            "people": people_line(found),
            "also": companions([found], request.user).get(found.pk, []),
            "actions": found.next_actions.select_related("owner"),
            "readings": [
                (one, measured(one.value, one.goal.kpi)) for one in found.readings.select_related("goal__kpi")
            ],
            "may_void": voiding.may_void(found, request.user),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def void(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back, with a reason."""
    found = _found(request, pk)
    if not voiding.may_void(found, request.user):
        raise PermissionDenied
    form = VoidForm(request.POST or None)
    if form.is_valid():
        try:
            voiding.void(found, by=request.user, reason=form.cleaned_data["reason"])
        except CustomersError as refused:
            show_refusal(form, refused)
        else:
            restore = reverse("relationships:interaction-restore", args=[found.pk])
            messages.success(request, _("Voided; it counts no more."), extra_tags=f"undo:{restore}")
            return redirect(found)
    return render(request, "relationships/void.html", {"interaction": found, "form": form})


@require_POST
@staff_page
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back what was saved a moment ago, with the whole visit unless `?only=` says that this entry was saved alone."""
    found = _found(request, pk)
    try:
        voiding.void(found, by=request.user, reason=_("undone at once"), whole_visit="only" not in request.GET)
        restore = reverse("relationships:interaction-restore", args=[found.pk])
        messages.success(request, _("Taken back."), extra_tags=f"undo:{restore}")
    except CustomersError as refused:
        messages.warning(request, str(refused))
    return redirect(came_from(request) or found.customer.get_absolute_url())


@require_POST
@staff_page
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    try:
        voiding.restore(found, by=request.user)
        messages.success(request, _("It counts again."))
    except CustomersError as refused:
        messages.warning(request, str(refused))
    return redirect(came_from(request) or found.get_absolute_url())


def _found(request: StaffRequest, pk: int) -> Interaction:
    rows = (
        Interaction.objects.visible_to(request.user).with_people().select_related("customer", "voided_by", "logged_by")
    )
    return get_object_or_404(rows, pk=pk)
