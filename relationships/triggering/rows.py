"""Playbooks, what began and why, ready for pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from customers.models import Customer
from customers.selectors import flags
from office.formatting.amounts import percent, signed
from office.models import Company
from relationships.models import NextAction, Playbook, PlaybookRun
from relationships.selectors.playbooks import Measures, Share
from relationships.triggering import registry
from relationships.triggering.registry import After, Hit

if TYPE_CHECKING:
    from office.models import User

COUNTED: dict[After, Any] = {
    After.WARMTH: gettext_lazy(
        "Warmer: customers whose temperature in the first frozen week from the 60th day on lies above that of the day "
        "it began, of all whose temperature is known on both days."
    ),
    After.HOLDS: gettext_lazy(
        "Over: runs whose trigger held no more on the day their last step was closed, of all that were closed."
    ),
    After.RENEWED: gettext_lazy(
        "Renewed: customers whose renewal day was moved on, of all whose day was moved on or has passed."
    ),
    After.AGAIN: gettext_lazy(
        "Stayed away: runs after which the same playbook did not begin again at the customer within 90 days, of all "
        "closed that long ago."
    ),
    After.NOTHING: gettext_lazy("It happens once, so nothing is looked at afterwards."),
}
"""How "what happened after" is counted, in words."""
VERDICTS = {
    "yes": pgettext_lazy("signals of a renewal", "speak for the renewal"),
    "no": pgettext_lazy("signals of a renewal", "speak against the renewal"),
    "": pgettext_lazy("signals of a renewal", "too little is known"),
}
CALLS = {
    "yes": pgettext_lazy("call of a renewal", "Renews"),
    "no": pgettext_lazy("call of a renewal", "Does not renew"),
}


@dataclass(frozen=True)
class Why:
    """Why an action exists: which playbook, since when, on what evidence, and where the rows behind it stand."""

    title: str
    on: date
    told: str
    rows_url: str
    url: str
    more: Sequence[tuple[Any, str]] = ()
    """Further pages to look at: words and address."""


def why(run: PlaybookRun, user: "User | None" = None) -> Why:
    """As `user` may read it; without a user as everybody who sees the customer's people may."""
    return Why(
        str(run.playbook),
        run.fired_on,
        told(run.playbook.trigger, run.evidence, user),
        rows_url(run.playbook.trigger, run.customer_id, run.about),
        run.get_absolute_url(),
        more(run),
    )


def more(run: PlaybookRun) -> list[tuple[Any, str]]:
    trigger = registry.find(run.playbook.trigger)
    further = trigger.more if trigger else ()
    return [(label, link(run.customer_id, run.about, run.evidence)) for label, link in further]


WEIGHED = frozenset({"signal", "against", "areas"})


def told(code: str, evidence: Mapping[str, Any], user: "User | None" = None) -> str:
    """The evidence as a sentence; empty for who may not read it."""
    trigger = registry.find(code)
    if trigger is None or not (trigger.is_open if user is None else trigger.reads(user)):
        return ""
    return trigger.tell(evidence)


def seen(run: PlaybookRun, user: "User") -> Mapping[str, Any]:
    """The evidence as it was kept; nothing of it for who may not read it. The signals that a call is held against stay
    out of it: `weighed` tells them, once there is a call."""
    trigger = registry.find(run.playbook.trigger)
    if trigger is None or not trigger.reads(user):
        return {}
    return {key: value for key, value in run.evidence.items() if key not in WEIGHED}


def rows_url(code: str, customer_id: int, about: str) -> str:
    trigger = registry.find(code)
    return trigger.link(customer_id, about) if trigger else reverse("customers:detail", args=[customer_id])


@dataclass(frozen=True)
class Weighed:
    """The signals kept as a playbook began beside the call of its owner; before there is a call, nothing of them."""

    waits: bool
    verdict: str = ""
    against: Sequence[Any] = ()
    call: str = ""
    by: Any = None
    differs: bool = False
    """Whether signals and call say different things."""


def weighed(run: PlaybookRun, steps: Sequence[NextAction]) -> Weighed | None:
    """None where the playbook weighs nothing."""
    if "signal" not in run.evidence:
        return None
    verdict = run.evidence["signal"]
    said = next((one for one in steps if one.done_at and one.call in CALLS), None)
    if said is None:
        return Weighed(waits=any(one.call and one.is_open for one in steps))
    labels = flags.labels()
    return Weighed(
        waits=False,
        verdict=str(VERDICTS.get(verdict, VERDICTS[""])),
        against=[labels[key] for key in run.evidence.get("against", ()) if key in labels],
        call=str(CALLS[said.call]),
        by=said.owner,
        differs=bool(verdict) and verdict != said.call,
    )


@dataclass(frozen=True)
class Ratio:
    """A share as a cell: 80% with 4 of 5 below it; grey and without a verdict when few."""

    text: str
    note: str
    small: bool


def ratio(share: Share) -> Ratio | None:
    if share.rate is None:
        return None
    return Ratio(percent(share.rate, 0), _("%(part)s of %(n)s") % {"part": share.part, "n": share.n}, share.small)


def after(trigger: registry.Trigger, found: Measures) -> Ratio | None:
    """What happened after, in one phrase."""
    share = found.after
    if share.rate is None:
        return None
    said = {"part": share.part, "n": share.n}
    if trigger.after is After.WARMTH:
        gained = signed(f"{found.gained or 0:.0f}".replace("-", "−"))
        text = _("%(part)s of %(n)s warmer") % said
        return Ratio(text, _("%(points)s points on average after 60 days") % {"points": gained}, share.small)
    if trigger.after is After.RENEWED:
        return Ratio(_("%(part)s of %(n)s renewed") % said, "", share.small)
    if trigger.after is After.AGAIN:
        return Ratio(_("%(part)s of %(n)s stayed away") % said, _("not again within 90 days"), share.small)
    return Ratio(_("%(part)s of %(n)s over") % said, _("when the last step was closed"), share.small)


@dataclass(frozen=True)
class PlaybookRow:
    playbook: Playbook
    label: str
    """When it begins; empty where the title says just that."""
    pace: str
    """How soon it begins, where that is not once a day."""
    found: Measures
    in_time: Ratio | None
    after: Ratio | None
    counted: Any
    url: str


def playbook_row(playbook: Playbook, found: Measures) -> PlaybookRow:
    trigger = registry.find(playbook.trigger)
    label = str(trigger.label) if trigger else _("a trigger the program knows no more")
    return PlaybookRow(
        playbook,
        "" if label.casefold() == str(playbook).casefold() else label,
        str(trigger.pace) if trigger else "",
        found,
        ratio(found.in_time),
        after(trigger, found) if trigger else None,
        COUNTED[trigger.after] if trigger else "",
        playbook.get_absolute_url(),
    )


@dataclass(frozen=True)
class RunRow:
    """A run in a list. Its `run` must come from `with_steps`."""

    run: Any
    told: str
    state: str
    tone: str
    steps: str


def run_row(run: Any, user: "User") -> RunRow:
    if run.closed_at is not None:
        state, tone = _("closed"), "good"
    elif run.escalated is not None:
        state, tone = pgettext("run of a playbook", "escalated"), "bad"
    elif run.late_steps:
        state, tone = _("overdue"), "bad"
    else:
        state, tone = _("under way"), "accent"
    steps = _("%(closed)s of %(all)s steps") % {"closed": run.closed_steps, "all": run.all_steps}
    return RunRow(run, told(run.playbook.trigger, run.evidence, user), state, tone, steps)


@dataclass(frozen=True)
class Candidate:
    """A customer at which a playbook would begin."""

    customer: Customer
    told: str
    rows_url: str


def candidates(playbook: Playbook, found: Sequence[Hit], user: "User") -> list[Candidate]:
    """In their order. One query."""
    customers = Customer.objects.select_related("standing").in_bulk([one.customer_id for one in found])
    return [
        Candidate(
            customers[one.customer_id],
            told(playbook.trigger, one.evidence, user),
            rows_url(playbook.trigger, one.customer_id, one.about),
        )
        for one in found
    ]


@dataclass(frozen=True)
class StepRow:
    """A step of a run: how it stands against the day first set."""

    action: NextAction
    state: str
    tone: str
    moved: bool


def step_row(action: NextAction, zone_day: date) -> StepRow:
    """`zone_day` is today."""
    planned = action.planned_on or action.due_on
    moved = action.due_on != planned
    if action.cancelled_at is not None:
        return StepRow(action, _("dropped"), "", moved)
    if action.done_at is not None:
        late = (_local(action.done_at) - planned).days
        if late > 0:
            return StepRow(
                action, ngettext("done %(n)s day late", "done %(n)s days late", late) % {"n": late}, "warn", moved
            )
        return StepRow(action, _("done in time"), "good", moved)
    late = (zone_day - action.due_on).days
    if late > 0:
        return StepRow(action, ngettext("%(n)s day overdue", "%(n)s days overdue", late) % {"n": late}, "bad", moved)
    return StepRow(action, _("open"), "accent", moved)


def _local(moment: Any) -> date:
    return timezone.localdate(moment, Company.get().zone)
