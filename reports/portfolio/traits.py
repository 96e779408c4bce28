"""What those lost had in common: a lead for interviews, not a cause."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from customers.selectors import flags
from customers.valuation.churn import FEWEST_LOST
from office.access import sees_people_and_voices
from office.charts.figures import Column, Row, Table
from office.exporting import Cell
from office.formatting.lists import listed
from office.formatting.writers import percent_writer
from reports.indicators.traits import FLAG
from reports.portfolio.measures import number
from reports.portfolio.tables import category_url

if TYPE_CHECKING:
    from office.models import User

NAMES = 3
Labels = Mapping[str, Mapping[str, str]]


def shown_lines(traits: Mapping[str, Any], user: "User") -> list[Mapping[str, Any]]:
    """Without what people and voices tell, for who sees only money."""
    hidden = frozenset() if sees_people_and_voices(user) else {f"{FLAG}:{name}" for name in flags.of_people()}
    return [line for line in traits["lines"] if line["value"] not in hidden]


def traits_table(lines: Sequence[Mapping[str, Any]], labels: Labels, names: Mapping[int, str]) -> Table:
    """Traits of those lost, the common ones first, each with the lost that bear it."""
    share = percent_writer()
    return Table(
        _("What those lost have in common"),
        (
            Column(_("Trait"), words=True),
            Column(_("Lost / customers")),
            Column(_("Lost")),
            Column(_("Lift")),
            Column(_("p, adjusted")),
            Column(_("Verdict"), words=True),
            Column(_("Known for")),
            Column(_("Lost customers"), words=True),
        ),
        tuple(
            Row(
                (
                    trait_name(line["value"], labels),
                    f"{line['lost']:,} / {line['n']:,}",
                    "" if _few(line) else share(number(line, "rate") or 0),
                    "" if _few(line) else f"{number(line, 'lift'):.2f}",
                    "" if _few(line) else f"{line['p']:.3f}",
                    verdict(line),
                    f"{line['known']:,}",
                    _names(line, names),
                ),
                _url(line["value"]),
            )
            for line in lines
        ),
    )


def traits_rows(
    lines: Sequence[Mapping[str, Any]], labels: Labels, names: Mapping[int, str]
) -> tuple[list[str], list[Sequence[Cell]]]:
    """Heads and rows of the file: with p as it was before all traits were counted together, and more names."""
    heads = [_("Trait"), _("Lost"), _("Customers"), _("Known for"), _("Lift"), "p", _("p, adjusted"), _("Verdict")]
    rows: list[Sequence[Cell]] = [
        (
            trait_name(line["value"], labels),
            line["lost"],
            line["n"],
            line["known"],
            number(line, "lift"),
            str(line["p_raw"]),
            str(line["p"]),
            verdict(line),
            listed(names[pk] for pk in line["ids"] if pk in names),
        )
        for line in lines
    ]
    return [*heads, _("Lost customers")], rows


def trait_name(value: str, labels: Labels) -> str:
    kind, _colon, code = value.partition(":")
    if kind == FLAG:
        return str(flags.labels().get(code, code))
    words = {
        "industry": _("Industry"),
        "region": _("Region"),
        "channel": _("Acquisition channel"),
        "size": _("Size of company"),
    }
    return _("%(label)s: %(value)s") % {"label": words[kind], "value": labels.get(kind, {}).get(code, code)}


def verdict(line: Mapping[str, Any]) -> str:
    if _few(line):
        return _("small sample")
    return _("common trait") if line["common"] else _("may be chance")


def _few(line: Mapping[str, Any]) -> bool:
    return line["lost"] < FEWEST_LOST or line["lift"] is None


def _names(line: Mapping[str, Any], names: Mapping[int, str]) -> str:
    seen = [names[pk] for pk in line["ids"] if pk in names]
    more = line["lost"] - len(seen[:NAMES])
    told = listed(seen[:NAMES])
    return _("%(names)s and %(count)s more") % {"names": told, "count": more} if more and told else told


def _url(value: str) -> str:
    kind, _colon, code = value.partition(":")
    return "" if kind == FLAG else category_url(kind, code)
