"""Mails about planned contacts, to whoever asked for them: the evening before, or on the morning of the day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from office.access import sees_people_and_voices
from office.formatting.days import long_day
from office.models import Company, User
from office.services import mailing
from relationships.agenda.rows import PlanRow, plan_row
from relationships.models import PlannedContact, ReminderChoice

EVENING, MORNING = "evening", "morning"
PURPOSE = "planned_contacts"
AWAKE = (time(7), time(21))
"""Outside these hours of the company's clock nobody is written to; what was missed then is not made up for."""


def remind(when: str, *, now: datetime | None = None) -> int:
    """One mail for each person who asked for it and has something planned; how many were put in the post.

    Sent again for the same day it sends nothing: the mail of a purpose, a period and a person exists once.
    """
    local = (now or timezone.now()).astimezone(Company.get().zone)
    if not AWAKE[0] <= local.time() < AWAKE[1]:
        return 0
    day = local.date() + timedelta(days=when == EVENING)
    wanting = User.objects.people().active().exclude(email="").filter(**{f"plan_reminders__{when}": True})
    return sum(_write(person, day, when) for person in wanting.order_by("pk"))


def wants(user: User) -> ReminderChoice:
    return ReminderChoice.objects.filter(user=user).first() or ReminderChoice(user=user)


def _write(person: User, day: date, when: str) -> int:
    if not sees_people_and_voices(person):
        return 0
    plans = PlannedContact.objects.visible_to(person).open().of(person).between(day, day).with_people().in_order()
    rows = [plan_row(plan, person) for plan in plans]
    if not rows:
        return 0
    with override(person.language or Company.get().default_language) as _language:
        mailing.queue(
            purpose=PURPOSE,
            period=f"{day} {when}",
            person=person,
            subject=_subject(rows, day, person),
            body=_body(rows),
        )
    return 1


def _subject(rows: Sequence[PlanRow], day: date, person: User) -> str:
    told = ngettext("%(day)s: %(n)s planned contact", "%(day)s: %(n)s planned contacts", len(rows))
    language = person.language or Company.get().default_language
    return told % {"n": len(rows), "day": long_day(day, language, today=day)}


def _body(rows: Sequence[PlanRow]) -> str:
    lines = [" · ".join(filter(None, _parts(row))) for row in rows]
    return "\n".join([*lines, "", settings.SITE_URL + reverse("relationships:agenda")])


def _parts(row: PlanRow) -> list[str]:
    plan = row.plan
    return [
        row.clock or _("time open"),
        plan.get_kind_display(),
        str(plan.customer),
        row.theirs,
        plan.purpose,
        plan.place,
    ]
