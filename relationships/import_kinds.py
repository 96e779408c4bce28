"""The kinds of files that this app knows."""

from django.utils.translation import gettext_lazy as _

from customers.importing import kinds
from customers.importing.kinds import Kind
from customers.services.importing.afterwards import announce
from office import access
from relationships.importing.layouts import READINGS, REQUESTS, USAGE
from relationships.services import usage_trends
from relationships.services.reading_rows import ReadingWriter
from relationships.services.request_rows import RequestWriter
from relationships.services.usage_rows import UsageWriter

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
    Kind(
        key="usage",
        label=_("product usage"),
        layout=USAGE,
        writer=UsageWriter,
        may_import=access.imports,
        afterwards=usage_trends.after_import,
        rows_at="admin:relationships_usagereading_changelist",
        order=82,
    ),
    Kind(
        key="requests",
        label=_("service requests"),
        layout=REQUESTS,
        writer=RequestWriter,
        may_import=access.imports,
        rows_at="admin:relationships_servicerequest_changelist",
        order=84,
    ),
)


def register() -> None:
    kinds.register(*KINDS)
