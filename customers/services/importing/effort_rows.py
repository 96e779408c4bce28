"""Effort, hourly rates, spend to win customers and strategic investments from files."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from customers import extensions
from customers.importing.kinds import Columns, Found
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    EffortEntry,
    HourlyRate,
    Region,
    StrategicInvestment,
)
from customers.services.importing.facts import Column, FactWriter, base_currency, by_term, colleague
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Values
from office.clock import today


def check_investments(plan: Plan, columns: Columns, count: int) -> Found:
    """Nothing, what comes back, and what lies ahead."""
    latest = today()
    for index, day in enumerate(columns.get("on", ())):
        if day is not None and day > latest:
            yield index, Problem("day_ahead", plan.heading_of("on"))
    for index, cents in enumerate(columns.get("amount", ())):
        if cents is not None and cents <= 0:
            yield index, Problem("not_above_zero", plan.heading_of("amount"))


def cost_role(writer: FactWriter, texts: set[str]) -> Mapping[str, Any]:
    """Roles by their code or their label in any language."""
    known: dict[str, str] = {}
    for code, label in extensions.cost_roles.items():
        known[code.casefold()] = code
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                known[str(label).casefold()] = code
    return {text: known[text.casefold()] for text in texts if text.casefold() in known}


class KeyedWriter(FactWriter):
    """Rows with a number of their own, or else told apart by what they say and the ordinal of their repeat."""

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        if not staged.fields.get("number"):
            fields = {**staged.fields, "number": self._own_key(staged, customer_id)}
            staged = staged._replace(ordinal=1, fields=fields)
        return super().line(staged, customer_id)

    @abstractmethod
    def stem(self, fields: Mapping[str, Any], customer_id: int | None) -> str:
        """What such a row says, for the ordinal of its repeat to be counted within."""

    def _own_key(self, staged: Staged, customer_id: int | None) -> str:
        stem = self.stem(staged.fields, customer_id)
        return f"{stem} {self.scratch.next_of(stem)}"


class KeyedByCustomer(KeyedWriter):
    """Such rows of customers: ordinals are counted by customer, so a resumed run counts from the beginning."""

    def revisit(self, rows: Sequence[Staged]) -> None:
        rows = [staged for staged in rows if not staged.fields.get("number")]
        answers = self._resolver.resolve(reference(staged.fields) for staged in rows)
        for staged in rows:
            found = answers[reference(staged.fields)]
            if isinstance(found, int):
                self._own_key(staged, found)


class EffortWriter(KeyedByCustomer):
    model = EffortEntry
    natural_key = ("key",)
    revisits = True
    facts = (
        Column("key", "number"),
        Column("on"),
        Column("kind"),
        Column("role", find=cost_role, otherwise="unknown_record"),
        Column("minutes"),
        Column("booked"),
        Column("description"),
    )

    def stem(self, fields: Mapping[str, Any], customer_id: int | None) -> str:
        kind = fields.get("kind") or EffortEntry.Kind.SERVICE.value
        return f"day {customer_id} {fields['on']} {kind} {fields['role']}"


class InvestmentWriter(KeyedByCustomer):
    """Whoever brings the file in decided nothing: without a name nobody is named."""

    model = StrategicInvestment
    natural_key = ("key",)
    revisits = True
    facts = (
        Column("key", "number"),
        Column("on"),
        Column("amount"),
        Column("currency", empty=base_currency),
        Column("purpose"),
        Column("decided_by_id", find=colleague, otherwise="unknown_colleague"),
    )

    def stem(self, fields: Mapping[str, Any], customer_id: int | None) -> str:
        return f"day {customer_id} {fields['on']} {fields['purpose']}"[:190]


class SpendWriter(KeyedWriter):
    model = AcquisitionSpend
    customer = ""
    natural_key = ("key",)
    revisits = True
    facts = (
        Column("key", "number"),
        Column("month"),
        Column("kind"),
        Column("channel_id", "channel", find=by_term(AcquisitionChannel)),
        Column("region_id", "region", find=by_term(Region)),
        Column("amount"),
        Column("currency", empty=base_currency),
        Column("description"),
    )

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        month = f"{staged.fields['month'][:8]}01"
        return super().line(staged._replace(fields={**staged.fields, "month": month}), customer_id)

    def stem(self, fields: Mapping[str, Any], customer_id: int | None) -> str:
        parts = (fields.get(name) or "-" for name in ("kind", "channel", "region"))
        return f"month {fields['month'][:7]} {' '.join(parts)}"[:190]

    def revisit(self, rows: Sequence[Staged]) -> None:
        for staged in rows:
            if not staged.fields.get("number"):
                self._own_key(staged, None)


class HourlyRateWriter(FactWriter):
    model = HourlyRate
    customer = ""
    sourced = False
    natural_key = ("role", "since")
    facts = (
        Column("role", find=cost_role, otherwise="unknown_record"),
        Column("since"),
        Column("hourly"),
    )
