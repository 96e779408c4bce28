"""What this app brings to other pages: the log, the timeline, Today, the tab, feeds and references."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers import extensions
from customers.models import Customer
from tests.factories.customers import make_contact, make_customer
from tests.factories.voice import (
    COMPLAINT,
    CRITICISM,
    PRAISE,
    days_ago,
    make_edition,
    make_published,
    make_voice,
    publish,
)
from voice.forms import VoicePartForm
from voice.models import VoiceItem
from voice.presenters import timeline, today
from voice.registry import LOG_KEY, resolve, save, sentiments, waiting

pytestmark = pytest.mark.usefixtures("clock")


def part(customer: Customer, user, **sent: object) -> VoicePartForm:
    data = QueryDict(mutable=True)
    data.update({f"{LOG_KEY}-{name}": str(value) for name, value in sent.items()} | {"kind": "visit"})
    return VoicePartForm(data, prefix=LOG_KEY, customer=customer, user=user)


def test_the_log_keeps_the_words_with_speaker_channel_and_origin(cast, customer) -> None:
    speaker = make_contact(customer)
    form = part(customer, cast["mei"], text="  又停线了。\r\n ", speaker=speaker.pk, kind="complaint")
    assert form.is_filled
    assert form.is_valid()
    voice = save(form, customer=customer, interaction_id=7, at=days_ago(1), by=cast["mei"])
    assert voice.verbatim.text == "  又停线了。\n "
    assert (voice.verbatim.channel, voice.speaker, voice.kind) == ("visit", speaker, "complaint")
    assert (voice.origin_kind, voice.origin_id) == ("interaction", 7)
    assert voice.verbatim.said_at == days_ago(1)


def test_an_empty_part_of_the_log_is_nothing_to_keep(cast, customer) -> None:
    assert not part(customer, cast["mei"], text=" \r\n").is_filled


def test_the_log_offers_people_of_the_customer_only(cast, customer) -> None:
    stranger = make_contact(make_customer(cast["mei"]))
    assert not part(customer, cast["mei"], text="好。", speaker=stranger.pk).is_valid()


def test_a_logged_contact_and_its_words_are_saved_together(signed_in, cast, customer) -> None:
    from relationships.models import Interaction

    contact = make_contact(customer)
    sent = {
        "customer": customer.pk,
        "contacts": [contact.pk],
        "kind": "call",
        "line": "问了进度",
        "direction": "mutual",
        "quality": "3",
        "idempotency_key": "one",
        f"{LOG_KEY}-text": "报价单说周一给，今天周四了。",
        f"{LOG_KEY}-speaker": contact.pk,
    }
    client = signed_in("mei")
    for _ in range(2):
        assert client.post(reverse("relationships:log"), sent).status_code in (200, 204, 302)
    voice = VoiceItem.objects.get()
    assert (voice.origin_kind, voice.origin_id) == ("interaction", Interaction.objects.get().pk)
    assert voice.verbatim.channel == "call"


def test_the_timeline_pages_without_gaps_or_repeats(cast, customer) -> None:
    moment = timezone.now()
    made = [make_voice(customer, by=cast["mei"], said_at=moment - timedelta(hours=n // 2)).pk for n in range(7)]
    seen, before = [], None
    while entries := timeline.entries(customer, cast["mei"], before, 2):
        seen += [entry.id for entry in entries]
        before = entries[-1].key
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen))
    assert not timeline.entries(customer, cast["otto"], None, 10)


@pytest.mark.parametrize(("source", "found"), [("aaa", 0), ("voice", 1), ("zzz", 2)])
def test_entries_of_the_same_moment_follow_the_order_of_sources(cast, customer, source: str, found: int) -> None:
    moment = timezone.now()
    first, second = (make_voice(customer, by=cast["mei"], said_at=moment) for _ in range(2))
    entries = timeline.entries(customer, cast["mei"], (moment, source, second.pk), 10)
    assert len(entries) == found
    assert first.pk < second.pk


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_today_shows_what_waits_for_me_nearest_clock_first(cast, customer) -> None:
    slow = make_voice(customer, by=cast["mei"], judgement=PRAISE)
    fast = make_voice(customer, by=cast["mei"], judgement=COMPLAINT)
    make_voice(make_customer(cast["otto"]), by=cast["otto"])
    card = today.awaiting(request_of(cast["mei"]), date(2026, 11, 19))
    assert card is not None
    assert [row.id for row in card["rows"]] == [fast.pk, slow.pk]
    assert waiting(cast["mei"]) == 2
    assert today.awaiting(request_of(cast["fin"]), date(2026, 11, 19)) is None


def test_today_tells_an_executive_the_state_of_the_wall_and_an_owner_the_line_they_owe(cast, customer, clock) -> None:
    edition = make_published("2026-W46", customer, by=cast["eve"], at=days_ago(6))
    quote = edition.quotes.first()
    VoiceItem.objects.filter(pk=quote.voice_id).update(owner=cast["mei"])
    card = today.wall(request_of(cast["eve"]), date(2026, 11, 19))
    assert card is not None
    assert (card["week"], card["state"], card["publishes"], card["late"]) == ("2026-W47", "open", True, False)
    owed = today.wall(request_of(cast["mei"]), date(2026, 11, 19))
    assert owed is not None
    assert [one["quote"] for one in owed["owed"]] == [quote.pk]
    clock.move_to("2026-11-20T10:01Z")
    late = today.wall(request_of(cast["eve"]), date(2026, 11, 20))
    assert late is not None
    assert late["late"]


def test_cards_and_tab_render_on_their_pages(signed_in, cast, customer) -> None:
    make_published("2026-W46", customer, by=cast["eve"], at=days_ago(6))
    make_voice(customer, by=cast["mei"], text="今天还没人回我。")
    for who in ("mei", "eve", "fin"):
        assert signed_in(who).get("/").status_code == 200
    assert "今天还没人回我。" in signed_in("mei").get("/").content.decode()
    tab = signed_in("mei").get(
        reverse("voice:customer_voices", args=[customer.pk]), headers={"HX-Request": "true", "HX-Target": "tab"}
    )
    assert "今天还没人回我。" in tab.content.decode()
    assert "<html" not in tab.content.decode()


def test_the_sentiment_feed_gives_days_and_marks_up_to_a_day(cast, customer) -> None:
    make_voice(customer, by=cast["mei"], judgement=CRITICISM, said_at=days_ago(3))
    make_voice(customer, by=cast["mei"], judgement=PRAISE, said_at=days_ago(1))
    make_voice(customer, by=cast["mei"], judgement=None)
    everyone = Customer.objects.all()
    assert sentiments(everyone, date(2026, 11, 19)) == {
        customer.pk: [(date(2026, 11, 16), -1), (date(2026, 11, 18), 2)]
    }
    assert sentiments(everyone, date(2026, 11, 17)) == {customer.pk: [(date(2026, 11, 16), -1)]}
    assert extensions.feed("sentiment", everyone, date(2026, 11, 15)) == [{}]


def test_references_are_resolved_within_the_readers_rights(cast, customer) -> None:
    voice = make_voice(customer, by=cast["mei"])
    assert resolve(cast["mei"], [voice.pk])[voice.pk]["url"] == voice.get_absolute_url()
    assert resolve(cast["otto"], [voice.pk]) == {}


def test_today_costs_the_same_for_two_voices_and_for_many(cast, customer) -> None:
    publish(
        make_edition(
            "2026-W47",
            [make_voice(customer, by=cast["mei"], judgement=one) for one in (COMPLAINT, PRAISE, PRAISE)],
            by=cast["eve"],
        ),
        by=cast["eve"],
    )

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            today.awaiting(request_of(cast["mei"]), date(2026, 11, 19))
            today.wall(request_of(cast["mei"]), date(2026, 11, 19))
        return len(captured)

    cost()
    few = cost()
    for _ in range(8):
        make_voice(customer, by=cast["mei"], speaker=make_contact(customer, function="it"))
    assert cost() <= few + 2
    many = cost()
    for _ in range(8):
        make_voice(customer, by=cast["mei"], speaker=make_contact(customer, function="it"))
    assert cost() == many
