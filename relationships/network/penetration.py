"""Penetration 渗透度: how wide, how deep and on how many threads we are woven into a customer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from office.statistics.rounding import r1
from relationships.network.maps import (
    BUYING_SIDE,
    CONNECTED,
    CORE_WEIGHT,
    TOUCHED,
    WEIGHTS,
    Chart,
    Department,
    PairTie,
    Person,
    breadth,
    chart,
    levels,
)

DANGER_CAP = 20.0
CONCENTRATED = 60.0
"""Percent of the strength of all stable ties from which one person's part is too much."""
SOUND = 50.0
BANDS = ((70.0, "deep"), (SOUND, "sound"), (25.0, "thin"))
LAYERS = ((1, 2, 20), (3, 4, 35), (5, 5, 45))
"""Seniority from, to, and what reaching that layer is worth."""


@dataclass(frozen=True, slots=True)
class Penetration:
    """How we are woven in; scores 0 to 100, shares 0 to 1."""

    score: float
    """`raw`, at most 20 when we know nobody but procurement and finance."""
    raw: float
    band: str
    """deep, sound, thin or surface."""
    breadth: float
    depth: float
    multithread: float
    levels: dict[str, int]
    """Department id to 0 … 4; departments assumed are called `?function`."""
    judged_only: list[str]
    """Departments touched by nothing but somebody's judgement."""
    access: str
    """ok, warning, danger or no_access."""
    stable_contacts: int
    stable_users: int
    spof_ours: bool
    """One of our people holds all stable ties."""
    spof_theirs: bool
    """One contact holds all stable ties."""
    no_stable_tie: bool
    top_user_share: float | None
    """Largest part one of ours has in the strength of the stable ties; from 0.60 on it is concentrated."""
    top_contact_share: float | None
    no_core_tie: bool | None = None
    """No stable tie in any core department; None where the complete chart has no core department."""


def penetration(
    depts: Sequence[Department],
    contacts: Sequence[Person],
    pairs: Sequence[PairTie],
    chart_complete: bool = False,
    without: str | None = None,
) -> Penetration:
    """The penetration of one customer, or what it would be `without` one person of either side.

    P = 0.5 breadth + 0.25 depth + 0.25 multithreading, at most 20 in access danger. Depth = 20 (seniority 1–2) + 35
    (3–4) + 45 (5): full with a stable tie in the layer, half with a tie of at least 20. Multithreading = 100 × (0.6 ×
    min(contacts in stable ties, 5)/5 + 0.4 × min(ours in stable ties, 3)/3).
    Errors: ValueError for an unknown function. Source: metrics-relationship-voice R3; decisions 36.
    """
    of = chart(depts, contacts, pairs, complete=chart_complete, without=without)
    level = levels(of)
    stable = [pair for pair in of.pairs if pair.stable]
    users, theirs = {pair.user for pair in stable}, {pair.contact for pair in stable}
    wide, deep = breadth(of, level), _depth(of)
    threads = 100 * (0.6 * min(len(theirs), 5) / 5 + 0.4 * min(len(users), 3) / 3)
    raw = 0.5 * wide + 0.25 * deep + 0.25 * threads
    signal = access(of)
    score = min(raw, DANGER_CAP) if signal == "danger" else raw
    return Penetration(
        score=score,
        raw=raw,
        band=band(score),
        breadth=wide,
        depth=deep,
        multithread=threads,
        levels=level,
        judged_only=_judged_only(of, level),
        access=signal,
        stable_contacts=len(theirs),
        stable_users=len(users),
        spof_ours=len(users) == 1,
        spof_theirs=len(theirs) == 1,
        no_stable_tie=not stable,
        top_user_share=_top_share([(pair.user, pair.effective) for pair in stable]),
        top_contact_share=_top_share([(pair.contact, pair.effective) for pair in stable]),
        no_core_tie=_no_core_tie(of, level),
    )


def is_concentrated(share: float | None) -> bool:
    """Whether one person's part of the stable ties, 0 to 1, is 0.60 or more; judged as printed. Source: R3."""
    return share is not None and r1(100 * share) >= CONCENTRATED


def band(score: float) -> str:
    """deep from 70, sound from 50, thin from 25, else surface."""
    return next((name for line, name in BANDS if r1(score) >= line), "surface")


def access(of: Chart) -> str:
    """Whether anybody but procurement and finance knows us.

    no_access: no department touched; danger 仅采购/财务: all touched ones buy or pay; warning: all stable ties are
    there; else ok. A tie that is only judged opens no door. Source: metrics-relationship-voice R3; decisions 36.
    """
    evident = of.by_department(pair for pair in of.pairs if pair.source != "judged_only")
    touched = [dept for dept in evident if dept]
    stable = [dept for dept, pairs in evident.items() if dept and any(pair.stable for pair in pairs)]
    if not of.functions(touched):
        return "no_access"
    if of.functions(touched) <= BUYING_SIDE:
        return "danger"
    return "warning" if stable and of.functions(stable) <= BUYING_SIDE else "ok"


def _no_core_tie(of: Chart, level: dict[str, int]) -> bool | None:
    core = [level[each.id] for each in of.departments if WEIGHTS[each.function] >= CORE_WEIGHT]
    return all(value < CONNECTED for value in core) if core else None


def _depth(of: Chart) -> float:
    total = 0.0
    for lowest, highest, worth in LAYERS:
        layer = [pair for pair in of.pairs if lowest <= (of.people[pair.contact].seniority or 0) <= highest]
        if any(pair.stable for pair in layer):
            total += worth
        elif layer:
            total += worth / 2
    return total


def _judged_only(of: Chart, level: dict[str, int]) -> list[str]:
    pairs = of.by_department(of.pairs)
    touched = [dept for dept, value in level.items() if TOUCHED <= value < CONNECTED]
    return [dept for dept in touched if all(pair.source == "judged_only" for pair in pairs[dept])]


def _top_share(strengths: Sequence[tuple[str, float]]) -> float | None:
    held: defaultdict[str, float] = defaultdict(float)
    for who, strength in strengths:
        held[who] += strength
    total = sum(held.values())
    return max(held.values()) / total if total > 0 else None
