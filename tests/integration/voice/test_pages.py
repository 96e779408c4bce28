"""What each page shows, to whom, and at a constant number of queries."""

import pytest
from django.urls import reverse

from customers.models import ConsentRecord
from office.calendar import Week, week_add
from office.models import AuditEntry
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import (
    COMPLAINT,
    CRITICISM,
    PRAISE,
    days_ago,
    make_answered,
    make_edition,
    make_published,
    make_voice,
    publish,
)
from voice.errors import NotYoursError, WeekOverError
from voice.models import DutyAbsence, EditionQuote, VoiceItem, VoiceTransition
from voice.selectors import duty_of
from voice.services import duty, editions, handling, redacting

pytestmark = pytest.mark.usefixtures("clock")
WEEK = "2026-W47"
WORDS = "报警太多了，班长现在看都不看。"


@pytest.fixture
def voice(cast, customer) -> VoiceItem:
    speaker = make_contact(customer, "江晚照", title="设备科长")
    return make_voice(customer, by=cast["mei"], text=WORDS, speaker=speaker)


def page(client, name: str, *args: object, expect: int = 200, **query: str) -> str:
    response = client.get(reverse(f"voice:{name}", args=args), query)
    assert response.status_code == expect, f"{name} answered {response.status_code}"
    return response.content.decode()


def test_the_inbox_shows_the_words_their_speaker_and_the_running_clock(signed_in, voice) -> None:
    html = page(signed_in("mei"), "inbox")
    assert WORDS in html
    assert "江晚照" in html
    assert voice.verbatim.short_fingerprint in html
    assert 'class="say' in html


def test_an_empty_inbox_says_the_next_step(signed_in) -> None:
    assert "empty__what" in page(signed_in("mei"), "inbox")


def test_another_colleague_finds_neither_the_row_nor_the_page(signed_in, voice) -> None:
    otto = signed_in("otto")
    assert WORDS not in page(otto, "inbox", scope="all", state="all")
    page(otto, "item", voice.pk, expect=404)


@pytest.mark.parametrize("state", ["open", "to_sort", "late", "waiting", "closed", "all"])
def test_every_filter_answers(signed_in, voice, state: str) -> None:
    html = page(signed_in("mei"), "inbox", state=state, kind="complaint", q="报警", scope="all")
    assert (WORDS in html) == (state in ("open", "all"))


def test_a_mask_shows_everywhere_the_words_are_shown(signed_in, voice, cast) -> None:
    redacting.mask(voice, start=0, end=2, reason="asked for it", by=cast["mei"])
    client = signed_in("mei")
    for html in (
        page(client, "inbox"),
        page(client, "item", voice.pk),
        page(client, "customer_voices", voice.customer_id),
    ):
        assert "██太多了" in html
        assert "报警太多了" not in html


def test_each_step_of_a_voice_can_be_done_on_its_page_without_scripts(signed_in, cast, customer) -> None:
    client = signed_in("mei")
    voice = make_voice(customer, by=cast["mei"], judgement=None)
    contact = make_contact(customer)
    steps = [
        ("triage", {"kind": "complaint", "category": "quality", "severity": "2", "version": voice.version}),
        ("assign", {"owner": cast["mei"].pk, "due": "2026-11-24"}),
        ("answer", {"text": "周五我带方案到现场。"}),
        (
            "close",
            {
                "root_cause": "探头抖动",
                "action": "换了探头",
                "confirmed_by": contact.pk,
                "confirmed_on": "2026-11-19",
                "confirmed_how": "电话",
            },
        ),
        ("reopen", {"reason": "又响了"}),
    ]
    for verb, sent in steps:
        assert f"/voice/{voice.pk}/{verb}/" in page(client, "item", voice.pk)
        response = client.post(reverse("voice:act", args=[voice.pk, verb]), sent)
        assert response.status_code == 302, response.content.decode()[:2000]
    voice.refresh_from_db()
    assert voice.status == "reopened"
    assert [step.status for step in voice.transitions.all()][-2:] == ["closed_confirmed", "reopened"]


def test_a_refused_step_keeps_what_was_typed_and_says_what_is_missing(signed_in, voice) -> None:
    handling.assign(voice, owner=voice.created_by, due=voice.received_at.date(), by=voice.created_by)
    client = signed_in("mei")
    response = client.post(reverse("voice:act", args=[voice.pk, "close"]), {"root_cause": "探头抖动"})
    assert response.status_code == 422
    response = client.post(reverse("voice:act", args=[voice.pk, "answer"]), {"text": "  "})
    assert response.status_code == 422


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param("mei", 302, id="she keeps the customer"),
        pytest.param("lea", 302, id="leads her team"),
        pytest.param("ops", 302, id="keeps the archives"),
        pytest.param("fay", 403, id="the founder reads"),
        pytest.param("eve", 403, id="so does an executive"),
        pytest.param("otto", 404, id="does not exist for him"),
        pytest.param("fin", 404, id="finance keeps books only"),
    ],
)
def test_who_may_sort(signed_in, cast, customer, who: str, status: int) -> None:
    voice = make_voice(customer, by=cast["mei"], judgement=None)
    sent = {"kind": "praise", "category": "other", "severity": "4"}
    response = signed_in(who).post(reverse("voice:act", args=[voice.pk, "triage"]), sent)
    assert response.status_code == status
    assert VoiceTransition.objects.filter(item=voice, status="triaged").exists() == (status == 302)


def test_words_are_recorded_as_typed_and_only_once(signed_in, cast, customer) -> None:
    client = signed_in("mei")
    sent = {"customer": customer.pk, "text": "  他说：\r\n“不行”。 ", "channel": "call", "key": "k1"}
    first = client.post(reverse("voice:new"), sent)
    second = client.post(reverse("voice:new"), sent)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    voice = VoiceItem.objects.get()
    assert voice.verbatim.text == "  他说：\n“不行”。 "


@pytest.mark.parametrize("text", ["", "   ", "\r\n"])
def test_no_words_are_refused(signed_in, customer, text: str) -> None:
    response = signed_in("mei").post(reverse("voice:new"), {"customer": customer.pk, "text": text, "channel": "call"})
    assert response.status_code == 422
    assert not VoiceItem.objects.exists()


def test_a_speaker_of_another_customer_is_no_choice(signed_in, cast, customer) -> None:
    stranger = make_contact(make_customer(cast["mei"]))
    sent = {"customer": customer.pk, "text": "好。", "channel": "call", "speaker": stranger.pk}
    assert signed_in("mei").post(reverse("voice:new"), sent).status_code == 422


def test_dialogs_answer(signed_in, voice, cast) -> None:
    client = signed_in("ops")
    for name in ("describe", "mask", "correct", "erase"):
        assert page(client, name, voice.pk)
    client.post(reverse("voice:mask", args=[voice.pk]), {"part": "班长", "reason": "他要求的"})
    mask = voice.verbatim.redactions.get()
    assert (mask.start, mask.end) == (6, 8)
    client.post(reverse("voice:lift", args=[voice.pk, mask.pk]), {"reason": "同意了"})
    mask.refresh_from_db()
    assert mask.lifted_by == cast["ops"]
    client.post(reverse("voice:describe", args=[voice.pk]), {"summary": "报警", "translation": "Alarms", "version": 1})
    made = client.post(reverse("voice:correct", args=[voice.pk]), {"text": "报警太少了。", "reason": "听错了"})
    assert made.status_code == 302
    voice.refresh_from_db()
    assert voice.superseded_by.verbatim.text == "报警太少了。"
    assert voice.verbatim.text == WORDS
    assert "听错了" in page(client, "item", voice.pk)
    client.post(reverse("voice:erase", args=[voice.pk]), {"reason": "本人要求"})
    html = page(client, "item", voice.pk)
    assert WORDS not in html
    assert voice.verbatim.short_fingerprint in html


def test_the_wall_before_its_first_edition(signed_in) -> None:
    assert "empty__what" in page(signed_in("mei"), "wall")
    assert reverse("voice:pick", args=[WEEK]) in page(signed_in("eve"), "wall")


def test_an_edition_is_text_for_everybody_in_the_house(signed_in, cast, customer) -> None:
    contact = make_contact(customer, "江晚照", title="设备科长")
    voices = [
        make_voice(customer, by=cast["mei"], judgement=one, text=text, speaker=contact)
        for one, text in ((PRAISE, "工人都记得他名字。"), (CRITICISM, "江晚照说电话打不通。"), (COMPLAINT, WORDS))
    ]
    publish(make_edition(WEEK, voices, by=cast["eve"]), by=cast["eve"])
    for who in ("otto", "fin", "mei"):
        html = page(signed_in(who), "edition", WEEK)
        assert html.index("███说电话打不通") < html.index(WORDS) < html.index("工人都记得他名字")
        assert "设备科长" in html
        assert "江晚照" not in html
        assert f"/voice/{voices[0].pk}/" not in html
        assert customer.get_absolute_url() not in html
        assert page(signed_in(who), "print", WEEK)
    ConsentRecord.objects.create(person=contact.person, purpose="quote", given_on="2026-11-01", by=cast["mei"])
    assert "江晚照说电话打不通" in page(signed_in("otto"), "edition", WEEK)


def test_a_draft_does_not_exist_for_those_who_do_not_publish(signed_in, cast, customer) -> None:
    make_edition(WEEK, [], by=cast["eve"])
    page(signed_in("mei"), "edition", WEEK, expect=404)
    page(signed_in("fay"), "edition", WEEK, expect=302)
    page(signed_in("mei"), "pick", WEEK, expect=403)


def test_no_such_week_is_no_such_page(signed_in) -> None:
    assert signed_in("fay").get("/wall/2025-W53/").status_code == 404
    fay = signed_in("fay")
    assert fay.get("/wall/2026-W53/").status_code == 404
    assert [fay.get(f"/wall/2026-{week}/pick/").status_code for week in ("W45", "W46", "W47", "W48")] == [
        404,
        200,
        200,
        404,
    ]


def test_picking_until_published(signed_in, cast, customer) -> None:
    eve = signed_in("eve")
    voices = [make_voice(customer, by=cast["mei"], judgement=one) for one in (PRAISE, COMPLAINT, CRITICISM)]
    html = page(eve, "pick", WEEK)
    assert html.count('value="add"') == 3
    for voice in voices:
        assert eve.post(reverse("voice:choose", args=[WEEK]), {"voice": voice.pk, "do": "add"}).status_code == 302
    eve.post(reverse("voice:choose", args=[WEEK]), {"voice": voices[2].pk, "do": "up"})
    html = page(eve, "pick", WEEK)
    assert html.count('value="remove"') == 3
    assert eve.post(reverse("voice:publish", args=[WEEK])).url == reverse("voice:edition", args=[WEEK])
    assert page(eve, "edition", WEEK)
    eve.post(reverse("voice:erratum", args=[WEEK]), {"text": "日期应为 11-18。"})
    assert "日期应为 11-18。" in page(signed_in("mei"), "edition", WEEK)


def test_an_incomplete_wall_is_not_published_and_names_whom_to_call(signed_in, cast, customer) -> None:
    eve = signed_in("eve")
    assert eve.post(reverse("voice:publish", args=[WEEK])).url == reverse("voice:pick", args=[WEEK])
    page(eve, "edition", WEEK, expect=302)


def test_the_owner_says_what_happened_since(signed_in, cast, customer) -> None:
    make_published("2026-W46", customer, by=cast["eve"], at=days_ago(6))
    quote = first_quote_owned_by(cast["mei"])
    mei = signed_in("mei")
    assert page(mei, "follow_up", WEEK, quote.pk)
    sent = mei.post(reverse("voice:follow_up", args=[WEEK, quote.pk]), {"line": "签字从七人减到两人。"})
    assert sent.status_code == 302
    assert "签字从七人减到两人。" in page(signed_in("eve"), "pick", WEEK)
    assert signed_in("otto").get(reverse("voice:follow_up", args=[WEEK, quote.pk])).status_code == 404
    assert signed_in("lea").get(reverse("voice:follow_up", args=[WEEK, quote.pk])).status_code == 403


def first_quote_owned_by(user):
    quote = EditionQuote.objects.select_related("voice").first()
    VoiceItem.objects.filter(pk=quote.voice_id).update(owner=user)
    return quote


def test_the_roster_turns(signed_in, cast) -> None:
    fay = signed_in("fay")
    sent = fay.post(reverse("voice:roster"), {"executives": "eve\nfay\n", "from_week": WEEK})
    assert sent.status_code == 302
    assert cast["eve"].name in page(fay, "roster")
    assert fay.post(reverse("voice:roster"), {"executives": "mei", "from_week": WEEK}).status_code == 422
    page(signed_in("mei"), "roster", expect=403)


@pytest.mark.parametrize("name", ["inbox", "customer_voices", "pick", "wall"])
def test_pages_cost_the_same_for_two_voices_and_for_many(signed_in, cast, customer, queries_of, name: str) -> None:
    fay = signed_in("fay")
    args = {"customer_voices": [customer.pk], "pick": [WEEK]}.get(name, [])
    url = reverse(f"voice:{name}", args=args)

    def grow(number: int) -> None:
        for _ in range(number):
            contact = make_contact(customer, function="production")
            make_voice(customer, by=cast["mei"], speaker=contact, judgement=CRITICISM)

    grow(2)
    make_answered(customer, by=cast["mei"], speaker=make_contact(customer, function="quality"))
    few = queries_of(fay, url)
    grow(12)
    assert queries_of(fay, url) == few
    assert few <= 26


class TestDuty:
    @pytest.fixture
    def rota(self, cast):
        return duty.set_roster([cast["eve"], cast["fay"], cast["ada"]], from_week=WEEK, by=cast["fay"])

    def away(self, browser, **fields):
        return browser.post(reverse("voice:away"), {"week": WEEK, "until": "", "reason": "", **fields})

    def test_an_executive_is_away_and_the_page_says_who_stands_in(self, signed_in, cast, rota) -> None:
        eve = signed_in("eve")
        assert self.away(eve, reason="年假").status_code == 302
        row = eve.get(reverse("voice:roster")).context["rows"][0]
        assert (row.turn, row.on_duty, row.stands_in) == (cast["eve"], cast["fay"], True)
        text = page(eve, "roster")
        for word in ("年假", "代班", cast["fay"].name):
            assert word in text
        assert {entry.verb for entry in AuditEntry.objects.filter(by=cast["eve"])} >= {"absence_noted"}

    def test_several_weeks_in_a_row_and_the_next_free_one_stands_in_for_each(self, signed_in, cast, rota) -> None:
        last = week_add(Week(WEEK), 3)
        assert self.away(signed_in("eve"), until=last).status_code == 302
        rows = signed_in("eve").get(reverse("voice:roster")).context["rows"][:5]
        assert [row.on_duty.username for row in rows] == ["fay", "fay", "ada", "fay", "fay"]
        assert [row.stands_in for row in rows] == [True, False, False, True, False]

    def test_an_absence_taken_back_gives_the_turn_back(self, signed_in, cast, rota) -> None:
        eve = signed_in("eve")
        self.away(eve)
        absence = DutyAbsence.objects.get()
        assert eve.post(reverse("voice:back", args=[absence.pk])).status_code == 302
        assert not DutyAbsence.objects.exists()
        assert duty_of(WEEK) == cast["eve"]
        assert AuditEntry.objects.filter(verb="absence_ended", by=cast["eve"]).count() == 1

    def test_a_stand_in_who_is_away_too_hands_on_and_the_swap_says_so(self, signed_in, cast, rota) -> None:
        self.away(signed_in("ops"), executive=cast["eve"].pk)
        self.away(signed_in("ops"), executive=cast["fay"].pk)
        assert {each.taken_by for each in DutyAbsence.objects.all()} == {cast["ada"]}

    def test_a_draft_begun_before_goes_to_the_stand_in(self, signed_in, cast, rota) -> None:
        edition = editions.open_week(WEEK, by=cast["fay"])
        assert edition.duty == cast["eve"]
        self.away(signed_in("eve"))
        edition.refresh_from_db()
        assert edition.duty == cast["fay"]

    def test_an_executive_cannot_enter_or_end_anothers_absence(self, signed_in, cast, rota) -> None:
        self.away(signed_in("eve"), executive=cast["fay"].pk)
        assert {each.user for each in DutyAbsence.objects.all()} == {cast["eve"]}, "the own one, whatever was sent"
        [noted] = duty.be_away(cast["fay"], week=WEEK, by=cast["fay"])
        assert signed_in("eve").post(reverse("voice:back", args=[noted.pk])).status_code == 403
        assert signed_in("mei").post(reverse("voice:back", args=[noted.pk])).status_code == 403
        with pytest.raises(NotYoursError):
            duty.be_away(cast["fay"], week=WEEK, by=cast["eve"])
        assert DutyAbsence.objects.count() == 2

    def test_sales_operations_note_absences_and_do_not_change_the_order(self, signed_in, cast, rota) -> None:
        ops = signed_in("ops")
        assert ops.get(reverse("voice:roster")).context["form"] is None
        assert ops.post(reverse("voice:roster"), {"executives": "fay", "from_week": WEEK}).status_code == 403
        assert self.away(ops, executive=cast["eve"].pk).status_code == 302

    def test_what_is_wrong_is_said_and_what_was_typed_stays(self, signed_in, cast, rota) -> None:
        answer = self.away(signed_in("eve"), week=week_add(Week(WEEK), 2), until=WEEK, reason="出差")
        assert answer.status_code == 422
        assert "出差" in answer.content.decode()
        assert answer.context["absence"].errors["until"]
        assert not DutyAbsence.objects.exists()

    def test_a_week_that_is_over_stays_as_it_was(self, cast, rota) -> None:
        with pytest.raises(WeekOverError):
            duty.be_away(cast["eve"], week=week_add(Week(WEEK), -1), by=cast["eve"])

    def test_nobody_left_is_said(self, signed_in, cast, rota) -> None:
        for name in ("eve", "fay", "ada"):
            duty.be_away(cast[name], week=WEEK, by=cast["ada"])
        assert "没有人能接" in page(signed_in("eve"), "roster")

    def test_the_page_costs_the_same_with_many_absences(self, signed_in, cast, rota, queries_of) -> None:
        eve, url = signed_in("eve"), reverse("voice:roster")
        self.away(eve)
        queries_of(eve, url)
        few = queries_of(eve, url)
        self.away(eve, until=week_add(Week(WEEK), 20))
        assert queries_of(eve, url) == few
