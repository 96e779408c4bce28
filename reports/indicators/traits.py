"""What those lost in T12 had in common at its start: who they are, and what warned of them (economics 10.5, decision 30)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from customers.valuation.churn import TraitGroup, TraitLift, churn_lift
from customers.valuation.money import ZERO, maybe, quotient, ratio
from customers.valuation.worth import Measured, Moment
from reports.indicators.plain import plain

TRAITS = ("industry", "region", "channel", "size")
FLAG = "flag"
LISTED, NAMED = 50, 20


def traits_of(
    there: Sequence[Measured], gone: Mapping[int, date], moment: Moment, flags: Mapping[int, Mapping[str, bool]]
) -> dict[str, Any]:
    """Traits of the customers that were `there` at the start of T12, set against those `gone` since: counts, lift, p.

    A warning counts where it was known to hold at the start, so that none is a consequence of the loss; `known` says
    of how many customers it was known. Each line names the largest of the lost that bear it.
    """
    members = _members(there, flags)
    lost = {row.id for row in there if row.id in gone}
    groups = [TraitGroup(value, len(rows), sum(row.id in lost for row in rows)) for value, rows in members.items()]
    found = churn_lift(groups, len(there), len(lost), float(moment.settings.discovery_rate)) if lost else []
    lines = [
        _line(group, lift, [row for row in members[group.value] if row.id in lost], _known(group.value, there, flags))
        for group, lift in zip(groups, found, strict=False)
        if group.lost
    ]
    lines.sort(key=lambda line: (not line["common"], line["p"], line["value"]))
    return {
        "total": len(there),
        "lost": len(lost),
        "rate": plain(maybe(ratio, quotient(Decimal(len(lost)), Decimal(len(there))))),
        "flags_known": sum(row.id in flags for row in there),
        "tested": len(groups),
        "lines": lines[:LISTED],
    }


def _members(there: Sequence[Measured], flags: Mapping[int, Mapping[str, bool]]) -> dict[str, list[Measured]]:
    members: defaultdict[str, list[Measured]] = defaultdict(list)
    for row in there:
        for name in TRAITS:
            if getattr(row, name):
                members[f"{name}:{getattr(row, name)}"].append(row)
        for name, holds in flags.get(row.id, {}).items():
            if holds:
                members[f"{FLAG}:{name}"].append(row)
    return dict(sorted(members.items()))


def _known(value: str, there: Sequence[Measured], flags: Mapping[int, Mapping[str, bool]]) -> int:
    kind, _colon, name = value.partition(":")
    if kind == FLAG:
        return sum(name in flags.get(row.id, {}) for row in there)
    return sum(bool(getattr(row, kind)) for row in there)


def _line(group: TraitGroup, lift: TraitLift, lost: Sequence[Measured], known: int) -> dict[str, Any]:
    ranked = sorted(lost, key=lambda row: (-sum(row.net.values(), ZERO), row.id))
    return {
        "value": group.value,
        "n": group.n,
        "lost": group.lost,
        "known": known,
        "rate": plain(maybe(ratio, quotient(Decimal(group.lost), Decimal(group.n)))),
        "lift": plain(lift.lift),
        "p_raw": lift.p,
        "p": lift.adjusted_p,
        "common": lift.common_trait,
        "ids": [row.id for row in ranked[:NAMED]],
    }
