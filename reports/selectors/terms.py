"""What the codes of dictionaries are called in the reader's language."""

from collections.abc import Iterable

from django.db.models import CharField, Value

from customers.figures import words
from customers.models import AcquisitionChannel, Customer, Industry, Region
from customers.models.terms import Term, in_language

DICTIONARIES: dict[str, type[Term]] = {"industry": Industry, "region": Region, "channel": AcquisitionChannel}
COLUMNS = ("kind", "code", "label_zh_hans", "label_zh_hant", "label_en")


def labels_of(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Dimension (industry, region, channel, size, tier) → code → label. One query for all of them."""
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    if "size" in found:
        found["size"] = {code: str(label) for code, label in words.SIZES.items()}
    if "tier" in found:
        found["tier"] = {code: str(label) for code, label in Customer.Tier.choices}
    parts = [
        model._default_manager.order_by().annotate(kind=Value(name, CharField())).values_list(*COLUMNS)
        for name, model in DICTIONARIES.items()
        if name in found
    ]
    if parts:
        for kind, code, hans, hant, english in parts[0].union(*parts[1:], all=True):
            found[kind][code] = in_language({"zh-hans": hans, "zh-hant": hant, "en": english})
    return found
