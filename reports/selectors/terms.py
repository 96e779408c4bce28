"""What the codes of dictionaries are called in the reader's language."""

from collections.abc import Iterable

from customers.models import AcquisitionChannel, Customer, Industry, Region


def labels_of(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Dimension (industry, region, channel, size) → code → label. One query for each dictionary."""
    kinds = {"industry": Industry, "region": Region, "channel": AcquisitionChannel}
    found: dict[str, dict[str, str]] = {}
    for name in names:
        if name == "size":
            found[name] = {code: str(label) for code, label in Customer.Size.choices}
        else:
            found[name] = {term.code: term.label for term in kinds[name].objects.all()}
    return found
