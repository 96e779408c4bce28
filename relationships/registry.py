"""What relationships bring to a customer's page, to lists and to the clock (see customers.extensions)."""

from datetime import time

from office import permissions, schedules
from office.roles import Role
from relationships import tasks

OWN = ("interaction", "nextaction")


def register() -> None:
    schedules.daily(tasks.KIND, at=time(0, 10))
    _grant()


def _grant() -> None:
    for role in (Role.CSM, Role.LEAD):
        permissions.grant(role, "relationships", "view", "add", "change", models=OWN)
        permissions.grant(role, "relationships", "view")
    permissions.grant(Role.SALES_OPS, "relationships", "view", "add", "change")
