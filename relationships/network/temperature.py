"""Interaction temperature 互动温度: how warm the exchange with a customer is, 0 to 100."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from customers.valuation.expectations import targets_of
from office.calendar.zones import DEFAULT_ZONE
from office.statistics.rounding import r1
from relationships.network.events import Event, Mode, Moment, collapse, known_by, moments

WINDOW = 365
"""Days an interaction gives heat."""
BILLING_WINDOW = 180
REPLY_WINDOW = 90
TREND_DAYS = 28
RISING, COOLING = 10.0, -10.0
HALF_HEAT = 15
"""The heat that makes 50 degrees."""
BANDS = ((80.0, "hot"), (60.0, "warm"), (40.0, "mild"), (20.0, "cool"))
HALF_LIVES = (14, 30, 45)
DECAY = {half_life: [0.5 ** (age / half_life) for age in range(WINDOW + 1)] for half_life in HALF_LIVES}


@dataclass(frozen=True, slots=True)
class Temperature:
    """A customer's temperature on a day; every figure is None when there was no interaction, with the reason."""

    value: float | None
    """Points, 0 to 100."""
    reason: str | None = None
    """`no_interaction` when nothing but nothing is known."""
    heat_sum: float | None = None
    band: str | None = None
    """hot, warm, mild, cool or cold."""
    delta28: float | None = None
    """Points gained in 28 days; None when no value existed then."""
    trend: str | None = None
    """rising, cooling or steady."""
    quiet_days: int | None = None
    """Age of the last interaction in which somebody of theirs took part."""
    transaction_only: bool = False
    """Billing within 180 days and no interaction within 180 days."""
    below_target: bool | None = None
    overdue: bool | None = None
    """Quiet for longer than the tier allows."""


def temperature(
    events: Iterable[Event],
    as_of: date,
    tier: str | None = None,
    mode: Mode = "as_corrected",
    *,
    zone: str = DEFAULT_ZONE,
) -> Temperature:
    """The temperature of one customer at the end of a day, with trend, silence and target.

    Definition: heat H = Σ points × quality × two-way × 0.5^(age / half-life) over events aged 0 to 365 days;
    T = 100 × (1 − 2^(−H/15)). `tier` None is held to the target of B. Billing alone is 0; events after `as_of` are
    plans. In mode `as_known` only rows recorded by the day looked at count, for the trend too.
    Units: points, days. Errors: ValueError for an unknown kind, direction, quality, tier or mode.
    Source: metrics-relationship-voice R1.
    """
    targets = targets_of(tier)
    today = as_of.toordinal()
    ready = moments(events, zone=zone)
    known = list(known_by(ready, today, mode))
    counted, _ = collapse(known)
    heat = heat_of(counted, today)
    value = _degrees(known, heat)
    if value is None:
        return Temperature(value=None, reason="no_interaction")
    delta = _change(ready, known, value, today - TREND_DAYS, mode)
    quiet = _quiet_days(counted, today)
    return Temperature(
        value=value,
        heat_sum=heat,
        band=band(value),
        delta28=delta,
        trend=_trend(delta),
        quiet_days=quiet,
        transaction_only=_transaction_only(known, today),
        below_target=r1(value) < targets.temperature,
        overdue=None if quiet is None else quiet > targets.quiet_gap,
    )


def heat_of(counted: Iterable[Moment], today: int) -> float:
    """Σ worth × 0.5^(age / half-life) over events aged 0 to 365 days."""
    return sum((one.worth * DECAY[one.half_life][today - one.day] for one in counted if today - one.day <= WINDOW), 0.0)


def degrees(heat: float) -> float:
    """Points from heat: saturating, 50 at a heat of 15."""
    return float(100 * (1 - 2 ** (-heat / HALF_HEAT)))


def band(value: float) -> str:
    """hot 热络 ≥ 80, warm 温热 ≥ 60, mild 温和 ≥ 40, cool 转凉 ≥ 20, cold 冰冷; judged on one decimal."""
    shown = r1(value)
    return next((name for line, name in BANDS if shown >= line), "cold")


def _degrees(known: Iterable[Moment], heat: float) -> float | None:
    """None when neither a counted event nor billing is known; 0 for billing only or everything long past."""
    exists = heat > 0 or any(one.counted or one.kind == "billing" for one in known)
    return degrees(heat) if exists else None


def _change(ready: Sequence[Moment], known: Sequence[Moment], value: float, then: int, mode: Mode) -> float | None:
    # In `as_known` a row may be known today without having been known then, so the past is sifted anew.
    known_then = list(known_by(ready if mode == "as_known" else known, then, mode))
    before = _degrees(known_then, heat_of(collapse(known_then)[0], then))
    return None if before is None else value - before


def _trend(delta: float | None) -> str | None:
    if delta is None:
        return None
    shown = r1(delta)
    return "rising" if shown >= RISING else "cooling" if shown <= COOLING else "steady"


def _quiet_days(counted: Iterable[Moment], today: int) -> int | None:
    last = max((one.day for one in counted if one.reached), default=None)
    return None if last is None else today - last


def _transaction_only(known: Iterable[Moment], today: int) -> bool:
    recent = [one for one in known if today - one.day <= BILLING_WINDOW]
    return any(one.kind == "billing" for one in recent) and not any(one.counted for one in recent)


@dataclass(frozen=True, slots=True)
class ReplyRate:
    """How many of our own approaches they answered; the value is None while we made none."""

    value: float | None
    """0 to 1."""
    answered: int
    n: int
    """Approaches of ours: answered and unanswered."""


def reply_rate(events: Iterable[Event], as_of: date, *, zone: str = DEFAULT_ZONE) -> ReplyRate:
    """Answered ÷ (answered + unanswered) of the last 90 days; what they began and what was mutual is neither.

    Kinds that give no heat, as mass messages, are left out. Errors: as `worth`.
    Source: metrics-relationship-voice R1, Reply rate.
    """
    today = as_of.toordinal()
    sent = [one for one in events if one.dir in ("answered", "unanswered")]
    recent = [one for one in moments(sent, zone=zone) if one.counted and 0 <= today - one.day <= REPLY_WINDOW]
    answered = sum(one.reached for one in recent)
    return ReplyRate(answered / len(recent) if recent else None, answered, len(recent))


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one event adds to a temperature."""

    index: int
    """Position of the event in the events given."""
    age: int
    """Days."""
    worth: float
    """Points × quality × two-way, before decay."""
    heat: float
    """What is left of it today; 0 when collapsed or older than 365 days."""
    share: float | None
    """Part of the whole heat, 0 to 1; None when there is no heat."""
    collapsed_into: int | None
    """The event that stands for this one, because both were one exchange of one day."""


@dataclass(frozen=True, slots=True)
class TemperatureEvidence:
    """A temperature with the events behind it, warmest first."""

    temperature: Temperature
    contributions: list[Contribution]


def temperature_evidence(
    events: Sequence[Event],
    as_of: date,
    tier: str | None = None,
    mode: Mode = "as_corrected",
    *,
    zone: str = DEFAULT_ZONE,
) -> TemperatureEvidence:
    """The temperature and, for each counted event known by `as_of`, its age and the heat it still gives.

    The heats of the contributions add up to `heat_sum`. Billing and broadcasts are left out: they give none.
    Events are named by their position in `events`. Errors and source: as `temperature`.
    """
    today = as_of.toordinal()
    known = list(known_by(moments(events, zone=zone), today, mode))
    kept, stands_for = collapse(known)
    total = heat_of(kept, today)
    contributions = []
    for one in known:
        if one.counted:
            into = stands_for.get(one.place)
            heat = 0.0 if into is not None else heat_of([one], today)
            contributions.append(
                Contribution(one.place, today - one.day, one.worth, heat, heat / total if total else None, into)
            )
    contributions.sort(key=lambda each: (-each.heat, each.age, each.index))
    return TemperatureEvidence(temperature(events, as_of, tier, mode, zone=zone), contributions)
