"""The life of a voice: which step may follow which, what each needs, and which clock runs afterwards."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from customers.models import Contact
from office.models import CalendarDay
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import COMPLAINT, PRAISE, QUESTION, close_confirmed, make_answered, make_voice
from voice.errors import (
    ChangedMeanwhileError,
    DuplicateOfItselfError,
    IllegalStatusError,
    NotYetError,
    NotYoursError,
    OwnerCannotSeeError,
    ReasonMissingError,
    SaidInFutureError,
    StrangerError,
    SupersededError,
    UnstorableError,
    WordsMissingError,
)
from voice.listening.clocks import voice_clock
from voice.models import Clock, Status, Verbatim, VoiceItem
from voice.selectors import overdue_voices
from voice.services import capturing, clocks, erasing, handling, superseding

pytestmark = pytest.mark.usefixtures("clock")
DUE = date(2026, 11, 24)
SORTED = {"kind": "complaint", "category": "quality", "severity": 2}


def triage(voice: VoiceItem, by) -> VoiceItem:
    return handling.triage(voice, by=by, **SORTED)


def acknowledge(voice: VoiceItem, by) -> VoiceItem:
    return handling.acknowledge(voice, by=by)


def assign(voice: VoiceItem, by) -> VoiceItem:
    return handling.assign(voice, owner=by, due=DUE, by=by)


def answer(voice: VoiceItem, by) -> VoiceItem:
    return handling.answer(voice, text="已答复。", by=by)


def confirm(voice: VoiceItem, by) -> VoiceItem:
    return close_confirmed(voice, by=by)


def give_up(voice: VoiceItem, by) -> VoiceItem:
    return handling.close_no_reply(voice, by=by)


def reopen(voice: VoiceItem, by) -> VoiceItem:
    return handling.reopen(voice, reason="又坏了", by=by)


def duplicate(voice: VoiceItem, by) -> VoiceItem:
    return handling.mark_duplicate(voice, of=make_voice(voice.customer, by=by), by=by)


VERBS = {
    "triaged": triage,
    "acknowledged": acknowledge,
    "assigned": assign,
    "answered": answer,
    "closed_confirmed": confirm,
    "closed_no_reply": give_up,
    "reopened": reopen,
    "duplicate": duplicate,
}
WAYS = {
    "new": [],
    "triaged": ["triaged"],
    "acknowledged": ["triaged", "acknowledged"],
    "assigned": ["triaged", "assigned"],
    "answered": ["triaged", "assigned", "answered"],
    "closed_confirmed": ["triaged", "assigned", "answered", "closed_confirmed"],
    "reopened": ["triaged", "assigned", "answered", "closed_confirmed", "reopened"],
    "duplicate": ["duplicate"],
}
LEGAL = {
    "new": {"triaged", "duplicate"},
    "triaged": {"assigned", "acknowledged", "duplicate"},
    "assigned": {"answered", "assigned"},
    "answered": {"closed_confirmed", "closed_no_reply", "assigned"},
    "closed_confirmed": {"reopened"},
    "acknowledged": {"triaged"},
    "reopened": {"assigned"},
    "duplicate": set(),
}


@pytest.fixture
def mei(cast):
    return cast["mei"]


def voice_at(status: str, customer, mei) -> VoiceItem:
    voice = make_voice(customer, by=mei, judgement=None)
    for step in WAYS[status]:
        voice = VERBS[step](voice, mei)
        if step == "triaged" and status == "acknowledged":
            voice = handling.triage(voice, kind="praise", category="other", severity=4, by=mei)
    return voice


@pytest.mark.parametrize("current", WAYS)
@pytest.mark.parametrize("following", VERBS)
def test_only_the_steps_of_the_machine_are_possible(customer, mei, clock, current: str, following: str) -> None:
    voice = voice_at(current, customer, mei)
    if following == "acknowledged":
        VoiceItem.objects.filter(pk=voice.pk).update(kind="praise")
    before = list(voice.transitions.values_list("status", flat=True))
    clock.shift(timedelta(days=20))
    # Sorting a voice anew is no step: it changes the judgement in place.
    if following in LEGAL[current] or (following == "triaged" and current not in ("new", "acknowledged")):
        VERBS[following](voice, mei)
        steps = list(voice.transitions.values_list("status", flat=True))
        assert steps == [*before, following] if following in LEGAL[current] else before
        return
    with pytest.raises(IllegalStatusError):
        VERBS[following](voice, mei)
    assert list(voice.transitions.values_list("status", flat=True)) == before


def test_closing_as_solved_needs_cause_action_and_the_customers_word(customer, mei) -> None:
    voice = make_answered(customer, by=mei)
    with pytest.raises(NotYetError) as refused:
        handling.close_confirmed(
            voice, root_cause=" ", action="", confirmed_by=None, confirmed_on=None, confirmed_how="", by=mei
        )
    assert refused.value.missing == ["root_cause", "action", "confirmation"]
    voice.refresh_from_db()
    assert voice.status == Status.ANSWERED


@pytest.mark.parametrize("lack", ["confirmed_by", "confirmed_on", "confirmed_how"])
def test_a_confirmation_says_who_when_and_how(customer, mei, lack: str) -> None:
    with pytest.raises(NotYetError) as refused:
        close_confirmed(make_answered(customer, by=mei), by=mei, **{lack: "" if lack == "confirmed_how" else None})
    assert refused.value.missing == ["confirmation"]


def test_somebody_else_s_contact_cannot_confirm(customer, mei) -> None:
    stranger: Contact = make_contact(make_customer(mei))
    with pytest.raises(StrangerError):
        close_confirmed(make_answered(customer, by=mei), by=mei, confirmed_by=stranger)


def test_only_praise_and_questions_are_acknowledged(customer, mei) -> None:
    for judgement in (PRAISE, QUESTION):
        assert acknowledge(make_voice(customer, by=mei, judgement=judgement), mei).status == Status.ACKNOWLEDGED
    with pytest.raises(NotYetError):
        acknowledge(make_voice(customer, by=mei, judgement=COMPLAINT), mei)


def test_giving_up_needs_ten_working_days(customer, mei, clock) -> None:
    CalendarDay.objects.create(date=date(2026, 11, 23), working=False)
    voice = make_answered(customer, by=mei)
    clock.move_to("2026-12-03T01:00Z")
    with pytest.raises(NotYetError) as refused:
        give_up(voice, mei)
    assert refused.value.missing == ["too_early"]
    clock.move_to("2026-12-04T01:00Z")
    assert give_up(voice, mei).status == Status.CLOSED_NO_REPLY


def test_reopening_is_possible_for_180_days(customer, mei, clock) -> None:
    voice = confirm(make_answered(customer, by=mei), mei)
    clock.shift(timedelta(days=181))
    with pytest.raises(NotYetError) as refused:
        reopen(voice, mei)
    assert refused.value.missing == ["too_late"]
    clock.shift(timedelta(days=-1))
    assert reopen(voice, mei).status == Status.REOPENED


def test_a_voice_is_given_only_to_who_may_see_it(customer, mei, cast) -> None:
    voice = make_voice(customer, by=mei)
    with pytest.raises(OwnerCannotSeeError):
        handling.assign(voice, owner=cast["otto"], due=DUE, by=mei)
    assert handling.assign(voice, owner=cast["lea"], due=DUE, by=cast["fay"]).owner == cast["lea"]


def test_who_only_reads_does_not_handle(customer, mei, cast) -> None:
    voice = make_voice(customer, by=mei, judgement=None)
    for who in ("fay", "eve", "otto", "fin"):
        with pytest.raises(NotYoursError):
            triage(voice, cast[who])


def test_two_who_sort_at_once_do_not_overwrite_each_other(customer, mei) -> None:
    voice = make_voice(customer, by=mei, judgement=None)
    handling.triage(voice, by=mei, version=1, **SORTED)
    with pytest.raises(ChangedMeanwhileError):
        handling.triage(voice, by=mei, version=1, kind="praise", category="other", severity=4)


def test_a_voice_is_not_a_duplicate_of_itself_or_of_a_strangers(customer, mei) -> None:
    voice = make_voice(customer, by=mei)
    for first in (voice, make_voice(make_customer(mei), by=mei)):
        with pytest.raises(DuplicateOfItselfError):
            handling.mark_duplicate(voice, of=first, by=mei)


def test_words_are_kept_byte_for_byte(customer, mei) -> None:
    text = "  交付又晚了两周,\n没有人提前告诉我们。\t"
    assert make_voice(customer, by=mei, text=text).verbatim.text == text


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("交付又晚了两周,没有人提前告诉我们。", "cf06a560fb7d", id="simplified"),
        pytest.param(
            "合同写的是四小时响应，我等了两天，等来一句“在排期”。", "8cab0483b1dc", id="as on the picture of the wall"
        ),
        pytest.param("你们的盒子夏天进水，冬天结露，一年停我两次线。", "7f002f46a97b", id="as on the corridor screen"),
    ],
)
def test_the_fingerprint_is_that_of_the_bytes_as_entered(customer, mei, text: str, start: str) -> None:
    assert make_voice(customer, by=mei, text=text).verbatim.short_fingerprint == start


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param({"text": ""}, WordsMissingError, id="nothing"),
        pytest.param({"text": " \n\u3000"}, WordsMissingError, id="only spaces"),
        pytest.param({"text": "␡"}, WordsMissingError, id="the tombstone itself"),
        pytest.param({"text": "a\x00b"}, UnstorableError, id="NUL"),
        pytest.param({"text": "\ud83d"}, UnstorableError, id="half a character"),
        pytest.param({"said_at": timezone.now() + timedelta(days=3650)}, SaidInFutureError, id="not said yet"),
    ],
)
def test_what_cannot_be_kept_is_refused(customer, mei, change, error) -> None:
    with pytest.raises(error):
        capturing.capture(customer, **({"text": "好。", "by": mei} | change))
    assert not Verbatim.objects.exists()


def test_nobody_records_for_a_customer_they_do_not_see(customer, cast) -> None:
    for who in ("otto", "fin"):
        with pytest.raises(PermissionDenied):
            make_voice(customer, by=cast[who])


def test_a_speaker_belongs_to_the_customer(customer, mei) -> None:
    with pytest.raises(StrangerError):
        make_voice(customer, by=mei, speaker=make_contact(make_customer(mei)))


def test_the_same_key_keeps_one_voice(customer, mei, cast) -> None:
    first = make_voice(customer, by=mei, idempotency_key="k")
    assert make_voice(customer, by=mei, idempotency_key="k") == first
    assert make_voice(customer, by=cast["lea"], idempotency_key="k") != first
    assert Verbatim.objects.count() == 2


def test_a_wrong_capture_is_replaced_and_stays_readable(customer, mei) -> None:
    wrong = make_voice(customer, by=mei, text="不好。")
    right = superseding.supersede(wrong, text="还好。", reason="听错了", by=mei)
    wrong.refresh_from_db()
    assert (wrong.superseded_by, wrong.verbatim.text, wrong.clock) == (right, "不好。", Clock.NONE)
    assert (right.received_at, right.kind) == (wrong.received_at, wrong.kind)
    with pytest.raises(SupersededError):
        triage(wrong, mei)
    with pytest.raises(ReasonMissingError):
        superseding.supersede(right, text="好。", reason=" ", by=mei)


def test_an_erasure_keeps_fingerprint_and_date_and_forgets_the_rest(customer, mei, cast) -> None:
    contact = make_contact(customer)
    voice = confirm(make_answered(customer, by=mei, speaker=contact, summary="他说", translation="He"), mei)
    erasing.erase(voice, reason="本人要求", by=cast["ops"])
    voice = VoiceItem.objects.select_related("verbatim").get(pk=voice.pk)
    assert voice.verbatim.is_erased
    assert len(voice.verbatim.fingerprint) == 64
    assert (voice.speaker, voice.confirmed_by, voice.summary, voice.translation) == (None, None, "", "")
    with pytest.raises(NotYoursError):
        erasing.erase(make_voice(customer, by=mei), reason="x", by=mei)


def test_the_clock_that_runs_and_when_it_runs_out(customer, mei, clock) -> None:
    """Thursday 10:00. Unsorted: 8 h to sort → Friday 10:00. Severity 2: 16 h to answer from then → Monday 10:00."""
    voice = make_voice(customer, by=mei, judgement=None)
    assert (voice.clock, local(voice.clock_due_at)) == (Clock.TRIAGE, "2026-11-20 10:00")
    voice = triage(voice, mei)
    assert (voice.clock, local(voice.clock_due_at)) == (Clock.ANSWER, "2026-11-23 10:00")
    voice = answer(assign(voice, mei), mei)
    assert (voice.clock, local(voice.clock_due_at)) == (Clock.REACTION, "2026-12-03 00:00")
    clock.move_to("2026-11-20T02:00Z")
    voice = assign(voice, mei)
    assert voice.clock == Clock.CLOSE
    assert local(voice.clock_due_at) == "2026-12-04 10:00"
    assert list(overdue_voices(mei, timezone.now())) == []
    clock.move_to("2026-12-04T02:01Z")
    assert list(overdue_voices(mei, timezone.now())) == [voice]


def test_a_deadline_is_where_the_clock_breaches(customer, mei) -> None:
    CalendarDay.objects.create(date=date(2026, 11, 20), working=False)
    CalendarDay.objects.create(date=date(2026, 11, 21), working=True)
    voice = make_voice(customer, by=mei, judgement=COMPLAINT)
    overrides = dict(CalendarDay.objects.values_list("date", "working"))
    log = list(voice.transitions.values_list("status", "at"))
    at = voice_clock(log, 2, voice.clock_due_at, overrides)
    later = voice_clock(log, 2, voice.clock_due_at + timedelta(minutes=10), overrides)
    assert (at.answer_h, at.breach[1], later.breach[1]) == (16.0, False, True)


def test_a_holiday_entered_late_moves_the_deadlines_once(customer, mei) -> None:
    voices = [
        make_voice(customer, by=mei),
        make_voice(customer, by=mei, judgement=None),
        make_answered(customer, by=mei),
    ]
    settled = acknowledge(make_voice(customer, by=mei, judgement=PRAISE), mei)
    assert clocks.refresh() == 0
    CalendarDay.objects.create(date=date(2026, 11, 20), working=False)
    assert clocks.refresh() == 3
    for voice in [*voices, settled]:
        voice.refresh_from_db()
    assert [local(voice.clock_due_at) for voice in voices] == [
        "2026-11-24 10:00",
        "2026-11-23 10:00",
        "2026-12-04 00:00",
    ]
    assert settled.clock_due_at is None
    assert clocks.refresh() == 0


def local(moment) -> str:
    from zoneinfo import ZoneInfo

    return f"{moment.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M}"
