"""Temperature and penetration as figures that explain themselves."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from customers.figures.declared import Definition, Input, Reading, Unit
from customers.figures.reasons import gap
from customers.models import Customer
from office import clock
from office.access import sees_people_and_voices
from office.models import User
from relationships.models import RelationshipStanding


def _standing(customer: Customer, user: User, as_of: date) -> RelationshipStanding | Reading:
    """Of today, or as kept on the last Sunday or month end by then; a reading without a value where there is none."""
    rows = RelationshipStanding.objects.visible_to(user).filter(customer=customer, as_of__lte=as_of)
    is_today = as_of == clock.today()
    row = rows.today().first() if is_today else rows.frozen().order_by("-as_of").first()
    return row or Reading(None, gaps=[gap("waiting" if is_today else "nothing_kept")])


def read_temperature(customer: Customer, user: User, as_of: date) -> Reading:
    row = _standing(customer, user, as_of)
    if isinstance(row, Reading):
        return row
    return Reading(
        row.temperature,
        as_of=row.as_of,
        kind=row.kind,
        last=row.as_of,
        inputs=(
            Input(_("Heat"), row.heat_sum, Unit.TIMES),
            Input(_("Last contact"), row.last_two_way_on, Unit.DAY),
            Input(_("Change in 28 days"), row.delta28, Unit.SCORE),
        ),
        count=Input(_("Contacts"), row.events, Unit.COUNT),
        gaps=[gap("no_contact")] if row.temperature is None else (),
        computed_at=row.computed_at,
        formula_version=row.formula_version,
    )


def read_penetration(customer: Customer, user: User, as_of: date) -> Reading:
    row = _standing(customer, user, as_of)
    if isinstance(row, Reading):
        return row
    return Reading(
        row.penetration,
        as_of=row.as_of,
        kind=row.kind,
        last=row.as_of,
        inputs=(
            Input(_("Breadth"), row.breadth, Unit.SCORE),
            Input(_("Depth"), row.depth, Unit.SCORE),
            Input(_("Multithreading"), row.multithread, Unit.SCORE),
            Input(_("Without its cap"), row.penetration_raw, Unit.SCORE),
            Input(_("Their people in stable ties"), row.stable_contacts, Unit.COUNT),
            Input(_("Our people in stable ties"), row.stable_users, Unit.COUNT),
        ),
        count=Input(_("Contacts"), row.events, Unit.COUNT),
        gaps=[gap("no_people")] if row.penetration is None else (),
        computed_at=row.computed_at,
        formula_version=row.formula_version,
    )


PENETRATION = Definition(
    name="penetration",
    label=_("Penetration"),
    unit=Unit.SCORE,
    formula=_(
        "0.5 × breadth + 0.25 × depth + 0.25 × multithreading; at most 20 while we only know procurement and finance. "
        "Breadth weighs departments by function, depth asks for stable ties at every level, multithreading for several "
        "people on both sides."
    ),
    source="R3",
    may_see=lambda user, customer: sees_people_and_voices(user),
    rows="relationships:map",
    read=read_penetration,
)

TEMPERATURE = Definition(
    name="temperature",
    label=_("Temperature"),
    unit=Unit.SCORE,
    formula=_(
        "Heat of a contact = points of its kind × (0.4 + 0.2 × how much we learned) × direction, halved every 14, 30 or "
        "45 days. Temperature = 100 × (1 − 2^(−heat ÷ 15))."
    ),
    source="R1",
    may_see=lambda user, customer: sees_people_and_voices(user),
    rows="relationships:temperature",
    read=read_temperature,
)
