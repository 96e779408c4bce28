"""A kept day with other settings, beside what was kept: asked for, computed in a job, never written into history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.access import is_the_machine
from customers.errors import CustomersError
from customers.models import CompanyStanding, CustomerStanding, StandingKind
from customers.selectors.base import company_today
from customers.selectors.worth import settings_from_number, settings_now
from customers.services import standings
from customers.services.computing import Report
from customers.valuation.settings import Settings, settings_from
from office import access as office_access
from office.models import Job, User
from office.services import jobs
from reports.access import recomputes
from reports.indicators.recalculating import ABSENT, Three, threes
from reports.models import MovedCustomer, Recalculation
from reports.portfolio.tile_values import tile_values

KIND = "reports.recalculation"
HELD, ROWS = 20, 500
OPEN = (Job.State.QUEUED, Job.State.RUNNING)
COLUMNS = {
    "tier": "tier_effective",
    "class": "profit_class",
    "stage": "stage",
    "grade": "payment_grade",
    "alarm": "alarm",
}
Places = tuple[str, ...]
"""Where a customer stands, in the order of `COLUMNS`."""


class NothingKeptError(CustomersError):
    message = _("Nothing is kept of that day. Choose one of the days offered.")
    field = "day"


@transaction.atomic
def ask(kind: str, as_of: date, *, by: User, tried: Settings | None = None) -> Recalculation:
    """Ask for a kept day with the settings in force, or with `tried` ones that are in force nowhere; the same question that
    waits already serves. Raises NothingKeptError, PermissionDenied."""
    new = _asked(kind, as_of, by, tried)
    alike = Recalculation.objects.filter(kind=new.kind, as_of=new.as_of, number=new.number, values=new.values)
    waiting: Recalculation | None = alike.filter(job__state__in=OPEN).first()
    if waiting is not None:
        return waiting
    new.save()
    new.job = jobs.enqueue(KIND, payload={"recalculation_id": new.pk}, by=by)
    new.save(update_fields=["job"])
    _make_room()
    return new


def at_once(
    kind: str, as_of: date | None, *, by: User, tried: Settings | None = None, report: Report | None = None
) -> Recalculation:
    """The same without a job, for who waits at a terminal; without a day that of today's standings."""
    if as_of is None:
        company = company_today()
        if company is None:
            raise NothingKeptError
        as_of = company.as_of
    new = _asked(kind, as_of, by, tried)
    new.save()
    work(new, report)
    _make_room()
    return new


def values_now() -> dict[str, Any]:
    """The settings in force, as they are kept."""
    return settings_now()[0].as_values()


def _asked(kind: str, as_of: date, by: User, tried: Settings | None) -> Recalculation:
    """The question, not written. Raises NothingKeptError, PermissionDenied."""
    may = is_the_machine(by) or (recomputes(by) if tried is None else office_access.decides(by))
    access.require(may)
    if kind == StandingKind.WEEK or not CompanyStanding.objects.filter(kind=kind, as_of=as_of).exists():
        raise NothingKeptError
    settings, number = settings_now()
    is_tried = tried is not None and tried != settings
    number_asked = None if is_tried else number
    return Recalculation(kind=kind, as_of=as_of, number=number_asked, values=(tried or settings).as_values(), by=by)


def _make_room() -> None:
    old = Recalculation.objects.exclude(job__state__in=OPEN).order_by("-pk").values_list("pk", flat=True)
    Recalculation.objects.filter(pk__in=list(old[HELD:])).delete()


def work(recalculation: Recalculation, report: Report | None = None) -> Recalculation:
    """Compute the day with the settings kept beside it, then with the chosen ones, both from the facts as they are known
    now, so that what the settings move is told apart from what came later. Bears being run again.

    Raises NothingKeptError.
    """
    kept = CompanyStanding.objects.filter(kind=recalculation.kind, as_of=recalculation.as_of).first()
    if kept is None:
        raise NothingKeptError
    before, chosen = settings_from_number(kept.settings_number), settings_from(recalculation.values)
    plain: dict[int, Places] = {}
    tiles_plain: dict[str, Any] = {}
    if before != chosen:
        with standings.recalculated(kept.as_of, before, report=_part(report, 0)) as found:
            tiles_plain = tile_values(found.company.figures, kept.as_of, before)
            seen: dict[Places, Places] = {}
            for row in _rows(found.rows):
                plain[row.customer_id] = seen.setdefault(_places(row), _places(row))
    rest = _part(report, 1) if before != chosen else report
    with standings.recalculated(kept.as_of, chosen, report=rest) as found, transaction.atomic():
        tiles = tile_values(found.company.figures, kept.as_of, chosen)
        kept_tiles = tile_values(kept.figures, kept.as_of, before)
        recalculation.tiles = _as_lists(threes(kept_tiles, tiles_plain or tiles, tiles))
        _compare(recalculation, kept, found.rows, plain)
        recalculation.kept_number, recalculation.kept_at = kept.settings_number, kept.computed_at
        recalculation.computed_at = timezone.now()
        recalculation.save()
    return recalculation


def _compare(
    of: Recalculation, kept: CompanyStanding, batches: Iterable[list[CustomerStanding]], plain: Mapping[int, Places]
) -> None:
    """Everybody that was kept, or would be today. `plain` is empty where the chosen settings are those of then."""
    of.moves.all().delete()
    of.customers = of.moved = of.gone = 0
    counts: dict[str, defaultdict[str, list[int]]] = {name: defaultdict(lambda: [0, 0, 0]) for name in COLUMNS}
    met = 0
    for batch in batches:
        before = _kept_of(kept, batch)
        met += len(before)
        moves: list[MovedCustomer] = []
        for row in batch:
            was = before.get(row.customer_id)
            if was is None and not standings.is_worth_keeping(row):
                continue
            now = _places(row)
            three = (was or (ABSENT,) * len(now), plain.get(row.customer_id, now), now)
            moved = list(_moves(of, row, three, counts))
            moves += moved
            of.customers += 1
            of.moved += bool(moved)
        MovedCustomer.objects.bulk_create(moves, batch_size=ROWS)
    of.gone = CustomerStanding.objects.filter(kind=kept.kind, as_of=kept.as_of).count() - met
    of.counts = {name: dict(sorted(by_code.items())) for name, by_code in counts.items()}


def _moves(
    of: Recalculation,
    row: CustomerStanding,
    three: tuple[Places, Places, Places],
    counts: Mapping[str, Mapping[str, list[int]]],
) -> Iterator[MovedCustomer]:
    for name, kept, plain, chosen in zip(COLUMNS, *three, strict=True):
        for place, code in enumerate((kept, plain, chosen)):
            counts[name][code][place] += 1
        found = Three(kept, plain, chosen)
        if found.moves:
            yield MovedCustomer(
                recalculation=of,
                customer_id=row.customer_id,
                dimension=name,
                kept=kept,
                plain=plain,
                chosen=chosen,
                cause=found.cause,
                net_t12=row.net_t12 or 0,
            )


def _kept_of(kept: CompanyStanding, batch: list[CustomerStanding]) -> dict[int, Places]:
    rows = CustomerStanding.objects.filter(
        kind=kept.kind, as_of=kept.as_of, customer__in=[row.customer_id for row in batch]
    )
    return {pk: tuple(places) for pk, *places in rows.order_by().values_list("customer_id", *COLUMNS.values())}


def _places(row: CustomerStanding) -> Places:
    return tuple(getattr(row, column) for column in COLUMNS.values())


def _rows(batches: Iterable[list[CustomerStanding]]) -> Iterator[CustomerStanding]:
    for batch in batches:
        yield from batch


def _as_lists(found: Mapping[str, Three]) -> dict[str, list[Any]]:
    return {name: [each.kept, each.plain, each.chosen] for name, each in found.items()}


def _part(report: Report | None, half: int) -> Report | None:
    """Progress of the first or the second of two computations."""
    if report is None:
        return None

    def told(done: int, total: int) -> None:
        report(done + half * total, 2 * total)

    return told
