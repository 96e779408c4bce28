"""With which customers somebody may log, promise and void; what exists for them at all is said by `visible_to`."""

from typing import TYPE_CHECKING

from customers.access import SEES_ALL, sees_costs_of
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from office.access import decides, edits_settings, logs_contacts, sees_margins
from office.roles import Role

if TYPE_CHECKING:
    from office.models import User


def loggable_by(user: "User") -> CustomerQuerySet:
    """Customers with which the user may log a contact and keep promises.

    A CSM where they own or work on the account; a lead also in the teams they lead; founders, executives, sales
    operations and administrators everywhere; somebody who only keeps the books nowhere. Customers in the archive
    take no new entries.
    """
    living = Customer.objects.current()
    if not user.is_active:
        return living.none()
    if user.roles & SEES_ALL:
        return living
    if not logs_anywhere(user):
        return living.none()
    return living.visible_to(user).kept_by(user, teams=user.led_team_ids)


def logs_with(user: "User", customer: Customer) -> bool:
    """Whether `loggable_by` holds the customer, which the user sees; asks the database only where it does not say so."""
    if not user.is_active or customer.archived_at is not None:
        return False
    if user.roles & SEES_ALL or (logs_anywhere(user) and customer.owner_id == user.pk):
        return True
    return loggable_by(user).filter(pk=customer.pk).exists()


def logs_anywhere(user: "User") -> bool:
    """Whether the log form makes sense for the user at all."""
    return logs_contacts(user)


def switches_playbooks(user: "User") -> bool:
    """Sales operations, who keep the templates, and the founder."""
    return edits_settings(user) or decides(user)


def sees_shares_of(user: "User", customer: Customer) -> bool:
    """The customer's share of all our revenue, and what it could be worked out from (decision 38)."""
    return sees_margins(user) and sees_costs_of(user, customer)


def weighs_by_revenue(user: "User") -> bool:
    """Whether a mean of many customers may weigh them by what they bring: who sees the revenue of all in sight."""
    return bool(user.roles & (SEES_ALL | {Role.LEAD}))
