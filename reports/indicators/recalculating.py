"""What settings move on a day that is kept: by them alone, by facts that came later, or by both (economics 14)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SETTINGS, LATER, BOTH = "settings", "later", "both"
ABSENT = "absent"
"""Nothing was kept of this customer that day."""


@dataclass(frozen=True, slots=True)
class Three:
    """One thing as it was kept, with the settings kept beside it on the facts known now, and with the chosen settings."""

    kept: Any
    plain: Any
    chosen: Any

    @property
    def moves(self) -> bool:
        return not self.kept == self.plain == self.chosen

    @property
    def cause(self) -> str:
        """Empty where nothing moves."""
        if not self.moves:
            return ""
        if self.plain == self.chosen:
            return LATER
        return SETTINGS if self.kept == self.plain else BOTH


def threes(kept: Mapping[str, Any], plain: Mapping[str, Any], chosen: Mapping[str, Any]) -> dict[str, Three]:
    """By name, in the order of `chosen`; what only one of them knows is unknown to the others."""
    return {name: Three(kept.get(name), plain.get(name), chosen.get(name)) for name in {**chosen, **plain, **kept}}
