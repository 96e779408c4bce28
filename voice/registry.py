"""What this app brings to the customer's page, to the log, to Today and to the rail (see customers.extensions)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.extensions import (
    Belonging,
    FactFeed,
    FlagSource,
    LogPart,
    Resolver,
    Tab,
    TimelineSource,
    TodayCard,
)
from customers.models import Contact, Customer
from customers.selectors.knowledge import ON_TIME_ANSWERS
from office import navigation, permissions, schedules
from office.access import sees_people_and_voices
from office.roles import Role
from voice import tasks
from voice.forms import VoicePartForm
from voice.models import Channel, VoiceItem
from voice.presenters import timeline, today
from voice.presenters.quoting import words_of_period
from voice.presenters.words import said
from voice.selectors import breaches, business_calendar, flags
from voice.selectors.answers import on_time_answers
from voice.services import capturing

if TYPE_CHECKING:
    from office.models import User

HANDLED = ("voiceitem", "voicetransition", "verbatim", "redaction")
READ = ("edition", "editionquote", "followup", "erratum", "dutyroster", "dutyabsence", "dutyswap")
LOG_KEY = "voice"


def register() -> None:
    extensions.tabs.append(
        Tab("voices", _("Voices"), "voice:customer_voices", order=40, may_see=sees_people_and_voices)
    )
    extensions.timeline_sources.append(TimelineSource(timeline.SOURCE, _("Voices"), timeline.entries))
    extensions.log_parts.append(
        LogPart(
            LOG_KEY,
            _("Their words"),
            VoicePartForm,
            is_filled,
            save,
            "voice/log_part.html",
            order=10,
            hint=_("kept word for word"),
        )
    )
    extensions.today_cards.append(TodayCard("voices", "voice/today_voices.html", today.awaiting, "aside", 10))
    extensions.today_cards.append(TodayCard("wall", "voice/today_wall.html", today.wall, "aside", 20))
    extensions.belongings.append(Belonging("voices", _("Voices not closed"), open_voices, voices_url))
    extensions.words_keepers.append(keep_words)
    extensions.spoken.append(words_of_period)
    extensions.resolvers["voice"] = Resolver("voice", resolve)
    extensions.fact_feeds.setdefault("sentiment", []).append(FactFeed("sentiment", sentiments))
    extensions.fact_feeds.setdefault("breached_voices", []).append(
        FactFeed("breached_voices", breaches.breached_voices)
    )
    extensions.on_duty.append(breaches.on_duty)
    extensions.fact_feeds.setdefault(ON_TIME_ANSWERS, []).append(FactFeed(ON_TIME_ANSWERS, on_time_answers))
    extensions.flag_sources.append(
        FlagSource(
            {
                flags.SILENT: _("On the quiet list"),
                flags.OPEN_COMPLAINT: _("A complaint stands open"),
                flags.BUSINESS_SHRINKING: _("Its business changes, unanswered"),
            },
            flags.flags_on,
        )
    )
    schedules.daily(tasks.KIND, at=time(0, 20))
    schedules.daily(tasks.SWAPS, at=time(0, 25))
    _navigate()
    _grant()


def is_filled(form: forms.Form) -> bool:
    return cast("VoicePartForm", form).is_filled


def save(form: forms.Form, *, customer: Customer, interaction_id: int, at: datetime, by: "User") -> VoiceItem:
    """Keep the words inside the log's transaction."""
    part = cast("VoicePartForm", form)
    return capturing.capture(
        customer,
        text=part.cleaned_data["text"],
        by=by,
        channel=part.channel,
        said_at=at,
        speaker=part.cleaned_data["speaker"],
        judgement=part.judgement(),
        origin=capturing.Origin("interaction", interaction_id),
    )


def keep_words(customer: Customer, *, text: str, speaker: Contact, by: "User", origin: tuple[str, int]) -> int:
    """Words that the customer wrote to another app: the voice is new and waits for triage."""
    return capturing.capture(
        customer, text=text, by=by, channel=Channel.OTHER, speaker=speaker, origin=capturing.Origin(*origin)
    ).pk


def resolve(user: "User", ids: Sequence[int]) -> Mapping[int, Any]:
    """Voices by id as other apps may show them; those the user may not see are absent."""
    voices = VoiceItem.objects.visible_to(user).filter(pk__in=ids).with_words()
    return {
        voice.pk: {
            "label": said(voice.verbatim),
            "url": voice.get_absolute_url(),
            "at": voice.verbatim.said_at,
            "status": voice.get_status_display(),
        }
        for voice in voices
    }


def sentiments(customers: QuerySet[Customer], as_of: date) -> Mapping[int, Sequence[tuple[date, int]]]:
    """Days and judged sentiments (−2…+2) of each customer's voices up to a day, oldest first (decisions 5 and 16)."""
    calendar = business_calendar()
    rows = (
        VoiceItem.objects.current()
        .filter(customer__in=customers, verbatim__said_at__lt=calendar.start_of(as_of + timedelta(days=1)))
        .exclude(sentiment=None)
        .order_by("verbatim__said_at", "id")
        .values_list("customer_id", "verbatim__said_at", "sentiment")
    )
    found: dict[int, list[tuple[date, int]]] = {}
    for customer, said_at, sentiment in rows:
        if sentiment is not None:
            found.setdefault(customer, []).append((calendar.day(said_at), sentiment))
    return found


def open_voices(customer: Customer, colleague: "User", user: "User") -> int:
    """Voices of the customer that wait for the colleague."""
    return VoiceItem.objects.visible_to(user).open().filter(customer=customer).mine(colleague).count()


def voices_url(customer: Customer) -> str:
    return reverse("voice:customer_voices", args=[customer.pk])


def waiting(user: "User") -> int:
    """How many voices wait for the user: the number beside the inbox in the rail."""
    return VoiceItem.objects.visible_to(user).open().mine(user).count()


def _navigate() -> None:
    navigation.add(
        navigation.Group.CHANGE,
        _("Voice inbox"),
        "voice:inbox",
        icon="inbox",
        seen_by=sees_people_and_voices,
        count=waiting,
        key="g v",
        order=10,
        phone=lambda user: 3 if user.has_role(Role.CSM, Role.LEAD) else 0,
    )
    navigation.add(
        navigation.Group.CHANGE,
        _("Voice wall"),
        "voice:wall",
        icon="voice",
        key="g w",
        order=20,
        phone=lambda user: 2 if user.has_role(Role.FOUNDER, Role.EXECUTIVE) else 0,
    )


def _grant() -> None:
    for role in (Role.CSM, Role.LEAD, Role.SALES_OPS):
        permissions.grant(role, "voice", "view", models=(*HANDLED, *READ))
        permissions.grant(role, "voice", "change", models=("voiceitem",))
    permissions.grant(Role.SALES_OPS, "voice", "view", models=("erasure", "displaylink"))
