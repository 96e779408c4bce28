"""Requests as our views meet them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from office.models import User

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request of a colleague who is signed in."""

    user: User


def staff_page(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page for colleagues: anonymous people are sent to the door; who holds no role at all gets 403."""

    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not cast("User", request.user).roles:
            raise PermissionDenied
        return view(cast("StaffRequest", request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", login_required(checked))


def came_from(request: HttpRequest) -> str:
    """Path and query of the page that sent the request; empty when it was not one of ours."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    place = urlsplit(referer)
    return f"{place.path}?{place.query}" if place.query else place.path
