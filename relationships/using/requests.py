"""Figures on requests as pages show them: each with its count, its interval and what it was before."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from office.formatting.amounts import percent
from office.models import Team, User
from relationships.models.request import ServiceRequestQuerySet
from relationships.outcomes.requests import Answering, Share
from relationships.selectors.requests import Compared, Counted, by_key, compare

NONE_RAISED, NONE_SOLVED = gettext_lazy("no request in 90 days"), gettext_lazy("none solved in 90 days")
MOST_WAIT = gettext_lazy("most still wait")


@dataclass(frozen=True)
class FigureLine:
    """One figure; `text` is None where it is unknown, and `reason` says why."""

    label: Any
    text: str | None
    note: str
    reason: Any
    before: str


def figures(found: Compared) -> list[FigureLine]:
    """Reply rate, time to the first answer, solved without staff."""
    now, before = found.now, found.before
    return [
        _share(_("Reply rate"), now.replied, before.replied, NONE_RAISED, _("%(k)s of %(n)s answered, %(range)s")),
        FigureLine(
            label=_("Time to the first answer"),
            text=hours(now),
            note=_median_note(now),
            reason=MOST_WAIT if now.raised else NONE_RAISED,
            before=hours(before) or "",
        ),
        _share(_("Solved without staff"), now.alone, before.alone, NONE_SOLVED, _("%(k)s of %(n)s solved, %(range)s")),
    ]


def hours(found: Answering) -> str | None:
    if found.median_hours is None:
        return None
    return _("%(hours)s h") % {"hours": f"{found.median_hours:.1f}"}


def _median_note(found: Answering) -> str:
    if not found.raised:
        return ""
    return ngettext(
        "median of %(count)s request, working hours", "median of %(count)s requests, working hours", found.raised
    ) % {"count": found.raised}


def _share(label: str, now: Share, before: Share, reason: Any, note: str) -> FigureLine:
    told = {"k": now.k, "n": now.n, "range": interval(now)}
    return FigureLine(
        label=label,
        text=None if now.share is None else percent(now.share, 0),
        note=note % told if now.share is not None else "",
        reason=reason,
        before="" if before.share is None else percent(before.share, 0),
    )


def interval(share: Share) -> str:
    """Wilson's: 61% to 84%."""
    if share.low is None or share.high is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": percent(share.low, 0), "high": percent(share.high, 0)}


@dataclass(frozen=True)
class TeamLine:
    name: str
    team_id: int | None
    raised: int
    figures: list[FigureLine]


def team_lines(rows: list[Counted], user: User) -> list[TeamLine]:
    """One line for each team whose customers asked, those without a team last."""
    names = dict(Team.objects.visible_to(user).values_list("pk", "name"))
    found = by_key(rows, lambda row: row.team_id if row.team_id in names else None)
    lines = [
        TeamLine(names.get(key or 0, "") or _("no team"), key, one.now.raised, figures(one))
        for key, one in found.items()
    ]
    return sorted(lines, key=lambda line: (line.team_id is None, line.name))


def overall(rows: list[Counted]) -> list[FigureLine]:
    return figures(compare(rows))


def narrowed(
    requests: ServiceRequestQuerySet, *, customer: int | None, team: int | None, kind: str, state: str
) -> ServiceRequestQuerySet:
    """Those that a page asks for."""
    if customer is not None:
        requests = requests.filter(customer=customer)
    if team is not None:
        requests = requests.filter(customer__team=team)
    if kind:
        requests = requests.filter(kind=kind)
    if state == "waiting":
        requests = requests.filter(answered_at=None, solved_at=None)
    if state == "open":
        requests = requests.filter(solved_at=None)
    if state == "alone":
        requests = requests.filter(solved_by="self-service")
    return requests
