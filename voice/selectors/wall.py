"""What an edition is made of: voices to choose from, quotes that wait for a word on what happened, the record kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from office.calendar import Week, week_add, week_range, weeks_between
from office.models import User
from voice.listening.walls import wall_state
from voice.models import SETTLED, TOMBSTONE, Edition, EditionQuote, FollowUp, Status, VoiceItem
from voice.selectors.company import BusinessCalendar
from voice.selectors.duties import duties_of

RECORD_WEEKS = 12


@dataclass(frozen=True)
class FollowUpQuote:
    """A quote of an earlier edition that this edition answers for."""

    quote: EditionQuote
    line: FollowUp | None
    weeks: int
    """Weeks from the quote's edition to this one; the counter turns red after four while it is open."""

    @property
    def voice(self) -> VoiceItem:
        return self.quote.voice

    @property
    def is_open(self) -> bool:
        return self.voice.status not in SETTLED


def previous_edition(week: str) -> Edition | None:
    """The last published edition of an earlier week."""
    return Edition.objects.published().before(week).order_by("-week").first()


def follow_up_quotes(edition: Edition) -> list[FollowUpQuote]:
    """The quotes of the previous edition and those of older ones that are still open, oldest last.

    A voice quoted in several editions is asked about once, for its newest quote.
    """
    before = previous_edition(edition.week)
    if before is None:
        return []
    wanted = Q(edition=before) | (
        Q(edition__published_at__isnull=False, edition__week__lt=edition.week) & ~Q(voice__status__in=SETTLED)
    )
    quotes = (
        EditionQuote.objects.filter(wanted)
        .select_related("edition", "voice__verbatim", "voice__customer", "voice__owner", "voice__speaker__person")
        .prefetch_related("voice__verbatim__redactions")
        .order_by("-edition__week", "order", "id")
    )
    lines = {line.quote_id: line for line in FollowUp.objects.filter(edition__week=edition.week).select_related("by")}
    newest: dict[int, FollowUpQuote] = {}
    for quote in quotes:
        if quote.voice_id not in newest:
            weeks = weeks_between(Week(quote.edition.week), Week(edition.week))
            newest[quote.voice_id] = FollowUpQuote(quote, lines.get(quote.pk), weeks)
    return list(newest.values())


def received_since(edition: Edition) -> datetime | None:
    """From when on a voice is new for this edition: the publishing of the previous one."""
    before = previous_edition(edition.week)
    return before.published_at if before else None


def pickable() -> Q:
    """Sorted, not a duplicate, not replaced, not erased."""
    return (
        ~Q(status__in=[Status.NEW, Status.DUPLICATE])
        & ~Q(kind="")
        & Q(superseded_by=None)
        & ~Q(verbatim__text=TOMBSTONE)
    )


def candidates(edition: Edition, *, older: bool = False, limit: int = 60) -> Sequence[VoiceItem]:
    """Voices to choose from, criticism and complaints first, the gravest and newest of them on top."""
    since = received_since(edition)
    voices = VoiceItem.objects.filter(pickable()).with_words()
    if edition.pk:
        voices = voices.exclude(quotes__edition=edition)
    if since is not None:
        voices = voices.filter(received_at__lte=since) if older else voices.filter(received_at__gt=since)
    newest = list(voices.order_by("-received_at", "-id")[:limit])
    return sorted(
        newest, key=lambda voice: (not voice.is_critical, voice.severity or 4, -voice.received_at.timestamp())
    )


def heard_counts(week: str, calendar: BusinessCalendar) -> dict[str, int]:
    """How many voices of each kind were received in a week; "" are the unsorted ones. Duplicates and replaced ones out."""
    monday, sunday = week_range(Week(week))
    rows = (
        VoiceItem.objects.current()
        .filter(
            received_at__gte=calendar.start_of(monday),
            received_at__lt=calendar.start_of(sunday + timedelta(days=1)),
        )
        .exclude(status=Status.DUPLICATE)
        .order_by()
        .values_list("kind")
        .annotate(Count("pk"))
    )
    return dict(rows)


@dataclass(frozen=True)
class Record:
    """How punctual the wall has been over the last weeks."""

    states: list[tuple[str, str]]
    """(week, state), newest first."""
    required: int
    on_time: int
    streak: int

    @property
    def compliance(self) -> float | None:
        """Editions on time among the weeks that required one; None when none did."""
        return self.on_time / self.required if self.required else None


def record_of(week: str, now: datetime, calendar: BusinessCalendar, *, weeks: int = RECORD_WEEKS) -> Record:
    """The record of the weeks up to `week`, from the first edition on; a week that is still open does not count yet."""
    first_edition = Edition.objects.order_by("week").values_list("week", flat=True).first()
    keys = [week_add(Week(week), -n) for n in range(weeks)]
    keys = [key for key in keys if first_edition is not None and key >= first_edition]
    published = dict(Edition.objects.filter(week__in=keys).values_list("week", "published_at"))
    states = [
        (str(key), wall_state(key, published.get(key), now, calendar.overrides, zone=calendar.zone)) for key in keys
    ]
    judged = [state for _, state in states if state not in ("exempt", "open")]
    streak = next((n for n, state in enumerate(judged) if state != "on_time"), len(judged))
    return Record(states, len(judged), judged.count("on_time"), streak)


@dataclass(frozen=True)
class OwnRecord:
    """How punctual the editions of one executive's turns were."""

    executive: User
    required: int
    on_time: int

    @property
    def compliance(self) -> float:
        return self.on_time / self.required


def records_by_executive(week: str, now: datetime, calendar: BusinessCalendar, *, weeks: int = 52) -> list[OwnRecord]:
    """The same for whoever was on duty (see `duty_of`). Most turns first.

    Source: metrics-relationship-voice V3, compliance per executive.
    """
    states = record_of(week, now, calendar, weeks=weeks).states
    judged = {key: state for key, state in states if state not in ("exempt", "open")}
    on_duty = {each.week: each.on_duty for each in duties_of(judged)}
    turns: dict[User, list[str]] = {}
    for key, state in judged.items():
        executive = on_duty[key]
        if executive is not None:
            turns.setdefault(executive, []).append(state)
    records = [OwnRecord(who, len(found), found.count("on_time")) for who, found in turns.items()]
    return sorted(records, key=lambda each: (-each.required, each.executive.pk))
