"""Codes of dictionaries in the reader's words."""

from typing import TYPE_CHECKING, Any

from django.db.models import Value
from django.utils.translation import gettext as _

from customers.models import AcquisitionChannel, Industry, Region
from customers.models.terms import in_language

if TYPE_CHECKING:
    from customers.models.terms import Term

DICTIONARIES: dict[str, "type[Term]"] = {"industry": Industry, "region": Region, "channel": AcquisitionChannel}
LABELS = ("code", "label_zh_hans", "label_zh_hant", "label_en")


def labels_of(*kinds: str) -> dict[str, dict[str, str]]:
    """Kind → code → label in the order of the dictionary, for those of the kinds that are dictionaries. One query."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in kinds if kind in DICTIONARIES}
    if not found:
        return found
    first, *others = (_terms(kind) for kind in found)
    for kind, _order, code, hans, hant, english in first.union(*others, all=True).order_by("kind", "order", "code"):
        found[kind][code] = in_language({"zh-hans": hans, "zh-hant": hant, "en": english})
    return found


def _terms(kind: str) -> Any:
    rows: Any = DICTIONARIES[kind]._default_manager.order_by()
    return rows.annotate(kind=Value(kind)).values_list("kind", "order", *LABELS)


def city_tier_word(tier: str) -> str:
    words = {
        "1": _("first-tier cities"),
        "2": _("second-tier cities"),
        "3": _("third-tier cities"),
        "4": _("fourth-tier cities"),
        "5": _("fifth-tier cities"),
    }
    return words.get(tier) or _("cities of tier %(tier)s") % {"tier": tier}
