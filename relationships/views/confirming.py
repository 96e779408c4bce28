"""The customer's word on a reading: what we write down, whom we ask, and the page behind a link."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from customers.access import may_edit_people, require
from customers.errors import CustomersError
from customers.views.dialogs import Dialog
from customers.views.requests import posted, refuse
from office.addresses import client_address, network_of
from office.models import Company
from office.requests import StaffRequest, staff_page
from office.services import throttling
from relationships.attaining.rows import goal_text, measured
from relationships.forms.outcomes import AnswerForm, AskForm, ConfirmForm
from relationships.models import ConfirmLink, OutcomeReading
from relationships.services import confirming, confirming_several
from relationships.views import confirming_several as confirming_sheets

FORM_METHODS = ["GET", "HEAD", "POST"]
A_MINUTE = 30


@require_http_methods(FORM_METHODS)
@staff_page
def write_down(request: StaffRequest, pk: int) -> HttpResponse:
    reading = _reading(request, pk)
    form = ConfirmForm(posted(request), reading=reading, user=request.user)
    dialog = Dialog(
        _("Confirmed by the customer"), reading.goal.get_absolute_url(), reading.customer, about=_told(reading)
    )
    return dialog.answer(request, form, lambda: confirming.write_down(reading, by=request.user, **form.cleaned_data))


@require_http_methods(FORM_METHODS)
@staff_page
@never_cache
def ask(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a link. It is shown on the answer to this very form and can be read nowhere afterwards."""
    reading = _reading(request, pk)
    form = AskForm(posted(request), reading=reading, user=request.user)
    context = {"form": form, "reading": reading, "about": _told(reading), "back": reading.goal.get_absolute_url()}
    if form.is_valid():
        try:
            link, token = confirming.ask(reading, by=request.user, **form.cleaned_data)
        except CustomersError as error:
            refuse(form, error)
        else:
            context |= {"link": link, "address": settings.SITE_URL + reverse("relationships:confirm", args=[token])}
    return render(request, "relationships/outcomes/ask.html", context)


@require_POST
@staff_page
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    rows = ConfirmLink.objects.visible_to(request.user).select_related("reading__goal", "reading__customer")
    link = get_object_or_404(rows, pk=pk)
    try:
        confirming.revoke(link, by=request.user)
    except CustomersError as error:
        messages.warning(request, str(error.message))
    else:
        messages.success(request, _("The link opens nothing any more."))
    return redirect(link.reading.goal)


@require_http_methods(FORM_METHODS)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The contact's page. Whatever is wrong with the address, the answer is one and the same, and nothing is written."""
    if not throttling.within("confirm", network=network_of(client_address(request)), most=A_MINUTE):
        return _private(render(request, "429.html", status=429))
    link = confirming.find(token)
    several = [] if link else confirming_several.find_several(token)
    first = link or next(iter(several), None)
    with translation.override(_language_of(request, first)):
        if several:
            response = _private(confirming_sheets.answered(request, token, several) or _gone(request))
        else:
            response = _private(_answered(request, token, link) if link else _gone(request))
        response["Content-Language"] = translation.get_language() or ""
    return response


def _language_of(request: HttpRequest, link: ConfirmLink | None) -> str | None:
    """What they chose on the page, else what the link was made for, else the contact's own, else their browser's."""
    if settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated:
        return translation.get_language()
    if link and (known := link.language or link.contact.person.language):
        return known
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        with suppress(LookupError):
            return translation.get_supported_language_variant(wanted)
    return translation.get_language()


def _answered(request: HttpRequest, token: str, link: ConfirmLink) -> HttpResponse:
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {
        "form": form,
        "link": link,
        "company": Company.get(),
        **_shown(link),
        "ours": request.user.is_authenticated,
    }
    if context["ours"]:
        # Our own people look at the page and confirm nothing.
        return render(request, "relationships/outcomes/confirm.html", context, status=403 if form.is_bound else 200)
    if not form.is_valid():
        return render(request, "relationships/outcomes/confirm.html", context, status=422 if form.is_bound else 200)
    agreed = form.cleaned_data["answer"] == "yes"
    try:
        confirming.answer(token, agreed=agreed, comment=form.cleaned_data["comment"])
    except CustomersError:
        return _gone(request)
    return render(request, "relationships/outcomes/confirmed.html", context | {"agreed": agreed})


def _shown(link: ConfirmLink) -> dict[str, object]:
    reading, goal = link.reading, link.reading.goal
    terms = goal.terms
    return {
        "reading": reading,
        "value": measured(reading.value, goal.kpi),
        "start": "" if terms.baseline is None else measured(terms.baseline, goal.kpi),
        "target": goal_text(terms, goal.kpi),
        "goal": goal,
    }


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "relationships/outcomes/confirm_gone.html", {"company": Company.get()}, status=404)


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Not "no-referrer": browsers would then hide the origin of the form from the check against forgery.
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def _reading(request: StaffRequest, pk: int) -> OutcomeReading:
    rows = OutcomeReading.objects.visible_to(request.user)
    reading = get_object_or_404(rows.select_related("customer", "goal__customer", "goal__kpi", "goal__current"), pk=pk)
    require(may_edit_people(request.user, reading.customer))
    return reading


def _told(reading: OutcomeReading) -> str:
    return f"{reading.goal.kpi}: {measured(reading.value, reading.goal.kpi)}"
