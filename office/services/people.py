"""Our own people: who holds which role, and that somebody is always left who can let others in."""

from collections.abc import Sequence

from django.db import transaction

from office.models import RoleGrant, Team, User
from office.roles import Role
from office.services import auditing


class LastAdministratorError(Exception):
    """Without this one nobody could manage users any more."""


@transaction.atomic
def grant(user: User, role: Role, *, team: Team | None = None, by: User) -> RoleGrant:
    """Give a role; a role that is held already stays as it is."""
    held, created = RoleGrant.objects.get_or_create(user=user, role=role, team=team, defaults={"granted_by": by})
    if created:
        auditing.record(auditing.ROLE_GRANTED, by=by, user=user.pk, role=role, team=team.pk if team else None)
    user.forget_roles()
    return held


@transaction.atomic
def revoke(held: RoleGrant, *, by: User) -> None:
    """Take a role away; it is gone at the person's next request."""
    if held.role == Role.ADMIN and not _administrators_besides(held.user):
        raise LastAdministratorError
    auditing.record(auditing.ROLE_REVOKED, by=by, user=held.user_id, role=held.role, team=held.team_id)
    held.delete()


def created(user: User, *, by: User) -> None:
    auditing.record(auditing.USER_CREATED, by=by, user=user.pk)


@transaction.atomic
def changed(user: User, *, by: User, fields: Sequence[str]) -> None:
    """Note a change that was just saved; the last administrator cannot be switched off."""
    if "is_active" in fields and not user.is_active and not _administrators_besides(user):
        raise LastAdministratorError
    auditing.record(auditing.USER_CHANGED, by=by, user=user.pk, fields=sorted(fields))


def _administrators_besides(user: User) -> bool:
    return bool(User.objects.active().holding(Role.ADMIN).exclude(pk=user.pk).exists())
