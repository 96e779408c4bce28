"""Readings from files. A value that differs from what a file brought before stands beside it, as a correction does."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from customers.importing.problems import Problem
from customers.services.importing.applied import RowRejected
from customers.services.importing.facts import Column, FactWriter
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Values
from office.clock import today
from relationships.models import OutcomeKpi, OutcomeReading
from relationships.services.goals import goal_of, plain


class ReadingWriter(FactWriter):
    """The goal is the one of the customer and the KPI that ran on the day."""

    model = OutcomeReading
    natural_key = ("key",)
    facts = (Column("key"), Column("goal_id", "kpi"), Column("period_end"), Column("value"), Column("evidence"))

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return " ".join(reference(fields)), f"{fields['kpi']} {fields['period_end']} {fields['value']}"

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = dict(staged.fields)
        day, value = date.fromisoformat(str(fields["period_end"])), Decimal(str(fields["value"]))
        kpi = OutcomeKpi.objects.filter(code=str(fields["kpi"])).first()
        goal = goal_of(customer_id, kpi.pk, day) if kpi is not None and customer_id is not None else None
        if goal is None or day > today():
            raise RowRejected(
                Problem(
                    "unknown_term", self.plan.heading_of("kpi"), {"value": f"{fields['kpi']} {fields['period_end']}"}
                )
            )
        fields |= {"kpi": goal.pk, "key": f"{goal.pk} {day} {plain(value)}"}
        return super().line(staged._replace(fields=fields), customer_id)
