"""The kinds of files that this app knows."""

from django.utils.translation import gettext_lazy as _

from customers.importing import kinds
from customers.importing.kinds import Kind
from customers.services.importing.afterwards import announce
from office import access
from relationships.importing.between_layouts import CONTROL_POINTS, PLANNED, PROMISES, VOLUMES
from relationships.importing.contact_layouts import INTERACTIONS
from relationships.importing.layouts import GOALS, READINGS, REQUESTS, USAGE
from relationships.services import control_rows, usage_trends, volume_rows
from relationships.services.goal_rows import GoalWriter
from relationships.services.interaction_rows import InteractionWriter
from relationships.services.planned_rows import PlannedWriter
from relationships.services.promise_rows import PromiseWriter
from relationships.services.reading_rows import ReadingWriter
from relationships.services.request_rows import RequestWriter
from relationships.services.usage_rows import UsageWriter

KINDS = (
    Kind(
        key="interactions",
        label=_("contact history"),
        layout=INTERACTIONS,
        writer=InteractionWriter,
        may_import=access.imports,
        afterwards=announce,
        rows_at="admin:relationships_interaction_changelist",
        order=79,
    ),
    Kind(
        key="goals",
        label=_("outcome goals"),
        layout=GOALS,
        writer=GoalWriter,
        may_import=access.imports,
        afterwards=announce,
        rows_at="admin:relationships_goal_changelist",
        order=78,
    ),
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
    Kind(
        key="promises",
        label=_("promises to customers"),
        layout=PROMISES,
        writer=PromiseWriter,
        may_import=access.imports,
        afterwards=announce,
        rows_at="admin:relationships_promise_changelist",
        order=86,
    ),
    Kind(
        key="volumes",
        label=_("agreements on volume"),
        layout=VOLUMES,
        writer=volume_rows.VolumeWriter,
        may_import=access.edits_ledger,
        check=volume_rows.check,
        afterwards=announce,
        asks=(kinds.AMOUNTS[0],),
        rows_at="admin:relationships_volumeagreement_changelist",
        order=87,
    ),
    Kind(
        key="planned",
        label=_("planned contacts"),
        layout=PLANNED,
        writer=PlannedWriter,
        may_import=access.imports,
        rows_at="admin:relationships_plannedcontact_changelist",
        order=88,
    ),
    Kind(
        key="control_points",
        label=_("strategic control points"),
        layout=CONTROL_POINTS,
        writer=control_rows.ControlPointWriter,
        may_import=access.imports,
        afterwards=control_rows.after_import,
        rows_at="admin:relationships_controlpoint_changelist",
        order=89,
    ),
)


def register() -> None:
    kinds.register(*KINDS)
