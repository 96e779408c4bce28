"""Many companies become customers at once: what `registering` does for one, with the queries of a handful."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Unpack

from django.core.exceptions import ValidationError
from django.utils import timezone

from customers import access
from customers.errors import FieldRefusedError
from customers.models import Customer, ExternalId, HistoryEntry, ImportRun, OwnerAssignment
from customers.services import copying, indexing, profiles, recording
from office.models import User

CHUNK = 500
# References are of rows that were just read; asking for each again is what makes one by one slow.
_CHECKED = [each.name for each in Customer._meta.concrete_fields if each.is_relation]


@dataclass
class NewCustomer:
    """A customer that was checked and not stored yet."""

    customer: Customer
    short_keys: frozenset[str]
    external_ids: Sequence[tuple[str, str]] = ()
    tags: Sequence[str] = field(default=())


def checked(name: str, *, by: User, **profile: Unpack[profiles.Profile]) -> NewCustomer:
    """The customer of these fields, if nothing in them keeps it from being stored. Raises FieldRefusedError, GroupLoopError.

    That no other customer has its code and numbers is for the caller to know, and for the database.
    """
    fields = profiles.tidy({**profile, "name": name})
    if not fields["name"]:
        raise FieldRefusedError(field="name")
    tags, external_ids = fields.pop("tags", []), fields.pop("external_ids", [])
    owner: User | None = fields.get("owner")
    if owner is not None:
        fields.setdefault("team", owner.team)
    customer = Customer(**fields, created_by=by)
    short_keys = indexing.name_customer(customer, numbers=[value for _source, value in external_ids])
    try:
        customer.clean_fields(exclude=["sort_key", "search_text", *_CHECKED])
    except ValidationError as error:
        at, messages = next(iter(error.message_dict.items()))
        raise FieldRefusedError(messages[0], field=at) from error
    profiles.check_group(customer)
    return NewCustomer(customer, short_keys, [(source.strip(), value.strip()) for source, value in external_ids], tags)


def store(new: Sequence[NewCustomer], *, by: User, run: ImportRun) -> list[Customer]:
    """Keep them inside the caller's transaction, as `registering.register` keeps one. Nobody is told: an import tells
    at its end. Raises IntegrityError when a code or number was given away meanwhile, PermissionDenied."""
    access.require(access.keeps_archives(by))
    made: list[Customer] = []
    waiting = iter(new)
    while some := list(islice(waiting, CHUNK)):
        made += _store(some, by, run)
    return made


def _store(new: Sequence[NewCustomer], by: User, run: ImportRun) -> list[Customer]:
    made = [each.customer for each in new]
    copying.store(made)
    copying.keep_history(made, by=by)
    pairs = list(zip(made, new, strict=True))
    indexing.write_customer_keys([(customer.pk, each.short_keys) for customer, each in pairs], new=True)
    copying.copy(
        ExternalId,
        ("customer_id", "source", "value"),
        [(customer.pk, *pair) for customer, each in pairs for pair in each.external_ids if pair[1]],
    )
    today, now = timezone.localdate(), timezone.now()
    OwnerAssignment.objects.bulk_create(
        OwnerAssignment(customer=customer, user_id=customer.owner_id, since=today, by=by)
        for customer in made
        if customer.owner_id is not None
    )
    registered = {"verb": recording.REGISTERED, "at": now, "by": by, "detail": {"import": run.pk}}
    copying.store([HistoryEntry(customer=customer, **registered) for customer in made], numbered=False)
    for customer, each in pairs:
        if each.tags:
            profiles.write_tags(customer, each.tags)
    return made
