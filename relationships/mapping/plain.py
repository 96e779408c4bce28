"""The map as plain values, for programs."""

from typing import Any

from relationships.selectors.maps import CustomerMap


def plain_map(found: CustomerMap) -> dict[str, Any]:
    """Scores to one decimal more than is printed; ids as the API gives them elsewhere; None is unknown."""
    measured = found.picture.penetration
    return {
        "customer": found.customer.pk,
        "as_of": found.day.isoformat(),
        "penetration": _scores(found),
        "departments": [
            {
                "id": unit.department.pk if unit.department else None,
                "name": str(unit.department) if unit.department else None,
                "function": unit.function,
                "weight": unit.weight,
                "level": measured.levels.get(unit.key, 0) if measured else 0,
                "judged_only": bool(measured and unit.key in measured.judged_only),
            }
            for unit in found.units
        ],
        "ties": [
            {
                "user": int(ours[1:]),
                "contact": int(theirs[1:]),
                "computed": _rounded(tie.computed),
                "stable": tie.stable,
                "judged": tie.judged,
                "judged_fresh": tie.judged_fresh,
                "effective": _rounded(tie.effective),
                "source": tie.source,
                "gap": _rounded(tie.gap),
                "review": tie.review,
            }
            for (ours, theirs), tie in found.picture.ties.items()
        ],
    }


def _scores(found: CustomerMap) -> dict[str, Any] | None:
    measured = found.picture.penetration
    if measured is None:
        return None
    return {
        "score": _rounded(measured.score),
        "raw": _rounded(measured.raw),
        "band": measured.band,
        "breadth": _rounded(measured.breadth),
        "depth": _rounded(measured.depth),
        "multithread": _rounded(measured.multithread),
        "access": measured.access,
        "stable_contacts": measured.stable_contacts,
        "stable_users": measured.stable_users,
        "spof_ours": measured.spof_ours,
        "spof_theirs": measured.spof_theirs,
        "no_stable_tie": measured.no_stable_tie,
        "top_user_share": measured.top_user_share,
        "top_contact_share": measured.top_contact_share,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
