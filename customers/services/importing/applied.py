"""What became of the rows of one batch."""

from dataclasses import dataclass, field
from typing import Any

from customers.importing.problems import Problem


@dataclass
class Applied:
    created: int = 0
    updated: int = 0
    skipped: int = 0
    rejected: dict[int, list[Problem]] = field(default_factory=dict)
    samples: list[dict[str, Any]] = field(default_factory=list)
    """Rows that change what is there: {"row", "name", "changes": {field: [before, after]}}."""


class TakenOverError(Exception):
    """Another process goes on with this import: stop without writing anything more."""


class RowRejected(Exception):  # noqa: N818 - a verdict on the row, kept with its reason
    """The row cannot be taken as the archive stands."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems[0].code)
        self.problems = list(problems)
