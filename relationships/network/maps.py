"""A customer's departments, people and ties: the rows of a penetration map, and how deep we are in each department."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from office.statistics.rounding import reaches

WEIGHTS: Mapping[str, int] = {
    "executive": 5,
    "strategy": 5,
    "rnd": 5,
    "production": 4,
    "operations": 4,
    "marketing": 3,
    "quality": 2,
    "it": 2,
    "procurement": 2,
    "finance": 1,
    "hr": 1,
    "legal": 1,
    "other": 1,
}
CORE_WEIGHT = 3
TEMPLATE = ("executive", "strategy", "rnd", "production", "operations", "marketing", "procurement", "finance")
"""Functions a company has, until somebody says that its chart is complete."""
BUYING_SIDE = frozenset({"procurement", "finance"})
TOUCHED_STRENGTH = 20.0
NOBODY, RECORDED, TOUCHED, CONNECTED, DEEP = range(5)
CREDIT = (0.0, 0.10, 0.40, 0.80, 1.00)


@dataclass(frozen=True, slots=True)
class Department:
    """One unit of the customer; `function` is one of the thirteen of WEIGHTS."""

    id: str
    function: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contact. Seniority: 1 staff, 2 supervisor, 3 manager, 4 director, 5 top executive; None unknown."""

    id: str
    dept: str | None
    seniority: int | None
    active: bool = True
    attitude: int | None = None
    """−2 opposed to +2 for us; None unknown."""
    key: bool = False


class PairTie(NamedTuple):
    """The tie of one of our people with one contact: effective strength 0 to 100, and whether it is stable."""

    user: str
    contact: str
    effective: float
    stable: bool
    source: str | None = None
    """Where the strength comes from; `judged_only` never opens the access signal."""

    @property
    def touches(self) -> bool:
        return self.stable or reaches(self.effective, TOUCHED_STRENGTH)


@dataclass(frozen=True, slots=True)
class Chart:
    """A customer as the map sees it: departments (with those assumed), active people, and their ties."""

    departments: Sequence[Department]
    people: Mapping[str, Person]
    pairs: Sequence[PairTie]
    """Those that touch: weaker ones count nowhere."""

    def by_department(self, pairs: Iterable[PairTie]) -> dict[str | None, list[PairTie]]:
        """Ties by the contact's department."""
        grouped: defaultdict[str | None, list[PairTie]] = defaultdict(list)
        for pair in pairs:
            grouped[self.people[pair.contact].dept].append(pair)
        return grouped

    def functions(self, departments: Iterable[str]) -> set[str]:
        """The functions of some departments."""
        wanted = set(departments)
        return {each.function for each in self.departments if each.id in wanted}


def chart(
    depts: Sequence[Department],
    contacts: Sequence[Person],
    pairs: Sequence[PairTie],
    *,
    complete: bool,
    without: str | None = None,
) -> Chart:
    """The chart of a customer, as if the person `without` (ours or theirs) had gone.

    Until the chart is complete, template functions that are missing join it as empty departments `?function`: unknown
    is not covered. People who left and their ties are out. Errors: ValueError for an unknown function.
    """
    if unknown := [each.function for each in depts if each.function not in WEIGHTS]:
        raise ValueError(f"{unknown[0]!r} is not a function; functions are {', '.join(WEIGHTS)}")
    present = {each.function for each in depts}
    assumed = [] if complete else [Department(f"?{name}", name) for name in TEMPLATE if name not in present]
    people = {each.id: each for each in contacts if each.active and each.id != without}
    kept = [pair for pair in pairs if pair.touches and pair.contact in people and pair.user != without]
    return Chart([*depts, *assumed], people, kept)


def levels(of: Chart) -> dict[str, int]:
    """How deep we are in each department, by its id, sorted.

    0 nobody; 1 a contact is recorded; 2 touched: a tie of at least 20; 3 connected: a stable tie; 4 deep: at least two
    contacts and two of ours in stable ties, one of those contacts of seniority 3 or more.
    Source: metrics-relationship-voice R3, Department level.
    """
    pairs = of.by_department(of.pairs)
    staffed = {person.dept for person in of.people.values()}
    return {
        each.id: _level(of, pairs.get(each.id, ()), staffed=each.id in staffed)
        for each in sorted(of.departments, key=lambda each: each.id)
    }


def _level(of: Chart, pairs: Sequence[PairTie], *, staffed: bool) -> int:
    stable = [pair for pair in pairs if pair.stable]
    if stable:
        contacts, users = {pair.contact for pair in stable}, {pair.user for pair in stable}
        is_senior = any((of.people[each].seniority or 0) >= 3 for each in contacts)
        return DEEP if len(contacts) >= 2 and len(users) >= 2 and is_senior else CONNECTED
    if pairs:
        return TOUCHED
    return RECORDED if staffed else NOBODY


def breadth(of: Chart, level: Mapping[str, int]) -> float:
    """100 × Σ weight × mean credit of the function's departments / Σ weights of the functions present; 0 for none."""
    earned: defaultdict[str, list[float]] = defaultdict(list)
    for each in of.departments:
        earned[each.function].append(CREDIT[level[each.id]])
    total = sum(WEIGHTS[function] for function in earned)
    return 100 * sum(WEIGHTS[function] * fmean(some) for function, some in earned.items()) / total if total else 0.0
