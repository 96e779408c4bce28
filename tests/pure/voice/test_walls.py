"""The weekly wall: rotation, deadline, states and the quiet list."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.calendar import Week, week_add, week_key, week_range
from voice.listening.rates import Item, voice_rates
from voice.listening.themes import theme_trend
from voice.listening.verbatims import fingerprint, printed, redact
from voice.listening.walls import Listener, WeekAhead, duty, next_free_week, quiet_list, wall_due, wall_state

SHANGHAI = ZoneInfo("Asia/Shanghai")
ROSTER = ["li", "wang", "zhao"]
WEEK = Week("2026-W15")
ALL_OFF = {date(2026, 4, 6) + timedelta(days=day): False for day in range(5)}


@given(st.dates(date(2019, 1, 1), date(2033, 12, 31)), st.integers(0, 60))
def test_nobody_is_skipped_or_doubled_over_a_new_year(anchor: date, weeks: int) -> None:
    start = week_key(anchor)
    assert duty(ROSTER, start, week_add(start, weeks)) == ROSTER[weeks % 3]


@pytest.mark.parametrize(
    ("roster", "away", "expected"),
    [
        pytest.param(ROSTER, ["li"], "wang", id="the next takes it"),
        pytest.param(ROSTER, ["li", "wang"], "zhao", id="the next but one"),
        pytest.param(ROSTER, ROSTER, None, id="everybody is away"),
        pytest.param([], [], None, id="no roster"),
    ],
)
def test_who_is_on_duty_when_somebody_is_away(roster: list[str], away: list[str], expected: str | None) -> None:
    assert duty(roster, WEEK, WEEK, away) == expected
    assert duty(ROSTER, WEEK, week_add(WEEK, 1)) == "wang"


@pytest.mark.parametrize(
    ("in_return", "away", "expected"),
    [
        pytest.param("zhao", [], "zhao", id="has the week"),
        pytest.param("zhao", ["li"], "zhao", id="whether or not the other is there"),
        pytest.param("zhao", ["zhao"], "li", id="away too: it goes by the roster"),
        pytest.param("zhao", ["zhao", "li"], "wang", id="by the roster without who is away"),
        pytest.param("zhao", ROSTER, None, id="everybody is away"),
        pytest.param("chen", [], "li", id="no longer on the roster"),
    ],
)
def test_who_has_a_week_that_was_accepted_in_return(in_return: str, away: list[str], expected: str | None) -> None:
    assert duty(ROSTER, WEEK, WEEK, away, in_return) == expected
    assert [duty(ROSTER, WEEK, week_add(WEEK, n)) for n in (1, 2, 3)] == ["wang", "zhao", "li"], "the base stays"


def ahead(after: Week, *, away: dict[str, list[str]] | None = None, taken: tuple[str, ...] = ()) -> list[WeekAhead]:
    """Eight weeks after one, by the roster from W50 of 2026 on."""
    weeks = [week_add(after, n) for n in range(1, 9)]
    absent = away or {}
    anchor = Week("2026-W50")
    return [
        WeekAhead(week, ROSTER, duty(ROSTER, anchor, week, absent.get(week, ())), absent.get(week, ()), week in taken)
        for week in weeks
    ]


W52 = Week("2026-W52")
"""The turn of zhao, whom li stands in for; then come W53, week 1 of 2027 and so on."""


@pytest.mark.parametrize(
    ("weeks", "free"),
    [
        pytest.param(ahead(W52), "2026-W53", id="the stand-in's own, in week 53"),
        pytest.param(ahead(W52, taken=("2026-W53",)), "2027-W01", id="week 53 is taken by another swap"),
        pytest.param(ahead(W52, away={"2026-W53": ["zhao"]}), "2027-W01", id="still away"),
        pytest.param(ahead(W52, taken=("2026-W53", "2027-W01")), "2027-W03", id="the own turn between is not free"),
        pytest.param(ahead(W52, away={"2026-W53": ["li", "wang"]}), "2027-W01", id="stands in there anyway"),
        pytest.param(ahead(W52, away={one.week: ["zhao"] for one in ahead(W52)}), None, id="away"),
        pytest.param([], None, id="no week to look at"),
        pytest.param([WeekAhead(Week("2026-W53"), ["li", "wang"], "li")], None, id="off the roster"),
    ],
)
def test_the_next_free_week_in_return(weeks: list[WeekAhead], free: str | None) -> None:
    assert next_free_week("zhao", weeks) == free


def at(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02d}:{minute:02d}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("published", "now", "state"),
    [
        pytest.param(None, at("2026-04-10", 17), "open", id="there is time"),
        pytest.param(None, at("2026-04-12", 23, 59), "open", id="the week is not over"),
        pytest.param(None, at("2026-04-13", 0), "missed", id="the week is over"),
        pytest.param(at("2026-04-10", 18), at("2026-04-20", 0), "on_time", id="on the stroke"),
        pytest.param(at("2026-04-10", 18, 1), at("2026-04-20", 0), "late_same_week", id="a minute late"),
        pytest.param(at("2026-04-13", 0), at("2026-04-20", 0), "late", id="on Monday"),
        pytest.param(at("2026-04-20", 0), at("2026-04-20", 0), "missed", id="a week later"),
        pytest.param(at("2026-04-11", 9), at("2026-04-10", 9), "open", id="not yet published"),
    ],
)
def test_how_an_edition_stands(published: datetime | None, now: datetime, state: str) -> None:
    assert wall_state(WEEK, published, now) == state


def test_a_week_without_work_needs_no_edition() -> None:
    assert wall_due(WEEK, ALL_OFF) is None
    assert wall_state(WEEK, None, at("2026-04-30", 9), ALL_OFF) == "exempt"
    saturday = {**ALL_OFF, date(2026, 4, 11): True}
    assert wall_due(WEEK, saturday) == at("2026-04-11", 18)


@given(st.dates(date(2019, 1, 1), date(2033, 12, 31)), st.dictionaries(st.integers(0, 6), st.booleans()))
def test_an_edition_is_due_within_its_week(day: date, worked: dict[int, bool]) -> None:
    week = week_key(day)
    monday, sunday = week_range(week)
    due = wall_due(week, {monday + timedelta(days=offset): is_so for offset, is_so in worked.items()})
    assert due is None or monday <= due.date() <= sunday


AS_OF = date(2026, 4, 1)


def listener(who: str, tier: str | None, days: int | None, revenue: int = 0, since: int = 900) -> Listener:
    heard = None if days is None else AS_OF - timedelta(days=days)
    return Listener(who, tier, heard, AS_OF - timedelta(days=since), Decimal(revenue))


@pytest.mark.parametrize(
    ("tier", "days", "quiet"),
    [
        ("S", 28, True),
        ("S", 27, False),
        ("A", 28, True),
        ("B", 56, True),
        ("B", 55, False),
        (None, 56, True),
        (None, 55, False),
        ("C", 84, True),
        ("C", 83, False),
        ("A", -5, True),
    ],
)
def test_after_how_many_weeks_a_customer_is_quiet(tier: str | None, days: int, quiet: bool) -> None:
    assert bool(quiet_list([listener("x", tier, days)], AS_OF)) is quiet


def test_the_quiet_list_begins_with_the_largest_and_counts_the_never_heard_from_their_start() -> None:
    names = [listener("b", "A", 40, 5), listener("a", "A", 40, 5), listener("c", "A", None, 9, since=30)]
    assert quiet_list(names, AS_OF) == [("c", 4), ("a", 5), ("b", 5)]


@given(st.text(max_size=30), st.data())
def test_a_mask_covers_its_span_and_nothing_else(text: str, data: st.DataObject) -> None:
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        masked = redact(text, [(start, end)])
        assert len(masked) == len(text)
        assert masked[start:end] == "█" * (end - start)
        assert masked[:start] + masked[end:] == text[:start] + text[end:]
    assert redact(text, []) == text


@pytest.mark.parametrize("span", [(0, 0), (2, 1), (-1, 1), (0, 9)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not inside"):
        redact("四个字符", [span])


def test_every_script_has_its_own_fingerprint_and_nothing_is_normalised() -> None:
    texts = ["后台", "後台", "后台 ", "é", "e\u0301", "A", "a"]
    assert len({fingerprint(text) for text in texts}) == len(texts)
    assert printed(fingerprint("a")) == fingerprint("a")[:12]


def item(kind: str, category: str = "quality", status: str = "triaged", day: int = 10, **given: bool) -> Item:
    return Item(date(2026, 3, day), "a", kind, category, status, **given)


def rates(*items: Item, accounts: int = 10) -> dict[str, float | None]:
    found = voice_rates(items, accounts, date(2026, 3, 1), date(2026, 3, 31))
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def test_duplicates_leave_all_rates_and_reopened_items_count_once() -> None:
    once = item("complaint", status="reopened")
    assert rates(once) == rates(once, item("complaint", status="duplicate"))
    assert rates(once)["reopen_rate"] == 1.0
    assert rates(item("complaint", status="closed_confirmed", reopened=True))["reopen_rate"] == 1.0


def test_without_items_or_accounts_nothing_is_known() -> None:
    assert {value for name, value in rates(accounts=0).items() if name not in ("items", "complaints")} == {None}


def test_an_evening_of_utc_belongs_to_the_next_month() -> None:
    late = Item(datetime.fromisoformat("2026-03-31T16:30+00:00"), "a", "complaint", "quality", "new")
    assert rates(late)["items"] == 0


@pytest.mark.parametrize(
    ("x", "n", "verdict"),
    [
        pytest.param([1, 2, 3], [9, 9, 9], "insufficient", id="three periods"),
        pytest.param([1, 1, 1, 1], [9, 9, 9, 9], "insufficient", id="four items"),
        pytest.param([9, 9, 9, 9], [9, 9, 9, 9], "insufficient", id="nothing else is heard"),
        pytest.param([0, 0, 0, 8], [0, 0, 0, 9], "insufficient", id="only one period was heard"),
        pytest.param([11, 7, 4, 2], [42, 41, 38, 40], "falling", id="falling"),
    ],
)
def test_what_may_be_said_of_a_theme(x: list[int], n: list[int], verdict: str) -> None:
    assert theme_trend(x, n).verdict == verdict


def test_a_theme_cannot_be_heard_more_often_than_everything() -> None:
    with pytest.raises(ValueError, match="x and n"):
        theme_trend([2, 2, 2, 2], [1, 9, 9, 9])
