"""The tier that counts, and why: what stands in the badge beside a customer's name."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.models import CustomerStanding, TierOverride
from office.formatting.days import plain_day

if TYPE_CHECKING:
    from customers.models import Customer


@dataclass(frozen=True, slots=True)
class TierBadge:
    letter: str
    why: str


def tier_of(customer: "Customer", today: date) -> TierBadge:
    """The standing comes with the customer; one query for who set the tier by hand."""
    standing: CustomerStanding | None = getattr(customer, "standing", None)
    if standing is None or not standing.tier_effective:
        return TierBadge(customer.tier, _("as in the archive; not computed yet") if customer.tier else _("no tier yet"))
    letter = standing.tier_effective
    if ((standing.parts.get("tier") or {}).get("of") or {}).get("overridden"):
        return TierBadge(letter, _by_hand(customer, today))
    if standing.tier_score is None:
        return TierBadge(letter, _("too little is known for a score: as it was before"))
    return TierBadge(letter, _computed(customer, letter, standing.as_of))


def _computed(customer: "Customer", letter: str, as_of: date) -> str:
    told = _("computed from its score on %(day)s") % {"day": _day(as_of)}
    if customer.tier and customer.tier != letter:
        return _("%(told)s; the archive says %(tier)s") % {"told": told, "tier": customer.tier}
    return told


def _by_hand(customer: "Customer", today: date) -> str:
    holding = TierOverride.objects.filter(customer=customer, ended_on=None, expires_on__gte=today)
    override = holding.select_related("by").order_by("-starts_on", "-id").first()
    if override is None:
        return _("set by hand")
    told = _("set by hand by %(who)s until %(day)s") % {"who": override.by, "day": _day(override.expires_on)}
    return _("%(told)s: %(reason)s") % {"told": told, "reason": override.reason}


def _day(day: date) -> str:
    return plain_day(day, get_language() or "en")
