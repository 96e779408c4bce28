"""What lists of other apps need to show a temperature."""

from django import template

from customers.models import Customer
from relationships import presenters

register = template.Library()


@register.simple_tag
def degrees_of(customer: Customer) -> presenters.Degrees:
    """The temperature of a row; `relationship_now` must have been fetched with it."""
    return presenters.degrees(getattr(customer, "relationship_now", None), customer)
