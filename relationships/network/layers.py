"""Three layers 三层客户关系: with the many, with the few who decide, and between the two houses."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from relationships.network.maps import TOUCHED, Department, PairTie, Person, chart, levels

ORGANISATIONAL = (
    "exec_mutual_visit",
    "framework_agreement",
    "joint_project",
    "periodic_review",
    "joint_marketing",
    "supplier_conference",
)
KEY_SENIORITY = 4


@dataclass(frozen=True, slots=True)
class Layers:
    """Each 0 to 100. Healthy: general from 60, key from 50, organisation from 50."""

    general: float | None
    """None without departments."""
    key: float | None
    """None without key people."""
    organisation: float


def layers(
    depts: Sequence[Department],
    contacts: Sequence[Person],
    pairs: Sequence[PairTie],
    org_items: Sequence[str],
    chart_complete: bool = True,
) -> Layers:
    """General, key-person and organisational relationship.

    General 普遍 = 100 × departments touched / departments of the recorded chart. Key-person 关键 = mean over active
    contacts flagged key or of seniority 4 and more: a stable tie with a positive attitude 1, neutral or unknown 0.5,
    opposed or without a stable tie 0. Organisational 组织 = 100 × distinct live items / 6; `org_items` are those alive
    within 365 days. Errors: ValueError for an unknown function or item. Source: metrics-relationship-voice R3.
    """
    if unknown := [item for item in org_items if item not in ORGANISATIONAL]:
        raise ValueError(f"{unknown[0]!r} is not an organisational item; items are {', '.join(ORGANISATIONAL)}")
    of = chart(depts, contacts, pairs, complete=chart_complete)
    level = levels(of)
    tied = {pair.contact for pair in of.pairs if pair.stable}
    earned = [_credit(person, is_tied=person.id in tied) for person in of.people.values() if _is_key(person)]
    return Layers(
        general=100 * sum(value >= TOUCHED for value in level.values()) / len(level) if level else None,
        key=100 * fmean(earned) if earned else None,
        organisation=100 * len(set(org_items)) / len(ORGANISATIONAL),
    )


def _is_key(person: Person) -> bool:
    return person.key or (person.seniority or 0) >= KEY_SENIORITY


def _credit(person: Person, *, is_tied: bool) -> float:
    if not is_tied or (person.attitude or 0) < 0:
        return 0.0
    return 1.0 if (person.attitude or 0) > 0 else 0.5
