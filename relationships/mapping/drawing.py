"""The drawing of the map: the same places at every date, on screen and on paper."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from office.charts.figures import Column, Figure, Row, Table
from office.charts.ring import Line, Other, Ours, Ring, Theirs, Unit, ring
from relationships.mapping.cells import address, tie_text, tie_url
from relationships.mapping.grid import unit_name, works
from relationships.mapping.rivals import Marks
from relationships.mapping.words import LEVELS
from relationships.network.maps import NOBODY
from relationships.network.ties import JUDGED_STEP
from relationships.selectors.exchanges import theirs
from relationships.selectors.maps import CustomerMap

MOST_LINES = 150
"""Above, a tie of less than 20 that is not stable is left to the table."""


def drawing(found: CustomerMap, names: Mapping[str, Any], marks: Marks, *, label: str, ties: bool = False) -> Figure:
    """The ties as rows are many: they come with the picture when they are asked for, else on their own."""
    return Figure(
        title=_("Who knows whom"),
        label=label,
        picture=picture_of(found, names, marks),
        table=table_of_ties(found) if ties else None,
        table_url=f"{address_of(found)}&ties=1",
    )


def table_of_ties(found: CustomerMap) -> Table:
    columns = (Column(_("Colleague"), words=True), Column(_("Contact"), words=True), Column(_("Tie"), words=True))
    return Table(_("Ties of the day"), columns, tuple(_tie_rows(found)))


def address_of(found: CustomerMap) -> str:
    """Of the map of that day, and of what counts as known."""
    return f"{reverse('relationships:map', args=[found.customer.pk])}?on={found.day.isoformat()}&mode={found.mode}"


def picture_of(found: CustomerMap, names: Mapping[str, Any], marks: Marks) -> Ring:
    measured = found.picture.penetration
    levels = measured.levels if measured else {}
    units = [
        Unit(
            unit.key,
            unit_name(unit, names),
            levels.get(unit.key, NOBODY),
            strong=unit.is_core,
            title=str(LEVELS[levels.get(unit.key, NOBODY)]),
        )
        for unit in found.units
    ]
    if found.of_unit(""):
        units.append(Unit("", _("No department"), 1))
    return ring(units, theirs_of(found), ours_of(found), lines_of(found), _weights(found), rivals_of(found, marks))


def theirs_of(found: CustomerMap) -> list[Theirs]:
    held = {pair.contact for pair in found.picture.pairs if pair.stable}
    known = {person.id for person in found.picture.people}
    keys = {unit.key for unit in found.units}
    return [
        Theirs(
            key,
            unit if (unit := f"d{contact.department_id}") in keys else "",
            str(contact) if key in known else "",
            held=key in held,
            away=not works(found, contact) or key not in known,
            named=contact.key_person,
            title=f"{contact} {contact.title}".strip() if key in known else "",
            url=address("customers:contact", contact.pk) if key in known else "",
        )
        for key, contact in sorted(found.contacts.items(), key=lambda one: (-one[1].seniority, one[1].pk))
    ]


def ours_of(found: CustomerMap) -> list[Ours]:
    """Whoever ever met one of theirs, so that no date moves anybody."""
    met = {pair[0] for pair in found.network.met} | {one.user for one in found.network.judged}
    people = sorted((key, user) for key, user in found.colleagues.items() if key in met or user.is_active)
    return [Ours(key, str(user)) for key, user in people]


def lines_of(found: CustomerMap) -> list[Line]:
    pairs = [pair for pair in found.picture.pairs if pair.effective > 0]
    if len(pairs) > MOST_LINES:
        pairs = [pair for pair in pairs if pair.touches]
    return [
        Line(pair.user, pair.contact, pair.effective, pair.stable, judged=pair.source == "judged_only")
        for pair in pairs
    ]


def rivals_of(found: CustomerMap, marks: Marks) -> list[Other]:
    """Competitors that somebody who is there is tied to on the day."""
    named: dict[str, str] = {}
    ties: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for pk, said in marks.items():
        contact = found.contacts.get(theirs(pk))
        if contact is None or theirs(pk) not in found.known or not works(found, contact):
            continue
        for mark in said:
            named[mark.key] = mark.name
            ties[mark.key][theirs(pk)] = float(JUDGED_STEP * mark.strength)
    return [Other(key, named[key], some) for key, some in sorted(ties.items())]


def _weights(found: CustomerMap) -> dict[tuple[str, str], float]:
    return {pair: float(len(met)) for pair, met in found.network.met.items()}


def _tie_rows(found: CustomerMap) -> Sequence[Row]:
    rows = []
    for pair in sorted(found.picture.pairs, key=lambda one: -one.effective):
        user, contact = found.colleagues.get(pair.user), found.contacts.get(pair.contact)
        if user is None or contact is None or pair.source == "left":
            continue
        tie = found.picture.ties[pair.user, pair.contact]
        rows.append(Row((str(user), str(contact), tie_text(tie)), tie_url(found, user, contact)))
    return rows
