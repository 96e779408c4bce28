"""How warm, how strong and how wide a relationship is: computed from interactions, departments, people and pairs."""

from relationships.network.events import KINDS, Event, Kind, Mode
from relationships.network.temperature import (
    Contribution,
    Temperature,
    TemperatureEvidence,
    temperature,
    temperature_evidence,
)

__all__ = [
    "KINDS",
    "Contribution",
    "Event",
    "Kind",
    "Mode",
    "Temperature",
    "TemperatureEvidence",
    "temperature",
    "temperature_evidence",
]
