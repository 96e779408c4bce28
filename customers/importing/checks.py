"""What can be wrong with a row as a whole: fields it needs, amounts that fit no ledger, and what single kinds demand.

Checks see a batch column by column; they answer (place in the batch, problem) and may add columns.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from customers.importing.kinds import Columns, Found
from customers.importing.layouts import ANY_CUSTOMER
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from customers.money import CENT, LARGEST


def needed(plan: Plan, columns: Columns) -> Found:
    """Rows that give none of the fields of a group that the layout needs."""
    for group in plan.layout.needed:
        named = [name for name in group if name in columns]
        yield from _one_of(plan, columns, named, "no_customer" if group == ANY_CUSTOMER else "missing")


def money(plan: Plan, columns: Columns) -> Found:
    """Turn the layout's amounts into cents."""
    for name in plan.layout.money:
        if name in columns:
            columns[name], found = to_cents(plan, name, columns[name])
            yield from found


def revenue(plan: Plan, columns: Columns, count: int) -> Found:
    """Add the cents of the net amount, computed from the gross one where the file gives that."""
    name = "net" if "net" in columns else "gross"
    yield from _one_of(plan, columns, [name], "missing")
    amounts = columns[name]
    if name == "gross" or plan.options.vat == "included":
        rates = columns.get("tax_rate") or [None] * count
        for index, (amount, rate) in enumerate(zip(amounts, rates, strict=True)):
            if amount is not None and rate is None:
                yield index, Problem("no_tax_rate", plan.heading_of(name))
        amounts = [
            None if amount is None or rate is None else amount / (1 + rate)
            for amount, rate in zip(amounts, rates, strict=True)
        ]
    columns["cents"], found = to_cents(plan, name, amounts)
    yield from found


def contacts(plan: Plan, columns: Columns, count: int) -> Found:
    yield from in_order(plan, columns, "joined_on", "left_on", "left_before_joined")


def in_order(plan: Plan, columns: Columns, first: str, second: str, code: str) -> Found:
    """Rows whose second day lies before the first."""
    if first in columns and second in columns:
        for index, (one, other) in enumerate(zip(columns[first], columns[second], strict=True)):
            if one and other and other < one:
                yield index, Problem(code, plan.heading_of(second))


def positive(plan: Plan, columns: Columns, name: str) -> Found:
    """Amounts of nothing or less."""
    for index, amount in enumerate(columns.get(name, ())):
        if amount is not None and amount <= 0:
            yield index, Problem("not_positive", plan.heading_of(name))


def to_cents(plan: Plan, name: str, amounts: Sequence[Decimal | None]) -> tuple[list[int | None], Found]:
    """The column in cents, and the amounts that fit no ledger."""
    memory = {amount: _cents(amount) for amount in set(amounts)}
    cents = [memory[amount] for amount in amounts]
    problem = Problem("too_large", plan.heading_of(name))
    pairs = enumerate(zip(amounts, cents, strict=True))
    return cents, ((index, problem) for index, (amount, fits) in pairs if amount is not None and fits is None)


def _one_of(plan: Plan, columns: Columns, named: Sequence[str], code: str) -> Found:
    if not named:
        return
    if None not in columns[named[0]]:
        return
    problem = Problem(code, plan.heading_of(named[0]))
    for index, values in enumerate(zip(*(columns[name] for name in named), strict=True)):
        if values.count(None) == len(named):
            yield index, problem


def _cents(amount: Decimal | None) -> int | None:
    if amount is None or abs(amount) > LARGEST:
        return None
    return int(amount.quantize(CENT, ROUND_HALF_UP).scaleb(2))
