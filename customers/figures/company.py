"""A figure of the whole customer base as of a day, with what stands behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from customers import extensions
from customers.figures.declared import Gap
from customers.figures.reading import FutureDayError
from customers.figures.reasons import gap
from customers.figures.registry import UnknownFigureError
from customers.models import StandingKind
from customers.selectors import base
from office.clock import today
from office.models import User


@dataclass(frozen=True, slots=True)
class CompanyReading:
    """`figure.values` is None where nothing is known; then `gaps` says why. `kind` is empty before any computation."""

    name: str
    figure: base.Figure
    kind: str
    gaps: tuple[Gap, ...] = ()


def names() -> list[str]:
    return [each.key for each in extensions.company_figures]


def labels() -> dict[str, str]:
    """Every figure of the base with its label: whole pages, and the tiles on them."""
    found = {each.key: str(each.label) for each in extensions.company_figures}
    for source in extensions.figure_sources:
        found |= source.labels()
    return found


def may_see(name: str, user: User) -> bool:
    """Whether one who sees margins sees this figure too. Raises UnknownFigureError."""
    if name in names():
        return True
    return _source(name).may_see(name, user)


def told(name: str, user: User, as_of: date | None = None) -> Mapping[str, Any]:
    """The figure with everything behind it, for a machine. The caller has checked who may see it.

    Raises UnknownFigureError, FutureDayError.
    """
    if name in names():
        return as_plain(read_company(name, user, as_of), asked=as_of)
    return _source(name).read(name, user, as_of)


def _source(name: str) -> extensions.FigureSource:
    found = next((each for each in extensions.figure_sources if name in each.labels()), None)
    if found is None:
        raise UnknownFigureError(name)
    return found


def read_company(name: str, user: User, as_of: date | None = None) -> CompanyReading:
    """The figure of today, or as kept on that day or the last one before it. The caller has checked who may see it.

    Kept ones are of all customers, so who sees only a part has today's alone. Raises UnknownFigureError, FutureDayError.
    """
    if name not in names():
        raise UnknownFigureError(name)
    day = as_of or today()
    if day > today():
        raise FutureDayError
    if day < today() and not base.sees_whole(user):
        return CompanyReading(name, base.NOTHING, "", (gap("kept_of_all"),))
    company = base.company_today() if day == today() else base.company_kept(day)
    if company is None:
        return CompanyReading(name, base.NOTHING, "", (gap("waiting" if day == today() else "nothing_kept"),))
    found = base.figure(name, user, company=company)
    gaps = (
        () if found.values is not None else (gap("waiting" if company.kind == StandingKind.TODAY else "nothing_kept"),)
    )
    return CompanyReading(name, found, company.kind, gaps)


def as_plain(reading: CompanyReading, *, asked: date | None) -> Mapping[str, Any]:
    """For a machine: numbers as text or numbers, days as text."""
    found = reading.figure
    return {
        "name": reading.name,
        "label": labels()[reading.name],
        "asked_as_of": asked.isoformat() if asked else None,
        "as_of": found.as_of.isoformat() if found.as_of else None,
        "kept": reading.kind or None,
        "month": found.month.isoformat() if found.month else None,
        "customers": found.customers,
        "all_customers": found.whole,
        "value": found.values,
        "missing": [{"code": each.code, "text": each.text, "owner": str(each.owner)} for each in reading.gaps],
        "changed_since": found.changed_since,
        "computed_at": found.computed_at.isoformat() if found.computed_at else None,
        "settings": found.settings_number,
    }
