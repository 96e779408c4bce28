"""The season of the company's revenue."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from statistics import fmean

from office.calendar.months import Month, month_index
from office.statistics.rounding import six

CALENDAR_MONTHS = tuple(f"{number:02d}" for number in range(1, 13))
FLAT = dict.fromkeys(CALENDAR_MONTHS, 1.0)
FEWEST_MONTHS, MOST_MONTHS = 24, 36
LOWEST_INDEX = 0.2


def seasonal_index(totals: Mapping[Month, Decimal]) -> dict[str, float]:
    """The season of company revenue by calendar month "01" to "12", mean 1, to 6 decimals.

    Ratio to the centred twelve-month mean, averaged per calendar month; January and February share their mean, because
    the Spring Festival moves between them; at least 0.2. All 1 below 24 months or when a calendar month has no ratio.
    At most the last 36 months are used. Errors: ValueError when months are missing between the first and the last.
    Source: classical decomposition; metrics-economics 7.2.
    """
    months = sorted(totals)[-MOST_MONTHS:]
    if len(months) < FEWEST_MONTHS:
        return FLAT.copy()
    if month_index(months[-1]) - month_index(months[0]) + 1 != len(months):
        raise ValueError("the months are not consecutive")
    x = [float(totals[month]) for month in months]
    ratios: defaultdict[str, list[float]] = defaultdict(list)
    for t in range(6, len(x) - 6):
        centre = (x[t - 6] / 2 + sum(x[t - 5 : t + 6]) + x[t + 6] / 2) / 12
        if centre > 0:
            ratios[months[t][5:]].append(x[t] / centre)
    if len(ratios) < len(CALENDAR_MONTHS):
        return FLAT.copy()
    means = {month: fmean(ratios[month]) for month in CALENDAR_MONTHS}
    means["01"] = means["02"] = (means["01"] + means["02"]) / 2
    level = fmean(means.values())
    if level <= 0:
        return FLAT.copy()
    return {month: six(max(LOWEST_INDEX, mean / level)) for month, mean in means.items()}
