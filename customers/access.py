"""Who may see which customer. Every page, list, count, export and answer starts from `visible_to(user)`."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from customers.importing import kinds
from office import access as office_access
from office.models.user import SYSTEM_USERNAME
from office.roles import Role

if TYPE_CHECKING:
    from customers.models import Customer, Lead
    from office.models import User

SEES_ALL = frozenset({Role.FOUNDER, Role.EXECUTIVE, Role.SALES_OPS, Role.ADMIN})


def is_the_machine(user: "User | AnonymousUser") -> bool:
    """Whoever works for nobody, such as a command without a login; it cannot sign in, and sees everything. An account
    that can sign in is a person's, whatever its name."""
    return user.get_username() == SYSTEM_USERNAME and not user.is_active


def customers_q(user: "User | AnonymousUser", prefix: str = "", *, without: frozenset[str] = frozenset()) -> Q | None:
    """The condition under which a customer exists for the user; None stands for every customer.

    A CSM sees customers they own or work on and reads their team's; a lead also those of the teams they lead;
    Finance sees who the customers are and their money, not their people and words (`people_q`).
    """
    from customers.models import AccountMember

    if is_the_machine(user):
        return None
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    roles = user.roles - without
    if roles & SEES_ALL or Role.FINANCE in roles:
        return None
    if not roles:
        return Q(pk__in=[])
    teams = set(user.led_team_ids)
    if user.team_id is not None:
        teams.add(user.team_id)
    mine = AccountMember.objects.filter(user=user, until=None).values("customer_id")
    key = f"{prefix}__" if prefix else ""
    condition = Q(**{f"{key}owner": user}) | Q(**{f"{key}pk__in": mine})
    return condition | Q(**{f"{key}team__in": teams}) if teams else condition


def people_q(user: "User | AnonymousUser", prefix: str = "customer") -> Q | None:
    """As `customers_q`, for contacts, interactions and voices: not for somebody who only keeps the books."""
    return customers_q(user, prefix, without=frozenset({Role.FINANCE}))


def revenue_q(user: "User | AnonymousUser", prefix: str = "customer") -> Q | None:
    """Lines of sales: who sees margins sees them all, a lead the team's, a CSM those of customers they own."""
    condition = costs_q(user, prefix)
    if condition is None or not user.is_authenticated or Role.CSM not in user.roles:
        return condition
    return condition | Q(**{f"{prefix}__owner": user})


def costs_q(user: "User | AnonymousUser", prefix: str = "customer") -> Q | None:
    """Rows that give margins away: for founders, executives, Finance and sales operations all, for a lead the team's."""
    if is_the_machine(user):
        return None
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if user.roles & (SEES_ALL | {Role.FINANCE}):
        return None
    teams = user.led_team_ids
    return Q(**{f"{prefix}__team__in": teams}) if teams else Q(pk__in=[])


def sees_revenue_of(user: "User", customer: "Customer") -> bool:
    """Revenue, class, tier and grade of one customer that the user sees: as `revenue_q`, without asking the database."""
    if sees_costs_of(user, customer):
        return True
    return user.is_active and Role.CSM in user.roles and customer.owner_id == user.pk


def sees_costs_of(user: "User", customer: "Customer") -> bool:
    """Costs, margins and profit of one customer that the user sees: as `costs_q`, without asking the database."""
    if is_the_machine(user):
        return True
    if not user.is_active:
        return False
    leads = customer.team_id is not None and customer.team_id in user.led_team_ids
    return leads or bool(user.roles & (SEES_ALL | {Role.FINANCE}))


# Fields of the archive that classify or identify for everybody: sales operations set them, an owner only reads them.
KEPT_BY_SALES_OPS = frozenset({"tier", "external_ids"})


def keeps_archives(user: "User") -> bool:
    """Sales operations, administrators, and the system itself when it imports in nobody's name."""
    return office_access.edits_archives(user) or is_the_machine(user)


def may_register(user: "User") -> bool:
    """Account managers and leads bring in customers of their own."""
    return keeps_archives(user) or bool(user.is_active and user.roles & {Role.CSM, Role.LEAD})


def may_edit(user: "User", customer: "Customer") -> bool:
    """The archive's fields, archiving and restoring: its owner, the lead of its team, sales operations."""
    if keeps_archives(user):
        return True
    if not user.is_active:
        return False
    owns = customer.owner_id == user.pk and Role.CSM in user.roles
    return owns or (customer.team_id is not None and customer.team_id in user.led_team_ids)


def editable_q(user: "User") -> Q:
    """As `may_edit`, as a condition on customers."""
    if keeps_archives(user):
        return Q()
    own = Q(owner=user) if user.is_active and Role.CSM in user.roles else Q(pk__in=[])
    return own | Q(team__in=user.led_team_ids) if user.is_active and user.led_team_ids else own


def may_edit_people(user: "User", customer: "Customer") -> bool:
    """Contacts and departments: who may edit the archive, and our people on the account."""
    if may_edit(user, customer):
        return True
    return user.is_active and customer.account_members.filter(user=user, until=None).exists()


def may_assign(user: "User", customer: "Customer") -> bool:
    """Owner, team and people on the account: a lead within the own teams, sales operations everywhere."""
    if keeps_archives(user):
        return True
    return user.is_active and customer.team_id is not None and customer.team_id in user.led_team_ids


def may_judge(user: "User", customer: "Customer") -> bool:
    """Ratings, estimates and what else is known of a customer: our people on the account, and the founder."""
    return office_access.decides(user) or may_edit_people(user, customer)


def judgeable_q(user: "User") -> Q:
    """As `may_judge`, as a condition on customers."""
    return Q() if office_access.decides(user) else people_editable_q(user)


def people_editable_q(user: "User") -> Q:
    """As `may_edit_people`, as a condition on customers."""
    from customers.models import AccountMember

    if keeps_archives(user):
        return Q()
    if not user.is_active:
        return Q(pk__in=[])
    on_account = AccountMember.objects.filter(user=user, until=None)
    return editable_q(user) | Q(pk__in=on_account.values("customer_id"))


def may_invest(user: "User", customer: "Customer") -> bool:
    """Lighthouse and value plan tell of margins and bind money: the founder, the lead of the team, sales operations."""
    return office_access.decides(user) or may_assign(user, customer)


def may_book_investment(user: "User", customer: "Customer") -> bool:
    """Strategic investments: who plans what the customer is to bring, and who keeps the ledger."""
    return office_access.edits_ledger(user) or may_invest(user, customer)


def investable_q(user: "User") -> Q:
    """As `may_book_investment`, as a condition on customers."""
    if office_access.edits_ledger(user) or office_access.decides(user):
        return Q()
    return Q(team__in=user.led_team_ids) if user.is_active and user.led_team_ids else Q(pk__in=[])


def may_sell(user: "User", customer: "Customer") -> bool:
    """Deals and contracts: who may edit the archive, and Finance."""
    return may_edit(user, customer) or office_access.edits_ledger(user)


def sellable_q(user: "User") -> Q:
    """As `may_sell`, as a condition on customers."""
    return Q() if office_access.edits_ledger(user) else editable_q(user)


def may_edit_lead(user: "User", lead: "Lead") -> bool:
    """Its owner, the lead of the owner's team, sales operations."""
    if keeps_archives(user):
        return True
    if not user.is_active or lead.owner is None:
        return False
    own = lead.owner_id == user.pk and bool(user.roles & {Role.CSM, Role.LEAD})
    return own or may_hand_leads(user, lead.owner)


def may_hand_leads(user: "User", owner: "User | None") -> bool:
    """Give a lead to somebody: a lead of a team within it, sales operations to everybody."""
    if keeps_archives(user):
        return True
    return user.is_active and owner is not None and owner.team_id is not None and owner.team_id in user.led_team_ids


def importable_kinds(user: "User | AnonymousUser") -> frozenset[str]:
    """Kinds of files that the user may bring in, look at and undo; each kind says for whom it is."""
    if not user.is_authenticated:
        return frozenset()
    return frozenset(key for key, kind in kinds.registered().items() if kind.may_import(user))


def may_import(user: "User", kind: str) -> bool:
    """The system itself imports what the command line gives it, in nobody's name."""
    return kind in importable_kinds(user) or is_the_machine(user)


def require(allowed: bool) -> None:
    """Stop a service before it writes anything; becomes 403 on a page and in the API."""
    if not allowed:
        raise PermissionDenied
