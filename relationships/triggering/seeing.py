"""Where triggers hold on a day."""

from datetime import date

from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from office.calendar import Overrides
from relationships.triggering import registry
from relationships.triggering.registry import Hit


def hits(code: str, day: date, overrides: Overrides, *, among: CustomerQuerySet | None = None) -> list[Hit]:
    """Living customers at which the trigger holds. Lost ones only start what is made for lost ones."""
    trigger = registry.find(code)
    if trigger is None:
        return []
    customers = Customer.objects.current() if among is None else among.filter(archived_at=None)
    if not trigger.of_lost:
        customers = customers.exclude(status=Customer.Status.LOST)
    return list(trigger.find(customers, day, overrides))


def holds(code: str, customer_id: int, about: str, day: date, overrides: Overrides) -> bool:
    """Whether the trigger holds at one customer, of the same object."""
    one = Customer.objects.filter(pk=customer_id)
    return any(hit.about == about for hit in hits(code, day, overrides, among=one))
