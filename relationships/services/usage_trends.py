"""The trends kept of customers' use: thrown away and computed anew from readings, whenever some were written."""

from collections.abc import Collection, Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from customers.importing.kinds import Report
from customers.models import Customer
from relationships.models import UsageMeasure, UsageTrend
from relationships.outcomes.usage import Reading, Usage, usage
from relationships.selectors.usage import counted, period_of

TOGETHER = 2_000


def refresh(customer_ids: Collection[int]) -> None:
    """Compute the trends of these customers anew."""
    for some in _parts(customer_ids):
        _refresh(some)


def after_import(customer_ids: Collection[int], report: Report) -> None:
    """The same, once a file was brought in or taken back."""
    done = 0
    for some in _parts(customer_ids):
        _refresh(some)
        report(done := done + len(some), len(customer_ids), gettext_noop("Looking for trends"))


def _parts(customer_ids: Collection[int]) -> Iterator[Sequence[int]]:
    every = sorted(customer_ids)
    return (every[start : start + TOGETHER] for start in range(0, len(every), TOGETHER))


@transaction.atomic
def _refresh(customer_ids: Sequence[int]) -> None:
    """Customers are locked in their order, so that two who write at once wait for each other."""
    list(Customer.objects.select_for_update().filter(pk__in=customer_ids).order_by("pk").values_list("pk", flat=True))
    measures = {one.pk: one for one in UsageMeasure.objects.active()}
    fresh: dict[int, list[UsageTrend]] = {}
    for (customer, measure), values in counted(customer_ids).items():
        if measure in measures:
            fresh.setdefault(customer, []).append(_trend(customer, measures[measure], values))
    UsageTrend.objects.filter(customer__in=customer_ids).delete()
    for trends in fresh.values():
        leading = max(trends, key=_weight)
        leading.leads_for_id = leading.customer_id
    UsageTrend.objects.bulk_create(one for trends in fresh.values() for one in trends)


def _trend(customer_id: int, measure: UsageMeasure, values: list[Reading]) -> UsageTrend:
    found = usage(values, period_of(measure), more_is_better=measure.more_is_better)
    assert found.latest is not None  # noqa: S101 - a measure without readings is absent from `counted`
    return UsageTrend(
        customer_id=customer_id,
        measure=measure,
        latest_on=found.latest.period_end,
        latest=found.latest.value,
        change=found.change,
        change_over=found.change_over,
        year_change=found.year_change,
        trend=found.trend,
        p=found.p,
        fall=found.fall,
        periods=found.count,
        outlook=_outlook(found),
    )


def _outlook(found: Usage) -> str:
    if found.worse:
        return UsageTrend.Outlook.WORSE
    return UsageTrend.Outlook.BETTER if found.trend in {"falling", "rising"} else UsageTrend.Outlook(found.trend)


def _weight(trend: UsageTrend) -> tuple[bool, bool, float, int]:
    """What gets worse speaks first, the larger fall before the smaller; then what moves at all, then what is known."""
    outlook = trend.outlook
    return (
        outlook == UsageTrend.Outlook.WORSE,
        outlook == UsageTrend.Outlook.BETTER,
        abs(trend.fall or 0.0),
        trend.periods,
    )
