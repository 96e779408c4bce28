"""Our own people for tests. `make_cast` is who appears in every story; the rest makes one thing each."""

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


def make_cast() -> dict[str, User]:
    """mei owns customers in team North, led by lea; otto does in South; one person for every other role."""
    return {
        "mei": make_user("mei", Role.CSM, team="North", name="林梅"),
        "otto": make_user("otto", Role.CSM, team="South", name="欧拓"),
        "lea": make_user("lea", team="North", leads="North", name="李雅"),
        "fay": make_user("fay", Role.FOUNDER, name="费允"),
        "eve": make_user("eve", Role.EXECUTIVE, name="易维"),
        "fin": make_user("fin", Role.FINANCE, name="冯银"),
        "ops": make_user("ops", Role.SALES_OPS, name="欧培"),
        "ada": make_user("ada", Role.ADMIN, name="艾达"),
    }
