"""A company becomes a customer in the archive."""

from typing import Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone

from customers import access, events
from customers.errors import FieldRefusedError
from customers.models import Customer, OwnerAssignment
from customers.services import indexing, profiles, recording
from office.models import User


def register(name: str, *, by: User, **profile: Unpack[profiles.Profile]) -> Customer:
    """Keep a new customer. A second call with the same `form_key` by the same person returns the first one's customer.

    Whoever may not assign owners becomes the owner. Raises FieldRefusedError, CodeTakenError, ExternalIdTakenError,
    GroupLoopError, PermissionDenied.
    """
    access.require(access.may_register(by))
    form_key = profile.get("form_key")
    if form_key and (earlier := Customer.objects.filter(created_by=by, form_key=form_key).first()):
        return earlier
    try:
        return _create(name, by=by, profile=profile)
    except IntegrityError:
        if form_key and (earlier := Customer.objects.filter(created_by=by, form_key=form_key).first()):
            return earlier
        raise


@transaction.atomic
def _create(name: str, *, by: User, profile: profiles.Profile) -> Customer:
    fields = profiles.tidy({**profile, "name": name})
    if not fields["name"]:
        raise FieldRefusedError(field="name")
    tags, external_ids = fields.pop("tags", []), fields.pop("external_ids", [])
    if not access.keeps_archives(by):
        access.require(not external_ids and not fields.get("tier"))
        fields |= {"owner": by, "team": by.team}
    owner: User | None = fields.get("owner")
    if owner is not None and "team" not in fields:
        fields["team"] = owner.team
    customer = Customer(**fields, created_by=by)
    short_keys = indexing.name_customer(customer, numbers=[value for _source, value in external_ids])
    profiles.check(customer)
    customer.save(force_insert=True)
    indexing.write_customer_keys([(customer.pk, short_keys)], new=True)
    if tags:
        profiles.write_tags(customer, tags)
    profiles.write_external_ids(customer, external_ids)
    if owner is not None:
        OwnerAssignment.objects.create(customer=customer, user=owner, since=timezone.localdate(), by=by)
    recording.record(customer, recording.REGISTERED, by=by)
    events.announce(events.facts_changed, customer_id=customer.pk)
    return customer
