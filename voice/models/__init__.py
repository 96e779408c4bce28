from voice.guards import TOMBSTONE
from voice.models.display import DisplayLink
from voice.models.duty import DutyAbsence, DutyMember, DutyRoster, DutySwap
from voice.models.edition import Edition, EditionQuote, Erratum, FollowUp
from voice.models.item import (
    CLOSED,
    CRITICAL_KINDS,
    SETTLED,
    Category,
    Clock,
    Kind,
    Sentiment,
    Severity,
    Status,
    VoiceItem,
    VoiceTransition,
)
from voice.models.verbatim import Channel, Erasure, Redaction, SampleWords, Verbatim

__all__ = [
    "CLOSED",
    "CRITICAL_KINDS",
    "SETTLED",
    "TOMBSTONE",
    "Category",
    "Channel",
    "Clock",
    "DisplayLink",
    "DutyAbsence",
    "DutyMember",
    "DutyRoster",
    "DutySwap",
    "Edition",
    "EditionQuote",
    "Erasure",
    "Erratum",
    "FollowUp",
    "Kind",
    "Redaction",
    "SampleWords",
    "Sentiment",
    "Severity",
    "Status",
    "Verbatim",
    "VoiceItem",
    "VoiceTransition",
]
