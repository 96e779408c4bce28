"""What is known of a customer beside the ledger: wallet estimates, years, certificates, referrals, each by one dialog."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError
from customers.forms.entries import CertificateForm, EntryForm, ReferralForm, WalletForm, YearForm
from customers.models import Certificate, CustomerYear, Referral, WalletEstimate
from customers.registry import sees_revenue
from customers.services import knowing
from customers.setting_aside import restorable
from customers.views.dialogs import Dialog
from customers.views.requests import posted, visible_people
from office.access import sees_people_and_voices
from office.models import User
from office.requests import StaffRequest, staff_page


@dataclass(frozen=True)
class Noun:
    """One kind of knowledge: its rows, its form and what the dialog is called."""

    model: Any
    form: type[EntryForm]
    heading: Any
    may_see: Callable[[User, Any], bool] = lambda user, customer: True


NOUNS: Mapping[str, Noun] = {
    "wallet": Noun(WalletEstimate, WalletForm, _("Wallet estimate"), sees_revenue),
    "year": Noun(CustomerYear, YearForm, _("A year of the customer")),
    "certificate": Noun(Certificate, CertificateForm, _("Certificate")),
    "referral": Noun(Referral, ReferralForm, _("Referral")),
}


@staff_page
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, pk: int, noun: str) -> HttpResponse:
    customer, kind = visible_people(request, pk), NOUNS[noun]
    if not kind.may_see(request.user, customer):
        raise Http404
    access.require(access.may_judge(request.user, customer))
    form = kind.form(posted(request), user=request.user)
    dialog = Dialog(kind.heading, reverse("customers:judgement", args=[pk]), customer)
    return dialog.answer(request, form, lambda: knowing.add(kind.model, customer, by=request.user, **form.values))


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int, noun: str) -> HttpResponse:
    record, kind = _record(request, pk, noun), NOUNS[noun]
    customer = record.customer
    access.require(access.may_judge(request.user, customer))
    form = kind.form(posted(request), user=request.user, record=record)
    dialog = Dialog(
        kind.heading,
        reverse("customers:judgement", args=[customer.pk]),
        customer,
        remove_url=reverse(f"customers:remove_{noun}", args=[pk]),
        remove_text=gettext("Take this entry back"),
    )

    def save() -> None:
        knowing.change(record, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    return dialog.answer(request, form, save)


@staff_page
@require_POST
def remove(request: StaffRequest, pk: int, noun: str) -> HttpResponse:
    record = _record(request, pk, noun)
    said = gettext("Taken back. It lies in the bin.")
    return _done(request, record, lambda: knowing.remove(record, by=request.user), said)


@staff_page
@require_POST
def restore(request: StaffRequest, pk: int, noun: str) -> HttpResponse:
    """An entry stands again as its history remembers it; `pk` is that of the memory."""
    remembered = get_object_or_404(restorable(NOUNS[noun].model, request.user), pk=pk)
    said = gettext("It counts again.")
    return _done(request, remembered, lambda: knowing.restore(remembered, by=request.user), said)


def _done(request: StaffRequest, record: Any, verb: Callable[[], object], said: str) -> HttpResponse:
    try:
        verb()
    except CustomersError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect("customers:judgement", record.customer_id)


def _record(request: StaffRequest, pk: int, noun: str) -> Any:
    if not sees_people_and_voices(request.user):
        raise Http404
    rows = NOUNS[noun].model.objects.visible_to(request.user).select_related("customer")
    return get_object_or_404(rows, pk=pk)
