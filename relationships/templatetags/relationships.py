"""What lists of other apps need to show a temperature and its change."""

from django import template

from customers.models import Customer
from relationships import presenters

register = template.Library()


@register.simple_tag
def degrees_of(value: float | None, customer: Customer) -> presenters.Degrees:
    """The temperature of a row beside the target of its tier."""
    return presenters.of_value(value, customer)


@register.simple_tag
def change_of(value: float | None) -> presenters.Change:
    """The change in 28 days of a row."""
    return presenters.Change.of(value)
