"""The kinds of long work. Each app names its own in its AppConfig.ready(), by importing the module that says

    @runner("customers.import", label=_("Import"), lease=timedelta(minutes=2), page=import_page)
    def run_import(progress: Progress, *, import_id: int) -> dict[str, object]: ...

A runner gets the job's payload as keyword arguments and returns the result, plain values that JSON can hold. It must
bear being run again after a kill: what a first run has done, the second finds done. Long runners call
`progress.report(…)` at least once per lease; it keeps the lease and raises `LeaseLostError` when another worker took over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.functional import Promise

if TYPE_CHECKING:
    from office.models import Job

Label = str | Promise


class JobFailedError(Exception):
    """The work cannot be done, for a reason that a person can read; it is not tried again by itself."""


class LeaseLostError(Exception):
    """Another worker holds the job now, or it was cancelled: stop without writing anything more."""


class Progress(Protocol):
    @property
    def job_id(self) -> int: ...
    def report(self, done: int, total: int | None = None, message: str = "") -> None:
        """Write progress and keep the lease. `message` is a msgid shown translated; no personal data in it."""


Run = Callable[..., dict[str, Any] | None]
Page = Callable[["Job"], str]


@dataclass(frozen=True)
class Kind:
    name: str
    label: Label
    run: Run
    lease: timedelta
    page: Page | None
    tries: int


_kinds: dict[str, Kind] = {}


def runner(
    name: str,
    *,
    label: Label,
    lease: timedelta = timedelta(minutes=2),
    page: Page | None = None,
    tries: int = 3,
) -> Callable[[Run], Run]:
    """Register the function that does jobs of this kind; `page` gives the address of a finished job's result."""

    def register(run: Run) -> Run:
        known = _kinds.get(name)
        if known is not None and known.run is not run:
            raise ValueError(f"Two runners for {name}")
        _kinds[name] = Kind(name, label, run, lease, page, tries)
        return run

    return register


def kind(name: str) -> Kind | None:
    """None for a kind that an older release knew."""
    return _kinds.get(name)


def forget(name: str) -> None:
    """Take a kind out again; for tests that bring their own."""
    _kinds.pop(name, None)
