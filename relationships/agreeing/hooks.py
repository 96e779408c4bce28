"""What agreements, warnings and reviews bring to a customer's page, to lists and to playbooks (see customers.extensions)."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.extensions import FlagSource, Tab
from customers.models import Customer
from office import navigation
from office.access import sees_people_and_voices
from relationships.agreeing.layers import DEFINITIONS
from relationships.agreeing.triggers import TRIGGERS
from relationships.selectors.agreements import shortfalls, warnings_open
from relationships.selectors.promises import overdue_by_customer
from relationships.services import joint_reviews, noting
from relationships.tabs import COOPERATION
from relationships.triggering import registry

PROMISE_OVERDUE, SHORTFALL, SOLVENCY = "promise_overdue", "agreement_shortfall", "solvency_warning"


def register() -> None:
    extensions.tabs.append(Tab("agreements", _("Agreements"), "relationships:agreements-tab", 38, COOPERATION))
    extensions.figures += DEFINITIONS
    extensions.flag_sources += [
        FlagSource({PROMISE_OVERDUE: _("A promise of ours is overdue")}, promises_on),
        FlagSource(
            {SHORTFALL: _("Buys less than agreed"), SOLVENCY: _("A solvency warning stands")},
            agreements_on,
            of_people=False,
        ),
    ]
    extensions.verbs |= {
        noting.NOTED: _("Something between the two houses was noted"),
        noting.CORRECTED: _("An entry between the two houses was corrected"),
        noting.WITHDRAWN: _("An entry between the two houses was taken back"),
        noting.RESTORED: _("An entry between the two houses counts again"),
        noting.CLEARED: _("A solvency warning was cleared"),
        noting.ANSWERED: _("An attempt to win back was answered"),
        joint_reviews.HELD: _("A two-sided review was held"),
        joint_reviews.CHANGED: _("A two-sided review was corrected"),
        joint_reviews.SIGNED: _("A two-sided review was signed by both sides"),
        joint_reviews.WITHDRAWN: _("A two-sided review was taken back"),
        joint_reviews.RESTORED: _("A two-sided review counts again"),
    }
    registry.declare(*TRIGGERS)
    navigation.add(
        navigation.Group.RELATIONSHIP,
        _("Two-sided reviews"),
        "relationships:joint-reviews",
        icon="exchange",
        seen_by=sees_people_and_voices,
        order=40,
    )
    navigation.add(
        navigation.Group.RELATIONSHIP,
        _("Win back"),
        "relationships:win-backs",
        icon="undo",
        seen_by=sees_people_and_voices,
        order=45,
    )


def promises_on(customers: QuerySet[Customer], as_of: date) -> dict[int, dict[str, bool]]:
    """Customers to whom a promise is overdue on the day; of others nothing is said."""
    return {customer: {PROMISE_OVERDUE: True} for customer in overdue_by_customer(customers, as_of)}


def agreements_on(customers: QuerySet[Customer], as_of: date) -> dict[int, dict[str, bool]]:
    """Whether those with an agreement on volume fall short of it, and those of whom a warning stands."""
    found: dict[int, dict[str, bool]] = {}
    for customer, rows in shortfalls(customers, as_of).items():
        found.setdefault(customer, {})[SHORTFALL] = any(one.result.flagged for one in rows)
    for customer in warnings_open(customers, as_of):
        found.setdefault(customer, {})[SOLVENCY] = True
    return found
