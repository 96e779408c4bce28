"""The life of a voice item: which status may follow which, and what must be known before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from office.calendar.workdays import NO_OVERRIDES, Overrides, add_workdays

FOLLOWERS: Mapping[str, frozenset[str]] = {
    "new": frozenset({"triaged", "duplicate"}),
    "triaged": frozenset({"assigned", "acknowledged", "duplicate"}),
    "assigned": frozenset({"answered", "assigned"}),
    "answered": frozenset({"closed_confirmed", "closed_no_reply", "assigned"}),
    "closed_confirmed": frozenset({"reopened"}),
    "closed_no_reply": frozenset({"reopened"}),
    "reopened": frozenset({"assigned"}),
    "acknowledged": frozenset({"triaged"}),
    "duplicate": frozenset(),
}
STATUSES = tuple(FOLLOWERS)
CLOSED = frozenset({"closed_confirmed", "closed_no_reply"})
REOPEN_DAYS = 180
NO_REPLY_WORKDAYS = 10
ACKNOWLEDGEABLE = frozenset({"praise", "question"})


class IllegalStepError(ValueError):
    """A status that may not follow another one."""


def check_step(current: str, following: str) -> None:
    """Passes when `following` may come after `current`. Errors: IllegalStepError. Source: metrics-relationship-voice V2."""
    if following not in FOLLOWERS.get(current, frozenset()):
        raise IllegalStepError(f"{following} may not follow {current}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a voice item when its status is about to change."""

    kind: str | None = None
    category: str | None = None
    severity: int | None = None
    has_owner: bool = False
    due: date | None = None
    has_root_cause: bool = False
    has_action: bool = False
    has_confirmation: bool = False
    """The customer confirmed: who, when and how are recorded."""
    answered_on: date | None = None
    closed_on: date | None = None


def missing_for(following: str, known: Known, *, today: date, overrides: Overrides = NO_OVERRIDES) -> list[str]:
    """Codes of what still stands against a status; empty when nothing does.

    triaged needs kind, category, severity; assigned needs owner and due; acknowledged is for praise and questions;
    closed_confirmed needs root cause, action and the customer's confirmation; closed_no_reply needs 10 working days
    since the answer (`too_early`); reopening is possible within 180 days of closing (`too_late`).
    Source: metrics-relationship-voice V2, Guards.
    """
    wanted: dict[str, dict[str, bool]] = {
        "triaged": {
            "kind": bool(known.kind),
            "category": bool(known.category),
            "severity": known.severity is not None,
        },
        "assigned": {"owner": known.has_owner, "due": known.due is not None},
        "acknowledged": {"praise_or_question": known.kind in ACKNOWLEDGEABLE},
        "closed_confirmed": {
            "root_cause": known.has_root_cause,
            "action": known.has_action,
            "confirmation": known.has_confirmation,
        },
        "closed_no_reply": {"too_early": _waited(known.answered_on, today, overrides)},
        "reopened": {"too_late": _reopens(known.closed_on, today)},
    }
    return [code for code, met in wanted.get(following, {}).items() if not met]


def _waited(answered_on: date | None, today: date, overrides: Overrides) -> bool:
    return answered_on is not None and add_workdays(answered_on, NO_REPLY_WORKDAYS, overrides) <= today


def _reopens(closed_on: date | None, today: date) -> bool:
    return closed_on is not None and today - closed_on <= timedelta(days=REOPEN_DAYS)
