"""Requests of customers from files: a row of a reference that is there already brings it up to date."""

from datetime import UTC, datetime

from django.utils import timezone

from customers.importing.problems import Problem
from customers.services.importing.applied import RowRejected
from customers.services.importing.facts import Column, FactWriter
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Values
from office.models import Company
from relationships.models import ServiceRequest

MOMENTS = ("raised_at", "answered_at", "solved_at")


class RequestWriter(FactWriter):
    """Moments without an offset are those of the company's wall clock. Solved without saying by whom is by our staff."""

    model = ServiceRequest
    natural_key = ("reference",)
    facts = (
        Column("reference"),
        Column("kind"),
        Column("channel"),
        Column("line"),
        Column("raised_at"),
        Column("answered_at"),
        Column("solved_at"),
        Column("solved_by"),
    )

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = dict(staged.fields)
        zone, now = Company.get().zone, timezone.now()
        told: dict[str, datetime] = {}
        for name in MOMENTS:
            if fields.get(name):
                moment = datetime.fromisoformat(str(fields[name]))
                told[name] = (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
                fields[name] = told[name].isoformat()
                if told[name] > now:
                    raise RowRejected(Problem("moment_ahead", self.plan.heading_of(name)))
                if told[name] < told["raised_at"]:
                    raise RowRejected(Problem("before_raised", self.plan.heading_of(name)))
        if "solved_at" in told:
            fields["solved_by"] = fields.get("solved_by") or ServiceRequest.SolvedBy.STAFF
        elif fields.get("solved_by"):
            raise RowRejected(Problem("ended_without_a_day", self.plan.heading_of("solved_by")))
        return super().line(staged._replace(fields=fields), customer_id)
