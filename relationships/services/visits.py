"""One visit to several customers: each gets a row of its own, tied to the others by the visit's id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from customers.models import Customer
from relationships.access import loggable_by
from relationships.errors import CustomerNotFoundError, MinutesTooFewError, SameCustomerTwiceError

if TYPE_CHECKING:
    from office.models import User
    from relationships.services.logging import NewPerson


@dataclass(frozen=True)
class Stop:
    """A further customer of the visit, with its own people (ids of contacts)."""

    customer: Customer
    contacts: Iterable[int] = ()
    new_person: "NewPerson | None" = None


def shares(minutes: int | None, customers: int) -> list[int | None]:
    """The minutes of a visit in equal parts, the remainder with the first: 100 for three are 34, 33, 33.

    Error: MinutesTooFewError when somebody would get none.
    """
    if minutes is None:
        return [None] * customers
    part, rest = divmod(minutes, customers)
    if not part:
        raise MinutesTooFewError
    return [part + rest, *[part] * (customers - 1)]


def check(first: Customer, also: Sequence[Stop], by: "User") -> None:
    """Every customer once, and all of them the person's to log for. Errors: SameCustomerTwiceError, CustomerNotFoundError."""
    wanted = [first.pk, *(stop.customer.pk for stop in also)]
    if len(set(wanted)) != len(wanted):
        raise SameCustomerTwiceError
    if loggable_by(by).filter(pk__in=wanted).count() != len(wanted):
        raise CustomerNotFoundError
