"""What the company as a whole spends, has and aims at, and what an hour of ours costs: kept with every earlier value."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from customers import access, merging
from customers.errors import CustomersError, FieldRefusedError
from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    ExchangeRate,
    Funds,
    HourlyRate,
    Region,
    Target,
)
from customers.services import conflicts, ledger, rates, writing
from office import access as office_access
from office.clock import today
from office.models import Company, User

Entry = AcquisitionSpend | Funds | Target | HourlyRate | ExchangeRate
Record = TypeVar("Record", AcquisitionSpend, Funds, Target, HourlyRate, ExchangeRate)

MANUAL = "manual"


class RecordExistsError(CustomersError):
    """There is one of this day, year or role already; `field` names what makes it the same."""

    message = _("There is an entry for this already: change that one.")


FIELD_OF = {Funds: "on", Target: "year", HourlyRate: "since", ExchangeRate: "on"}


@transaction.atomic
def spend(
    *,
    month: date,
    kind: str,
    amount: Decimal,
    by: User,
    channel: AcquisitionChannel | None = None,
    region: Region | None = None,
    currency: str = "",
    description: str = "",
) -> AcquisitionSpend:
    """Money spent to win customers in a month. Raises FieldRefusedError, PermissionDenied."""
    record = AcquisitionSpend(  # type: ignore[misc]
        source=MANUAL,
        key=_key(f"{month:%Y-%m} {kind} "),
        month=month,
        kind=kind,
        amount=amount,
        channel=channel,
        region=region,
        currency=currency or Company.get().base_currency,
        description=description,
    )
    return _save(record, by)


@transaction.atomic
def state_funds(*, on: date, cash: Decimal, fixed_monthly: Decimal, by: User, note: str = "") -> Funds:
    """What is in the bank on a day and what a month costs anyway. Raises FieldRefusedError, PermissionDenied,
    RecordExistsError."""
    return _save(Funds(on=on, cash=cash, fixed_monthly=fixed_monthly, note=note), by)  # type: ignore[misc]


@transaction.atomic
def aim(*, year: int, measure: str, value: Decimal, by: User, note: str = "") -> Target:
    """What the company aims at in a year. Raises FieldRefusedError, PermissionDenied, RecordExistsError."""
    return _save(Target(year=year, measure=measure, value=value, note=note), by)


@transaction.atomic
def set_hourly_rate(*, role: str, since: date, hourly: Decimal, by: User) -> HourlyRate:
    """What an hour of a cost role costs from a day on. Raises FieldRefusedError, PermissionDenied, RecordExistsError."""
    return _save(HourlyRate(role=role, since=since, hourly=hourly), by)  # type: ignore[misc]


@transaction.atomic
def set_exchange_rate(*, currency: str, on: date, rate: Decimal, by: User, source: str = "") -> ExchangeRate:
    """What one unit of a currency costs in base currency from a day on; totals that waited for it are computed anew.

    Raises FieldRefusedError, PermissionDenied, RecordExistsError.
    """
    return _save(ExchangeRate(currency=currency, on=on, rate=rate, source=source), by)


@transaction.atomic
def change(record: Record, *, changes: Mapping[str, Any], version: int, by: User) -> Record:
    """Write `changes` over what was read at `version`; different fields merge.

    Raises EditConflictError where one field was changed to two values, and as the verbs above.
    """
    model: Any = type(record)
    locked: Record = model.objects.select_for_update(of=("self",)).get(pk=record.pk)
    access.require(may_keep(by, locked))
    wanted, before = dict(changes), _lives(locked)
    now = {field: getattr(locked, field) for field in wanted}
    if version != locked.version:
        wanted = _merge(locked, wanted, now, version)
    changed = {field: value for field, value in wanted.items() if not merging.same(value, now[field])}
    if not changed:
        return locked
    for field, value in changed.items():
        setattr(locked, field, value)
    locked.version += 1
    return _save(locked, by, before=before)


@transaction.atomic
def remove(record: Record, *, by: User) -> None:
    """Take an entry back; its history keeps what it said. Raises PermissionDenied."""
    access.require(may_keep(by, record))
    record._history_user, record._change_reason = by, writing.TAKEN_BACK  # type: ignore[attr-defined]
    record.delete()
    rates.refresh(_lives(record))


@transaction.atomic
def restore(remembered: Any, *, by: User) -> Entry:
    """An entry that was taken back stands again as its history remembers it, under its own id.

    Raises RecordExistsError where another says it by now, FieldRefusedError, PermissionDenied.
    """
    record = remembered.instance
    if isinstance(record, AcquisitionSpend) and record.source == MANUAL:
        record.key = _key(f"{record.month:%Y-%m} {record.kind} ", record.key)
    restored: Entry = _save(record, by, is_new=True)
    return restored


def may_keep(user: User, record: models.Model | type[models.Model]) -> bool:
    """Rates of an hour are the founder's and Finance's, rates of exchange go with the ledger; the rest is also sales
    operations'."""
    if isinstance(record, ExchangeRate) or record is ExchangeRate:
        return office_access.edits_ledger(user)
    kept_by_founder = isinstance(record, HourlyRate) or record is HourlyRate
    return office_access.sets_rates(user) if kept_by_founder else office_access.keeps_company_money(user)


def _key(stem: str, wanted: str = "") -> str:
    """A key that no other spend entered by hand has: the one that is wanted, else the stem and the next number."""
    taken = set(AcquisitionSpend.objects.filter(source=MANUAL, key__startswith=stem).values_list("key", flat=True))
    if wanted and wanted not in taken:
        return wanted
    return f"{stem}{max((int(key.removeprefix(stem)) for key in taken), default=0) + 1}"


def _merge(record: Any, wanted: dict[str, Any], now: Mapping[str, Any], version: int) -> dict[str, Any]:
    versions = record.history.order_by("-history_id").select_related("history_user")
    snapshot, last = versions.filter(version=version).first(), versions.first()
    return conflicts.settle(
        wanted,
        now,
        lambda field: getattr(snapshot, field, None),
        label=lambda field: record._meta.get_field(field).verbose_name,
        version=record.version,
        by=last.history_user if last else None,
        at=last.history_date if last else None,
    )


def _save(record: Record, by: User, *, is_new: bool = False, before: Collection[rates.Life] = ()) -> Record:
    access.require(may_keep(by, record))
    _check(record)
    record._history_user = by  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            record.save(force_insert=is_new)
    except IntegrityError as error:
        raise RecordExistsError(field=FIELD_OF.get(type(record))) from error
    ledger.lock_base_currency()
    rates.refresh({*before, *_lives(record)})
    return record


def _lives(record: Entry) -> set[rates.Life]:
    return {(record.currency, record.on)} if isinstance(record, ExchangeRate) else set()


def _check(record: Entry) -> None:
    if isinstance(record, AcquisitionSpend):
        record.month = record.month.replace(day=1)
    if isinstance(record, Funds) and record.fixed_monthly < 0:
        raise FieldRefusedError(_("Fixed cost is not less than zero."), field="fixed_monthly")
    if isinstance(record, Funds) and record.on > today():
        raise FieldRefusedError(_("This day lies ahead."), field="on")
    if isinstance(record, HourlyRate) and record.hourly < 0:
        raise FieldRefusedError(_("A rate is not less than zero."), field="hourly")
    if isinstance(record, ExchangeRate):
        if record.currency == Company.get().base_currency:
            raise FieldRefusedError(_("The base currency has no rate: it is 1."), field="currency")
        if record.rate <= 0:
            raise FieldRefusedError(_("A rate is greater than zero."), field="rate")
    if isinstance(record, Target) and not 2000 <= record.year <= 2100:
        raise FieldRefusedError(_("A year from 2000 to 2100."), field="year")
