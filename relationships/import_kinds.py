"""The kinds of files that this app knows."""

from django.utils.translation import gettext_lazy as _

from customers.importing import kinds
from customers.importing.kinds import Kind
from customers.services.importing.afterwards import announce
from office import access
from relationships.importing.layouts import READINGS
from relationships.services.reading_rows import ReadingWriter

KINDS = (
    Kind(
        key="readings",
        label=_("outcome readings"),
        layout=READINGS,
        writer=ReadingWriter,
        may_import=access.imports,
        afterwards=announce,
        rows_at="admin:relationships_outcomereading_changelist",
        order=80,
    ),
)


def register() -> None:
    kinds.register(*KINDS)
