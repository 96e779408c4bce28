"""A house whose every Monday ends in a kill (SIGKILL, no goodbye) at a moment that the test names.

It reads one order a line, as JSON, and answers each with how the tick ended. Every tick runs in a fork of its own, with
its own connection to the database, and dies for good; only what has been loaded is shared, which spares the seconds of a
start. `python killed_monday.py FILES MAILS`: the folders of the stored files and of the mails that have left.

A moment is a place and the how manyeth time it is reached, "made:2". GUARD "blind" makes reports without looking for the
one that is there; "unclaimed" sends mails that nobody has claimed: the controls that show what the guards are for.
"""

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import datetime
from typing import Any

import django
import time_machine


def dies_at(moment: str) -> Callable[[Any, str, str, str], None]:
    """Wraps a function of a module so that the process dies before it is called, or with its work done."""
    place, _, number = moment.partition(":")
    seen: dict[str, int] = {}

    def reached(name: str) -> None:
        seen[name] = seen.get(name, 0) + 1
        if name == place and seen[name] == int(number):
            os.kill(os.getpid(), signal.SIGKILL)

    def wrap(owner: Any, function: str, before: str, after: str) -> None:
        call = getattr(owner, function)

        def wrapped(*args: Any, **kwargs: Any) -> Any:
            reached(before)
            answer = call(*args, **kwargs)
            reached(after)
            return answer

        setattr(owner, function, wrapped)

    return wrap


def set_the_traps(moment: str) -> None:
    from django.core.mail.backends.filebased import EmailBackend

    from office import hints
    from office.services import jobs, mailing
    from reports.selectors import weekly_inputs
    from reports.services import weekly

    wrap = dies_at(moment)
    wrap(hints, "send", "enqueued", "told")
    wrap(jobs, "_claim", "heard", "claimed")
    wrap(weekly_inputs, "gather", "gathering", "gathered")
    wrap(weekly, "make", "making", "made")
    wrap(weekly, "render_pdf", "pressing", "pressed")
    wrap(weekly, "_keep", "keeping", "kept")
    wrap(weekly, "ensure_paper", "opening", "papered")
    wrap(mailing, "queue", "posting", "posted")
    wrap(jobs, "_end", "ending", "ended")
    wrap(mailing, "_claim", "taking", "taken")
    wrap(EmailBackend, "send_messages", "sending", "sent")
    wrap(mailing, "_settle", "settling", "settled")


def lift(guard: str) -> None:
    from django.utils import timezone

    from office.models import OutgoingMail
    from office.services import mailing
    from reports.models import WeeklyReport
    from reports.selectors import weekly_inputs
    from reports.services import weekly

    def blind(week: Any, *, reader: Any, now: Any = None) -> Any:
        inputs = weekly_inputs.gather(week, now=timezone.now())
        told = {"inputs": inputs, "digest": weekly.digest(inputs), "language": "en", "created_at": timezone.now()}
        return WeeklyReport.objects.create(week=week, reader=reader, **told), True

    def settle(mail: Any, state: Any, error: Any = None) -> None:
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state)

    if guard == "blind":
        weekly.make = blind
    elif guard == "unclaimed":
        mailing._claim = lambda mail_id: OutgoingMail.objects.select_related("person").get(pk=mail_id)
        mailing._settle = settle


def tick(now: str, moment: str, guard: str) -> None:
    from office.tasks import tick

    lift(guard)
    set_the_traps(moment)
    with time_machine.travel(datetime.fromisoformat(now), tick=True):
        tick()


def main(files: str, mails: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    from django.conf import settings

    from office import schedules
    from reports.services import weekly

    for other in set(schedules._schedules) - {weekly.KIND}:
        del schedules._schedules[other]
    settings.MEDIA_ROOT = files
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = mails
    for order in sys.stdin:
        child = os.fork()
        if not child:
            status = 1
            try:
                tick(**json.loads(order))
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)  # no leave-taking: the folders belong to the parent
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
