"""The three layers of a customer (R3) with their healthy lines, as tiles and as figures that explain themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.figures.declared import Definition, Input, Reading, Unit
from customers.figures.reasons import gap
from customers.models import Customer
from office.access import sees_people_and_voices
from office.clock import today
from office.models import User
from relationships.network.layers import ORGANISATIONAL, Layers, layers
from relationships.presenters import whole
from relationships.selectors.layers import kinds
from relationships.selectors.maps import CustomerMap, read_map

LINES = {"general": 60, "key": 50, "organisation": 50}


@dataclass(frozen=True)
class LayerTile:
    label: Any
    value: int | None
    note: str
    state: str
    reason: str
    url: str


def three(found: CustomerMap, live: Sequence[str]) -> Layers:
    """The layers of a map's day; `live` are the organisational kinds alive on it.

    Of departments the recorded ones count, whether the chart is complete or not: the map alone assumes further ones.
    """
    return layers(found.network.departments, found.picture.people, found.picture.pairs, live)


def layer_tiles(customer: Customer, user: User, day: date, live: Sequence[str]) -> list[LayerTile]:
    return tiles(customer, three(read_map(customer, user, day), live), live)


def tiles(customer: Customer, found: Layers, live: Sequence[str]) -> list[LayerTile]:
    notes = {"organisation": _("%(count)s of %(all)s alive") % {"count": len(live), "all": len(ORGANISATIONAL)}}
    reasons = {"general": _("no department is recorded"), "key": _("nobody is marked as key"), "organisation": ""}
    made = []
    for name, line in LINES.items():
        value = whole(getattr(found, name))
        low = value is not None and value < line
        note = (_("below the healthy line of %(line)s") if low else _("healthy from %(line)s")) % {"line": line}
        if name in notes:
            note = f"{notes[name]} · {note}"
        url = reverse("customers:figure", args=[customer.pk, f"layer_{name}"])
        made.append(LayerTile(LABELS[name], value, note, "bad" if low else "", str(reasons[name]), url))
    return made


LABELS = {
    "general": gettext_lazy("General layer"),
    "key": gettext_lazy("Key-person layer"),
    "organisation": gettext_lazy("Organisational layer"),
}
FORMULAS = {
    "general": gettext_lazy("100 × departments in which somebody is touched ÷ departments recorded. Healthy from 60."),
    "key": gettext_lazy(
        "Mean over key people and those of seniority 4 and more: a stable tie and a good attitude 1, a stable tie and a "
        "neutral or unknown one ½, else 0; × 100. Healthy from 50."
    ),
    "organisation": gettext_lazy(
        "100 × kinds alive ÷ 6: mutual visits of executives, a framework agreement in force, joint projects, periodic "
        "reviews, joint marketing, supplier conferences; within 365 days or until they end. Healthy from 50."
    ),
}


def _reader(name: str) -> Callable[[Customer, User, date], Reading]:
    def read(customer: Customer, user: User, as_of: date) -> Reading:
        """Read off the map of the day, as corrected."""
        live = kinds(customer, as_of)
        found = three(read_map(customer, user, as_of), live)
        value = getattr(found, name)
        return Reading(
            value,
            as_of=as_of,
            kind="today" if as_of == today() else "",
            last=as_of,
            inputs=[Input(LABELS[other], getattr(found, other), Unit.SCORE) for other in LINES if other != name],
            count=Input(gettext_lazy("Kinds alive"), len(live), Unit.COUNT) if name == "organisation" else None,
            gaps=[gap("no_people")] if value is None else (),
        )

    return read


DEFINITIONS = [
    Definition(
        name=f"layer_{name}",
        label=LABELS[name],
        unit=Unit.SCORE,
        formula=FORMULAS[name],
        source="R3",
        may_see=lambda user, customer: sees_people_and_voices(user),
        rows="relationships:agreements-tab" if name == "organisation" else "relationships:map",
        read=_reader(name),
    )
    for name in LINES
]
