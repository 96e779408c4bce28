"""The demo company's people: who may sign in, and with what. Production refuses to start while one of them can."""

from typing import NamedTuple

from office.roles import Role

PASSWORD = "zhike-demo-2026"  # noqa: S105 - known on purpose, and refused in production


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
