"""What registering and editing share: how the fields of a customer's archive are checked and written."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from customers import codes, naming
from customers.errors import CodeTakenError, ExternalIdTakenError, FieldRefusedError, GroupLoopError
from customers.models import AcquisitionChannel, Customer, ExternalId, ImportRun, Industry, Region, Tag
from office.models import Team, User

LONGEST_GROUP = 20


class Profile(TypedDict, total=False):
    """The fields that may be given when a customer is registered."""

    short_name: str
    english_name: str
    uscc: str | None
    parent: Customer | None
    industry: Industry | None
    region: Region | None
    acquisition_channel: AcquisitionChannel | None
    size: str
    tier: str
    status: str
    lost_on: date | None
    first_deal_on: date | None
    renewal_on: date | None
    address: str
    website: str
    note: str
    chart_complete: bool
    tags: Iterable[str]
    external_ids: Iterable[tuple[str, str]]
    team: Team | None
    owner: User | None
    form_key: UUID | None
    from_ledger: bool
    import_run: ImportRun | None


NAMES = ("name", "short_name", "english_name")
IDENTITY = frozenset({*NAMES, "uscc", "external_ids"})
COLUMNS = (
    *NAMES,
    "uscc",
    "parent",
    "industry",
    "region",
    "acquisition_channel",
    "size",
    "tier",
    "status",
    "lost_on",
    "first_deal_on",
    "renewal_on",
    "address",
    "website",
    "note",
    "chart_complete",
)
# Lists beside the row: edited with it, compared as sets.
LISTS = ("tags", "external_ids")
EDITABLE = (*COLUMNS, *LISTS)


def tidy(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Values as they are kept; raises FieldRefusedError with the cure for what cannot be right."""
    tidied = dict(fields)
    for key in NAMES:
        if key in tidied:
            tidied[key] = naming.clean(tidied[key] or "")
    if tidied.get("uscc"):
        try:
            tidied["uscc"] = codes.normal(tidied["uscc"])
        except codes.CodeFaultError as fault:
            raise FieldRefusedError(fault.cure, field="uscc") from fault
    elif "uscc" in tidied:
        tidied["uscc"] = None
    if tidied.get("status", Customer.Status.LOST) != Customer.Status.LOST:
        tidied["lost_on"] = None
    for key in LISTS:
        if key in tidied:
            tidied[key] = list(dict.fromkeys(tidied[key]))
    return tidied


def check(customer: Customer) -> None:
    """Raise what keeps this customer, as its fields now stand, from being stored."""
    try:
        customer.clean_fields(exclude=["sort_key", "search_text"])
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise FieldRefusedError(messages[0], field=field) from error
    if customer.uscc and Customer.objects.exclude(pk=customer.pk).filter(uscc=customer.uscc).exists():
        raise CodeTakenError
    check_group(customer)


def write_tags(customer: Customer, names: Iterable[str]) -> None:
    """Make these the customer's tags; a name nobody used yet becomes a tag."""
    customer.tags.set([Tag.objects.get_or_create(name=name)[0] for name in names])


def write_external_ids(customer: Customer, wanted: Iterable[tuple[str, str]]) -> None:
    """Make these the customer's numbers in other systems; raises ExternalIdTakenError."""
    pairs = {(source.strip(), value.strip()) for source, value in wanted if value.strip()}
    kept = {(row.source, row.value): row for row in customer.external_ids.all()}
    for pair, row in kept.items():
        if pair not in pairs:
            row.delete()
    try:
        with transaction.atomic():
            for source, value in sorted(pairs - kept.keys()):
                ExternalId.objects.create(customer=customer, source=source, value=value)
    except IntegrityError as error:
        raise ExternalIdTakenError from error


def namesakes(name: str, *, besides: Customer | None = None) -> Q:
    """Customers of the same name but for script, case and width; the first line of the search text is the name."""
    same = Q(search_text__startswith=f"{naming.fold(name)[: naming.SEARCHED_LENGTH]}\n")
    return same & ~Q(pk=besides.pk) if besides and besides.pk else same


def check_group(customer: Customer) -> None:
    """Raise GroupLoopError when the parents lead back to the customer, or never end."""
    seen = {customer.pk} if customer.pk else set()
    above = customer.parent
    while above is not None:
        if above.pk in seen or len(seen) > LONGEST_GROUP:
            raise GroupLoopError
        seen.add(above.pk)
        above = above.parent
