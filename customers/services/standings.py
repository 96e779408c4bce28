"""Computing what customers are worth: all of them against one another, or one against what the others were last time.

A full computation reads the facts of some hundred customers at a time, finds what all are measured against (the basis),
judges each, and writes one row per customer and one for the company. Days that ended a week or a month are frozen once.
"""

import gc
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from customers.freezing import days_to_freeze
from customers.models import CompanyStanding, Customer, CustomerStanding, StandingKind
from customers.selectors import base, flags, worth
from customers.selectors.revenue import net_by_customer, twelve_months
from customers.selectors.spending import spending_entered
from customers.services import alerts, computing, copying, measuring, stages
from customers.services.computing import Computation, Outcome, Report
from customers.services.measuring import NARROW, VALUES, WATCH
from customers.services.shelves import Shelf
from customers.valuation.formula import FORMULA
from customers.valuation.settings import Settings
from customers.valuation.worth import Basis, basis_of, judge, own_of
from office import second_process
from office.calendar.months import add_months, first_day
from office.clock import today
from office.models import Job, User
from office.second_process import SecondProcess
from office.services import jobs

BATCH = 1000
KIND = "customers.standings"
ROWS = 500
FEW = 20
"""Up to so many customers are computed at once where their facts change; more wait for the next full computation."""
MANY = 4_000
"""From so many customers on a second process saves more time than its start takes."""


@transaction.atomic
def refresh(customer_ids: Collection[int] | None = None) -> int:
    """Bring the standings of today up to the monthly totals just written; how many customers were looked at.

    A few customers wholly; of many only revenue, until the full computation that follows an import.
    """
    if customer_ids is not None and len(customer_ids) <= FEW:
        return recompute(customer_ids)
    return _refresh_revenue(customer_ids)


def recompute(customer_ids: Collection[int]) -> int:
    """The standings of today of these customers, measured against the basis of the last full computation."""
    day, now = today(), timezone.now()
    settings, number = worth.settings_now()
    company = CompanyStanding.objects.filter(kind=StandingKind.TODAY).first()
    basis = Basis.from_plain(company.basis) if company is not None else Basis()
    rows = []
    for facts in worth.facts_of(customer_ids, day, worth.ledger_begins()):
        own = own_of(facts, day, settings)
        judged = judge(own, basis, day, settings)
        values = measuring.values_of(own, judged, as_of=day, kind=StandingKind.TODAY, settings_number=number, now=now)
        rows.append(CustomerStanding(**values))
    _write_today(rows, [name for name in VALUES if name not in WATCH])
    if company is not None and rows:
        CompanyStanding.objects.filter(pk=company.pk).update(changed_since=F("changed_since") + len(rows))
    return len(rows)


def recompute_all(
    *, as_of: date | None = None, kind: str = StandingKind.TODAY, report: Report | None = None
) -> CompanyStanding:
    """The standings of every living customer on a day, and the company's; frozen kinds never overwrite what stands."""
    with _no_search_for_circles(), _second_process() as second:
        return _compute_all(as_of or today(), kind, report, second)


def _second_process() -> AbstractContextManager[SecondProcess | None]:
    """Worth its start for many customers only."""
    if second_process.is_of_use() and Customer.objects.current().count() >= MANY:
        return SecondProcess()
    return nullcontext()


@contextmanager
def _no_search_for_circles() -> Iterator[None]:
    """Millions of records are made that never point at one another; walking through them to see that takes a tenth of
    the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _compute_all(day: date, kind: str, report: Report | None, second: SecondProcess | None) -> CompanyStanding:
    settings, number = worth.settings_now()
    computation = Computation(day, kind, settings, number, timezone.now())
    with Shelf() as shelf:
        company, outcome = _computed(computation, shelf, report, second)
        with transaction.atomic():
            if kind == StandingKind.TODAY:
                _keep_today(shelf, computation, outcome, company)
                alerts.raise_alerts(outcome.defectors(), company.month, {int(each.id) for each in outcome.watched})
            else:
                _freeze(computing.rows_with_alarms(shelf, outcome.alarms), outcome.stages(), company)
    return company


def _computed(
    of: Computation, shelf: Shelf, report: Report | None, second: SecondProcess | None
) -> tuple[CompanyStanding, Outcome]:
    """The company with its figures, not written; the rows of all wait on the shelf."""
    owns = computing.owns_of_all(of.day, of.settings, report, second)
    basis = basis_of(owns, spending_entered(of.day), of.day, of.settings)
    company = CompanyStanding(
        kind=of.kind,
        as_of=of.day,
        month=date.fromisoformat(f"{owns[0].month}-01") if owns else of.day.replace(day=1),
        customers=len(owns),
        basis=basis.as_plain(),
        figures={},
        inputs_digest=computing.digest_of(owns),
        formula_version=FORMULA,
        settings_number=of.settings_number,
        computed_at=of.now,
    )
    outcome = computing.judge_all(owns, basis, of, shelf, second)
    company.figures = base.figures_of(outcome.measured, base.moment_of(company, settings=of.settings))
    return company, outcome


@dataclass(frozen=True, slots=True)
class Recalculated:
    """The company and the rows of everybody, computed and not written."""

    company: CompanyStanding
    rows: Iterator[list[CustomerStanding]]


@contextmanager
def recalculated(day: date, settings: Settings, *, report: Report | None = None) -> Iterator[Recalculated]:
    """Everybody on a day with any settings, from the facts as they are known now. Nothing is written: neither standings nor
    alarms nor changes of stage. The rows keep no parts, and can be read once, within the context."""
    with _no_search_for_circles(), _second_process() as second, Shelf() as shelf:
        computation = Computation(day, StandingKind.WEEK, settings, 0, timezone.now())
        company, outcome = _computed(computation, shelf, report, second)
        yield Recalculated(company, computing.rows_with_alarms(shelf, outcome.alarms))


def freeze_what_is_due(report: Report | None = None) -> list[str]:
    """Keep each Sunday and month end of the last weeks that nobody has kept yet, oldest first."""
    frozen = []
    for day, kind in days_to_freeze(today()):
        if not CompanyStanding.objects.filter(kind=kind, as_of=day).exists():
            recompute_all(as_of=day, kind=kind, report=report)
            frozen.append(f"{kind} {day.isoformat()}")
    return frozen


def ask_for_all(by: User | None = None) -> Job:
    """The job that computes everybody; one that waits already serves."""
    waiting = Job.objects.filter(kind=KIND, period="", state=Job.State.QUEUED).first()
    return waiting or jobs.enqueue(KIND, payload={}, by=by or User.objects.system())


def under_way() -> Job | None:
    """The job that computes everybody, while it waits or runs; the newest of them."""
    return Job.objects.filter(kind=KIND, state__in=[Job.State.QUEUED, Job.State.RUNNING]).order_by("-pk").first()


def _keep_today(shelf: Shelf, of: Computation, outcome: Outcome, company: CompanyStanding) -> None:
    if of.is_copied:
        copies = computing.copies_with_alarms(shelf, outcome.alarms)
        copying.copy_over(CustomerStanding, copies, unique="current_for", columns=VALUES)
    else:
        for rows in computing.rows_with_alarms(shelf, outcome.alarms):
            _write_today(rows, VALUES)
    stored = set(CustomerStanding.objects.today().values_list("customer", flat=True))
    gone = sorted(stored - {row.id for row in outcome.measured})
    for start in range(0, len(gone), BATCH):
        CustomerStanding.objects.filter(current_for__in=gone[start : start + BATCH]).delete()
    CompanyStanding.objects.filter(kind=StandingKind.TODAY).delete()
    company.save()


def _write_today(rows: list[CustomerStanding], columns: list[str]) -> None:
    CustomerStanding.objects.bulk_create(
        rows, batch_size=ROWS, update_conflicts=True, unique_fields=["current_for"], update_fields=columns
    )


def _freeze(batches: Iterable[list[CustomerStanding]], stages_now: dict[int, str], company: CompanyStanding) -> None:
    """Customers without any order or line are left out: there is nothing to remember of them. Weeks keep no parts; a
    month end keeps who was warned of what."""
    warned: flags.Flags | None = None
    if company.kind == StandingKind.MONTH:
        stages.note_changes(stages_now, company.as_of)
        warned = flags.flags_on(Customer.objects.current(), company.as_of)
    for batch in batches:
        kept = [row for row in batch if is_worth_keeping(row)]
        for row in kept if warned is not None else ():
            row.parts["flags"] = (warned or {}).get(row.customer_id, {}) | flags.pays_late(row.payment_grade)
        CustomerStanding.objects.bulk_create(kept, ignore_conflicts=True)
    CompanyStanding.objects.bulk_create([company], ignore_conflicts=True)


def is_worth_keeping(row: CustomerStanding) -> bool:
    """There is nothing to remember of who never ordered."""
    return row.first_order_on is not None or row.net_t12 is not None


def _refresh_revenue(customer_ids: Collection[int] | None) -> int:
    day, now = today(), timezone.now()
    first, last = twelve_months(day)
    nets = net_by_customer(customer_ids, first, last)
    begins = worth.ledger_begins()
    reaches = begins is None or first_day(begins) <= add_months(first, -12)
    before = net_by_customer(customer_ids, add_months(first, -12), add_months(last, -12)) if reaches else {}
    nothing = Decimal(0) if reaches else None
    stored = CustomerStanding.objects.today()
    if customer_ids is not None:
        stored = stored.filter(customer__in=customer_ids)
    known = set(stored.values_list("customer", flat=True))
    rows = [
        _narrow(
            customer, nets.get(customer), before.get(customer, nothing if customer in nets else None), day, last, now
        )
        for customer in sorted(known | nets.keys() | before.keys())
    ]
    _write_today(rows, NARROW)
    CompanyStanding.objects.filter(kind=StandingKind.TODAY).update(changed_since=F("changed_since") + len(rows))
    return len(rows)


def _narrow(
    customer_id: int, net: Decimal | None, before: Decimal | None, day: date, month: date, now: datetime
) -> CustomerStanding:
    values: dict[str, Any] = {"net_t12": net, "net_p12": before}
    return CustomerStanding(
        customer_id=customer_id,
        current_for_id=customer_id,
        as_of=day,
        month=month,
        formula_version=FORMULA,
        computed_at=now,
        **values,
    )
