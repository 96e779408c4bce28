"""Temperature: the edge cases and what must hold for any interactions."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.network.events import KINDS, TWO_WAY, Event, Mode
from relationships.network.temperature import band, reply_rate, temperature, temperature_evidence

TODAY = date(2026, 4, 1)


def event(days_ago: int, kind: str = "visit", direction: str = "mutual", recorded: int | None = None) -> Event:
    entered = None if recorded is None else TODAY - timedelta(days=recorded)
    return Event(TODAY - timedelta(days=days_ago), kind, direction, contacts=("c1",), recorded=entered)


EVENTS = st.lists(
    st.builds(
        Event,
        at=st.dates(TODAY - timedelta(days=500), TODAY + timedelta(days=30)),
        kind=st.sampled_from(sorted(KINDS)),
        dir=st.sampled_from(sorted(TWO_WAY)),
        quality=st.integers(1, 5),
        users=st.just(("u1",)),
        contacts=st.lists(st.sampled_from("abc"), max_size=2, unique=True),
        recorded=st.none(),
    ),
    max_size=12,
)


@given(EVENTS)
def test_a_temperature_lies_between_nothing_and_a_hundred(events: list[Event]) -> None:
    result = temperature(events, TODAY)
    assert result.value is None or 0 <= result.value <= 100
    assert (result.value is None) == (result.reason == "no_interaction")


@given(EVENTS, EVENTS)
def test_more_interactions_never_make_it_colder(some: list[Event], more: list[Event]) -> None:
    before, after = temperature(some, TODAY).value, temperature(some + more, TODAY).value
    assert (after or 0) >= (before or 0) - 1e-9


@given(EVENTS)
def test_the_order_of_the_interactions_does_not_matter(events: list[Event]) -> None:
    one, other = temperature(events, TODAY), temperature(events[::-1], TODAY)
    assert (one.value or 0) == pytest.approx(other.value or 0)
    assert (one.band, one.trend, one.quiet_days) == (other.band, other.trend, other.quiet_days)


@given(EVENTS)
def test_the_evidence_adds_up_to_the_heat(events: list[Event]) -> None:
    evidence = temperature_evidence(events, TODAY)
    assert sum(each.heat for each in evidence.contributions) == pytest.approx(evidence.temperature.heat_sum or 0)
    assert evidence.temperature == temperature(events, TODAY)
    places = [each.index for each in evidence.contributions]
    assert len(places) == len(set(places))
    for each in evidence.contributions:
        assert each.collapsed_into is None or (each.collapsed_into in places and each.heat == 0)


@given(EVENTS)
def test_without_late_entries_both_modes_agree(events: list[Event]) -> None:
    assert temperature(events, TODAY, mode="as_known") == temperature(events, TODAY, mode="as_corrected")


@pytest.mark.parametrize(
    ("mode", "value", "delta"),
    [
        pytest.param("as_corrected", True, True, id="all we know today about the past"),
        pytest.param("as_known", True, False, id="not entered 28 days ago, so no value existed then"),
    ],
)
def test_a_late_entry_changes_the_past_only_when_corrected(mode: Mode, value: bool, delta: bool) -> None:
    result = temperature([event(40, recorded=3)], TODAY, mode=mode)
    assert (result.value is not None, result.delta28 is not None) == (value, delta)


def test_a_row_entered_later_did_not_exist_on_the_day_looked_at() -> None:
    assert temperature([event(40, recorded=-1)], TODAY, mode="as_known").reason == "no_interaction"
    assert temperature([event(40, recorded=-1)], TODAY).value


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([event(-1)], None, id="a plan is not an interaction"),
        pytest.param([event(3, "broadcast")], None, id="a mass mail is not an interaction"),
        pytest.param([event(366)], 0.0, id="older than a year gives no heat"),
        pytest.param([event(400, "billing")], 0.0, id="billing alone"),
    ],
)
def test_what_gives_no_heat(events: list[Event], expected: float | None) -> None:
    assert temperature(events, TODAY).value == expected


@pytest.mark.parametrize(
    ("events", "only"),
    [
        pytest.param([event(180, "billing"), event(181)], True, id="invoices go on, nobody talks"),
        pytest.param([event(180, "billing"), event(180)], False, id="somebody still talks"),
        pytest.param([event(181, "billing"), event(200)], False, id="no recent invoice either"),
    ],
)
def test_only_invoices_are_left(events: list[Event], only: bool) -> None:
    assert temperature(events, TODAY).transaction_only is only


def test_a_meeting_with_several_contacts_counts_once_but_chats_with_different_people_count_each() -> None:
    together = Event(TODAY, "meeting", contacts=("a", "b"))
    chats = [Event(TODAY, "im", contacts=("a",)), Event(TODAY, "im", contacts=("b",))]
    assert temperature([together], TODAY).heat_sum == 6.0
    assert temperature(chats, TODAY).heat_sum == 4.0
    assert temperature([chats[0], Event(TODAY, "im", quality=5, contacts=("a",))], TODAY).heat_sum == 2.8


def test_silence_is_counted_from_the_last_time_they_took_part() -> None:
    assert temperature([event(20), event(1, direction="unanswered")], TODAY).quiet_days == 20
    assert temperature([event(1, direction="unanswered")], TODAY).quiet_days is None


def test_an_evening_of_utc_belongs_to_the_next_day() -> None:
    late = Event(datetime(2026, 4, 1, 16, 30, tzinfo=UTC), "call")
    assert temperature([late], TODAY).value is None
    assert temperature([late], TODAY + timedelta(days=1)).quiet_days == 0


@pytest.mark.parametrize(
    ("value", "name"),
    [(79.95, "hot"), (79.94, "warm"), (59.95, "warm"), (40.0, "mild"), (39.94, "cool"), (19.9, "cold"), (0.0, "cold")],
)
def test_bands_are_judged_on_the_printed_number(value: float, name: str) -> None:
    assert band(value) == name


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        pytest.param(event(1, "dinner"), "dinner", id="kind"),
        pytest.param(event(1, direction="up"), "up", id="direction"),
        pytest.param(event(1)._replace(quality=6), "quality 6", id="quality"),
    ],
)
def test_an_interaction_that_cannot_be_judged_is_refused(bad: Event, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        temperature([bad], TODAY)


def test_an_unknown_tier_is_refused() -> None:
    with pytest.raises(ValueError, match="tiers are S, A, B, C"):
        temperature([], TODAY, tier="D")


def test_the_reply_rate_counts_what_we_began_in_the_last_90_days() -> None:
    events = [
        event(0, "mail", "unanswered"),
        event(10, "mail", "answered"),
        event(90, "im", "answered"),
        event(91, "im", "unanswered"),
        event(-1, "im", "unanswered"),
        event(5, "broadcast", "unanswered"),
        event(3, "call", "inbound"),
        event(2, "visit", "mutual"),
    ]
    rate = reply_rate(events, TODAY)
    assert (rate.answered, rate.n, rate.value) == (2, 3, pytest.approx(2 / 3))


def test_without_an_approach_of_ours_the_reply_rate_is_unknown() -> None:
    assert reply_rate([event(3, "call", "inbound"), event(2)], TODAY).value is None
