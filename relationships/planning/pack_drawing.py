"""The picture in a review pack: the drawing of the map with who of both sides worked with whom in the period.

Only meetings count. Strength, judgements, depth of departments, attitudes and dangers are ours and stay out.
"""

from datetime import date

from django.utils.translation import gettext as _

from customers.models import Customer
from office.charts.ring import Line, Ours, Ring, Theirs, Unit, ring
from office.models import User
from relationships.mapping.grid import function_names, unit_name
from relationships.selectors.maps import read_map

ONE_LEVEL = 3
"""Every department in the picture is drawn alike."""
A_MEETING = 12.0
"""What one meeting adds to the width of a line, of 100."""


def working_ring(customer: Customer, user: User, start: date, end: date) -> Ring | None:
    """None when nobody of theirs met anybody of ours."""
    found = read_map(customer, user, end)
    first, last = start.toordinal(), end.toordinal()
    met = {
        pair: float(sum(first <= one.day <= last and one.reached for one in moments))
        for pair, moments in found.network.met.items()
        if pair[0] in found.colleagues and pair[1] in found.contacts
    }
    met = {pair: times for pair, times in met.items() if times}
    if not met:
        return None
    here = {pair[1] for pair in met}
    places = {key: f"d{found.contacts[key].department_id}" for key in here if found.contacts[key].department_id}
    names = function_names()
    units = [Unit(one.key, unit_name(one, names), ONE_LEVEL) for one in found.units if one.key in set(places.values())]
    if len(places) < len(here):
        units.append(Unit("", _("No department"), ONE_LEVEL))
    theirs = [
        Theirs(key, places.get(key, ""), str(found.contacts[key].person.name), held=True, named=True)
        for key in sorted(here, key=lambda key: (-found.contacts[key].seniority, found.contacts[key].pk))
    ]
    ours = [Ours(key, str(found.colleagues[key])) for key in sorted({pair[0] for pair in met})]
    lines = [Line(*pair, min(100.0, A_MEETING * times), stable=True) for pair, times in met.items()]
    return ring(units, theirs, ours, lines, met)
