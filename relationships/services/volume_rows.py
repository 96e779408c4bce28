"""Agreements on volume from files."""

from typing import Any

from customers.importing import checks
from customers.importing.kinds import Columns, Found
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import Product
from customers.services.importing.facts import Column, base_currency, by_term
from relationships.models import VolumeAgreement
from relationships.services.filed_rows import FiledWriter, importer


class VolumeWriter(FiledWriter):
    model = VolumeAgreement
    title = "name"
    told_apart_by = ("name", "valid_from")
    facts = (
        Column("key"),
        Column("name"),
        Column("valid_from"),
        Column("valid_until"),
        Column("yearly_amount"),
        Column("currency", empty=base_currency),
        Column("yearly_quantity"),
        Column("unit"),
        Column("product_id", "product", find=by_term(Product)),
        Column("note"),
        Column("created_by_id", empty=importer),
    )

    def complete(self, fields: dict[str, Any], customer_id: int, before: Any) -> None:
        if fields.get("yearly_amount") is None and fields.get("yearly_quantity") is None:
            self.refuse("missing", "yearly_amount")


def check(plan: Plan, columns: Columns, count: int) -> Found:
    """An amount or a quantity, not both, more than nothing; the end not before the beginning."""
    yield from checks.in_order(plan, columns, "valid_from", "valid_until", "ends_before_it_starts")
    nothing = [None] * count
    amounts, quantities = columns.get("yearly_amount") or nothing, columns.get("yearly_quantity") or nothing
    for index, (amount, quantity) in enumerate(zip(amounts, quantities, strict=True)):
        if amount is not None and quantity is not None:
            yield index, Problem("amount_and_quantity", plan.heading_of("yearly_quantity"))
        for name, value in (("yearly_amount", amount), ("yearly_quantity", quantity)):
            if value is not None and value <= 0:
                yield index, Problem("not_above_zero", plan.heading_of(name))
