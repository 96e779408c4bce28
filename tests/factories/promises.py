"""Promises for tests, made through the same service as in life."""

from datetime import timedelta
from itertools import count
from typing import Any

from customers.models import Customer
from office.clock import today
from relationships.models import Promise
from relationships.services import promises
from tests.factories.customers import make_contact

_numbers = count(1)


def make_promise(customer: Customer, **fields: Any) -> Promise:
    """Given by the customer's owner a month ago to a new contact, due in a week."""
    day = today()
    values: dict[str, Any] = {
        "text": f"送样件{next(_numbers)}",
        "owner": customer.owner,
        "by": fields.get("owner", customer.owner),
        "said_on": day - timedelta(days=30),
        "due_on": day + timedelta(days=7),
    }
    values |= fields
    if "contact" not in values:
        values["contact"] = make_contact(customer)
    return promises.give(customer, **values)
