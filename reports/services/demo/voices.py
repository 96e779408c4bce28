"""Four hundred voices of the sample company: how they were said, sorted, answered and closed."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from customers.models import Contact
from office.models import User
from reports.demo import story, words
from reports.demo.companies import Company
from reports.services.demo.archive import Archive
from voice.listening.verbatims import fingerprint
from voice.models import Kind, SampleWords, Status, Verbatim, VoiceItem, VoiceTransition
from voice.selectors import business_calendar
from voice.services import steps

CHANNELS = ["call", "wecom", "visit", "meeting", "mail", "hotline", "on_site"]
SETTLED_AFTER_DAYS = 21


def hear(
    companies: list[Company],
    archive: Archive,
    staff: dict[str, User],
    language: str,
    zone: ZoneInfo,
    now: datetime,
    rng: Random,
) -> list[VoiceItem]:
    """The voices, written; every word differs, as people's words do."""
    today = now.astimezone(zone).date()
    heard: list[tuple[VoiceItem, list[tuple[Status, datetime]]]] = []
    texts: set[str] = set()
    for company, on, critical in story.hearings(companies, today, rng):
        said = _unheard_yet(company, language, rng, texts, critical=critical)
        at = datetime.combine(on, time(rng.randint(9, 15), rng.randint(0, 59)), zone)
        heard.append(_voice(company, archive, staff, said, at, language, now, rng))
    Verbatim.objects.bulk_create([item.verbatim for item, _ in heard], batch_size=200)
    SampleWords.objects.bulk_create(SampleWords(verbatim_id=item.verbatim.pk) for item, _ in heard)
    VoiceItem.objects.bulk_create([item for item, _ in heard], batch_size=200)
    VoiceTransition.objects.bulk_create(
        (
            VoiceTransition(item=item, status=status, at=at, by=item.owner or item.created_by)
            for item, log in heard
            for status, at in log
        ),
        batch_size=500,
    )
    return [item for item, _ in heard]


def _unheard_yet(company: Company, language: str, rng: Random, texts: set[str], *, critical: bool) -> words.Words:
    said = story.words_of(company, language, rng, critical=critical)
    for _ in range(200):
        if said.text not in texts:
            break
        said = story.words_of(company, language, rng, critical=critical)
    texts.add(said.text)
    return said


def _voice(
    company: Company,
    archive: Archive,
    staff: dict[str, User],
    said: words.Words,
    at: datetime,
    language: str,
    now: datetime,
    rng: Random,
) -> tuple[VoiceItem, list[tuple[Status, datetime]]]:
    customer = archive.customers[company.code]
    owner = customer.owner or staff["ops"]
    speaker = _speaker(archive.contacts[company.code], at.date(), rng)
    item = VoiceItem(
        customer=customer,
        speaker=speaker,
        verbatim=Verbatim(
            text=said.text,
            fingerprint=fingerprint(said.text),
            said_at=at,
            captured_by=owner,
            channel=rng.choice(CHANNELS),
        ),
        anonymous=rng.random() < 0.06,
        received_at=at,
        kind=said.kind,
        category=said.category,
        sentiment=said.sentiment,
        severity=said.severity,
        sample=True,
        created_by=owner,
    )
    log = _life(item, at, now, rng)
    item.status = log[-1][0]
    if item.status not in {Status.NEW, Status.TRIAGED, Status.ACKNOWLEDGED}:
        item.owner, item.due_at = owner, at + timedelta(days=9)
    if item.status == Status.CLOSED_CONFIRMED:
        item.root_cause, item.action = rng.choice(words.closings(language))
        item.confirmed_by, item.confirmed_on = speaker, log[-1][1].date()
        item.confirmed_how = "call" if language == "en" else "电话"
    calendar = business_calendar()
    item.clock, item.clock_due_at = steps.next_clock(
        [(str(status), when) for status, when in log], item.severity or steps.UNSORTED_SEVERITY, calendar, at=log[-1][1]
    )
    return item, log


def _life(item: VoiceItem, at: datetime, now: datetime, rng: Random) -> list[tuple[Status, datetime]]:
    """The steps taken so far: old voices are settled, fresh ones wait for somebody."""
    age = (now - at).days
    steps_taken = [(Status.NEW, at)]
    if age < 2 and rng.random() < 0.6:
        return steps_taken
    later = at + timedelta(hours=rng.choice([1, 2, 3, 20]))
    steps_taken.append((Status.TRIAGED, min(later, now)))
    if item.kind == Kind.PRAISE or (item.kind == Kind.QUESTION and rng.random() < 0.3):
        return [*steps_taken, (Status.ACKNOWLEDGED, min(later + timedelta(hours=1), now))]
    if age < 4 and rng.random() < 0.4:
        return steps_taken
    steps_taken.append((Status.ASSIGNED, min(later + timedelta(hours=1), now)))
    if age < SETTLED_AFTER_DAYS and rng.random() < 0.45:
        return steps_taken
    answered = at + timedelta(days=rng.choice([0, 1, 1, 2]), hours=5)
    steps_taken.append((Status.ANSWERED, min(answered, now)))
    if age < SETTLED_AFTER_DAYS and rng.random() < 0.6:
        return steps_taken
    confirmed = rng.random() < 0.85
    closed = answered + timedelta(days=rng.randint(2, 9) if confirmed else 17)
    if closed > now:
        return steps_taken
    return [*steps_taken, (Status.CLOSED_CONFIRMED if confirmed else Status.CLOSED_NO_REPLY, closed)]


def _speaker(contacts: list[Contact], on: date, rng: Random) -> Contact:
    present = [each for each in contacts if each.left_on is None or each.left_on > on]
    return rng.choices(present, [1 / (at + 1) for at in range(len(present))])[0]
