"""Who reads the founder's reports (decision 58): founders and executives. Who reads the portfolio: who sees margins."""

from typing import TYPE_CHECKING

from office import access as office_access
from office.roles import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User

READERS = frozenset({Role.FOUNDER, Role.EXECUTIVE})


def reads_reports(user: "User | AnonymousUser") -> bool:
    return bool(user.is_authenticated and user.is_active and user.roles & READERS)


def reads_portfolio(user: "User") -> bool:
    """Everybody who sees margins; a lead only sees those of the own teams' customers in it."""
    return office_access.sees_margins(user)


def recomputes(user: "User") -> bool:
    """Starts the computation of all customers. Its progress counts all of them, so a lead does not see it."""
    return office_access.sees_every_ledger(user)
