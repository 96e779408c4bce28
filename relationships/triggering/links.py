"""Where the rows behind a trigger stand: pages of the customer, those of other apps by the key of their tab."""

from django.urls import reverse

from customers import extensions
from relationships.triggering.registry import Link


def tab(key: str) -> Link:
    """A tab of the customer's page; the page itself where no app brings the tab."""

    def to(customer_id: int, _about: str) -> str:
        names = [one.url_name for one in extensions.tabs if one.key == key]
        return reverse(names[0] if names else "customers:detail", args=[customer_id])

    return to


def page(url_name: str) -> Link:
    """A page that belongs to the customer."""
    return lambda customer_id, _about: reverse(url_name, args=[customer_id])


def of_object(url_name: str) -> Link:
    """A page of the object that the playbook is about."""
    return lambda customer_id, about: reverse(url_name, args=[about]) if about else customer_page(customer_id, "")


customer_page = page("customers:detail")
