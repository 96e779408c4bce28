"""The corridor screen: a read-only address that knows nobody, sets nothing, and shows what is published (T16)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from office.models import Company
from voice.models import Edition
from voice.presenters.editions import EditionPage, edition_page
from voice.services import display_links

DARK_FROM, LIGHT_FROM = 18, 7
FOLLOW_UPS_A_PAGE = 4
SECONDS_A_LIST = 20
SHIFTS = 4


@require_safe
def display(request: HttpRequest, token: str) -> HttpResponse:
    """One page of the screen for browsers without scripts, all of them for the others. Unknown and revoked: 404."""
    link = display_links.find(token)
    with translation.override((link and link.language) or Company.get().default_language):
        if link:
            response = render(request, "voice/display.html", _screen(request.GET.get("page", "")))
        else:
            # The house's own 404 page carries a form token, hence a cookie; a screen gets a bare one.
            response = render(request, "voice/display_gone.html", status=404)
        response["Content-Language"] = translation.get_language() or ""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


def _screen(wanted: str) -> dict[str, Any]:
    edition = Edition.objects.published().order_by("-week").first()
    page = edition_page(edition) if edition else None
    sheets = _sheets(page) if page else []
    shown = min(max(int(wanted), 1), len(sheets)) if wanted.isascii() and wanted.isdigit() and sheets else 1
    hour = timezone.localtime(timezone.now(), Company.get().zone).hour
    return {
        "page": page,
        "sheets": sheets,
        "shown": shown,
        "next": shown % len(sheets) + 1 if sheets else 1,
        "seconds": sheets[shown - 1]["seconds"] if sheets else SECONDS_A_LIST,
        "theme": "dark" if hour >= DARK_FROM or hour < LIGHT_FROM else "light",
        "shift": hour % SHIFTS,
    }


def _sheets(page: EditionPage) -> list[dict[str, Any]]:
    """One quote a sheet, then what happened since, then who is silent."""
    sheets: list[dict[str, Any]] = [{"quote": quote, "seconds": quote.seconds} for quote in page.quotes]
    sheets += [
        {"follow_ups": page.follow_ups[start : start + FOLLOW_UPS_A_PAGE], "seconds": SECONDS_A_LIST}
        for start in range(0, len(page.follow_ups), FOLLOW_UPS_A_PAGE)
    ]
    if page.quiet:
        sheets.append({"quiet": page.quiet, "seconds": SECONDS_A_LIST})
    return sheets
