"""How a row of the permission table is written. Each app keeps its rows in `tests/architecture/permissions/<app>.py`:

    ROWS = [
        PermissionRow("office:jobs", everyone_inside(200)),
        PermissionRow("office:job", only({"ops": 200, "admin": 200}), kwargs=lambda cast: {"pk": make_job(cast["ops"]).pk}),
        PermissionRow("customers:archive", only({"owner": 302, "lead": 302}), method="post", kwargs=…, body=…),
    ]

    def populate(cast): ...     # optional: some rows of each model, for the admin's own table

The object of a row belongs to `owner` (mei), so `other` (otto) is the stranger. A row with `kwargs` is also tried with an
id that does not exist: it must answer exactly like an object that is not visible. Refusals must write nothing, and
neither may any GET.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from office.models import User

Cast = dict[str, User]

PRINCIPALS: dict[str, str | None] = {
    "anonymous": None,
    "owner": "mei",
    "other": "otto",
    "lead": "lea",
    "founder": "fay",
    "executive": "eve",
    "finance": "fin",
    "ops": "ops",
    "admin": "ada",
}
INSIDE = tuple(name for name in PRINCIPALS if name != "anonymous")


@dataclass(frozen=True)
class PermissionRow:
    url_name: str
    statuses: Mapping[str, int]
    method: str = "get"
    kwargs: Callable[[Cast], dict[str, Any]] | None = None
    body: Callable[[Cast], dict[str, Any]] | None = None
    query: str = ""
    api: bool = False
    """Principals come with an API key that has every scope, and bodies are JSON."""
    unknown: Mapping[str, Any] = field(default_factory=dict)
    """Values of kwargs that name no object, where a large number or an odd word would not do."""
    public: bool = False
    """The address itself is the right, as a token is: an unknown one is 404 for everybody."""

    exports: bool = False
    """Something leaves the house: the one write that a GET may do is the entry in the audit."""

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.url_name}{self.query}"


def everyone_inside(status: int, *, anonymous: int = 302) -> dict[str, int]:
    """The same answer for all who are signed in; the others are sent to the door."""
    return {"anonymous": anonymous} | dict.fromkeys(INSIDE, status)


def everyone(status: int) -> dict[str, int]:
    return dict.fromkeys(PRINCIPALS, status)


def only(allowed: Mapping[str, int], *, others: int = 404, anonymous: int = 302) -> dict[str, int]:
    """Those named get their status; other colleagues `others`, strangers `anonymous`."""
    unknown = set(allowed) - set(PRINCIPALS)
    if unknown:
        raise ValueError(f"not principals: {unknown}")
    return {"anonymous": anonymous} | dict.fromkeys(INSIDE, others) | dict(allowed)
