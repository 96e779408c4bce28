"""What pages of relationships show again and again."""

from django import template

from relationships import cells

register = template.Library()
register.simple_tag(cells.trend)
