"""Whether first orders come and are followed by others, and whether discounts buy loyalty."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.formatting.writers import Write
from reports.indicators.levels import at_least
from reports.portfolio.measures import Measure, number, unknown

REPURCHASE, ACTIVATION, FALL, GAP = Decimal("0.40"), Decimal("0.50"), Decimal("-0.02"), Decimal("-0.05")
FEWEST = 20


def rate_measures(
    values: Mapping[str, Any], industry: Decimal | None, share: Write, *, active_months: int
) -> list[Measure]:
    return [
        _repurchase(values["repurchase"], industry, share),
        _repurchase_of_new(values["repurchase_new"], share),
        _conversion(values["conversion"], share),
        _activation(values["activation"], share, active_months),
    ]


def _counted(part: int, base: int) -> str:
    small = " · " + _("small sample") if base < FEWEST else ""
    return _("%(part)s of %(base)s customers") % {"part": f"{part:,}", "base": f"{base:,}"} + small


def _of_counts(rate: Decimal | None, base: int, part: int, share: Write) -> str | None:
    """Below 20 only the count is shown (economics 0.11)."""
    if rate is None:
        return None
    return share(rate) if base >= FEWEST else f"{part:,} / {base:,}"


def _repurchase(found: Mapping[str, Any], industry: Decimal | None, share: Write) -> Measure:
    rate, line = number(found, "rate"), industry if industry is not None else REPURCHASE
    return Measure(
        _("One-year repurchase rate"),
        _of_counts(rate, found["base"], found["repeat"], share),
        note=_counted(found["repeat"], found["base"]),
        line=_("industry: %(share)s") % {"share": share(line)} if industry is not None else _("healthy from 40%"),
        state=at_least(rate, line) if found["base"] >= FEWEST else "",
        reason=_("Nobody ordered in the twelve months before."),
        name="repurchase",
    )


def _repurchase_of_new(found: Mapping[str, Any], share: Write) -> Measure:
    """Of who ordered for the first time ever; the industry's rate is of all, so no line is theirs."""
    return Measure(
        _("One-year repurchase of new customers"),
        _of_counts(number(found, "rate"), found["base"], found["repeat"], share),
        note=_counted(found["repeat"], found["base"]),
        reason=_("Nobody is known to have ordered for the first time in the twelve months before."),
        name="repurchase_new",
    )


def _conversion(found: Mapping[str, Any] | None, share: Write) -> Measure:
    label = _("First-order conversion")
    if found is None:
        return Measure(label, None, reason=_("Leads belong to the company, not to teams."))
    now, before = number(found["now"], "rate"), number(found["before"], "rate")
    eligible, converted = found["now"]["eligible"], found["now"]["converted"]
    change = None if now is None or before is None else now - before
    return Measure(
        label,
        _of_counts(now, eligible, converted, share),
        note=_("%(part)s of %(base)s leads within %(days)s days; a year ago %(before)s")
        % {
            "part": f"{converted:,}",
            "base": f"{eligible:,}",
            "days": found["window"],
            "before": unknown() if before is None else share(before),
        }
        if eligible
        else "",
        line=_("not falling by more than 2 points"),
        state=at_least(change, FALL) if eligible >= FEWEST else "",
        reason=_("No lead is kept whose time is over: sales operations enter leads."),
        name="conversion",
    )


def _activation(found: Mapping[str, Any], share: Write, months: int) -> Measure:
    rate = number(found, "rate")
    return Measure(
        _("New to active in %(months)s months") % {"months": months},
        _of_counts(rate, found["eligible"], found["active"], share),
        note=" · ".join(filter(None, (_counted(found["active"], found["eligible"]), _core_use(found)))),
        line=_("healthy from 50%"),
        state=at_least(rate, ACTIVATION) if found["eligible"] >= FEWEST else "",
        reason=_("No customer is known from its first order on for %(months)s months.") % {"months": months},
        name="activation",
    )


def _core_use(found: Mapping[str, Any]) -> str:
    """What of it stands on use, or of how many subscribers none is read."""
    if found.get("by_use"):
        return _("%(count)s by core use alone") % {"count": f"{found['by_use']:,}"}
    unread = found.get("subscribers", 0) - found.get("core_read", 0)
    if not unread:
        return ""
    return ngettext(
        "core use of %(count)s subscriber is not read", "core use of %(count)s subscribers is not read", unread
    ) % {"count": f"{unread:,}"}


def subsidy_measures(found: Mapping[str, Any], share: Write) -> list[Measure]:
    """First orders with a discount of a fifth and more, and whether those customers come again."""
    part, rate, others, gap = (number(found, name) for name in ("share", "rate", "rate_others", "gap"))
    known = found["known"] > 0
    reason = (
        _("No line names a discount given: imports can bring it.") if not known else _("Nobody was won in that year.")
    )
    counted = _("%(part)s of %(won)s won in the 12 months before") % {
        "part": f"{found['subsidised']:,}",
        "won": f"{found['won']:,}",
    }
    points = None if gap is None else f"{gap * 100:+.1f}"
    return [
        Measure(
            _("Won with a discount of 20% or more"),
            share(part) if known and part is not None else None,
            note=counted,
            reason=reason,
            name="subsidised",
        ),
        Measure(
            _("Do they come again?"),
            None
            if points is None or not known
            else _("%(points)s points against the others") % {"points": points.replace("-", "\u2212")},
            note=_against(rate, others, share, small=found["small"]),
            line=_("healthy from −5 points"),
            state=at_least(gap, GAP) if not found["small"] else "",
            reason=reason if not known or part is None else _("One of the two groups is empty."),
            name="subsidy_gap",
        ),
    ]


def _against(rate: Decimal | None, others: Decimal | None, share: Write, *, small: bool) -> str:
    if rate is None or others is None:
        return ""
    told = _("%(rate)s against %(others)s") % {"rate": share(rate), "others": share(others)}
    return told + " · " + _("small sample") if small else told
