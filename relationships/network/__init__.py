"""How warm, how strong and how wide a relationship is: computed from interactions, departments, people and pairs."""

from relationships.network.events import KINDS, Event, Kind, Mode
from relationships.network.temperature import (
    Contribution,
    ReplyRate,
    Temperature,
    TemperatureEvidence,
    reply_rate,
    temperature,
    temperature_evidence,
)

__all__ = [
    "KINDS",
    "Contribution",
    "Event",
    "Kind",
    "Mode",
    "ReplyRate",
    "Temperature",
    "TemperatureEvidence",
    "reply_rate",
    "temperature",
    "temperature_evidence",
]
