"""What rows of sales and of knowledge demand as a whole."""

from customers.importing import checks
from customers.importing.kinds import Columns, Found
from customers.importing.plans import Plan
from customers.importing.problems import Problem
from office.clock import today

HIGHEST = {"nps": 10, "csat5": 5, "csat10": 10, "ces7": 7}
LOWEST = {"nps": 0, "csat5": 1, "csat10": 1, "ces7": 1}
WITHOUT_EVIDENCE = frozenset({2, 3})


def leads(plan: Plan, columns: Columns, count: int) -> Found:
    yield from checks.in_order(plan, columns, "created_on", "closed_on", "ends_before_it_starts")


def deals(plan: Plan, columns: Columns, count: int) -> Found:
    """A deal that ended has its day, an open one has none."""
    yield from checks.in_order(plan, columns, "opened_on", "closed_on", "ends_before_it_starts")
    outcomes = columns.get("outcome") or [None] * count
    closed = columns.get("closed_on") or [None] * count
    for index, (outcome, on) in enumerate(zip(outcomes, closed, strict=True)):
        ended = outcome not in (None, "open")
        if ended and on is None:
            yield index, Problem("ended_without_a_day", plan.heading_of("closed_on"))
        elif on is not None and not ended:
            yield index, Problem("open_with_a_day", plan.heading_of("closed_on"))
    yield from _not_below_zero(plan, columns, "amount")


def contracts(plan: Plan, columns: Columns, count: int) -> Found:
    yield from checks.in_order(plan, columns, "starts_on", "ends_on", "ends_before_it_starts")
    yield from checks.in_order(plan, columns, "starts_on", "ended_on", "ends_before_it_starts")
    for name in ("fee", "monthly_fee"):
        yield from _not_below_zero(plan, columns, name)


def wallets(plan: Plan, columns: Columns, count: int) -> Found:
    for index, total in enumerate(columns.get("total", ())):
        if total is not None and total <= 0:
            yield index, Problem("not_above_zero", plan.heading_of("total"))


def years(plan: Plan, columns: Columns, count: int) -> Found:
    for name in ("revenue", "assets"):
        yield from _not_below_zero(plan, columns, name)


def certificates(plan: Plan, columns: Columns, count: int) -> Found:
    yield from checks.in_order(plan, columns, "issued_on", "expires_on", "ends_before_it_starts")


def scores(plan: Plan, columns: Columns, count: int) -> Found:
    """Each scale has its own ends."""
    for index, (kind, score) in enumerate(zip(columns.get("kind", ()), columns.get("score", ()), strict=False)):
        if kind in LOWEST and score is not None and not LOWEST[kind] <= score <= HIGHEST[kind]:
            ends = {"lowest": LOWEST[kind], "highest": HIGHEST[kind]}
            yield index, Problem("not_whole", plan.heading_of("score"), ends)


def ratings(plan: Plan, columns: Columns, count: int) -> Found:
    """As for a rating given by hand: the ends need evidence, and nobody judged tomorrow."""
    latest = today()
    days, evidence = columns.get("rated_on") or [None] * count, columns.get("evidence") or [None] * count
    for index, (value, day, seen) in enumerate(zip(columns["value"], days, evidence, strict=True)):
        if value is not None and not seen and value not in WITHOUT_EVIDENCE:
            yield index, Problem("no_evidence", plan.heading_of("evidence"))
        if day is not None and day > latest:
            yield index, Problem("day_ahead", plan.heading_of("rated_on"))


def _not_below_zero(plan: Plan, columns: Columns, name: str) -> Found:
    for index, amount in enumerate(columns.get(name, ())):
        if amount is not None and amount < 0:
            yield index, Problem("below_zero", plan.heading_of(name))
