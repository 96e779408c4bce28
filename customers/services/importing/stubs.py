"""Customers that the ledger knows and the archive does not: kept under the number or name that the file gives them."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history

from customers import codes, naming
from customers.models import Customer, ExternalId, HistoryEntry, ImportRun
from customers.services import indexing, recording
from customers.services.importing.resolving import Reference
from customers.services.importing.terms import Terms
from office.models import Company

CHUNK = 500


def create(
    wanted: Mapping[Reference, Mapping[str, Any]], *, run: ImportRun, source: str, terms: Terms
) -> dict[Reference, int]:
    """One customer for each reference, with the country of its first row; inside the batch's transaction."""
    found: dict[Reference, int] = {}
    waiting = iter(wanted.items())
    while some := dict(islice(waiting, CHUNK)):
        found |= _create(some, run=run, source=source, terms=terms)
    return found


def _create(
    wanted: Mapping[Reference, Mapping[str, Any]], *, run: ImportRun, source: str, terms: Terms
) -> dict[Reference, int]:
    with translation.override(Company.get().default_language):
        customers = [_customer(reference, fields, run, terms) for reference, fields in wanted.items()]
    shorts = [
        indexing.name_customer(customer, numbers=[reference.number] if reference.number else [])
        for customer, reference in zip(customers, wanted, strict=True)
    ]
    made = bulk_create_with_history(customers, Customer, batch_size=CHUNK, default_user=run.by)
    indexing.write_customer_keys([(each.pk, short) for each, short in zip(made, shorts, strict=True)], new=True)
    _number(made, wanted, source)
    now = timezone.now()
    HistoryEntry.objects.bulk_create(
        HistoryEntry(customer=each, verb=recording.REGISTERED, at=now, by=run.by, detail={"import": run.pk})
        for each in made
    )
    return {reference: each.pk for reference, each in zip(wanted, made, strict=True)}


def _customer(reference: Reference, fields: Mapping[str, Any], run: ImportRun, terms: Terms) -> Customer:
    country = fields.get("country") or ""
    region = terms.region(country)
    return Customer(
        name=naming.clean(reference.name or _unnamed(reference))[:200],
        uscc=codes.normal(reference.uscc) if reference.uscc else None,
        region=region,
        address="" if region else country,
        from_ledger=True,
        created_by=run.by,
        import_run=run,
    )


def _unnamed(reference: Reference) -> str:
    return _("Customer %(number)s") % {"number": reference.number or reference.uscc}


def _number(made: Sequence[Customer], wanted: Mapping[Reference, object], source: str) -> None:
    ExternalId.objects.bulk_create(
        ExternalId(customer=each, source=source, value=reference.number)
        for each, reference in zip(made, wanted, strict=True)
        if reference.number
    )
