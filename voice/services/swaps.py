"""Swaps of duty: who took the week of an executive who was away, and the later week that is offered for it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from office.calendar import Week, week_add
from office.services import auditing
from voice.access import notes_absence_of
from voice.errors import NoLongerOfferedError, NotYoursError, WeekOverError
from voice.listening.walls import WeekAhead, next_free_week
from voice.models import DutyAbsence, DutyRoster, DutySwap, Edition
from voice.selectors import business_calendar
from voice.selectors.duties import Rota

if TYPE_CHECKING:
    from office.models import User

LOOKS_AHEAD = 52
"""Weeks among which a free one is looked for."""
OWED_FOR = 52
"""Weeks after which a week that was never made up for is offered no more."""
NONE, ACCEPTED, DECLINED = DutySwap.Answer.NONE, DutySwap.Answer.ACCEPTED, DutySwap.Answer.DECLINED


@transaction.atomic
def settle() -> None:
    """Bring the swaps in step with rosters and absences as they stand, from this week on; what is over stays as it was.

    A week taken over is a swap; one that comes back to whose turn it is, is none any more. An offer whose week is no
    longer free moves to the next that is, an accepted one too when its taker is away or off the roster then.
    Absences and drafts then say who takes the week.
    """
    _lock()
    this_week = current_week()
    rota = Rota.read()
    _drop_returns(rota, this_week)
    _swaps_of(rota, this_week)
    _offer(rota, this_week)
    _write_down(rota, this_week)


@transaction.atomic
def accept(swap: DutySwap, *, week: str, by: "User") -> DutySwap:
    """Take the week offered, as it was seen. Twice is once. Errors: NotYoursError, NoLongerOfferedError."""
    return _reply(swap, ACCEPTED, week, by)


@transaction.atomic
def decline(swap: DutySwap, *, week: str, by: "User") -> DutySwap:
    """Leave the week offered with whose turn it is; none is offered after it. Errors: as `accept`."""
    return _reply(swap, DECLINED, week, by)


@transaction.atomic
def reopen(swap: DutySwap, *, by: "User") -> DutySwap:
    """Take an answer back: the week is offered again, or the next free one. Errors: NotYoursError, WeekOverError for a
    week that was accepted and is over."""
    held = _held(swap, by)
    if held.answer == NONE:
        return held
    if held.answer == ACCEPTED and _is_over(held.offered_week):
        raise WeekOverError
    return _answered(held, NONE, by)


def current_week() -> str:
    return str(business_calendar().week(timezone.now()))


def _lock() -> None:
    """Whoever changes rosters, absences or swaps waits here for the other."""
    list(DutyRoster.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _held(swap: DutySwap, by: "User") -> DutySwap:
    settle()
    held = DutySwap.objects.select_related("absentee", "taken_by").filter(pk=swap.pk).first()
    if held is None:
        raise NoLongerOfferedError
    if not notes_absence_of(by, held.absentee):
        raise NotYoursError
    return held


def _reply(swap: DutySwap, answer: str, week: str, by: "User") -> DutySwap:
    held = _held(swap, by)
    if held.answer == answer and held.offered_week == week:
        return held
    if not held.is_offered or held.offered_week != week:
        raise NoLongerOfferedError
    return _answered(held, answer, by)


def _answered(swap: DutySwap, answer: str, by: "User") -> DutySwap:
    swap.answer = answer
    swap.answered_by, swap.answered_at = (by, timezone.now()) if answer else (None, None)
    if not answer:
        # Another swap may hold it by now; the settling gives it back where it is still free.
        swap.offered_week = ""
    swap.save(update_fields=["answer", "answered_by", "answered_at", "offered_week"])
    weeks = [swap.week, swap.offered_week]
    auditing.record(auditing.SWAP_ANSWERED, by=by, user=swap.absentee_id, weeks=weeks, answer=answer)
    settle()
    swap.refresh_from_db()
    return swap


def _is_over(week: str) -> bool:
    """The week has passed, or its edition is out."""
    return week < current_week() or Edition.objects.published().filter(week=week).exists()


def _drop_returns(rota: Rota, this_week: str) -> None:
    """Accepted weeks to come that their taker cannot have any more; they are looked for anew."""
    for week, swap in list(rota.returns.items()):
        if week < this_week or week in rota.published:
            continue
        turn = rota.turn_of(week)
        if turn.in_return is None or (turn.turn is not None and turn.turn.pk == swap.absentee_id):
            del rota.returns[week]
            swap.answer, swap.answered_by, swap.answered_at, swap.offered_week = NONE, None, None, ""
            swap.save(update_fields=["answer", "answered_by", "answered_at", "offered_week"])


def _swaps_of(rota: Rota, this_week: str) -> None:
    """Log who stands in for whom in the weeks not over, and forget swaps that do not happen."""
    known = {one.week: one for one in DutySwap.objects.filter(week__gte=this_week)}
    for week, swap in list(known.items()):
        if week in rota.published or rota.turn_of(week).stands_in:
            continue
        if swap.answer == ACCEPTED:
            rota.returns.pop(swap.offered_week, None)
        known.pop(week).delete()
    for week in sorted(week for week in rota.away if week >= this_week and week not in rota.published):
        turn = rota.turn_of(week)
        if not (turn.stands_in and turn.turn and turn.on_duty and turn.turn.is_active):
            continue
        found = known.get(week)
        if found is None or found.absentee_id != turn.turn.pk:
            if found is not None:
                rota.returns.pop(found.offered_week, None)
                found.delete()
            DutySwap.objects.create(week=week, absentee=turn.turn, taken_by=turn.on_duty, at=timezone.now())
        elif found.taken_by_id != turn.on_duty.pk:
            found.taken_by = turn.on_duty
            found.save(update_fields=["taken_by"])


def _offer(rota: Rota, this_week: str) -> None:
    """Each swap without an answer is offered the next free week; one that was offered before and is free stays.

    The week that was missed first comes first.
    """
    oldest = str(week_add(Week(this_week), -OWED_FOR))
    held = set(DutySwap.objects.filter(week__gte=this_week).values_list("week", flat=True)) | set(rota.returns)
    unanswered = list(DutySwap.objects.unanswered().order_by("week"))
    owed = [one for one in unanswered if one.week >= oldest]
    wanted: dict[int, str] = {}
    for swap in owed:
        same = (one for one in _ahead(rota, swap, this_week, held) if one.week == swap.offered_week)
        if swap.offered_week and next_free_week(str(swap.absentee_id), same):
            wanted[swap.pk] = swap.offered_week
            held.add(swap.offered_week)
    for swap in (one for one in owed if one.pk not in wanted):
        found = next_free_week(str(swap.absentee_id), _ahead(rota, swap, this_week, held))
        if found is not None:
            wanted[swap.pk] = str(found)
            held.add(str(found))
    moved = [one for one in unanswered if wanted.get(one.pk, "") != one.offered_week]
    # First let go of all that move: one may want the week that another still holds.
    DutySwap.objects.filter(pk__in=[one.pk for one in moved]).update(offered_week="")
    for swap in (one for one in moved if one.pk in wanted):
        DutySwap.objects.filter(pk=swap.pk).update(offered_week=wanted[swap.pk])


def _ahead(rota: Rota, swap: DutySwap, this_week: str, held: set[str]) -> Iterator[WeekAhead]:
    """The weeks after the one that was missed, from this week on."""
    after = max(swap.week, str(week_add(Week(this_week), -1)))
    for number in range(1, LOOKS_AHEAD + 1):
        week = week_add(Week(after), number)
        turn, (_anchor, people) = rota.turn_of(week), rota.anchored(week)
        yield WeekAhead(
            week,
            roster={str(one.pk) for one in people},
            on_duty=str(turn.on_duty.pk) if turn.on_duty else None,
            away=rota.absent(week),
            taken=week in held or week in rota.published,
        )


def _write_down(rota: Rota, this_week: str) -> None:
    """Who takes a week stands beside its absences, and in an edition that is still a draft."""
    rota.returns = {one.offered_week: one for one in DutySwap.objects.accepted().select_related("absentee")}
    for absence in DutyAbsence.objects.filter(week__gte=this_week):
        taker = rota.turn_of(absence.week).on_duty
        if absence.taken_by_id != (taker and taker.pk):
            absence.taken_by = taker
            absence.save(update_fields=["taken_by"])
    for draft in Edition.objects.filter(week__gte=this_week, published_at=None):
        taker = rota.turn_of(draft.week).on_duty
        if draft.duty_id != (taker and taker.pk):
            Edition.objects.filter(pk=draft.pk).update(duty=taker)
