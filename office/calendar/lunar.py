"""The farmland calendar 农历: months begin on the day of the new moon, counted by the sun, both in Beijing time.

Computed, not looked up: the moments of new moons and of the sun's longitudes after Meeus, the rules after GB/T 33661.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import floor, radians, sin
from typing import NamedTuple

FIRST, LAST = 1929, 2100
BEIJING = 8 / 24
J2000 = 2451545.0
SOLSTICE = 270
# Sines of sums of multiples of the sun's and the moon's anomaly and the moon's argument of latitude: (factor, M, M', F).
# The factor shrinks with the eccentricity of the earth's orbit, once for each M.
WAVES = (
    (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0),
    (-0.00514, 1, 1, 0), (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0),
    (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2), (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0), (-0.00007, 2, 1, 0),
    (0.00004, 0, 2, -2), (0.00004, 3, 0, 0), (0.00003, 1, 1, -2), (0.00003, 0, 2, 2), (-0.00003, 1, 1, 2),
    (0.00003, -1, 1, 2), (-0.00002, -1, 1, -2), (-0.00002, 1, 3, 0), (0.00002, 0, 4, 0),
)  # fmt: skip
# What the planets add: (factor, phase, step).
PLANETS = (
    (0.000325, 299.77, 0.107408), (0.000165, 251.88, 0.016321), (0.000164, 251.83, 26.651886),
    (0.000126, 349.42, 36.412478), (0.000110, 84.66, 18.206239), (0.000062, 141.74, 53.303771),
    (0.000060, 207.14, 2.453732), (0.000056, 154.84, 7.306860), (0.000047, 34.52, 27.261239),
    (0.000042, 207.19, 0.121824), (0.000040, 291.34, 1.844379), (0.000037, 161.72, 24.198154),
    (0.000035, 239.56, 25.513099), (0.000023, 331.55, 3.592518),
)  # fmt: skip


class Month(NamedTuple):
    """A month of the farmland calendar: number 1 to 12, whether it is the leap one, its first day and its days (29 or 30)."""

    number: int
    leap: bool
    first: date
    days: int


@lru_cache(maxsize=256)
def months(year: int) -> tuple[Month, ...]:
    """The months of the farmland year that begins in `year` with the Spring Festival.

    Month 11 holds the winter solstice; where 13 months lie between two of them, the first one in which the sun reaches
    no multiple of 30° is a leap month and repeats the number before it. One new moon, that of 28 September 2057, comes
    within a minute of midnight, and published calendars differ by a day there too. Errors: ValueError for a year outside
    1929 (since when the country counts in one time) to 2100.
    Source: GB/T 33661-2017; Meeus, Astronomical Algorithms (1998), chapters 25 and 49.
    """
    if not FIRST <= year <= LAST:
        raise ValueError(f"the farmland calendar is known from {FIRST} to {LAST}")
    both = [*_between_solstices(year), *_between_solstices(year + 1)]
    starts = [place for place, month in enumerate(both) if month.number == 1 and not month.leap]
    return tuple(both[starts[0] : starts[1]])


def falls_on(month: int, day: int, year: int) -> date:
    """The day of a birthday in the farmland year that begins in `year`.

    Leap months are passed over, and where the month has 29 days only, day 30 is kept on its last, as people do.
    Errors: ValueError for a month or a day that the calendar does not have.
    """
    if not (1 <= month <= 12 and 1 <= day <= 30):
        raise ValueError("no such day in the farmland calendar")
    found = next(one for one in months(year) if one.number == month and not one.leap)
    return found.first + timedelta(days=min(day, found.days) - 1)


def _between_solstices(year: int) -> Iterator[Month]:
    """The months from the solstice's own in `year` - 1 up to the one before the solstice's own in `year`."""
    first, last = _moon_before(_solstice(year - 1)), _moon_before(_solstice(year))
    days = [_moon_day(moon) for moon in range(first, last + 1)]
    spare = last - first == 13
    number = 10
    for begins, ends in pairwise(days):
        leap = spare and number > 10 and not _reaches_a_term(begins, ends)
        spare, number = spare and not leap, number + (not leap)
        yield Month((number - 1) % 12 + 1, leap, _date(begins), ends - begins)


def _solstice(year: int) -> int:
    """The Beijing day of the winter solstice, as a Julian day number."""
    day = _number(date(year, 12, 17))
    while _longitude(day + 1) < SOLSTICE:
        day += 1
    return day


def _reaches_a_term(begins: int, ends: int) -> bool:
    return floor(_longitude(begins) / 30) != floor(_longitude(ends) / 30)


def _moon_before(day: int) -> int:
    """Which new moon began the month that holds the day, counted from the first one of 2000."""
    moon = floor((day - 2451550) / 29.530588861) + 1
    while _moon_day(moon) > day:
        moon -= 1
    return moon


@lru_cache(maxsize=1024)
def _moon_day(moon: int) -> int:
    return _day_of(_new_moon(moon))


def _new_moon(k: int) -> float:
    """The moment of a new moon in terrestrial time, as a Julian date (Meeus, chapter 49)."""
    t = k / 1236.85
    e = 1 - 0.002516 * t - 0.0000074 * t**2
    sun = 2.5534 + 29.10535670 * k - 0.0000014 * t**2
    moon = 201.5643 + 385.81693528 * k + 0.0107582 * t**2 + 0.00001238 * t**3
    node = 160.7108 + 390.67050284 * k - 0.0016118 * t**2 - 0.00000227 * t**3
    omega = 124.7746 - 1.56375588 * k + 0.0020672 * t**2
    mean = 2451550.09766 + 29.530588861 * k + 0.00015437 * t**2 - 0.000000150 * t**3
    waves = sum(factor * e ** abs(m) * sin(radians(m * sun + n * moon + f * node)) for factor, m, n, f in WAVES)
    planets = sum(factor * sin(radians(phase + step * k)) for factor, phase, step in PLANETS)
    return mean + waves + planets - 0.00017 * sin(radians(omega))


def _longitude(day: int) -> float:
    """The sun's apparent longitude in degrees when a day begins in Beijing (Meeus, chapter 25)."""
    moment = day - 0.5 - BEIJING
    t = (moment + _delta_t(moment) - J2000) / 36525
    mean = 280.46646 + 36000.76983 * t + 0.0003032 * t**2
    m = radians(357.52911 + 35999.05029 * t - 0.0001537 * t**2)
    centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m)
    omega = radians(125.04 - 1934.136 * t)
    return (mean + centre - 0.00569 - 0.00478 * sin(omega)) % 360


def _delta_t(moment: float) -> float:
    """Terrestrial less universal time, in days."""
    year = 2000 + (moment - J2000) / 365.25
    return (62.92 + 0.32217 * (year - 2000) + 0.005589 * (year - 2000) ** 2) / 86400


def _day_of(moment: float) -> int:
    return floor(moment - _delta_t(moment) + BEIJING + 0.5)


def _number(day: date) -> int:
    return day.toordinal() + 1721425


def _date(number: int) -> date:
    return date.fromordinal(number - 1721425)
