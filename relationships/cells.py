"""The cells of relationships in the list of customers."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.models import Customer
from office.formatting import marks
from relationships.models import RelationshipStanding
from relationships.presenters import Change, of_value, penetration_state, whole

ACCESS_STATES = {"no_access": "", "danger": "bad", "warning": "warn"}


def temperature(value: float | None, customer: Customer) -> SafeString:
    """The temperature against the tier's target."""
    degrees = of_value(value, customer)
    if degrees.value is None:
        return marks.unknown(degrees.reason)
    meter = marks.meter(
        degrees.value, target=degrees.target, label=_("Temperature"), text=degrees.text, state=degrees.state
    )
    return format_html('<span class="row row--end"><span class="n">{}</span>{}</span>', degrees.value, meter)


def delta28(value: float | None, _customer: Customer) -> SafeString:
    """The change of the temperature in 28 days."""
    return trend(Change.of(value))


def penetration(value: float | None, _customer: Customer) -> SafeString:
    """The penetration, in the colour of its band."""
    if value is None:
        return marks.unknown(_("nobody of theirs is recorded"))
    return format_html('<span class="n {}">{}</span>', penetration_state(value), whole(value))


def access(value: str | None, _customer: Customer) -> SafeString:
    """What stands between us and the rest of the customer; nothing where the way is open."""
    if not value:
        return marks.unknown(_("nobody of theirs is recorded"))
    if value == RelationshipStanding.Access.OK:
        return marks.NOTHING
    return marks.pill(RelationshipStanding.Access(value).label, ACCESS_STATES[value])


def competitor(value: bool | None, customer: Customer) -> SafeString:
    """Whether somebody there works with a competitor, with the way to the people."""
    if value is None:
        return marks.unknown(pgettext("competitor", "nobody asked within half a year"))
    if not value:
        return marks.NOTHING
    url = reverse("relationships:map", args=[customer.pk])
    return format_html('<a href="{}">{}</a>', url, marks.pill(pgettext("competitor", "present"), "warn"))


def trend(change: Change) -> SafeString:
    """A change with its arrow; nothing while it is unknown."""
    if change.delta is None:
        return marks.NOTHING
    if change.delta == 0:
        return format_html('<span class="secondary">{}</span>', _("unchanged"))
    arrow, word, points = ("▼", _("down"), change.fall) if change.delta < 0 else ("▲", _("up"), change.delta)
    return format_html(
        '<span class="trend{}"><span aria-hidden="true">{}</span><span class="sr">{}</span> {}</span>',
        marks.modifier("trend", "bad" if change.falling else ""),
        arrow,
        word,
        points,
    )
