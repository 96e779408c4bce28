"""Who may do what, by role. Which rows a person sees is told by `visible_to` on each QuerySet, built on these words."""

from typing import TYPE_CHECKING

from office.roles import Role

if TYPE_CHECKING:
    from office.models import User


def sees_every_customer(user: "User") -> bool:
    """All customers with their people and words. Finance is not here: it sees identity and money only."""
    return _holds(user, Role.FOUNDER, Role.EXECUTIVE, Role.SALES_OPS, Role.ADMIN)


def sees_every_ledger(user: "User") -> bool:
    """Identity and money of all customers."""
    return sees_every_customer(user) or _holds(user, Role.FINANCE)


def sees_people_and_voices(user: "User") -> bool:
    """Contacts, interactions and what customers said: everyone who holds more than the finance role."""
    return user.is_active and bool(user.roles - {Role.FINANCE})


def sees_margins(user: "User") -> bool:
    """Costs, margins, profit and profit at risk, of the customers the person sees. A CSM's role alone never does."""
    return sees_every_ledger(user) or _holds(user, Role.LEAD)


def logs_contacts(user: "User") -> bool:
    """May log interactions and customers' words with the customers the person sees."""
    return sees_people_and_voices(user)


def reassigns(user: "User") -> bool:
    """May hand customers over: leads within their teams, sales operations everywhere."""
    return _holds(user, Role.LEAD, Role.SALES_OPS, Role.ADMIN)


def edits_archives(user: "User") -> bool:
    """May create, merge and bin any customer and set what a CSM may not: tier, owner, external ids."""
    return _holds(user, Role.SALES_OPS, Role.ADMIN)


def edits_ledger(user: "User") -> bool:
    return _holds(user, Role.FINANCE, Role.SALES_OPS, Role.ADMIN)


def keeps_company_money(user: "User") -> bool:
    """Spend to win customers, cash, fixed cost and targets."""
    return _holds(user, Role.FOUNDER, Role.FINANCE, Role.SALES_OPS, Role.ADMIN)


def sets_rates(user: "User") -> bool:
    """What an hour of ours costs."""
    return _holds(user, Role.FOUNDER, Role.FINANCE, Role.ADMIN)


def locks_months(user: "User") -> bool:
    return _holds(user, Role.FINANCE, Role.ADMIN)


def imports(user: "User") -> bool:
    return _holds(user, Role.SALES_OPS, Role.ADMIN)


def exports(user: "User") -> bool:
    """May take lists away as files: only what the person sees anyway, each time noted in the audit."""
    return user.is_active and bool(user.roles)


def decides(user: "User") -> bool:
    """Rates, overrides with a reason, sign-offs."""
    return _holds(user, Role.FOUNDER, Role.ADMIN)


def publishes_wall(user: "User") -> bool:
    return _holds(user, Role.FOUNDER, Role.EXECUTIVE, Role.ADMIN)


def reads_founder_reports(user: "User") -> bool:
    return _holds(user, Role.FOUNDER, Role.EXECUTIVE, Role.ADMIN)


def edits_settings(user: "User") -> bool:
    """Company, calendar, dictionaries, definitions."""
    return _holds(user, Role.SALES_OPS, Role.ADMIN)


def manages_users(user: "User") -> bool:
    return _holds(user, Role.ADMIN)


def _holds(user: "User", *roles: Role) -> bool:
    return user.is_active and not user.roles.isdisjoint(roles)
