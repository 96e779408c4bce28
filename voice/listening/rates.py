"""How much is complained about, how much is solved, and what is missed: rates over voice items of a period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from office.calendar.zones import DEFAULT_ZONE, local_day
from voice.listening.statuses import CLOSED


@dataclass(frozen=True, slots=True)
class Item:
    """What the rates need of a voice item."""

    at: date | datetime
    account: str
    kind: str
    category: str
    status: str
    reopened: bool = False
    """Whether it was ever reopened."""


@dataclass(frozen=True, slots=True)
class VoiceRates:
    """Shares 0 to 1, except complaints per 100 active accounts; None where there is nothing to divide by."""

    complaints_per_100: float | None
    complaining_accounts: float | None
    resolution_rate: float | None
    reopen_rate: float | None
    missing_feature_share: float | None
    """The wide form: among everything but praise."""
    missing_feature_strict: float | None
    """Among complaints and questions: the headline of screens."""
    attitude_share_accounts: float | None
    attitude_share_items: float | None
    items: int
    complaints: int


def voice_rates(
    items: Iterable[Item], active_accounts: int, start: date, end: date, *, zone: str = DEFAULT_ZONE
) -> VoiceRates:
    """Rates over the items received from `start` to `end` (both included) by the company's day; duplicates left out.

    Complaint rate = complaints per 100 active accounts; resolution = closed_confirmed now among complaints received;
    reopen rate = ever reopened among ever closed; missing feature = capability_missing among all but praise, strict =
    among complaints and questions; attitude = accounts (items) with an attitude complaint among those with a complaint.
    Source: metrics-relationship-voice V2, Rates.
    """
    received = [item for item in items if item.status != "duplicate" and start <= local_day(item.at, zone=zone) <= end]
    complaints = [item for item in received if item.kind == "complaint"]
    complaining = {item.account for item in complaints}
    attitude = [item for item in complaints if item.category == "service_attitude"]
    reopened = sum(_was_reopened(item) for item in received)
    ever_closed = sum(_was_reopened(item) or item.status in CLOSED for item in received)
    wide = [item for item in received if item.kind != "praise"]
    strict = [item for item in received if item.kind in ("complaint", "question")]
    return VoiceRates(
        complaints_per_100=_share(100 * len(complaints), active_accounts),
        complaining_accounts=_share(len(complaining), active_accounts),
        resolution_rate=_share(sum(item.status == "closed_confirmed" for item in complaints), len(complaints)),
        reopen_rate=_share(reopened, ever_closed),
        missing_feature_share=_share(_missing(wide), len(wide)),
        missing_feature_strict=_share(_missing(strict), len(strict)),
        attitude_share_accounts=_share(len({item.account for item in attitude}), len(complaining)),
        attitude_share_items=_share(len(attitude), len(complaints)),
        items=len(received),
        complaints=len(complaints),
    )


def _was_reopened(item: Item) -> bool:
    return item.reopened or item.status == "reopened"


def _missing(items: Iterable[Item]) -> int:
    return sum(item.category == "capability_missing" for item in items)


def _share(part: int, whole: int) -> float | None:
    return float(Fraction(part, whole)) if whole > 0 else None
