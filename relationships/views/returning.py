"""Where a page goes after a verb: back to where it was asked for, when that is one of ours."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def came_from(request: HttpRequest) -> str:
    """Path and query of the page that sent the request; empty when it was not one of ours."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    place = urlsplit(referer)
    return f"{place.path}?{place.query}" if place.query else place.path
