"""Who of ours is responsible for a customer, and who works on the account beside them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from customers import access, events
from customers.models import AccountMember, Customer, OwnerAssignment
from customers.services import recording
from office.models import User


@transaction.atomic
def assign_owner(
    customer: Customer, *, owner: User | None, by: User, since: date | None = None, why: str = ""
) -> Customer:
    """Hand the customer over from a day on (today if none is given); the owner's team keeps it.

    With None nobody is responsible, the team stays. Raises PermissionDenied.
    """
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    access.require(access.may_assign(by, locked))
    if locked.owner_id == (owner.pk if owner else None):
        return locked
    since = since or timezone.localdate()
    before = locked.owner_id
    for assignment in locked.owner_assignments.filter(until=None):
        assignment.until = max(since, assignment.since)
        assignment.save(update_fields=["until"])
    if owner is not None:
        OwnerAssignment.objects.create(customer=locked, user=owner, since=since, by=by)
        locked.team = owner.team or locked.team
    locked.owner = owner
    locked.version += 1
    locked.save(update_fields=["owner", "team", "version"])
    after = owner.pk if owner else None
    recording.record(locked, recording.OWNER_ASSIGNED, by=by, why=why, changes=[["owner", before, after]])
    events.announce(events.owner_changed, customer_id=locked.pk, user_id=after, before_id=before, by_id=by.pk)
    return locked


@transaction.atomic
def add_member(customer: Customer, *, user: User, by: User, since: date | None = None) -> AccountMember:
    """Let a colleague read and log at this customer; adding somebody twice changes nothing. Raises PermissionDenied."""
    locked = Customer.objects.select_for_update(of=("self",)).get(pk=customer.pk)
    access.require(access.may_assign(by, locked) or access.may_edit(by, locked))
    member, created = AccountMember.objects.get_or_create(
        customer=locked, user=user, until=None, defaults={"since": since or timezone.localdate()}
    )
    if created:
        recording.record(locked, recording.MEMBER_ADDED, by=by, user=user.pk)
    return member


@transaction.atomic
def end_membership(member: AccountMember, *, by: User, until: date | None = None) -> AccountMember:
    """The colleague no longer works on the account. Raises PermissionDenied."""
    locked = AccountMember.objects.select_for_update(of=("self",)).select_related("customer").get(pk=member.pk)
    access.require(access.may_assign(by, locked.customer) or access.may_edit(by, locked.customer))
    if locked.until is None:
        locked.until = max(until or timezone.localdate(), locked.since)
        locked.save(update_fields=["until"])
        recording.record(locked.customer, recording.MEMBER_ENDED, by=by, user=locked.user_id)
    return locked
