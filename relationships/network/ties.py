"""Tie strength 关系强度 between one of our people and one contact: computed and judged, side by side, never averaged."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter
from typing import NamedTuple

from office.calendar.zones import DEFAULT_ZONE
from office.statistics.rounding import r1, reaches
from relationships.network.events import KINDS, Event, Mode, Moment, collapse, known_by, moment

WINDOW = 730
"""Days an interaction strengthens a tie."""
COMPUTED_WINDOW = 365
"""Days an interaction makes the computed strength the one that counts."""
HALF_STRENGTH = 8
"""The sum that makes a strength of 50."""
NOBODY_ELSE: frozenset[str] = frozenset()
CROWD = 5
"""Contacts in one event beyond which each counts for less."""
JUDGEMENT_FRESH_DAYS = 180
JUDGED_STEP = 25
JUDGED_ONLY_CAP = 50.0
REVIEW_GAP = 30.0
STABLE_WINDOW, STABLE_DAYS, STABLE_SPAN, STABLE_LATEST, STABLE_POINTS, STABLE_STRENGTH = 180, 3, 60, 60, 4, 40.0

FADING = {half: [0.5 ** (age / half) for age in range(WINDOW + 1)] for half in (60, 90, 120)}
"""What is left of a worth of 1, by half-life and age: a large map asks thousands of times."""

Pair = tuple[str, str]
"""One of our people and one contact."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says of a tie: 0 not known, 1 acquainted, 2 works with us, 3 trusts, 4 speaks for us."""

    level: int
    on: date | None


@dataclass(slots=True)  # not frozen: a large map makes thousands, and a frozen one takes nine times as long to make
class Tie:
    """The strength of one tie on a day; strengths are points 0 to 100."""

    computed: float | None
    """From interactions; None when there never was one."""
    half_life: int | None
    """Days; older ties fade slower."""
    stable: bool
    judged: int | None
    """The judgement × 25."""
    judged_fresh: bool
    effective: float
    source: str
    """Where `effective` comes from: computed, judged_only, left or none."""
    gap: float | None
    """Judged − computed, when the judgement is fresh and both exist."""
    review: str | None
    """judged_above (wishful), judged_below (undervalued) or agree."""


def tie(
    events: Iterable[Event],
    user: str,
    contact: str,
    as_of: date,
    judged: int | None = None,
    judged_on: date | None = None,
    active: bool = True,
    mode: Mode = "as_corrected",
    *,
    zone: str = DEFAULT_ZONE,
) -> Tie:
    """The tie between `user` and `contact` at the end of a day.

    Computed: s = Σ points × quality × two-way × min(1, 5 / contacts in the event) × 0.5^(age / half-life) over
    counted events naming both, aged 0 to 730 days; C = 100 × (1 − 2^(−s/8)). Half-life by the age of the pair's first
    counted event: 60 days, from 365 days on 90, from 1095 days on 120. Repeats of a kind of mail, chat or greeting on
    one day count once for the pair, whoever else was addressed. Billing and broadcasts are no interactions.
    Effective: 0 when either has left; C when an interaction lies within 365 days; else a judgement not older than 180
    days, at most 50; else 0. Stable: see `is_stable`.
    Errors: ValueError for a judgement outside 0 to 4 and for events that cannot be judged.
    Source: metrics-relationship-voice R2.
    """
    both = [event for event in events if user in event.users and contact in event.contacts]
    judgement = None if judged is None else Judgement(judged, judged_on)
    return _tie(_pair_moments(both, as_of, mode, zone), as_of.toordinal(), judgement, active=active)


def ties(
    events: Iterable[Event],
    as_of: date,
    judgements: Mapping[Pair, Judgement],
    inactive: Iterable[str] = (),
    mode: Mode = "as_corrected",
    *,
    zone: str = DEFAULT_ZONE,
) -> dict[Pair, Tie]:
    """Every tie of a customer at once: all pairs that met in an event or were judged; one pass over the events.

    `inactive` names people of either side who had left by `as_of`. Definition, errors, source: as `tie`.
    """
    met = meetings(events, zone=zone)
    return ties_of(settle(met) if mode == "as_corrected" else known_on(met, as_of), as_of, judgements, inactive)


def meetings(events: Iterable[Event], *, zone: str = DEFAULT_ZONE) -> dict[Pair, list[Moment]]:
    """What each pair met in, made ready for counting once for however many days are looked at.

    `place` says which of `events` it is; `worth` has the crowd factor in it. Errors: as `tie`.
    """
    together: defaultdict[Pair, list[Moment]] = defaultdict(list)
    for place, event in enumerate(events):
        users, contacts = event.users, event.contacts
        if not users or not contacts:
            continue
        met = _met(event, place, zone)
        for user in users:
            for contact in contacts:
                together[user, contact].append(met)
    return dict(together)


def settle(met: Mapping[Pair, Sequence[Moment]]) -> dict[Pair, list[Moment]]:
    """What counts of the meetings, oldest first: repeats of one day are the same whatever later day is looked at.

    Pairs come sorted.
    """
    return {pair: _oldest_first(some) for pair, some in sorted(met.items(), key=_pair_of)}


def known_on(met: Mapping[Pair, Sequence[Moment]], as_of: date) -> dict[Pair, list[Moment]]:
    """As `settle`, of what had happened and had been entered by a day."""
    today = as_of.toordinal()
    return settle({pair: list(known_by(some, today, "as_known")) for pair, some in met.items()})


def ties_of(
    settled: Mapping[Pair, Sequence[Moment]],
    as_of: date,
    judgements: Mapping[Pair, Judgement],
    inactive: Iterable[str] = (),
) -> dict[Pair, Tie]:
    """As `ties`, from settled meetings. A pair that neither met by the day nor was judged by then has no tie."""
    left, today = frozenset(inactive), as_of.toordinal()
    found = {}
    # Settled pairs are sorted already, which makes sorting them with the few that are only judged quick.
    for pair in sorted([*settled, *(judgements.keys() - settled.keys())]):
        some = settled.get(pair, ())
        if some and some[-1].day > today:
            some = some[: bisect_right(some, today, key=_day_of)]
        judgement = judgements.get(pair)
        if some or judgement is not None:
            found[pair] = _tie(some, today, judgement, active=left.isdisjoint(pair))
    return found


class Share(NamedTuple):
    """What one meeting of a pair gives to its tie."""

    place: int
    """Which of the events."""
    age: int
    """Days."""
    worth: float
    """Points × quality × two-way × crowd; 0 where it does not count."""
    given: float
    """What is left of it: worth halved by age, 0 beyond 730 days and for a repeat of the same day."""


def shares(met: Sequence[Moment], as_of: date) -> list[Share]:
    """What stands behind a computed strength on a day, newest first; their sum is s. Source: as `tie`."""
    today = as_of.toordinal()
    happened = list(known_by(met, today, "as_corrected"))
    counted = collapse(happened)[0]
    kept = {one.place for one in counted}
    half_life = _half_life(today - min(one.day for one in counted)) if counted else 1
    return [
        Share(one.place, today - one.day, one.worth, _left_of(one, today, half_life) if one.place in kept else 0.0)
        for one in sorted(happened, key=lambda one: (-one.day, -one.place))
    ]


def is_stable(counted: Sequence[Moment], today: int, strength: float) -> bool:
    """Whether a tie between two active people is stable 稳定联系.

    Within 180 days they met on at least 3 days, the first and last of those at least 60 days apart, the latest at most
    60 days ago, once by a call or more (4 points), and the computed strength is at least 40. Unanswered events do not
    count. Source: metrics-relationship-voice R2.
    """
    if not reaches(strength, STABLE_STRENGTH):
        return False
    met = [one for one in counted if one.reached and today - one.day <= STABLE_WINDOW]
    days = sorted({one.day for one in met})
    return (
        len(days) >= STABLE_DAYS
        and days[-1] - days[0] >= STABLE_SPAN
        and today - days[-1] <= STABLE_LATEST
        and any(KINDS[one.kind].points >= STABLE_POINTS for one in met)
    )


def _pair_moments(both: Sequence[Event], as_of: date, mode: Mode, zone: str) -> list[Moment]:
    ready = [_met(event, place, zone) for place, event in enumerate(both)]
    return _oldest_first(known_by(ready, as_of.toordinal(), mode))


def _met(event: Event, place: int, zone: str) -> Moment:
    """For a pair of it: who else was addressed does not matter to them, only how many."""
    several = len(event.contacts)
    return moment(event, place, NOBODY_ELSE, zone=zone, share=CROWD / several if several > CROWD else 1.0)


def _oldest_first(some: Iterable[Moment]) -> list[Moment]:
    return sorted(collapse(some)[0], key=_day_of)


_day_of = attrgetter("day")
_pair_of = itemgetter(0)


def _tie(counted: Sequence[Moment], today: int, judgement: Judgement | None, *, active: bool) -> Tie:
    """`counted` lies on or before the day, oldest first."""
    judged, fresh = _judged(judgement, today)
    half_life = _half_life(today - counted[0].day) if counted else None
    computed = _strength(counted, today, half_life) if half_life else None
    gap = judged - computed if fresh and judged is not None and computed is not None else None
    effective, source = _effective(counted, today, computed, judged if fresh else None, active=active)
    return Tie(
        computed=computed,
        half_life=half_life,
        stable=active and computed is not None and is_stable(counted, today, computed),
        judged=judged,
        judged_fresh=fresh,
        effective=effective,
        source=source,
        gap=gap,
        review=_review(gap),
    )


def _judged(judgement: Judgement | None, today: int) -> tuple[int | None, bool]:
    """The judgement × 25 and whether it is fresh; one of a later day has not been made yet."""
    if judgement is None or (judgement.on is not None and judgement.on.toordinal() > today):
        return None, False
    if not 0 <= judgement.level <= 4:
        raise ValueError(f"judgement {judgement.level} is not between 0 and 4")
    fresh = judgement.on is not None and today - judgement.on.toordinal() <= JUDGEMENT_FRESH_DAYS
    return JUDGED_STEP * judgement.level, fresh


def _half_life(age: int) -> int:
    return 60 if age < 365 else 90 if age < 1095 else 120


def _strength(counted: Iterable[Moment], today: int, half_life: int) -> float:
    left = FADING[half_life]
    total = sum([one.worth * left[today - one.day] for one in counted if today - one.day <= WINDOW])
    return float(100 * (1 - 2 ** (-total / HALF_STRENGTH)))


def _left_of(one: Moment, today: int, half_life: int) -> float:
    age = today - one.day
    return one.worth * FADING[half_life][age] if age <= WINDOW else 0.0


def _effective(
    counted: Sequence[Moment], today: int, computed: float | None, judged: int | None, *, active: bool
) -> tuple[float, str]:
    if not active:
        return 0.0, "left"
    if computed is not None and today - counted[-1].day <= COMPUTED_WINDOW:
        return computed, "computed"
    if judged is not None:
        return min(float(judged), JUDGED_ONLY_CAP), "judged_only"
    return 0.0, "none"


def _review(gap: float | None) -> str | None:
    if gap is None:
        return None
    shown = r1(gap)
    return "judged_above" if shown >= REVIEW_GAP else "judged_below" if shown <= -REVIEW_GAP else "agree"
