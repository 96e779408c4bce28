"""What a tile said a year before, from what was kept then, and the change since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from customers.figures.declared import Unit
from customers.models import CompanyStanding, StandingKind
from customers.presenters.figures import text_of
from customers.selectors import base
from customers.selectors.base import Figure
from customers.selectors.worth import settings_from_number
from office.calendar.months import add_months
from office.formatting import amounts
from reports.portfolio.behind import BEHIND, Values, found
from reports.portfolio.behind.quality import quality_values
from reports.portfolio.explained import PAGES
from reports.portfolio.live import defectors_before
from reports.portfolio.measures import Measure
from reports.portfolio.scenarios import results_kept

if TYPE_CHECKING:
    from office.models import User


@dataclass(frozen=True, slots=True)
class Before:
    """A value of a year before; `reason` says why it is unknown."""

    as_of: date | None = None
    value: Any = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The values of a page as kept a year before; None where there are none, and why."""

    as_of: date | None = None
    values: Values | None = None
    reason: str = ""


def known_before(page: str, user: "User", figure: Figure) -> Kept:
    """What was kept a year before `figure`, over the same twelve months of that year. Two queries at most."""
    if not base.sees_whole(user):
        return Kept(reason=_("Earlier days are kept of all customers together, not of a part of them."))
    if figure.as_of is None or figure.month is None:
        return Kept(reason=_not_kept())
    month, day = add_months(figure.month, -12), add_months(figure.as_of, -12)
    if page == "silent-defectors":
        alarms = defectors_before(user, month)
        return Kept(day, alarms) if alarms is not None else Kept(reason=_not_kept())
    rows = CompanyStanding.objects.exclude(kind=StandingKind.TODAY).filter(month=month, as_of__lte=day)
    key = "heatmap" if page == "heat-map" else page
    path = "figures" if page == "quality" else f"figures__{key}"
    kept = rows.order_by("-as_of", "kind").values_list("as_of", path, "settings_number").first()
    if kept is None or kept[1] is None:
        return Kept(reason=_not_kept())
    on, values, number = kept
    if page == "stress":
        values = results_kept(values, on, settings_from_number(number))
    elif page == "quality":
        values = quality_values(values, settings_from_number(number))
    return Kept(on, values)


def _not_kept() -> str:
    return _("Nothing was kept a year before.")


def before_of(name: str, kept: Kept) -> Before:
    if kept.values is None:
        return Before(reason=kept.reason)
    behind = BEHIND[name]
    try:
        value = found(kept.values, behind.value, behind.unit)
    except (KeyError, TypeError):
        value = None  # what was kept then did not have this yet
    return Before(kept.as_of, value, "" if value is not None else _("It was unknown a year before."))


def change_text(value: Any, unit: Unit, before: Before, words: Mapping[str, Any]) -> str:
    """The value of a year before and by how much it changed; empty where it is unknown."""
    if before.value is None:
        return ""
    told = text_of(before.value, unit, words)
    change = None if value is None else _change(value, before.value, unit)
    if change is None:
        return _("a year before %(value)s") % {"value": told}
    return _("a year before %(value)s (%(change)s)") % {"value": told, "change": change}


def _change(value: Any, before: Any, unit: Unit) -> str | None:
    """Points of shares, else percent; None where there is nothing to compare."""
    if unit is Unit.WORD:
        return None
    now, then = Decimal(str(value)), Decimal(str(before))
    if unit is Unit.SHARE:
        return _("%(change)s points") % {"change": amounts.signed(amounts.figure((now - then) * 100, 1))}
    return None if then <= 0 else amounts.signed(amounts.percent(now / then - 1))


def compared(context: Mapping[str, Any], page: str, values: Values, kept: Kept) -> dict[str, Any]:
    """The context with the change to a year before on each tile that the figure of the page tells."""
    return {name: _compared(each, page, values, kept) for name, each in context.items()}


def _compared(each: Any, page: str, values: Values, kept: Kept) -> Any:
    if isinstance(each, list):
        return [_compared(one, page, values, kept) for one in each]
    if not isinstance(each, Measure) or each.name not in PAGES[page] or BEHIND[each.name].needs:
        return each
    before, behind = before_of(each.name, kept), BEHIND[each.name]
    value = None if each.figure is None else found(values, behind.value, behind.unit)
    text = change_text(value, behind.unit, before, behind.words)
    return replace(each, before=text or before.reason)
