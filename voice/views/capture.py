import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from office.requests import StaffRequest, staff_page
from voice import access
from voice.errors import VoiceError
from voice.forms import CaptureForm, local_now
from voice.models import VoiceItem
from voice.services import capturing
from voice.views.reading import require_voices


@require_http_methods(["GET", "POST"])
@staff_page
def new(request: StaffRequest) -> HttpResponse:
    """Keep somebody's words without logging a contact."""
    require_voices(request.user)
    if not access.captures(request.user):
        raise PermissionDenied
    start = {"customer": request.GET.get("customer"), "said_at": local_now(), "key": uuid.uuid4().hex}
    form = CaptureForm(request.POST or None, user=request.user, initial=start)
    if form.is_valid() and (voice := _captured(request, form)):
        messages.success(request, _("Kept word for word."), extra_tags="draft-saved:voice")
        return redirect(voice)
    return render(request, "voice/new.html", {"form": form}, status=422 if form.is_bound else 200)


def _captured(request: StaffRequest, form: CaptureForm) -> VoiceItem | None:
    given = form.cleaned_data
    try:
        return capturing.capture(
            given["customer"],
            text=given["text"],
            by=request.user,
            channel=given["channel"],
            said_at=given["said_at"],
            speaker=given["speaker"],
            anonymous=given["anonymous"],
            judgement=form.judgement(),
            idempotency_key=given["key"],
        )
    except VoiceError as refusal:
        form.add_error(None, str(refusal))
        return None
