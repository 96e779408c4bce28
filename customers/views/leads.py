"""The list of leads, its file, and the dialogs of one lead."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from customers import access
from customers.errors import CustomersError
from customers.forms.entries import LeadClosingForm, LeadForm
from customers.listing_leads import open_leads
from customers.models import Customer, Lead
from customers.presenters import leads as presenting
from customers.presenters.lists import address, hidden
from customers.selectors.sales import leads_won
from customers.services import leads as services
from customers.views.dialogs import Dialog
from customers.views.removed import removal
from customers.views.requests import posted
from office import access as office_access
from office.exporting import csv_file
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def leads(request: StaffRequest) -> HttpResponse:
    listing = open_leads(request.GET, user=request.user, today=timezone.localdate())
    page = listing.page(request.GET.get("cursor", ""))
    if page.cursor_was_bad:
        messages.info(request, _("That page of the list is not there any more; this is the first one."))
    context = {
        "rows": presenting.rows(listing, page, _visible(request, [lead.customer_id for lead in page.rows])),
        "heads": presenting.heads(listing, request.GET),
        "tokens": presenting.tokens(listing, request.GET),
        "form": listing.filterset.form,
        "kept": hidden(request.GET),
        "searched": request.GET.get("q", ""),
        "won": leads_won(listing.filterset.qs),
        "range_text": presenting.range_text(page, listing.count()),
        "previous_url": address(request.GET, cursor=page.previous) if page.previous else "",
        "next_url": address(request.GET, cursor=page.next) if page.next else "",
        "may_add": access.may_register(request.user),
        "may_export": office_access.exports(request.user),
    }
    return render(request, "customers/leads.html", context)


@staff_page
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The whole list as csv: only what the person sees anyway; each download is in the audit."""
    access.require(office_access.exports(request.user))
    listing = open_leads(request.GET, user=request.user, today=timezone.localdate())
    visible = Customer.objects.visible_to(request.user).filter(leads__isnull=False)
    return csv_file(
        request,
        name=f"{_('leads')}-{timezone.localdate():%Y-%m-%d}",
        heads=presenting.file_heads(),
        rows=presenting.file_rows(listing, set(visible.values_list("pk", flat=True))),
        count=listing.filterset.qs.count(),
        listing="leads",
        filters=sorted(name for name, value in listing.filterset.form.cleaned_data.items() if value),
    )


@staff_page
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    access.require(access.may_register(request.user))
    form = LeadForm(posted(request), user=request.user, may_hand=_may_hand(request))

    def save() -> None:
        values: dict[str, Any] = form.values
        services.add(values.pop("name"), by=request.user, **values)

    return Dialog(_("New lead"), reverse("customers:leads")).answer(request, form, save)


@staff_page
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    lead = _lead(request, pk)
    access.require(access.may_edit_lead(request.user, lead))
    form = LeadForm(posted(request), user=request.user, may_hand=_may_hand(request), record=lead)

    def save() -> None:
        services.change(lead, changes=form.values, version=form.cleaned_data["version"], by=request.user)

    dialog = Dialog(_("Edit the lead"), reverse("customers:leads"), about=lead, **removal("lead", lead))
    return dialog.answer(request, form, save)


@staff_page
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, pk: int) -> HttpResponse:
    lead = _lead(request, pk)
    access.require(access.may_edit_lead(request.user, lead))
    twin = Customer.objects.visible_to(request.user).current().filter(name=lead.name).first()
    initial = {"outcome": Lead.Outcome.WON, "closed_on": timezone.localdate(), "customer": twin}
    form = LeadClosingForm(posted(request), user=request.user, initial=initial)

    def save() -> None:
        outcome, on = form.cleaned_data["outcome"], form.cleaned_data["closed_on"]
        if outcome == Lead.Outcome.WON:
            services.win(lead, by=request.user, on=on, customer=form.cleaned_data["customer"])
        else:
            services.give_up(lead, outcome=outcome, by=request.user, on=on)

    return Dialog(_("What became of it?"), reverse("customers:leads"), about=lead).answer(request, form, save)


@staff_page
@require_POST
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    try:
        services.reopen(_lead(request, pk), by=request.user)
    except CustomersError as error:
        messages.error(request, error.message)
    return redirect("customers:leads")


def _lead(request: StaffRequest, pk: int) -> Lead:
    rows = Lead.objects.visible_to(request.user).select_related("owner", "channel", "region", "customer")
    return get_object_or_404(rows, pk=pk)


def _may_hand(request: StaffRequest) -> bool:
    return access.keeps_archives(request.user) or bool(request.user.led_team_ids)


def _visible(request: StaffRequest, ids: list[int | None]) -> set[int]:
    wanted = {pk for pk in ids if pk is not None}
    return set(Customer.objects.visible_to(request.user).filter(pk__in=wanted).values_list("pk", flat=True))
