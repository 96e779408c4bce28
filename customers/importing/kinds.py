"""The kinds of files that can be imported. Each app registers its own from its `AppConfig.ready()`.

How to add a kind is told in docs/decisions/adding-an-import-kind.md.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from customers.importing.layouts import Layout

if TYPE_CHECKING:
    from customers.importing.plans import Plan
    from customers.importing.problems import Problem
    from office.models import User

Columns = dict[str, list[Any]]
Found = Iterator[tuple[int, "Problem"]]
Report = Callable[[int, int | None, str], None]

# What of a file's handwriting a person may be asked beside dates and decimal marks.
AMOUNTS = ("currency", "vat")
CUSTOMERS = ("unknown_customer",)


def no_check(plan: "Plan", columns: Columns, count: int) -> Found:
    """Nothing beyond what the layout needs."""
    yield from ()


def nothing_hangs_on_it(customer_ids: Collection[int], report: Report) -> None:
    """Nothing is derived from these facts."""


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it holds, how it is written, who may bring it in, and what is computed anew afterwards."""

    key: str
    label: Any
    layout: Layout
    writer: type[Any]
    """A class after `customers.services.importing.running.Writer`; for plain facts a subclass of FactWriter."""
    may_import: Callable[["User"], bool]
    """Who may bring such files in, look at the runs and undo them."""
    check: Callable[["Plan", Columns, int], Found] = no_check
    """What is wrong with rows beyond cells and needed fields; may add columns (revenue adds its cents)."""
    afterwards: Callable[[Collection[int], Report], None] = nothing_hangs_on_it
    """Brings up to date what is derived from the rows of these customers, after an import and after its undo."""
    asks: Sequence[str] = ()
    """Options of `plans.Options` that mean something for this kind, of `currency`, `vat` and `unknown_customer`."""
    rows_at: str = ""
    """URL name of the list of its rows, narrowed by `?import_run__id__exact=`; empty where there is none."""
    order: int = 50


_KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        _KINDS[kind.key] = kind


def of(key: str) -> Kind:
    """KeyError for a kind that nobody registered."""
    return _KINDS[key]


def registered() -> Mapping[str, Kind]:
    """All kinds by key, in the order in which pages offer them."""
    return {kind.key: kind for kind in sorted(_KINDS.values(), key=lambda kind: kind.order)}


def choices() -> list[tuple[str, Any]]:
    return [(kind.key, kind.label) for kind in registered().values()]
