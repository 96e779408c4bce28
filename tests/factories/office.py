"""Our own people for tests. `make_cast` is who appears in every story; the rest makes one thing each."""

from functools import cache

from django.contrib.auth.hashers import make_password

from office.models import RoleGrant, Team, User
from office.roles import Role

PASSWORD = "a fine day for tests"


def make_team(name: str = "North") -> Team:
    return Team.objects.get_or_create(name=name)[0]


def make_user(
    username: str, *roles: Role, team: str = "", leads: str = "", name: str = "", active: bool = True
) -> User:
    """A colleague with `PASSWORD`; `leads` names the team of a lead."""
    user = User.objects.create_user(
        username,
        PASSWORD,
        email=f"{username}@example.com",
        name=name or username.title(),
        team=make_team(team) if team else None,
        is_active=active,
        roles=roles,
    )
    if leads:
        RoleGrant.objects.create(user=user, role=Role.LEAD, team=make_team(leads))
    return user


CAST: dict[str, tuple[str, str, Role]] = {
    "mei": ("林梅", "North", Role.CSM),
    "otto": ("欧拓", "South", Role.CSM),
    "lea": ("李雅", "North", Role.LEAD),
    "fay": ("费允", "", Role.FOUNDER),
    "eve": ("易维", "", Role.EXECUTIVE),
    "fin": ("冯银", "", Role.FINANCE),
    "ops": ("欧培", "", Role.SALES_OPS),
    "ada": ("艾达", "", Role.ADMIN),
}


def make_cast() -> dict[str, User]:
    """mei owns customers in team North, led by lea; otto does in South; one person for every other role."""
    teams = {name: make_team(name) for _name, name, _role in CAST.values() if name}
    hashed = _hashed()
    people = User.objects.bulk_create(
        User(username=key, email=f"{key}@example.com", name=name, team=teams.get(team), password=hashed)
        for key, (name, team, _role) in CAST.items()
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, role=role, team=user.team if role == Role.LEAD else None)
        for user, (_name, _team, role) in zip(people, CAST.values(), strict=True)
    )
    return {user.username: user for user in people}


@cache
def _hashed() -> str:
    return make_password(PASSWORD)
