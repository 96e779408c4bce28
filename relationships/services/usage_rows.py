"""Values of use from files. One that differs from what stands for its period stands beside it, as a correction."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from customers.importing.problems import Problem
from customers.services.importing.applied import Applied, RowRejected
from customers.services.importing.facts import Column, FactWriter
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Values
from office.clock import today
from relationships.models import UsageMeasure, UsageReading
from relationships.outcomes.usage import end_of_period
from relationships.selectors.usage import period_of
from relationships.services.usage import PLACES


class UsageWriter(FactWriter):
    """Any day of a period names it. What stands is read once for each batch."""

    model = UsageReading
    natural_key = ("customer_id", "measure_id", "period_end", "number")
    facts = (Column("measure_id", "measure"), Column("period_end"), Column("number"), Column("value"))

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return " ".join(reference(fields)), f"{fields['measure']} {fields['period_end']}"

    def prepare(self, rows: Sequence[Staged]) -> None:
        codes = {str(staged.fields["measure"]) for staged in rows}
        self._measures = {one.code: one for one in UsageMeasure.objects.active().filter(code__in=codes)}
        self._day = today()

    def _customers(self, rows: Sequence[Staged], applied: Applied) -> list[tuple[Staged, int | None]]:
        found = super()._customers(rows, applied)
        ends = {end for staged, _pk in found if (end := self._end(staged.fields)) is not None}
        told = UsageReading.objects.filter(
            customer__in={pk for _staged, pk in found}, measure__in=self._measures.values(), period_end__in=ends
        ).order_by("recorded_at", "id")
        self._standing: dict[tuple[int, int, date], tuple[Decimal, str, int]] = {}
        self._numbers: dict[tuple[int, int, date], int] = {}
        for pk, measure, end, value, system, number in told.values_list(
            "customer_id", "measure_id", "period_end", "value", "source", "number"
        ):
            self._standing[pk, measure, end] = value, system, number
            if system == self.source:
                self._numbers[pk, measure, end] = max(number, self._numbers.get((pk, measure, end), 0))
        return found

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = dict(staged.fields)
        measure, end = self._measures.get(str(fields["measure"])), self._end(fields)
        if measure is None or end is None:
            raise RowRejected(
                Problem("unknown_record", self.plan.heading_of("measure"), {"value": str(fields["measure"])})
            )
        if end > self._day:
            raise RowRejected(Problem("period_open", self.plan.heading_of("period_end"), {"day": end.isoformat()}))
        value = Decimal(str(fields["value"])).quantize(PLACES, ROUND_HALF_UP)
        if value < 0:
            raise RowRejected(Problem("below_zero", self.plan.heading_of("value")))
        number = self._number((customer_id or 0, measure.pk, end), value)
        fields |= {"measure": measure.pk, "period_end": end.isoformat(), "number": number}
        return super().line(staged._replace(fields=fields), customer_id)

    def _number(self, key: tuple[int, int, date], value: Decimal) -> int:
        """That of the row which says so already, else the next one."""
        stands = self._standing.get(key)
        if stands is not None and stands[1] == self.source and stands[0] == value:
            return stands[2]
        return self._numbers.get(key, 0) + 1

    def _end(self, fields: Mapping[str, Any]) -> date | None:
        measure = self._measures.get(str(fields["measure"]))
        if measure is None:
            return None
        return end_of_period(date.fromisoformat(str(fields["period_end"])), period_of(measure))
