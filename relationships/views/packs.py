"""The pack of a quarterly review: written and chosen on its page, handed over as a PDF."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from customers.access import may_edit_people, require
from customers.errors import CustomersError, EditConflictError
from customers.models import Customer
from customers.presenters.conflicts import explain
from customers.views.requests import posted, refuse, visible_people
from office.calendar.quarters import Quarter, quarters
from office.clock import today
from office.printing import download, paper_url, wants_paper
from office.requests import StaffRequest, staff_page
from relationships.forms.packs import PackForm
from relationships.models import ReviewPack
from relationships.planning.pack import pack_page, words_of
from relationships.selectors.packs import language_of
from relationships.services import packs

SHEET, PAPER = "relationships/plans/pack_body.html", "relationships/pdf/pack.html"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def qbr(request: StaffRequest, pk: int) -> HttpResponse:
    """The last whole quarter unless another is asked for; the sheet speaks the customer's language, the page the reader's."""
    customer = visible_people(request, pk)
    offered = quarters(today())
    quarter = next((one for one in offered if one.key == request.GET.get("quarter")), offered[1])
    kept = ReviewPack.objects.visible_to(request.user).filter(customer=customer, period=quarter.key).first()
    theirs = language_of(customer)
    language = (kept.language if kept else "") or theirs
    with override(language):
        words = words_of(customer, request.user, quarter, today())
    may_write = may_edit_people(request.user, customer) and not customer.is_archived
    if request.method == "POST":
        require(may_write)
    form = PackForm(posted(request), kept=kept, words=words, theirs=theirs) if may_write else None
    told: dict[str, Any] = {}
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            packs.keep(customer, quarter.key, by=request.user, **form.kept)
        except EditConflictError as conflict:
            told = explain(conflict, form)
        except CustomersError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."), extra_tags=f"draft-saved:qbr-{pk}-{quarter.key}")
            return redirect(f"{reverse('relationships:qbr', args=[pk])}?quarter={quarter.key}")
    silent = set(kept.voices_out) if kept else set()
    paper = wants_paper(request)
    with override(language):
        pack = pack_page(
            customer,
            request.user,
            quarter,
            today(),
            summary=kept.summary if kept else "",
            left_out=kept.left_out if kept else (),
            voices=[one for one in words if one.key not in silent],
        )
        sheet = render_to_string(PAPER if paper else SHEET, {"pack": pack})
        name = f"{_('Quarterly review')} {customer} {quarter.key}"
    if paper:
        return _paper(request, customer, quarter, sheet, name)
    context = {"customer": customer, "pack": pack, "sheet": sheet, "quarters": offered, "form": form, **told}
    return render(request, "relationships/plans/pack.html", {**context, "paper_url": paper_url(request)})


def _paper(request: StaffRequest, customer: Customer, quarter: Quarter, sheet: str, name: str) -> HttpResponse:
    return download(
        request,
        sheet,
        name=name,
        listing="relationships.qbr",
        back=f"{reverse('relationships:qbr', args=[customer.pk])}?quarter={quarter.key}",
        customer=customer.pk,
        period=quarter.key,
    )
