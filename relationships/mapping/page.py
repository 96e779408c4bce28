"""The page of the map: the danger first, then the scores, the grid, the drawing, what if she leaves, other days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.access import may_edit_people, sees_revenue_of
from customers.models import Customer, DecisionRole
from customers.presenters.tiles import revenue
from office.clock import today
from office.formatting import amounts
from office.formatting.lists import listed
from office.models import Company, User
from relationships.access import loggable_by
from relationships.agreeing.layers import three, tiles
from relationships.mapping import drawing
from relationships.mapping.deciding import card
from relationships.mapping.graph import CROWD
from relationships.mapping.grid import function_names, grid, unit_name
from relationships.mapping.leaving import choices, decision_unit, leaving, unproven_champions
from relationships.mapping.replay import by_month, replay
from relationships.mapping.rivals import beyond
from relationships.models import RelationshipStanding
from relationships.network.events import Mode
from relationships.network.maps import CONNECTED, TOUCHED
from relationships.network.penetration import Penetration, is_concentrated
from relationships.presenters import penetration_state, whole
from relationships.selectors.decisions import open_on
from relationships.selectors.layers import kinds
from relationships.selectors.maps import CustomerMap, read_map
from relationships.selectors.rivals import brought_ties, rival_ties

ACCESS_STATES = {"danger": "bad", "no_access": "bad", "warning": "warn"}


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    day: date
    mode: Mode = "as_corrected"
    who: str = ""
    """Who is imagined to leave."""
    opened: str = ""
    everybody: bool = False
    months: bool = False
    """The score of each month as well: the page asks for it later, who reads without JavaScript by a link."""
    ties: bool = False
    """The table of ties as well, asked for in the same ways."""
    graph: bool = False
    """The drawing as data for the browser's graph, nothing else."""


@dataclass(frozen=True)
class Score:
    label: Any
    value: int | None
    note: str
    state: str = ""
    url: str = ""


def map_page(customer: Customer, user: User, asked: Asked) -> dict[str, Any]:
    """Everything the template `relationships/map.html` shows."""
    found = read_map(customer, user, asked.day, asked.mode)
    names = function_names()
    signal = banner(found, user, names)
    ours, theirs = choices(found)
    outside = beyond(
        found,
        rival_ties([one.pk for one in found.contacts.values()], user, asked.day),
        brought_ties(found, user),
    )
    decisions = open_on(customer, user, asked.day)
    figure = drawing.drawing(
        found,
        names,
        outside.marks,
        label=signal["text"] if signal else _("Ties in several departments."),
        ties=asked.ties,
    )
    return {
        "map": found,
        "asked": asked,
        "is_today": asked.day >= today(),
        "contacts_counted": found.exchanges.interactions,
        "banner": signal,
        "single": single_sentences(found),
        "scores": scores(found),
        "grid": grid(found, names, opened=asked.opened, everybody=asked.everybody, beyond=outside),
        "rivals": outside,
        "figure": figure,
        "people": (people := sum(key in found.known for key in found.contacts)),
        "crowded": people > CROWD,
        "graph_url": f"{drawing.address_of(found)}&graph=1",
        "missing_roles": [DecisionRole.Role(role).label for role in decision_unit(found)],
        "unproven": unproven_champions(found),
        "leaving": leaving(found, asked.who, user, names, decisions) if asked.who else None,
        "decisions": [card(found, one) for one in decisions],
        "may_decide": may_edit_people(user, customer) and not customer.is_archived,
        "ours": ours,
        "theirs": theirs,
        "replay": replay(found, names),
        "by_month": by_month(found) if asked.months else None,
        "may_judge": loggable_by(user).filter(pk=customer.pk).exists(),
        "may_edit": may_edit_people(user, customer),
        "paper_url": reverse("relationships:map-paper", args=[customer.pk]),
    }


def banner(found: CustomerMap, user: User, names: dict[str, Any]) -> dict[str, Any] | None:
    """The danger in a sentence, with what is at stake; None where the way is open."""
    measured = found.picture.penetration
    if measured is None:
        return {
            "state": "warn",
            "text": _("Nobody of theirs is recorded."),
            "more": _("A name, a department and a line after each call: the map draws itself."),
        }
    state = ACCESS_STATES.get(measured.access)
    if state is None:
        return None
    text = _("%(signal)s.") % {"signal": capfirst(str(RelationshipStanding.Access(measured.access).label))}
    more = [part for part in (_untouched(found, measured, names), _capped(measured), _at_stake(found, user)) if part]
    return {"state": state, "text": text, "more": pgettext("between parts of a sentence", "; ").join(more)}


def _untouched(found: CustomerMap, measured: Penetration, names: dict[str, Any]) -> str:
    core = [unit for unit in found.units if unit.is_core and measured.levels.get(unit.key, 0) < TOUCHED]
    if not core:
        return ""
    said = listed(unit_name(unit, names) for unit in core)
    return _("not touched: %(departments)s") % {"departments": said}


def _capped(measured: Penetration) -> str:
    if measured.raw <= measured.score:
        return ""
    return _("the score is capped at %(score)s, without it %(raw)s") % {
        "score": whole(measured.score),
        "raw": whole(measured.raw),
    }


def _at_stake(found: CustomerMap, user: User) -> str:
    """Renewal, and revenue for who sees it."""
    parts = []
    customer, now = found.customer, today()
    if customer.renewal_on is not None and customer.renewal_on >= now:
        days = (customer.renewal_on - now).days
        parts.append(ngettext("renewal in %(days)s day", "renewal in %(days)s days", days) % {"days": days})
    if sees_revenue_of(user, customer) and (net := revenue(customer, now)["net"]):
        text = amounts.amount(net, get_language() or "en", currency=Company.get().base_currency)
        parts.append(_("%(amount)s a year") % {"amount": text})
    return pgettext("between clauses", ", ").join(parts)


def single_sentences(found: CustomerMap) -> list[str]:
    """Whom everything hangs on, by side."""
    measured = found.picture.penetration
    if measured is None:
        return []
    stable = [pair for pair in found.picture.pairs if pair.stable]
    said = []
    if measured.spof_ours:
        said.append(_("All stable ties are held by %(name)s.") % {"name": found.colleagues[stable[0].user]})
    if measured.spof_theirs:
        said.append(_("All stable ties lead to %(name)s.") % {"name": found.contacts[stable[0].contact]})
    if not measured.spof_ours and is_concentrated(measured.top_user_share):
        held = [(pair.user, pair.effective) for pair in stable]
        said.append(
            _("%(share)s of the strength of all stable ties lies with %(name)s.")
            % {"share": _whole(measured.top_user_share), "name": found.colleagues[_strongest(held)]}
        )
    if not measured.spof_theirs and is_concentrated(measured.top_contact_share):
        led = [(pair.contact, pair.effective) for pair in stable]
        said.append(
            _("%(share)s of the strength of all stable ties leads to %(name)s.")
            % {"share": _whole(measured.top_contact_share), "name": found.contacts[_strongest(led)]}
        )
    if measured.no_stable_tie:
        said.append(_("No tie is stable."))
    return said


def _strongest(ties: Iterable[tuple[str, float]]) -> str:
    """Who holds most of the strength."""
    held: defaultdict[str, float] = defaultdict(float)
    for who, strength in ties:
        held[who] += strength
    return max(held, key=lambda who: held[who])


def _whole(share: float | None) -> str:
    return amounts.percent(share or 0.0, 0)


def scores(found: CustomerMap) -> list[Score]:
    measured = found.picture.penetration
    if measured is None:
        return []
    steady = sum(level >= CONNECTED for level in measured.levels.values())
    capped = measured.raw > measured.score
    departments = ngettext(
        "stable in %(stable)s of %(count)s department",
        "stable in %(stable)s of %(count)s departments",
        len(measured.levels),
    ) % {"stable": steady, "count": len(measured.levels)}
    people = _("stable ties: %(theirs)s of theirs, %(ours)s of ours") % {
        "theirs": measured.stable_contacts,
        "ours": measured.stable_users,
    }
    return [
        Score(
            _("Penetration"),
            whole(measured.score),
            _("capped; without it %(raw)s") % {"raw": whole(measured.raw)} if capped else _band_word(measured.band),
            penetration_state(measured.score),
            reverse("customers:figure", args=[found.customer.pk, "penetration"]),
        ),
        Score(_("Breadth"), whole(measured.breadth), departments),
        Score(_("Depth"), whole(measured.depth), _layer_note(found)),
        Score(_("Multithreading"), whole(measured.multithread), people),
        *_layers(found),
    ]


def _band_word(band: str) -> str:
    return {
        "deep": pgettext("penetration", "deep"),
        "sound": pgettext("penetration", "sound"),
        "thin": pgettext("penetration", "thin"),
        "surface": pgettext("penetration", "on the surface"),
    }[band]


def _layer_note(found: CustomerMap) -> str:
    """How many of theirs in stable ties are at the top, in the middle, below."""
    seniority = {person.id: person.seniority or 0 for person in found.picture.people}
    held = {pair.contact for pair in found.picture.pairs if pair.stable}
    counts = {
        "top": sum(seniority[one] == 5 for one in held),
        "middle": sum(3 <= seniority[one] <= 4 for one in held),
        "staff": sum(seniority[one] <= 2 for one in held),
    }
    return _("stable: top %(top)s, middle %(middle)s, staff %(staff)s") % counts


def _layers(found: CustomerMap) -> list[Score]:
    """The three layers of R3 with their healthy lines; each leads to its explanation."""
    live = kinds(found.customer, found.day)
    return [
        Score(one.label, one.value, one.note if one.value is not None else one.reason, one.state, one.url)
        for one in tiles(found.customer, three(found, live), live)
    ]
