"""Definitions of what is counted of a product's use."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.views.dialogs import Dialog
from customers.views.requests import posted
from office.access import edits_settings, sees_people_and_voices
from office.requests import StaffRequest, staff_page
from relationships.forms.usage import MeasureForm
from relationships.models import UsageMeasure
from relationships.services import usage_measures

FORM_METHODS = ["GET", "HEAD", "POST"]
PATH = "relationships:usage-measures"


@require_safe
@staff_page
def measure_list(request: StaffRequest) -> HttpResponse:
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    every = UsageMeasure.objects.visible_to(request.user).select_related("product")
    context = {
        "measures": every.order_by("-active", "product__order", "product__code", "dimension", "code"),
        "may_edit": edits_settings(request.user),
    }
    return render(request, "relationships/usage/measures.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest) -> HttpResponse:
    _keepers_only(request)
    form = MeasureForm(posted(request), user=request.user, initial={"more_is_better": True, "period": "month"})
    dialog = Dialog(_("Define a usage measure"), reverse(PATH), of_customers=False)
    return dialog.answer(request, form, lambda: usage_measures.define(by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    _keepers_only(request)
    measure = get_object_or_404(UsageMeasure.objects.visible_to(request.user), pk=pk)
    form = MeasureForm(posted(request), user=request.user, record=measure)
    dialog = Dialog(_("Change a usage measure"), reverse(PATH), about=str(measure), of_customers=False)
    return dialog.answer(
        request,
        form,
        lambda: usage_measures.change(
            measure, changes=form.values, version=form.cleaned_data["version"], by=request.user
        ),
    )


@require_POST
@staff_page
def switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Retire an active one, count a retired one again."""
    _keepers_only(request)
    measure = get_object_or_404(UsageMeasure.objects.visible_to(request.user), pk=pk)
    usage_measures.set_active(measure, active=not measure.active, by=request.user)
    messages.success(request, _("Saved."))
    return redirect(PATH)


def _keepers_only(request: StaffRequest) -> None:
    if not edits_settings(request.user):
        raise PermissionDenied
