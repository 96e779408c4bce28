"""Judgements, contracts and leads in a customer's history, as sentences. Amounts are not told: not all may see them."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from customers.models import Contract, Customer, LighthouseRecord, Rating
from customers.services import recording
from office.formatting.lists import listed

Detail = Mapping[str, Any]


def _rated(detail: Detail) -> str:
    label = dict(Rating.Dimension.choices).get(str(detail.get("dimension")), "")
    return _("Rated %(dimension)s: %(value)s of 5") % {"dimension": label, "value": detail.get("value")}


def _overridden(detail: Detail) -> str:
    words = {"tier": _tier(detail), "day": _day(detail.get("until"))}
    return _("Tier set by hand: %(tier)s, until %(day)s") % words


def _taken_back(detail: Detail) -> str:
    return _("Tier set by hand taken back: %(tier)s") % {"tier": _tier(detail)}


def _tier(detail: Detail) -> Any:
    return dict(Customer.Tier.choices).get(str(detail.get("tier")), "")


def _lighthouse(detail: Detail) -> str:
    met = [str(LighthouseRecord._meta.get_field(name).verbose_name) for name in detail.get("met", [])]  # type: ignore[union-attr]
    if not met:
        return _("Lighthouse: no criterion holds")
    return _("Lighthouse: %(criteria)s") % {"criteria": listed(met)}


def _planned(detail: Detail) -> str:
    years = int(detail.get("years", 0))
    return ngettext("Value plan of %(count)s year", "Value plan of %(count)s years", years) % {"count": years}


def _about_kind(text: Callable[[], str]) -> Callable[[Detail], str]:
    def tell(detail: Detail) -> str:
        return text() % {"kind": apps.get_model("customers", str(detail.get("kind")))._meta.verbose_name}

    return tell


def _renewal(detail: Detail) -> str:
    label = dict(Contract.Renewal.choices).get(str(detail.get("renewal")), "")
    return _("Renewal of a contract: %(outcome)s") % {"outcome": label}


def _ended(detail: Detail) -> str:
    return _("A contract ended early on %(day)s") % {"day": _day(detail.get("on"))}


def _day(text: object) -> str:
    return date_format(date.fromisoformat(str(text)), "Y-m-d") if text else ""


TELLERS: Mapping[str, Callable[[Detail], str]] = {
    recording.RATED: _rated,
    recording.TIER_OVERRIDDEN: _overridden,
    recording.TIER_OVERRIDE_TAKEN_BACK: _taken_back,
    recording.LIGHTHOUSE_DECLARED: _lighthouse,
    recording.VALUE_PLANNED: _planned,
    recording.INVESTMENT_BOOKED: lambda detail: _("A strategic investment was booked"),
    recording.INVESTMENT_CHANGED: lambda detail: _("A strategic investment was corrected"),
    recording.KNOWLEDGE_ADDED: _about_kind(lambda: _("Noted: %(kind)s")),
    recording.KNOWLEDGE_CHANGED: _about_kind(lambda: _("Corrected: %(kind)s")),
    recording.KNOWLEDGE_REMOVED: _about_kind(lambda: _("Taken back: %(kind)s")),
    recording.KNOWLEDGE_RESTORED: _about_kind(lambda: _("Stands again: %(kind)s")),
    recording.FACT_REMOVED: _about_kind(lambda: _("Taken back: %(kind)s")),
    recording.FACT_RESTORED: _about_kind(lambda: _("Stands again: %(kind)s")),
    recording.LEAD_WON: lambda detail: _("A lead was won"),
    recording.LEAD_REOPENED: lambda detail: _("A won lead was opened again"),
    recording.DEAL_ADDED: lambda detail: _("A deal was entered"),
    recording.DEAL_CHANGED: lambda detail: _("A deal was changed"),
    recording.CONTRACT_ADDED: lambda detail: _("A contract was entered"),
    recording.NEED_ADDED: lambda detail: _("A need was noted"),
    recording.NEED_CHANGED: lambda detail: _("A need was corrected"),
    recording.NEED_WITHDRAWN: lambda detail: _("A need was taken back"),
    recording.NEED_RESTORED: lambda detail: _("A need stands again"),
    recording.CONTRACT_CHANGED: lambda detail: _("A contract was changed"),
    recording.CONTRACT_ENDED_EARLY: _ended,
    recording.RENEWAL_SETTLED: _renewal,
}

LABELS: Mapping[str, Any] = {
    recording.RATED: gettext_lazy("Rating given"),
    recording.TIER_OVERRIDDEN: gettext_lazy("Tier set by hand"),
    recording.TIER_OVERRIDE_TAKEN_BACK: gettext_lazy("Tier set by hand taken back"),
    recording.LIGHTHOUSE_DECLARED: gettext_lazy("Lighthouse judged"),
    recording.VALUE_PLANNED: gettext_lazy("Value planned"),
    recording.INVESTMENT_BOOKED: gettext_lazy("Strategic investment booked"),
    recording.INVESTMENT_CHANGED: gettext_lazy("Strategic investment corrected"),
    recording.KNOWLEDGE_ADDED: gettext_lazy("Knowledge noted"),
    recording.KNOWLEDGE_CHANGED: gettext_lazy("Knowledge corrected"),
    recording.KNOWLEDGE_REMOVED: gettext_lazy("Knowledge taken back"),
    recording.KNOWLEDGE_RESTORED: gettext_lazy("Knowledge that stands again"),
    recording.FACT_REMOVED: gettext_lazy("Entry taken back"),
    recording.FACT_RESTORED: gettext_lazy("Entry that stands again"),
    recording.NEED_ADDED: gettext_lazy("A need was noted"),
    recording.NEED_CHANGED: gettext_lazy("A need was corrected"),
    recording.NEED_WITHDRAWN: gettext_lazy("A need was taken back"),
    recording.NEED_RESTORED: gettext_lazy("A need stands again"),
    recording.LEAD_WON: gettext_lazy("A lead was won"),
    recording.LEAD_REOPENED: gettext_lazy("A won lead was opened again"),
    recording.DEAL_ADDED: gettext_lazy("A deal was entered"),
    recording.DEAL_CHANGED: gettext_lazy("A deal was changed"),
    recording.CONTRACT_ADDED: gettext_lazy("A contract was entered"),
    recording.CONTRACT_CHANGED: gettext_lazy("A contract was changed"),
    recording.CONTRACT_ENDED_EARLY: gettext_lazy("Contract ended early"),
    recording.RENEWAL_SETTLED: gettext_lazy("Renewal settled"),
}


def about(tell: Callable[[Detail], str]) -> Callable[[Detail, object], str]:
    """A sentence that names nobody."""
    return lambda detail, names: tell(detail)
