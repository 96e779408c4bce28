"""What pages of relationships show again and again."""

from django import template

from relationships import cells
from relationships.models import NextAction
from relationships.triggering import rows

register = template.Library()
register.simple_tag(cells.trend)


@register.filter
def why(action: NextAction) -> rows.Why | None:
    """Why a next action exists, where a playbook made it. Its run and playbook must have been fetched with it."""
    return rows.why(action.run) if action.run is not None else None
