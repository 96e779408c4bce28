"""Who picks the wall in which week: the roster, and the weeks in which somebody is away."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from office.requests import StaffRequest, came_from, staff_page
from office.templatetags.zhike import iso_week
from voice import access
from voice.duty_forms import AbsenceForm, RosterForm
from voice.errors import NotYoursError, VoiceError
from voice.models import DutyAbsence, DutyRoster, DutySwap
from voice.presenters.duty import duty_rows, swap_lines
from voice.selectors import business_calendar, records_by_executive
from voice.services import duty, swaps


@require_http_methods(["GET", "POST"])
@staff_page
def roster(request: StaffRequest) -> HttpResponse:
    """Who picks in which week, who is away and who stands in, and the order from a week on."""
    if not access.sees_roster(request.user):
        raise PermissionDenied
    if request.method == "POST" and not access.keeps_roster(request.user):
        raise PermissionDenied
    this_week = _this_week()
    standing = DutyRoster.objects.in_force(this_week).first()
    members = standing.members.select_related("user") if standing else []
    start = {"from_week": this_week, "executives": "\n".join(member.user.username for member in members)}
    form = RosterForm(request.POST or None, initial=start)
    if form.is_valid():
        duty.set_roster(form.cleaned_data["executives"], from_week=form.cleaned_data["from_week"], by=request.user)
        messages.success(request, _("The roster holds from that week on."))
        return redirect("voice:roster")
    return _page(request, form, AbsenceForm(user=request.user, this_week=this_week), status=422 if form.errors else 200)


@require_POST
@staff_page
def away(request: StaffRequest) -> HttpResponse:
    """Note an absence; the page then shows who stands in."""
    if not access.sees_roster(request.user):
        raise PermissionDenied
    form = AbsenceForm(request.POST, user=request.user, this_week=_this_week())
    if form.is_valid():
        given = form.cleaned_data
        try:
            noted = duty.be_away(
                form.absentee, week=given["week"], until=given["until"], reason=given["reason"], by=request.user
            )
        except NotYoursError as refusal:
            raise PermissionDenied from refusal
        except VoiceError as refusal:
            form.add_error(None, str(refusal))
        else:
            _tell(request, noted)
            return redirect("voice:roster")
    return _page(request, None, form, status=422)


@require_POST
@staff_page
def back(request: StaffRequest, pk: int) -> HttpResponse:
    """Take an absence back."""
    absence = get_object_or_404(DutyAbsence.objects.visible_to(request.user).select_related("user"), pk=pk)
    try:
        duty.be_back(absence, by=request.user)
    except NotYoursError as refusal:
        raise PermissionDenied from refusal
    except VoiceError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The week goes by the roster again."))
    return redirect("voice:roster")


@require_POST
@staff_page
def swap(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """Take the week that is offered in return, leave it, or take the answer back."""
    found = get_object_or_404(DutySwap.objects.visible_to(request.user), pk=pk)
    week = request.POST.get("week", "")
    try:
        match verb:
            case "accept":
                told = (
                    _("%(week)s is yours now.")
                    if found.absentee_id == request.user.pk
                    else _("%(week)s is taken over.")
                )
                swaps.accept(found, week=week, by=request.user)
            case "decline":
                told = _("Declined: %(week)s stays with whose turn it is.")
                swaps.decline(found, week=week, by=request.user)
            case "reopen":
                told = _("Taken back. A week is offered again.")
                swaps.reopen(found, by=request.user)
            case _:
                raise Http404
    except NotYoursError as refusal:
        raise PermissionDenied from refusal
    except VoiceError as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = "" if verb == "reopen" else f"undo:{reverse('voice:swap', args=[pk, 'reopen'])}"
        messages.success(request, told % {"week": iso_week(week)} if week else told, extra_tags=undo)
    return redirect(came_from(request) or reverse("voice:roster"))


def _tell(request: StaffRequest, noted: list[DutyAbsence]) -> None:
    if any(absence.taken_by_id is None for absence in noted):
        messages.warning(request, _("Noted. For a week of it nobody is left to pick the wall."))
    else:
        messages.success(request, _("Noted. The weeks show who stands in."))


def _this_week() -> str:
    return str(business_calendar().week(timezone.now()))


def _page(request: StaffRequest, form: RosterForm | None, absence: AbsenceForm, *, status: int) -> HttpResponse:
    now, calendar = timezone.now(), business_calendar()
    context = {
        "records": records_by_executive(str(calendar.week(now)), now, calendar),
        "form": form if access.keeps_roster(request.user) else None,
        "absence": absence,
        "rows": duty_rows(_this_week(), request.user),
        "swaps": swap_lines(_this_week(), request.user),
    }
    return render(request, "voice/roster.html", context, status=status)
