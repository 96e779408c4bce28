"""Cash and fixed cost, targets and exchange rates from files."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from customers.importing.kinds import Columns, Found
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.models import BeforeImage, ExchangeRate, Funds, ImportRun, Target
from customers.services import rates
from customers.services.importing.applied import RowRejected
from customers.services.importing.facts import Column, FactWriter
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Values
from customers.services.importing.undo_facts import FactUndoer
from customers.services.ledger import lock_base_currency
from office.clock import today


def check_funds(plan: Plan, columns: Columns, count: int) -> Found:
    """Fixed cost below nothing, and what nobody can have counted yet."""
    latest = today()
    for index, day in enumerate(columns.get("on", ())):
        if day is not None and day > latest:
            yield index, Problem("day_ahead", plan.heading_of("on"))
    for index, cents in enumerate(columns.get("fixed_monthly", ())):
        if cents is not None and cents < 0:
            yield index, Problem("below_zero", plan.heading_of("fixed_monthly"))


def check_exchange_rates(plan: Plan, columns: Columns, count: int) -> Found:
    """Rates of nothing or less."""
    for index, rate in enumerate(columns.get("rate", ())):
        if rate is not None and rate <= 0:
            yield index, Problem("no_rate", plan.heading_of("rate"))


class FundsWriter(FactWriter):
    """Key: the day."""

    model = Funds
    customer = ""
    sourced = False
    natural_key = ("on",)
    facts = (Column("on"), Column("cash"), Column("fixed_monthly"), Column("note"))


class TargetWriter(FactWriter):
    """Key: year and measure."""

    model = Target
    customer = ""
    sourced = False
    natural_key = ("year", "measure")
    facts = (Column("year"), Column("measure"), Column("value"), Column("note"))


class RateUndoer(FactUndoer):
    def touched(self) -> set[int]:
        return rates.customers_of(lives_of(self.run))


class ExchangeRateWriter(FactWriter):
    """Key: currency and day. A file that quotes a hundred units of a currency says so in a column of its own."""

    model = ExchangeRate
    undone_by = RateUndoer
    customer = ""
    sourced = False
    natural_key = ("currency", "on")
    facts = (Column("currency"), Column("on"), Column("rate"), Column("source"))

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = staged.fields
        if fields["currency"] == self.base_currency:
            raise RowRejected(Problem("rate_of_base", self.plan.heading_of("currency")))
        rate = Decimal(fields["rate"]) / int(fields.get("units") or 1)
        if not rate >= SMALLEST:
            raise RowRejected(Problem("no_rate", self.plan.heading_of("rate")))
        return super().line(staged._replace(fields={**fields, "rate": str(rate)}), customer_id)

    def _write(self, new: Sequence[Values], changed: Sequence[tuple[tuple[int, Values], Values]]) -> None:
        lock_base_currency()
        super()._write(new, changed)

    def _touched(self) -> set[int]:
        return rates.customers_of(lives_of(self.run))


SMALLEST = Decimal(1).scaleb(-ExchangeRate._meta.get_field("rate").decimal_places)


def lives_of(run: ImportRun) -> set[rates.Life]:
    """The rates that the import wrote or changed."""
    mine: set[Any] = set(ExchangeRate.objects.filter(import_run=run).order_by().values_list("currency", "on"))
    images = BeforeImage.objects.filter(run=run, model=ExchangeRate._meta.label_lower).order_by()
    told = images.values_list("before__currency", "before__on")
    return mine | {(currency, date.fromisoformat(on)) for currency, on in told}
