"""The grid of the map: their people by department, ours as columns, a tie in each cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from customers.models import Contact, DepartmentFunction
from customers.presenters.people import attitude
from office.models import Company, User
from relationships.mapping.cells import Cell, Weaver, address, written
from relationships.mapping.rivals import Beyond, Mark
from relationships.mapping.words import LEVELS
from relationships.network.maps import NOBODY
from relationships.selectors.exchanges import theirs
from relationships.selectors.maps import CustomerMap, Unit

MOST_COLUMNS = 8
FOLDED_FROM = 8
"""People in a department from which only those with a tie, and key people, stand open."""
NOTHING = Beyond()


@dataclass(frozen=True)
class Row:
    contact: Contact
    roles: Sequence[Any]
    attitude: dict[str, str] | None
    gone: bool
    single: bool
    rivals: Sequence[Mark]
    free: bool
    """Known to be tied to no competitor."""
    url: str
    rival_url: str
    cells: Sequence[Cell]

    @property
    def written(self) -> SafeString:
        return written(self.cells)


@dataclass(frozen=True)
class Group:
    """A department with its people; `more` counts those folded away."""

    key: str
    name: Any
    function: Any
    core: bool
    level: int
    level_text: Any
    boxes: Sequence[bool]
    judged_only: bool
    rows: Sequence[Row]
    more: int
    """People folded away."""
    add: bool
    """Whether it is a department of the chart, to which somebody can be added."""


@dataclass(frozen=True)
class Column:
    """One of ours; `single` holds all stable ties alone."""

    key: str
    user: User
    role: str
    single: bool


@dataclass(frozen=True)
class Grid:
    columns: Sequence[Column]
    others: int
    """Of our people without a column."""
    groups: Sequence[Group]

    @property
    def width(self) -> int:
        return len(self.columns) + 1


def grid(
    found: CustomerMap,
    names: Mapping[str, Any],
    *,
    opened: str = "",
    everybody: bool = False,
    beyond: Beyond = NOTHING,
) -> Grid:
    """`names` are those of the functions. `opened` names a department whose people all show, `all` means each;
    `everybody` gives each of ours a column.
    """
    held = single_points(found)
    columns = _columns(found, held)
    shown = columns if everybody else columns[:MOST_COLUMNS]
    weaver = Weaver(found, [column.user for column in shown], beyond)
    groups = [_group(found, unit, weaver, held, names, opened, beyond) for unit in found.units]
    homeless = found.of_unit("")
    if homeless:
        groups.append(_homeless(found, homeless, weaver, held, beyond))
    return Grid(shown, len(columns) - len(shown), groups)


def function_names() -> dict[str, Any]:
    return {term.code: term for term in DepartmentFunction._default_manager.all()}


def unit_name(unit: Unit, names: Mapping[str, Any]) -> str:
    """The department's own name, or that of the function which is assumed to exist."""
    return str(unit.department or names.get(unit.function, unit.function))


def single_points(found: CustomerMap) -> set[str]:
    """People of either side on whom all stable ties hang."""
    stable = [pair for pair in found.picture.pairs if pair.stable]
    sides = ({pair.user for pair in stable}, {pair.contact for pair in stable})
    return {key for side in sides if len(side) == 1 for key in side}


def _columns(found: CustomerMap, held: set[str]) -> list[Column]:
    """Those with the strongest ties first, then who works on the account; who left without any tie left is out."""
    strength: dict[str, float] = {}
    for pair in found.picture.pairs:
        strength[pair.user] = strength.get(pair.user, 0.0) + max(pair.effective, 0.1)
    zone = Company.get().zone
    people = [
        (key, user)
        for key, user in found.colleagues.items()
        if key in strength or (user.is_active and found.day >= user.date_joined.astimezone(zone).date())
    ]
    people.sort(key=lambda one: (-strength.get(one[0], 0.0), one[1].pk))
    return [Column(key, user, _role(user, found), key in held) for key, user in people]


def _role(user: User, found: CustomerMap) -> str:
    if not user.is_active:
        return _("left")
    return _("owner") if user.pk == found.customer.owner_id else ""


def _group(
    found: CustomerMap,
    unit: Unit,
    weaver: Weaver,
    held: set[str],
    names: Mapping[str, Any],
    opened: str,
    beyond: Beyond,
) -> Group:
    measured = found.picture.penetration
    level = measured.levels.get(unit.key, NOBODY) if measured else NOBODY
    people = _present(found, found.of_unit(unit.key))
    shown = people if opened in ("all", unit.key) else _open(found, people)
    return Group(
        key=unit.key,
        name=unit_name(unit, names),
        function=names.get(unit.function, unit.function)
        if unit.department
        else _("assumed until the chart is complete"),
        core=unit.is_core,
        level=level,
        level_text=LEVELS[level],
        boxes=tuple(level > step for step in range(4)),
        judged_only=bool(measured and unit.key in measured.judged_only),
        rows=[_row(found, one, weaver, held, beyond) for one in shown],
        more=len(people) - len(shown),
        add=unit.department is not None,
    )


def _homeless(
    found: CustomerMap,
    people: Sequence[Contact],
    weaver: Weaver,
    held: set[str],
    beyond: Beyond,
) -> Group:
    rows = [_row(found, one, weaver, held, beyond) for one in _present(found, people)]
    return Group("", _("No department"), "", False, 1, LEVELS[1], (True, False, False, False), False, rows, 0, False)


def _present(found: CustomerMap, people: Sequence[Contact]) -> list[Contact]:
    """Who was there on the day, and who had left by then and is still remembered by a tie."""
    return [
        one
        for one in people
        if theirs(one.pk) in found.known and (works(found, one) or theirs(one.pk) in found.remembered)
    ]


def works(found: CustomerMap, contact: Contact) -> bool:
    return contact.left_on is None or contact.left_on > found.day


def _open(found: CustomerMap, people: Sequence[Contact]) -> list[Contact]:
    if len(people) <= FOLDED_FROM:
        return list(people)
    return [one for one in people if theirs(one.pk) in found.touched or one.key_person][:FOLDED_FROM]


def _row(
    found: CustomerMap,
    contact: Contact,
    weaver: Weaver,
    held: set[str],
    beyond: Beyond,
) -> Row:
    key = theirs(contact.pk)
    return Row(
        contact=contact,
        roles=[one.get_role_display() for one in found.roles.get(contact.pk, ()) if one.until is None],
        attitude=attitude(found.attitudes.get(contact.pk)),
        gone=not works(found, contact),
        single=key in held,
        rivals=beyond.marks.get(contact.pk, ()),
        free=contact.pk in beyond.none,
        url=address("customers:contact", contact.pk),
        rival_url=address("relationships:competitor-tie", contact.pk),
        cells=weaver.row(contact),
    )
