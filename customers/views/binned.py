"""What was set aside and may come back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from customers import access, binning
from office.requests import StaffRequest, staff_page


@staff_page
@require_GET
def binned(request: StaffRequest) -> HttpResponse:
    """Who set what aside, when and why; each with its button to restore."""
    sources = binning.sources_for(request.user)
    access.require(bool(sources))
    asked, typed = request.GET.get("source", ""), request.GET.get("q", "").strip()
    heap = binning.read(request.user, source=asked, typed=typed, before=request.GET.get("before", ""))
    context = {"heap": heap, "sources": sources, "asked": asked, "typed": typed, "begun": "before" in request.GET}
    return render(request, "customers/bin.html", context)
