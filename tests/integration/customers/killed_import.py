"""A process that imports a file and is killed (SIGKILL, no goodbye) at a moment that the test names.

    python killed_import.py KIND FILE MOMENT GUARD [JOB]

MOMENT: "reading:2" while the second batch is read, "before:3" with the third batch written and not committed,
"after:3" right behind its commit, "adding-up" before the months are added up, "annotating" before the rejected rows are
written down, "ending" with everything done and the job not ended. GUARD "off" commits the progress of a batch before its
rows: the control that shows what the guard is for. With the number of a JOB it is a worker that does that job.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

BATCH = 200  # ten of them are written, two are read


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(kind: str, path: str, moment: str, guard: str, job: str = "") -> None:
    django.setup()
    from django.db import transaction

    from customers.importing import checking
    from customers.services import importing, rollups
    from customers.services.importing import annotating, applied, lines, running
    from office.models import User
    from office.services import jobs

    lines.LineWriter.batch = BATCH
    checking.batches.__kwdefaults__["size"] = 5 * BATCH
    name, _, number = moment.partition(":")
    seen = {"reading": 0, "before": 0, "after": 0}

    def dies_at(place: str, call: Callable[..., Any], *, afterwards: bool = False) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            answer = call(*args, **kwargs) if afterwards else None
            seen[place] += 1
            if place == name and seen[place] == int(number):
                die()
            return answer if afterwards else call(*args, **kwargs)

        return wrapped

    checking._check = dies_at("reading", checking._check)
    running._advance = dies_at("before", running._advance, afterwards=True)
    running._commit = dies_at("after", running._commit, afterwards=True)
    if name == "adding-up":
        rollups.refresh = lambda *args, **kwargs: die()
    if name == "annotating":
        annotating.write = lambda *args, **kwargs: die()
    if name == "ending":
        jobs._end = lambda *args, **kwargs: die()
    if guard == "off":
        within = running._advance

        def commit_ahead(run: Any, window: Any, writer: Any) -> None:
            within(run, window, applied.Applied())
            with transaction.atomic():
                writer.apply(window.rows)
            run.done_to = window.last

        running._commit = commit_ahead
    if job:
        jobs.run(int(job))
        return
    run, _earlier = importing.prepare(Path(path), kind, by=User.objects.system())
    importing.run(run)


if __name__ == "__main__":
    main(*sys.argv[1:6])
