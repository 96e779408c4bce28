"""Falling use as what begins a playbook."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from customers.models.customer import CustomerQuerySet
from office.access import sees_people_and_voices
from office.calendar import Overrides
from relationships.models import UsageTrend
from relationships.outcomes.usage import stale
from relationships.selectors.usage import period_of
from relationships.triggering import links
from relationships.triggering.registry import Evidence, Hit, Trigger
from relationships.using.rows import signed


def _falling(customers: CustomerQuerySet, day: date, _overrides: Overrides) -> Iterator[Hit]:
    """One hit for each customer, by the measure that gets worse most; an old value begins nothing."""
    rows = UsageTrend.objects.worsening().filter(leads_for__in=customers).select_related("measure")
    for one in rows.order_by("customer_id"):
        if not stale(one.latest_on, period_of(one.measure), day):
            fall = None if one.fall is None else round(one.fall, 3)
            yield Hit(one.customer_id, {"measure": one.measure.code, "periods": one.periods, "fall": fall})


def _tell(evidence: Evidence) -> str:
    fall, periods = evidence.get("fall"), evidence.get("periods", "–")
    told = {"measure": evidence.get("measure", "–"), "periods": periods}
    if fall is None:
        return _("%(measure)s gets worse over %(periods)s periods") % told
    return _("%(measure)s: %(fall)s over %(periods)s periods") % (told | {"fall": signed(fall)})


USAGE_FALLING = Trigger(
    "usage_falling",
    pgettext_lazy("trigger", "use falls"),
    _falling,
    _tell,
    links.page("relationships:usage-tab"),
    reads=sees_people_and_voices,
)
