"""An edition as page, poster, corridor screen and report show it: the frozen payload, the words where they stand, and
the masks of today over both (decision 26)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.models import ConsentRecord, Contact, Customer
from office.calendar import Week, week_range
from voice.listening.verbatims import redact
from voice.masking import private_spans
from voice.models import CRITICAL_KINDS, Channel, Edition, Kind, Status, Verbatim
from voice.presenters.words import said

# Corridor type by length of the quote (interface.md 3): up to 28 characters, 56, 110, more.
SIZES = ((28, "xl"), (56, "l"), (110, "m"))
RED_AFTER_WEEKS = 4


@dataclass(frozen=True)
class ShownQuote:
    words: str
    customer: str
    """Empty when the speaker asked to stay anonymous."""
    role: str
    person: str
    """The speaker's name; only with a consent to be quoted that stands today."""
    said_on: date
    channel: str
    kind: str
    kind_label: str
    fingerprint: str
    """Twelve digits, as printed."""
    old: bool
    open: bool

    @property
    def critical(self) -> bool:
        return self.kind in CRITICAL_KINDS

    @property
    def size(self) -> str:
        return next((size for most, size in SIZES if len(self.words) <= most), "s")

    @property
    def seconds(self) -> int:
        """How long a corridor page stays: 14 s, one more per 8 characters over 40."""
        return 14 + max(0, len(self.words) - 40) // 8


@dataclass(frozen=True)
class ShownFollowUp:
    words: str
    line: str
    by: str
    state: str
    """good, warn or bad: solved, open, open for more than four weeks."""
    label: str
    fingerprint: str


@dataclass(frozen=True)
class QuietRow:
    name: str
    tier: str
    weeks: int
    never: bool


@dataclass(frozen=True)
class ShownErratum:
    text: str
    at: datetime


@dataclass(frozen=True)
class EditionPage:
    week: str
    monday: date
    sunday: date
    published_at: datetime
    published_by: str
    duty: str
    next_duty: str
    state: str
    state_label: str
    quotes: Sequence[ShownQuote]
    follow_ups: Sequence[ShownFollowUp]
    quiet: Sequence[QuietRow]
    quiet_total: int
    quiet_by_revenue: bool
    heard: Sequence[tuple[str, int]]
    heard_total: int
    required: int
    on_time: int
    streak: int
    errata: Sequence[ShownErratum] = field(default_factory=tuple)


STATES = {
    "exempt": lambda: _("no working day, not required"),
    "open": lambda: _("open"),
    "on_time": lambda: _("on time"),
    "late_same_week": lambda: _("late, same week"),
    "late": lambda: _("late"),
    "missed": lambda: _("missed"),
}


def edition_for_week(week: str, *, by_revenue: bool = False) -> EditionPage | None:
    """The published edition of a week as it may be shown to anybody in the house; None when none was published."""
    edition = Edition.objects.published().filter(week=week).first()
    return edition_page(edition, by_revenue=by_revenue) if edition else None


def edition_page(edition: Edition, *, by_revenue: bool = False) -> EditionPage:
    """A published edition in a constant number of queries. `by_revenue` orders the quiet list for the founder's eyes;
    everybody else gets it by weeks of silence, which gives no revenue away (decision 51)."""
    payload: Mapping[str, Any] = edition.payload or {}
    rows = [*payload["quotes"], *payload["follow_ups"]]
    words = Verbatim.objects.prefetch_related("redactions").in_bulk([row["verbatim"] for row in rows])
    privacy = Privacy.of({row["customer"] for row in rows})
    monday, sunday = week_range(Week(edition.week))
    quiet = payload["quiet"]
    heard = [(str(Kind(kind).label) if kind else _("unsorted"), count) for kind, count in payload["heard"].items()]
    return EditionPage(
        week=edition.week,
        monday=monday,
        sunday=sunday,
        published_at=edition.published_at or timezone.now(),
        published_by=payload["published_by"],
        duty=payload["duty"],
        next_duty=payload["next_duty"],
        state=payload["record"]["state"],
        state_label=STATES[payload["record"]["state"]](),
        quotes=[_quote(row, words[row["verbatim"]], privacy) for row in payload["quotes"]],
        follow_ups=[_follow_up(row, words[row["verbatim"]], privacy) for row in payload["follow_ups"]],
        quiet=[
            QuietRow(row["name"], row["tier"], row["weeks"], row["never"])
            for row in quiet["by_revenue" if by_revenue else "by_silence"]
        ],
        quiet_total=quiet["total"],
        quiet_by_revenue=by_revenue,
        heard=heard,
        heard_total=sum(count for _label, count in heard),
        required=payload["record"]["required"],
        on_time=payload["record"]["on_time"],
        streak=payload["record"]["streak"],
        errata=[ShownErratum(one.text, one.at) for one in edition.errata.all()],
    )


@dataclass(frozen=True)
class Privacy:
    """Which names an edition must hide, by customer, and which speakers may be named."""

    hidden: Mapping[int, Sequence[str]]
    customer_names: Mapping[int, Sequence[str]]
    named: Mapping[int, str]
    """Contact id → name, of people who consent to be quoted by name today."""

    @classmethod
    def of(cls, customers: Iterable[int]) -> "Privacy":
        ids = list(customers)
        contacts = (
            Contact.objects.filter(customer_id__in=ids)
            .order_by("id")
            .values_list(
                "id",
                "customer_id",
                "person_id",
                "person__name",
                "person__family_name",
                "person__given_name",
                "person__form_of_address",
            )
        )
        consenting = consenting_people(timezone.localdate())
        hidden: dict[int, list[str]] = {}
        named: dict[int, str] = {}
        for contact, customer, person, name, family, given, address in contacts:
            if person in consenting:
                named[contact] = name
            else:
                hidden.setdefault(customer, []).extend(_names(name, family, given, address))
        companies = Customer.objects.filter(pk__in=ids).values_list("pk", "name", "short_name", "english_name")
        return cls(hidden, {pk: [one for one in names if one] for pk, *names in companies}, named)

    def spans(self, text: str, customer: int, *, anonymous: bool) -> list[tuple[int, int]]:
        names = [*self.hidden.get(customer, ()), *(self.customer_names.get(customer, ()) if anonymous else ())]
        return private_spans(text, names)


def consenting_people(today: date) -> frozenset[int]:
    """Persons who allow to be quoted by name on that day."""
    standing = Q(given_on__lte=today) & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=today))
    rows = ConsentRecord.objects.filter(standing, purpose=ConsentRecord.Purpose.QUOTE).values_list(
        "person_id", flat=True
    )
    return frozenset(rows)


def _names(name: str, family: str, given: str, address: str) -> list[str]:
    western = [given] if given.isascii() and len(given) > 2 else []
    return [name, f"{given} {family}", address, *western]


def _quote(row: Mapping[str, Any], verbatim: Verbatim, privacy: Privacy) -> ShownQuote:
    spans = [] if verbatim.is_erased else privacy.spans(verbatim.text, row["customer"], anonymous=row["anonymous"])
    anonymous = row["anonymous"] or verbatim.is_erased
    return ShownQuote(
        words=said(verbatim, spans),
        customer="" if anonymous else row["customer_name"],
        role="" if anonymous else row["role"],
        person="" if anonymous else privacy.named.get(row["contact"], ""),
        said_on=date.fromisoformat(row["said_on"]),
        channel=str(Channel(row["channel"]).label),
        kind=row["kind"],
        kind_label=str(Kind(row["kind"]).label),
        fingerprint=row["fingerprint"][:12],
        old=row["old"],
        open=row["status"] not in (Status.CLOSED_CONFIRMED, Status.CLOSED_NO_REPLY, Status.ACKNOWLEDGED),
    )


def _follow_up(row: Mapping[str, Any], verbatim: Verbatim, privacy: Privacy) -> ShownFollowUp:
    spans = [] if verbatim.is_erased else privacy.spans(verbatim.text, row["customer"], anonymous=row["anonymous"])
    line_spans = privacy.spans(row["line"], row["customer"], anonymous=row["anonymous"])
    return ShownFollowUp(
        words=said(verbatim, spans),
        line=redact(row["line"], line_spans),
        by=row["by"],
        state=follow_up_state(row["status"], row["weeks"]),
        label=follow_up_label(row["status"], row["weeks"]),
        fingerprint=row["fingerprint"][:12],
    )


def follow_up_state(status: str, weeks: int) -> str:
    if status in (Status.CLOSED_CONFIRMED, Status.ACKNOWLEDGED):
        return "good"
    if status in (Status.CLOSED_NO_REPLY, Status.DUPLICATE):
        return "none"
    return "bad" if weeks > RED_AFTER_WEEKS else "warn"


def follow_up_label(status: str, weeks: int) -> str:
    match status:
        case Status.CLOSED_CONFIRMED:
            return _("solved")
        case Status.ACKNOWLEDGED:
            return _("noted with thanks")
        case Status.CLOSED_NO_REPLY:
            return _("closed, no reply")
        case Status.DUPLICATE:
            return _("said before")
    return ngettext("open for %(weeks)d week", "open for %(weeks)d weeks", weeks) % {"weeks": weeks}
