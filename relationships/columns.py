"""Temperature and ties as columns and filters of the list of customers."""

from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter

from customers.extensions import ListColumn
from customers.models import Customer
from customers.models.customer import CustomerQuerySet
from office.access import sees_people_and_voices
from relationships import cells
from relationships.models import RelationshipStanding

ATTENTION, SINGLE_POINT, NO_STABLE_TIE, DISAGREES, UNKNOWN = "attention", "single", "unstable", "disagrees", "unknown"
NO_CORE_TIE, PRESENT, ABSENT = "no_core", "present", "absent"

TEMPERATURE_CHOICES = [
    (ATTENTION, _("cooling or silent")),
    *RelationshipStanding.Band.choices,
    (RelationshipStanding.Reason.NO_INTERACTION.value, RelationshipStanding.Reason.NO_INTERACTION.label),
]


def of_temperature(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers to a band, to those that need a call, or to those never talked with."""
    if value == ATTENTION:
        rows = RelationshipStanding.objects.today().needing_attention()
        return customers.filter(pk__in=rows.values("customer_id")).exclude(status=Customer.Status.LOST)
    if value == RelationshipStanding.Reason.NO_INTERACTION:
        return customers.filter(relationship_now__temperature=None)
    return customers.filter(relationship_now__band=value)


ACCESS_CHOICES = [
    *RelationshipStanding.Access.choices,
    (SINGLE_POINT, _("all hangs on one person")),
    (NO_STABLE_TIE, _("no stable tie")),
    (NO_CORE_TIE, _("no stable tie in a core department")),
    (DISAGREES, _("judged otherwise than computed")),
    (UNKNOWN, _("nobody of theirs is recorded")),
]


def of_access(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers to a signal of the map."""
    conditions = {
        SINGLE_POINT: Q(relationship_now__spof_ours=True) | Q(relationship_now__spof_theirs=True),
        NO_STABLE_TIE: Q(relationship_now__no_stable_tie=True),
        NO_CORE_TIE: Q(relationship_now__no_core_tie=True),
        DISAGREES: Q(relationship_now__disagreements__gt=0),
        UNKNOWN: Q(relationship_now__penetration=None),
    }
    return customers.filter(conditions.get(value, Q(relationship_now__access=value)))


RIVAL_CHOICES = [
    (PRESENT, pgettext_lazy("competitor", "present")),
    (ABSENT, pgettext_lazy("competitor", "none known of")),
    (UNKNOWN, pgettext_lazy("competitor", "nobody asked within half a year")),
]


def of_rivals(customers: CustomerQuerySet, _name: str, value: str) -> CustomerQuerySet:
    """Narrow a list of customers by whether a competitor is present."""
    return customers.filter(relationship_now__competitor_present={PRESENT: True, ABSENT: False}.get(value))


def all_columns() -> list[ListColumn]:
    return [
        ListColumn(
            "temperature",
            _("Temperature"),
            "relationship_now__temperature",
            cells.temperature,
            kind=float,
            filter=ChoiceFilter(label=_("Temperature"), choices=TEMPERATURE_CHOICES, method=of_temperature),
            may_see=sees_people_and_voices,
        ),
        ListColumn(
            "delta28",
            _("28 days"),
            "relationship_now__delta28",
            cells.delta28,
            kind=float,
            may_see=sees_people_and_voices,
        ),
        ListColumn(
            "access",
            _("Map"),
            "relationship_now__access",
            cells.access,
            kind=str,
            number=False,
            order_by=NullIf(F("relationship_now__access"), Value("")),
            filter=ChoiceFilter(label=_("Map"), choices=ACCESS_CHOICES, method=of_access),
            may_see=sees_people_and_voices,
            shown=False,
        ),
        ListColumn(
            "penetration",
            _("Penetration"),
            "relationship_now__penetration",
            cells.penetration,
            kind=float,
            may_see=sees_people_and_voices,
            shown=False,
        ),
        ListColumn(
            "competitor",
            _("Competitors"),
            "relationship_now__competitor_present",
            cells.competitor,
            kind=bool,
            number=False,
            sortable=False,
            filter=ChoiceFilter(label=_("Competitors"), choices=RIVAL_CHOICES, method=of_rivals),
            may_see=sees_people_and_voices,
            shown=False,
        ),
    ]
