"""What a service may refuse to do. Each error carries the sentence a person reads, in their language, with the cure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

    from office.models import User


class CustomersError(Exception):
    """Base of what can go wrong with a customer; `field` names the form field that it belongs to, if any."""

    message: Any = _("This cannot be done.")
    field: str | None = None

    def __init__(self, message: Any = None, *, field: str | None = None) -> None:
        self.message = message or self.message
        self.field = field or self.field
        super().__init__(str(self.message))


class FieldRefusedError(CustomersError):
    """A value of one field is not acceptable."""


class PastDayError(FieldRefusedError):
    message = _("This day is past: give today or a later one.")


class AlreadyArchivedError(CustomersError):
    message = _("The customer is in the archive already.")


class NotArchivedError(CustomersError):
    message = _("The customer is not in the archive.")


class ArchivedError(CustomersError):
    message = _("The customer is in the archive: restore it first.")


class ReasonMissingError(CustomersError):
    message = _("Say why, so that others understand it next year.")
    field = "reason"


class CodeTakenError(CustomersError):
    """Says nothing about who has it: that customer may not exist for the reader."""

    message = _("This code is in use already; ask sales operations which customer has it.")
    field = "uscc"


class ExternalIdTakenError(CustomersError):
    message = _("This number is in use already; ask sales operations which customer has it.")
    field = "external_ids"


class GroupLoopError(CustomersError):
    message = _("A company cannot belong to itself, directly or through its group.")
    field = "parent"


class DepartmentExistsError(CustomersError):
    message = _("This customer has a department of that name already.")
    field = "name"


class AlreadyLeftError(CustomersError):
    message = _("This person has left already.")


class PositionOpenError(CustomersError):
    message = _("This person has a position at that customer already.")


@dataclass(frozen=True)
class Clash:
    """Two people changed one field since `seen` was read: `theirs` is kept there now, `mine` is what was sent."""

    field: str
    label: Any
    seen: Any
    theirs: Any
    mine: Any


class EditConflictError(CustomersError):
    """Somebody else changed the same fields meanwhile; nothing was saved, nothing of what was typed is lost."""

    message = _("Somebody changed this while you were writing.")

    def __init__(
        self,
        clashes: Sequence[Clash],
        *,
        version: int,
        others: Mapping[str, Any] | None = None,
        by: "User | None" = None,
        at: "datetime | None" = None,
    ) -> None:
        """`others` are the fields that only somebody else changed, as they are kept now."""
        super().__init__()
        self.others = dict(others or {})
        self.clashes, self.version, self.by, self.at = tuple(clashes), version, by, at
