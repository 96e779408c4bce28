"""A promise as a row of a page: what, to whom, by when, and how it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from office.formatting.amounts import percent
from relationships.models import Promise
from relationships.outcomes.promises import Kept


@dataclass(frozen=True)
class PromiseRow:
    promise: Promise
    word: Any
    """How it stands."""
    state: str
    note: str

    @property
    def url(self) -> str:
        return self.promise.get_absolute_url()


def row(promise: Promise, as_of: date) -> PromiseRow:
    word, state = _standing(promise, as_of)
    return PromiseRow(promise, word, state, promise.outcome_note or promise.withdrawn_reason)


def rows(found: Iterable[Promise], as_of: date) -> list[PromiseRow]:
    return [row(one, as_of) for one in found]


def _standing(promise: Promise, as_of: date) -> tuple[str, str]:
    if not promise.is_standing:
        return pgettext("promise", "taken back"), ""
    if promise.broken_on is not None:
        return pgettext("promise", "broken"), "bad"
    if promise.kept_on is not None:
        in_time = promise.kept_on <= promise.due_on and not promise.slipped
        return (pgettext("promise", "kept"), "good") if in_time else (pgettext("promise", "kept late"), "warn")
    days = (as_of - promise.due_on).days
    if days > 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", days) % {"days": days}, "bad"
    if days == 0:
        return pgettext("promise", "due today"), "warn"
    return pgettext("promise", "open"), ""


@dataclass(frozen=True)
class KeptLine:
    """The share of promises kept in time, with what stands behind it."""

    figure: str | None
    note: str
    few: bool
    """Too few to judge by."""


FEW = 10


def kept_line(kept: Kept) -> KeptLine:
    """11 of 14, 95 % interval 52 to 92 %."""
    if kept.share is None or kept.interval is None:
        return KeptLine(None, "", few=True)
    low, high = kept.interval
    note = _("%(kept)s of %(n)s in the past year, 95%% interval %(low)s to %(high)s") % {
        "kept": kept.kept,
        "n": kept.n,
        "low": percent(low, 0),
        "high": percent(high, 0),
    }
    return KeptLine(percent(kept.share, 0), note, few=kept.n < FEW)
