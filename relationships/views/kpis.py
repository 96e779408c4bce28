"""Definitions of outcome KPIs by product, and examples to copy."""

from dataclasses import asdict, dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.errors import CustomersError
from customers.models import Product
from customers.views.dialogs import Dialog
from customers.views.requests import posted
from office.access import edits_settings, sees_people_and_voices
from office.requests import StaffRequest, staff_page
from relationships.attaining.library import EXAMPLES, example
from relationships.forms.outcomes import KpiForm
from relationships.models import OutcomeKpi
from relationships.models.outcome import LIVE_FEWEST
from relationships.services import kpis

FORM_METHODS = ["GET", "HEAD", "POST"]
PATH = "relationships:kpis"


@dataclass(frozen=True)
class ProductKpis:
    product: Product
    active: list[OutcomeKpi]
    retired: list[OutcomeKpi]

    @property
    def incomplete(self) -> bool:
        return self.product.core and len(self.active) < LIVE_FEWEST


@require_safe
@staff_page
def kpi_list(request: StaffRequest) -> HttpResponse:
    if not sees_people_and_voices(request.user):
        raise PermissionDenied
    every = list(OutcomeKpi.objects.visible_to(request.user).select_related("product"))
    products = [
        ProductKpis(
            product,
            [one for one in every if one.product_id == product.pk and one.active],
            [one for one in every if one.product_id == product.pk and not one.active],
        )
        for product in cast("QuerySet[Product]", Product.objects.filter(retired=False))
    ]
    context = {
        "products": [one for one in products if one.active or one.retired or one.product.core],
        "examples": EXAMPLES,
        "may_edit": edits_settings(request.user),
    }
    return render(request, "relationships/outcomes/kpis.html", context)


@require_http_methods(FORM_METHODS)
@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """A new definition; `like` names an example of the library that it begins with."""
    _keepers_only(request)
    like = example(request.GET.get("like", ""))
    initial: dict[str, Any] = {"product": request.GET.get("product")}
    if like is not None:
        initial |= asdict(like)
    form = KpiForm(posted(request), user=request.user, initial=initial)
    dialog = Dialog(_("Define an outcome KPI"), reverse(PATH), of_customers=False)
    return dialog.answer(request, form, lambda: kpis.define(by=request.user, **form.values))


@require_http_methods(FORM_METHODS)
@staff_page
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    _keepers_only(request)
    kpi = get_object_or_404(OutcomeKpi.objects.visible_to(request.user), pk=pk)
    form = KpiForm(posted(request), user=request.user, record=kpi)
    dialog = Dialog(_("Change an outcome KPI"), reverse(PATH), about=str(kpi), of_customers=False)
    return dialog.answer(
        request,
        form,
        lambda: kpis.change(kpi, changes=form.values, version=form.cleaned_data["version"], by=request.user),
    )


@require_POST
@staff_page
def switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Retire an active one, offer a retired one again."""
    _keepers_only(request)
    kpi = get_object_or_404(OutcomeKpi.objects.visible_to(request.user), pk=pk)
    try:
        kpis.set_active(kpi, active=not kpi.active, by=request.user)
    except CustomersError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, _("Saved."))
    return redirect(PATH)


def _keepers_only(request: StaffRequest) -> None:
    if not edits_settings(request.user):
        raise PermissionDenied
