"""What a person does with one voice. A refused step shows the voice again with what was typed and what is missing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from office.requests import StaffRequest, staff_page
from voice import access, forms
from voice.errors import NotYoursError, VoiceError
from voice.models import Redaction, VoiceItem
from voice.presenters.words import said
from voice.services import erasing, handling, redacting, superseding
from voice.views.reading import fetch, reading

SERVICES: dict[str, Callable[..., VoiceItem]] = {
    "triage": handling.triage,
    "acknowledge": handling.acknowledge,
    "assign": handling.assign,
    "answer": handling.answer,
    "close": handling.close_confirmed,
    "close-without-reply": handling.close_no_reply,
    "reopen": handling.reopen,
    "duplicate": handling.mark_duplicate,
}


@require_POST
@staff_page
def act(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """One step of the status machine."""
    item = fetch(pk, request.user)
    if verb not in SERVICES:
        raise Http404
    form = forms.ACT_FORMS[verb](request.POST, item=item, user=request.user)
    if form.is_valid() and _done(request, form, lambda given: SERVICES[verb](item, by=request.user, **given)):
        return redirect(_back(request, item))
    return render(request, "voice/item.html", reading(item, request.user, {verb: form}), status=422)


@require_http_methods(["GET", "POST"])
@staff_page
def describe(request: StaffRequest, pk: int) -> HttpResponse:
    """Our own words beside theirs."""
    item = _handled(request, pk)
    form = forms.DescribeForm(request.POST or None, item=item, user=request.user)
    if form.is_valid() and _done(
        request, form, lambda given: handling.describe(item, by=request.user, **given), _("Kept beside their words.")
    ):
        return redirect(item)
    return _dialog(request, item, form, _("Summary and translation"), _("Keep"))


@require_http_methods(["GET", "POST"])
@staff_page
def mask(request: StaffRequest, pk: int) -> HttpResponse:
    """Cover some characters wherever the words are shown."""
    item = _visible(request, pk)
    if not access.masks(request.user, item):
        raise PermissionDenied
    form = forms.MaskForm(request.POST or None, item=item, user=request.user)
    if form.is_valid() and _done(request, form, lambda given: _mask_all(item, form, request), _("Masked.")):
        return redirect("voice:mask", pk)
    masks = item.verbatim.redactions.select_related("by", "lifted_by")
    context = {"item": item, "words": said(item.verbatim), "form": form, "masks": masks}
    return render(request, "voice/mask.html", context)


@require_POST
@staff_page
def lift(request: StaffRequest, pk: int, mask_pk: int) -> HttpResponse:
    """Take one mask away again."""
    item = _visible(request, pk)
    redaction = get_object_or_404(Redaction, pk=mask_pk, verbatim_id=item.verbatim_id)
    try:
        redacting.lift(redaction, reason=request.POST.get("reason", ""), by=request.user)
    except NotYoursError as refusal:
        raise PermissionDenied from refusal
    except VoiceError as refusal:
        messages.error(request, str(refusal))
    return redirect("voice:mask", pk)


@require_http_methods(["GET", "POST"])
@staff_page
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Replace a wrong capture by a new voice; the old one stays readable."""
    item = _handled(request, pk)
    form = forms.CorrectForm(request.POST or None, item=item, user=request.user)
    made: list[VoiceItem] = []
    if form.is_valid() and _done(
        request, form, lambda given: made.append(superseding.supersede(item, by=request.user, **given))
    ):
        return redirect(made[0])
    return _dialog(request, item, form, _("Replace a wrong capture"), _("Keep as a new voice"))


@require_http_methods(["GET", "POST"])
@staff_page
def erase(request: StaffRequest, pk: int) -> HttpResponse:
    """Fulfil a person's request for erasure."""
    item = _visible(request, pk)
    if not access.erases(request.user):
        raise PermissionDenied
    form = forms.ReasonForm(request.POST or None, item=item, user=request.user)
    if form.is_valid() and _done(
        request, form, lambda given: erasing.erase(item, by=request.user, **given), _("The words are erased.")
    ):
        return redirect(item)
    return _dialog(request, item, form, _("Erase these words for ever"), _("Erase"), grave=True)


def _done(
    request: StaffRequest, form: forms.VoiceForm, service: Callable[[dict[str, Any]], object], said_after: str = ""
) -> bool:
    """Whether the service did it; a refusal stands in the form afterwards. Errors: PermissionDenied."""
    try:
        service(dict(form.cleaned_data))
    except NotYoursError as refusal:
        raise PermissionDenied from refusal
    except VoiceError as refusal:
        form.add_error(None, str(refusal))
        return False
    if said_after:
        messages.success(request, said_after)
    return True


def _mask_all(item: VoiceItem, form: forms.MaskForm, request: StaffRequest) -> None:
    for start, end in form.spans():
        redacting.mask(item, start=start, end=end, reason=form.cleaned_data["reason"], by=request.user)


def _visible(request: StaffRequest, pk: int) -> VoiceItem:
    return get_object_or_404(VoiceItem.objects.visible_to(request.user).with_words(), pk=pk)


def _handled(request: StaffRequest, pk: int) -> VoiceItem:
    item = _visible(request, pk)
    if not access.handles(request.user, item):
        raise PermissionDenied
    return item


def _back(request: StaffRequest, item: VoiceItem) -> str:
    """Where the person came from, when that is a page of ours; else the voice."""
    wanted = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if own and wanted.startswith("/") else item.get_absolute_url()


def _dialog(
    request: StaffRequest, item: VoiceItem, form: forms.VoiceForm, heading: str, verb: str, *, grave: bool = False
) -> HttpResponse:
    """The question; `grave` when there is no way back."""
    context = {"item": item, "words": said(item.verbatim), "form": form, "heading": heading, "verb": verb}
    context["grave"] = grave
    return render(request, "voice/dialog.html", context, status=422 if form.is_bound else 200)
