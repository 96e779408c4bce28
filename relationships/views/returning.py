"""Where a page goes after a verb: back to where it was asked for, when that is one of ours."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from customers.errors import CustomersError


def came_from(request: HttpRequest) -> str:
    """Path and query of the page that sent the request; empty when it was not one of ours."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    place = urlsplit(referer)
    return f"{place.path}?{place.query}" if place.query else place.path


def told(request: HttpRequest, verb: Callable[[], Any], text: str, *, back: str, undo: str = "") -> HttpResponse:
    """Do it, say so or say why not, and go `back`; `undo` is the address that takes it back."""
    try:
        verb()
        messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")
    except CustomersError as refused:
        messages.warning(request, str(refused.message))
    return redirect(back)
