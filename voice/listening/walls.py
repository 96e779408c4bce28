"""The weekly wall 客户声音墙: whose turn it is, what may be published, by when, and who has fallen silent."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from customers.valuation.expectations import targets_of
from office.calendar.weeks import Week, week_range, weeks_between
from office.calendar.workdays import NO_OVERRIDES, Overrides, last_workday_of_week
from office.calendar.zones import DEFAULT_ZONE
from voice.listening.verbatims import fingerprint

FEWEST, MOST = 3, 5
CRITICAL = frozenset({"criticism", "complaint"})
CLOSES = time(18)


def duty(
    roster: Sequence[str],
    anchor_week: Week,
    week: Week,
    away: Collection[str] = (),
    in_return: str | None = None,
) -> str | None:
    """The executive on duty in a week: the roster in order from the anchor week on, through new years and week 53.

    When that executive is away the next in order takes the week; the base rotation does not move. `in_return` has
    accepted the week for one that somebody took for them, and has it while on the roster and not away. None when the
    roster is empty or everybody is away. Errors: ValueError for a key that names no week.
    Source: metrics-relationship-voice V3.
    """
    turn = weeks_between(anchor_week, week)
    if in_return is not None and in_return in roster and in_return not in away:
        return in_return
    in_order = (roster[(turn + step) % len(roster)] for step in range(len(roster)))
    return next((executive for executive in in_order if executive not in away), None)


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """A later week as somebody sees it who looks for one to take over."""

    week: Week
    roster: Collection[str]
    on_duty: str | None
    away: Collection[str] = ()
    taken: bool = False
    """By another swap, or because its edition is published."""


def next_free_week(executive: str, weeks: Iterable[WeekAhead]) -> Week | None:
    """The first of the weeks that an executive who was away can take in return for the one that was taken for them.

    Free is a week that goes by the roster, that no other swap holds, in which the executive is there, on the roster
    and not on duty anyway. After one week away that is the stand-in's own week: the two have swapped. None when no
    week is free. Source: metrics-relationship-voice V3, Duty executive.
    """
    for one in weeks:
        if executive in one.roster and executive not in one.away and one.on_duty != executive and not one.taken:
            return one.week
    return None


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim picked for an edition; `fp` is the fingerprint kept with the voice item."""

    text: str
    kind: str
    account: str
    fp: str


@dataclass(frozen=True, slots=True)
class WallCheck:
    """Whether an edition may be published: errors stop it, warnings do not."""

    publishable: bool
    errors: list[str]
    warnings: list[str]


def wall_check(quotes: Sequence[Quote], follow_up_done: bool = True) -> WallCheck:
    """The whole publish check of an edition.

    Errors: `too_many` (more than 5), `too_few` (fewer than 3), `no_criticism` (no criticism or complaint), `edited`
    (a text that does not have the fingerprint of its voice item), `follow_up_missing` (last week's quotes without a
    line "what happened"). Warning: `same_account` (two quotes of one customer).
    Source: metrics-relationship-voice V3.
    """
    found = {
        "too_many": len(quotes) > MOST,
        "too_few": len(quotes) < FEWEST,
        "no_criticism": not any(quote.kind in CRITICAL for quote in quotes),
        "edited": any(fingerprint(quote.text) != quote.fp for quote in quotes),
        "follow_up_missing": not follow_up_done,
    }
    errors = [code for code, is_so in found.items() if is_so]
    repeated = any(count > 1 for count in Counter(quote.account for quote in quotes).values())
    return WallCheck(not errors, errors, ["same_account"] if repeated else [])


def wall_due(week: Week, overrides: Overrides = NO_OVERRIDES, *, zone: str = DEFAULT_ZONE) -> datetime | None:
    """When the edition of a week is due: 18:00 of the last working day Monday to Friday, or of a make-up weekend day
    when that is the only one; None when nobody works that week. Source: metrics-relationship-voice V3, Deadline.
    """
    day = last_workday_of_week(week, overrides)
    return None if day is None else datetime.combine(day, CLOSES, ZoneInfo(zone))


def wall_state(
    week: Week,
    published: datetime | None,
    now: datetime,
    overrides: Overrides = NO_OVERRIDES,
    *,
    zone: str = DEFAULT_ZONE,
) -> str:
    """How an edition stands: exempt, open, on_time, late_same_week, late or missed.

    Published by the deadline is on_time; before Monday 00:00 late_same_week; within the 7 days after that late; later
    missed. Unpublished it is open until Monday 00:00, then missed. A publication after `now` has not happened yet.
    Errors: ValueError for a key that names no week, TypeError for moments without an offset.
    Source: metrics-relationship-voice V3, Deadline.
    """
    due = wall_due(week, overrides, zone=zone)
    if due is None:
        return "exempt"
    next_monday = week_range(week)[0] + timedelta(days=7)
    week_ends = datetime.combine(next_monday, time(), ZoneInfo(zone))
    if published is None or published > now:
        return "open" if now < week_ends else "missed"
    if published <= due:
        return "on_time"
    if published < week_ends:
        return "late_same_week"
    return "late" if published < week_ends + timedelta(days=7) else "missed"


@dataclass(frozen=True, slots=True)
class Listener:
    """An active customer as the quiet list sees it."""

    id: str
    tier: str | None
    last_voice: date | None
    since: date
    """When it became a customer; counts when it was never heard."""
    revenue: Decimal


class Quiet(NamedTuple):
    """A customer that has fallen silent, and for how many whole weeks."""

    id: str
    weeks: int


def quiet_list(customers: Iterable[Listener], as_of: date) -> list[Quiet]:
    """The active customers not heard for at least their tier's weeks, by revenue (largest first), ties by id.

    Weeks = whole sevens of days since the last voice of any kind, survey answers included; never heard counts from
    the start as a customer. Voices after `as_of` have not been heard. No tier is held to B. The wall prints ten of
    them with the total. Source: metrics-relationship-voice V3, Quiet list.
    """
    quiet = []
    for customer in customers:
        heard = customer.last_voice
        last = heard if heard is not None and heard <= as_of else customer.since
        weeks = (as_of - last).days // 7
        if weeks >= targets_of(customer.tier).quiet_weeks:
            quiet.append((-customer.revenue, Quiet(customer.id, weeks)))
    return [one for _, one in sorted(quiet)]
