"""Use as evidence of how well what we sell fits what a customer needs."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.extensions import Evidence, EvidenceSource
from customers.models import Customer
from office.access import sees_people_and_voices
from office.formatting.lists import with_more
from office.models import User
from relationships.models import UsageTrend
from relationships.outcomes.usage import stale
from relationships.selectors.usage import period_of
from relationships.using.rows import counted_text, period_name, signed

STATES = {UsageTrend.Outlook.WORSE: "bad", UsageTrend.Outlook.BETTER: "good"}


def of_demand_fit(customer: Customer, user: User, as_of: date) -> Sequence[Evidence]:
    """Each measure by itself: value, period, where it goes. One query."""
    if not sees_people_and_voices(user):
        return []
    trends = UsageTrend.objects.visible_to(user).filter(customer=customer).select_related("measure")
    url = reverse("relationships:usage-tab", args=[customer.pk])
    return [
        Evidence(_told(one, as_of), url, STATES.get(UsageTrend.Outlook(one.outlook), ""))
        for one in trends.order_by("measure__dimension", "measure_id")
    ]


def _told(trend: UsageTrend, as_of: date) -> str:
    period = period_of(trend.measure)
    text = _("%(measure)s: %(value)s in %(period)s, %(trend)s") % {
        "measure": trend.measure,
        "value": counted_text(trend.latest, trend.measure),
        "period": period_name(trend.latest_on, period),
        "trend": trend.get_trend_display(),
    }
    moves = trend.fall is not None and trend.trend in {UsageTrend.Trend.FALLING, UsageTrend.Trend.RISING}
    parts = [signed(trend.fall)] if moves and trend.fall is not None else []
    if stale(trend.latest_on, period, as_of):
        parts.append(pgettext("usage", "old value"))
    return with_more(text, " · ".join(parts)) if parts else text


DEMAND_FIT = EvidenceSource("demand_fit", of_demand_fit)
