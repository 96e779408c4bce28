"""The demo company's logins: known to the whole world, so production refuses to start while one of them can be used."""

from typing import NamedTuple

from office.roles import Role

PASSWORD = "zhike-demo-2026"  # noqa: S105 - known on purpose
DOMAIN = "demo.invalid"


class Login(NamedTuple):
    username: str
    role: Role
    looks_at: str  # for the words of `bin/demo`


LOGINS = (
    Login("mei", Role.CSM, "客户成功经理 customer success manager: Today, log a contact (key l)"),
    Login("lea", Role.LEAD, "团队主管 team lead: the team's customers"),
    Login("fay", Role.FOUNDER, "创始人 founder: the Monday report and its PDF"),
    Login("eve", Role.EXECUTIVE, "高管 executive: publish the wall"),
    Login("fin", Role.FINANCE, "财务 finance: ledger and rates"),
    Login("ops", Role.SALES_OPS, "销售运营 sales operations: imports and the admin"),
    Login("ada", Role.ADMIN, "管理员 administrator: people, rights, jobs"),
)


def logins_that_work() -> list[str]:
    """User names of demo people who could sign in right now with the published password."""
    from django.db.models import Q

    from office.models import User

    names = [login.username for login in LOGINS]
    people = User.objects.active().filter(Q(username__in=names) | Q(email__endswith=f"@{DOMAIN}"))
    return [user.username for user in people.order_by("username") if user.check_password(PASSWORD)]
