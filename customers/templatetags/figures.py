"""Figures on pages: a value that opens what stands behind it, or the reason why there is none."""

from django import template
from django.utils.safestring import SafeString

from customers.presenters.figures import Shown

register = template.Library()


@register.simple_tag
def explained(figure: Shown) -> SafeString:
    """Value and unit as a link to the explanation; never 0 for what is unknown."""
    return figure.link()
