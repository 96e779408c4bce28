"""What a customer said in a period, as it may be handed to that very customer: masks of today, names only with consent.

Whoever asked to stay anonymous is left out altogether: inside one's own house, words alone may give a person away.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from customers.extensions import SpokenWords
from customers.models import Customer
from voice.models import TOMBSTONE, Status, VoiceItem
from voice.presenters.editions import Privacy
from voice.presenters.inbox import attribution
from voice.presenters.words import said
from voice.selectors import business_calendar

if TYPE_CHECKING:
    from office.models import User


def words_of_period(customer: Customer, user: "User", start: date, end: date) -> list[SpokenWords]:
    """Voices said from `start` to `end`, both included, oldest first; as on the wall, every name without a consent to
    be quoted is masked (decision 26). Six queries, however many."""
    calendar = business_calendar()
    voices = (
        VoiceItem.objects.visible_to(user)
        .current()
        .filter(
            customer=customer,
            anonymous=False,
            verbatim__said_at__gte=calendar.start_of(start),
            verbatim__said_at__lt=calendar.start_of(end + timedelta(days=1)),
        )
        .exclude(status=Status.DUPLICATE)
        .exclude(verbatim__text=TOMBSTONE)
        .with_words()
        .order_by("verbatim__said_at", "id")
    )
    found = list(voices)
    privacy = Privacy.of([customer.pk]) if found else None
    return [_words(one, privacy, calendar.day(one.verbatim.said_at)) for one in found if privacy is not None]


def _words(one: VoiceItem, privacy: Privacy, on: date) -> SpokenWords:
    spans = privacy.spans(one.verbatim.text, one.customer_id, anonymous=False)
    name = privacy.named.get(one.speaker_id or 0, "")
    return SpokenWords(
        on=on,
        words=said(one.verbatim, spans),
        speaker=name,
        role=attribution(one.speaker) if name else "",
        channel=str(one.verbatim.get_channel_display()),
        key=str(one.pk),
    )
