"""The decision unit 决策小组: who decides, whether we know them, and how long they take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from office.statistics.rounding import r1

NEEDED_ROLES = ("economic", "technical", "user", "champion")
TOUCHED_STRENGTH = 20.0
BLOCKING_INFLUENCE = 3
WINDOW = 365
FEWEST_CYCLES = 3
FAST, NORMAL = 3.0, 14.0


def role_played(role: str, *, influence: int | None, interest: str, proved_on: date | None, as_of: date) -> str:
    """The role as it counts: a champion 内部推动者 has influence of 3 or more, an own interest that is written down and
    one dated proof; whoever lacks any of them is a coach 教练. Every other role counts as said. Source: R4 [MED].
    """
    if role != "champion":
        return role
    proven = proved_on is not None and proved_on <= as_of
    powerful = influence is not None and influence >= BLOCKING_INFLUENCE
    return "champion" if powerful and interest.strip() and proven else "coach"


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a buying decision: influence 1 to 5, attitude −2 to +2, either None when unknown; several roles."""

    id: str
    roles: Sequence[str]
    effective: float
    influence: int | None
    attitude: int | None
    active: bool = True


@dataclass(frozen=True, slots=True)
class DecisionUnit:
    """Coverage 0 to 100 of the four roles, net support −100 to 100 (None when nobody's attitude and influence are known)."""

    coverage: float
    missing: list[str]
    net_support: float | None
    blockers: list[str]


def dmu(members: Sequence[Member]) -> DecisionUnit:
    """Whom of a decision we know, and whether they are for us.

    Coverage = 100 × roles of economic, technical, user, champion held by an active person with a tie of at least 20
    / 4. Net support = 100 × Σ influence × attitude / Σ 2 × influence. Blockers oppose with an influence of 3 or more.
    Whose attitude or influence is unknown is left out of both. Who left counts nowhere. Source: Webster and Wind 1972; metrics-relationship-voice R4.
    """
    there = [member for member in members if member.active]
    covered = {role for member in there if r1(member.effective) >= TOUCHED_STRENGTH for role in member.roles}
    missing = [role for role in NEEDED_ROLES if role not in covered]
    told = [
        (member.influence, member.attitude)
        for member in there
        if member.influence is not None and member.attitude is not None
    ]
    weight = sum(2 * influence for influence, _ in told)
    return DecisionUnit(
        coverage=100 * (len(NEEDED_ROLES) - len(missing)) / len(NEEDED_ROLES),
        missing=missing,
        net_support=100 * sum(influence * attitude for influence, attitude in told) / weight if weight else None,
        blockers=sorted(
            member.id
            for member in there
            if (member.attitude or 0) < 0 and (member.influence or 0) >= BLOCKING_INFLUENCE
        ),
    )


@dataclass(frozen=True, slots=True)
class Need:
    """When a need was raised and, if it was, decided."""

    raised: date
    decided: date | None = None


@dataclass(frozen=True, slots=True)
class DecisionCycle:
    """Calendar days from need to decision."""

    median_days: float | None
    n: int
    low_n: bool
    """Fewer than three decisions: shown with its count only."""
    open_days: list[int]
    """Days the open ones have been running, in the order given."""
    slow_open: int
    """How many of them run longer than the median."""
    band: str | None
    """fast up to 3 days, normal up to 14, slow beyond."""


def decision_cycle(items: Sequence[Need], as_of: date) -> DecisionCycle:
    """Median days of the decisions taken in the last 365 days, and the decisions still open.

    Needs raised after `as_of` do not exist yet; one decided later is still open.
    Errors: ValueError for a decision before its need. Source: metrics-relationship-voice R4.
    """
    if any(item.decided is not None and item.decided < item.raised for item in items):
        raise ValueError("a need cannot be decided before it is raised")
    raised = [item for item in items if item.raised <= as_of]
    open_days = [(as_of - item.raised).days for item in raised if item.decided is None or item.decided > as_of]
    closed = [
        (item.decided - item.raised).days
        for item in raised
        if item.decided is not None and 0 <= (as_of - item.decided).days <= WINDOW
    ]
    middle = float(median(closed)) if closed else None
    return DecisionCycle(
        median_days=middle,
        n=len(closed),
        low_n=len(closed) < FEWEST_CYCLES,
        open_days=open_days,
        slow_open=0 if middle is None else sum(days > middle for days in open_days),
        band=None if middle is None else "fast" if r1(middle) <= FAST else "normal" if r1(middle) <= NORMAL else "slow",
    )
