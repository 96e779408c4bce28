"""A page of the product on paper: the same template and context as on screen, framed by `layouts/paper.html`, as a PDF.
What has a template of its own for paper goes through `download` alone.

`?paper=pdf` at a page's own address asks for it, so whoever may read the page may print it, and nobody else.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from office.addresses import client_address
from office.models import Company
from office.pdf.rendering import PdfError, render_pdf
from office.requests import StaffRequest
from office.services import auditing

FRAME = "layouts/paper.html"


def wants_paper(request: HttpRequest) -> bool:
    return request.GET.get("paper") == "pdf"


def page_or_paper(
    request: StaffRequest, template: str, context: Mapping[str, Any], *, name: str, listing: str, **conditions: object
) -> HttpResponse:
    """The page, which knows its PDF as `paper_url`, or the PDF where it is asked for: see `paper`.

    The template extends `layout`, and `context` names the one of the screen unless it is `base.html`.
    """
    if wants_paper(request):
        return paper(request, template, context, name=name, listing=listing, **conditions)
    return render(request, template, {"layout": "base.html", **context, "paper_url": paper_url(request)})


def paper(
    request: StaffRequest, template: str, context: Mapping[str, Any], *, name: str, listing: str, **conditions: object
) -> HttpResponse:
    """The page as a download, see `download`; where it cannot be made, the page again."""
    frame = {
        "layout": FRAME,
        "paper": True,
        "site": settings.SITE_URL,
        "company": Company.get(),
        "made": timezone.now(),
    }
    html = render_to_string(template, {**context, **frame}, request=request)
    back = f"{request.path}?{_without_paper(request)}"
    return download(request, html, name=name, listing=listing, back=back, **conditions)


def download(
    request: StaffRequest, html: str, *, name: str, listing: str, back: str, **conditions: object
) -> HttpResponse:
    """A document as the download `name`.pdf, written into the audit; where it cannot be made, the page `back` and why."""
    try:
        content = render_pdf(html, storage_dir=settings.STORAGE_DIR)
    except PdfError:
        messages.error(request, _("The PDF could not be made. The page prints well from the browser."))
        return redirect(back)
    auditing.record(
        auditing.EXPORTED, by=request.user, address=client_address(request), list=listing, file="pdf", **conditions
    )
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = str(content_disposition_header(True, f"{name}.pdf"))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def layout_of(request: HttpRequest) -> str:
    """The frame on screen of a page that opens as a dialog too: nothing around what htmx asks for."""
    return "layouts/fragment.html" if request.headers.get("HX-Request") else "base.html"


def paper_url(request: HttpRequest) -> str:
    """The address of the page's PDF, with all that the page was asked for."""
    asked = request.GET.copy()
    asked["paper"] = "pdf"
    return f"{request.path}?{asked.urlencode()}"


def _without_paper(request: HttpRequest) -> str:
    asked = request.GET.copy()
    asked.pop("paper", None)
    return asked.urlencode()
