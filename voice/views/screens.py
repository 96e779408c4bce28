"""Addresses of corridor screens."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from office.requests import StaffRequest, staff_page
from voice import access
from voice.errors import RevokedError
from voice.forms import DisplayLinkForm
from voice.models import DisplayLink
from voice.services import display_links


@never_cache
@require_http_methods(["GET", "POST"])
@staff_page
def displays(request: StaffRequest) -> HttpResponse:
    """The screens. The address of a new one is shown once, in the answer that made it."""
    if not access.keeps_screens(request.user):
        raise PermissionDenied
    form, address = DisplayLinkForm(request.POST or None), ""
    if form.is_valid():
        _link, token = display_links.issue(
            name=form.cleaned_data["name"], language=form.cleaned_data["language"], by=request.user
        )
        address = request.build_absolute_uri(reverse("voice:display", args=[token]))
        form = DisplayLinkForm()
    links = DisplayLink.objects.visible_to(request.user).select_related("created_by", "revoked_by")
    return render(request, "voice/displays.html", {"form": form, "links": links, "address": address})


@require_POST
@staff_page
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an address away; the screen shows nothing more at its next turn."""
    if not access.keeps_screens(request.user):
        raise PermissionDenied
    link = get_object_or_404(DisplayLink.objects.visible_to(request.user), pk=pk)
    try:
        display_links.revoke(link, by=request.user)
        messages.success(request, _("Revoked. The screen goes dark at its next turn."))
    except RevokedError as refusal:
        messages.warning(request, str(refusal))
    return redirect("voice:displays")
