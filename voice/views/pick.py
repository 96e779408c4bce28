"""Picking the week's wall: five minutes, words that nobody can edit, and a check that says what is still missing."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.access import publishes_wall
from office.calendar import Week
from office.requests import StaffRequest, staff_page
from voice.errors import CHECKS, VoiceError
from voice.forms import FollowUpForm
from voice.listening.walls import wall_due
from voice.models import Edition, EditionQuote, VoiceItem
from voice.presenters import inbox as presenter
from voice.presenters.editions import follow_up_label, follow_up_state
from voice.presenters.words import said
from voice.selectors import business_calendar, candidates, duty_of, follow_up_quotes, quiet_customers
from voice.services import editions

TO_CALL = 3


@require_GET
@staff_page
def pick(request: StaffRequest, week: str) -> HttpResponse:
    """The draft with what can be picked beside it."""
    edition = Edition.objects.filter(week=week).first() or Edition(week=week)
    if publishes_wall(request.user) and edition.is_published:
        return redirect("voice:edition", week)
    _require_publisher(request, week)
    return render(request, "voice/pick.html", _draft(edition, request))


@require_POST
@staff_page
def choose(request: StaffRequest, week: str) -> HttpResponse:
    """Add a voice, take it off, or move it up or down."""
    _require_publisher(request, week)
    voice = get_object_or_404(VoiceItem.objects.visible_to(request.user), pk=_number(request.POST.get("voice")))
    edition = editions.open_week(week, by=request.user)
    try:
        _change(request.POST.get("do", ""), edition, voice, request)
    except VoiceError as refusal:
        messages.error(request, str(refusal))
    return redirect("voice:pick", week)


@require_POST
@staff_page
def publish(request: StaffRequest, week: str) -> HttpResponse:
    """Freeze the edition and show it to the house."""
    _require_publisher(request, week)
    edition = editions.open_week(week, by=request.user)
    try:
        editions.publish(edition, by=request.user)
    except VoiceError as refusal:
        messages.error(request, str(refusal))
        return redirect("voice:pick", week)
    messages.success(request, _("Published. It can no longer be changed."))
    return redirect("voice:edition", week)


@require_http_methods(["GET", "POST"])
@staff_page
def follow_up(request: StaffRequest, week: str, quote_pk: int) -> HttpResponse:
    """One line on what happened since with a quote of an earlier edition: by its owner, or who publishes."""
    quote = get_object_or_404(EditionQuote.objects.select_related("voice__verbatim", "voice__customer"), pk=quote_pk)
    _require_owner(request, quote)
    edition = Edition.objects.filter(week=week).first() or Edition(week=week)
    if all(one.quote.pk != quote.pk for one in follow_up_quotes(edition)):
        raise Http404
    form = FollowUpForm(request.POST or None)
    if form.is_valid() and _written(request, edition, quote, form):
        return redirect("voice:pick", week) if publishes_wall(request.user) else redirect(quote.voice)
    context = {"quote": quote, "words": said(quote.voice.verbatim), "form": form, "week": week}
    return render(request, "voice/follow_up.html", context, status=422 if form.is_bound else 200)


def _written(request: StaffRequest, edition: Edition, quote: EditionQuote, form: FollowUpForm) -> bool:
    try:
        editions.write_follow_up(edition, quote, line=form.cleaned_data["line"], by=request.user)
    except VoiceError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("It will stand on this week's wall."))
    return True


def _change(verb: str, edition: Edition, voice: VoiceItem, request: StaffRequest) -> None:
    if verb == "add":
        editions.pick(edition, voice, by=request.user)
    elif verb == "remove":
        editions.unpick(edition, voice, by=request.user)
    elif verb in ("up", "down"):
        order = list(edition.quotes.values_list("voice_id", flat=True))
        here = order.index(voice.pk) if voice.pk in order else None
        there = None if here is None else here + (1 if verb == "down" else -1)
        if here is not None and there is not None and 0 <= there < len(order):
            order[here], order[there] = order[there], order[here]
        editions.arrange(edition, order, by=request.user)


def _draft(edition: Edition, request: StaffRequest) -> dict[str, Any]:
    now, calendar = timezone.now(), business_calendar()
    quotes = (
        edition.quotes.select_related(
            "voice__verbatim", "voice__customer", "voice__owner", "voice__speaker__person", "voice__speaker__department"
        ).prefetch_related("voice__verbatim__redactions")
        if edition.pk
        else EditionQuote.objects.none()
    )
    check = editions.check(edition)
    older = request.GET.get("older") == "1"
    return {
        "edition": edition,
        "week": edition.week,
        "due": wall_due(Week(edition.week), calendar.overrides, zone=calendar.zone),
        "duty": duty_of(edition.week),
        "picked": [(quote, presenter.row(quote.voice, now, calendar)) for quote in quotes],
        "candidates": [presenter.row(one, now, calendar) for one in candidates(edition, older=older)],
        "older": older,
        "check": check,
        "errors": [(code, CHECKS[code]) for code in check.errors],
        "warnings": [(code, CHECKS[code]) for code in check.warnings],
        "follow_ups": [
            {
                "quote": one.quote,
                "words": said(one.voice.verbatim),
                "customer": one.voice.customer.short_name or one.voice.customer.name,
                "owner": one.voice.owner,
                "line": one.line,
                "state": follow_up_state(one.voice.status, one.weeks),
                "label": follow_up_label(one.voice.status, one.weeks),
            }
            for one in follow_up_quotes(edition)
        ],
        "to_call": quiet_customers(calendar.day(now), calendar)[:TO_CALL]
        if {"too_few", "no_criticism"} & set(check.errors)
        else [],
    }


def _require_publisher(request: StaffRequest, week: str) -> None:
    """Founder and executives, and only a week whose wall can still be published."""
    if not publishes_wall(request.user):
        raise PermissionDenied
    if not editions.is_pickable(week, timezone.now(), business_calendar()):
        raise Http404


def _require_owner(request: StaffRequest, quote: EditionQuote) -> None:
    if publishes_wall(request.user):
        return
    if not VoiceItem.objects.visible_to(request.user).filter(pk=quote.voice_id).exists():
        raise Http404
    if quote.voice.owner_id != request.user.pk:
        raise PermissionDenied


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() and len(value) < 19 else 0
