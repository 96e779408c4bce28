"""A process that takes an import back and is killed (SIGKILL, no goodbye) at a moment that the test names.

    python killed_undo.py RUN MOMENT GUARD

MOMENT: "before:3" with the third batch written and not committed, "after:3" right behind its commit, "adding-up" before
the months are added up. GUARD "off" commits the progress of a batch before its rows: the control.
"""

import os
import signal
import sys
from typing import Any

import django


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def silent(done: int, total: int | None, message: str) -> None:
    """Nobody watches."""


def main(run: str, moment: str, guard: str) -> None:
    django.setup()
    from customers.models import ImportRun, ImportUndo
    from customers.services import rollups
    from customers.services.importing import undo_facts, undoing
    from office.models import User

    undo_facts.FactUndoer.size = 300
    name, _, number = moment.partition(":")
    seen = {"before": 0, "after": 0}

    def dies_after(place: str, call: Any) -> Any:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            answer = call(*args, **kwargs)
            seen[place] += 1
            if place == name and seen[place] == int(number):
                die()
            return answer

        return wrapped

    if guard == "off":

        def ahead(undo: ImportUndo, step: Any) -> None:
            rows = step.__self__._mine().filter(pk__gt=undo.done_to).order_by("pk")[:300]
            last = max((row.pk for row in rows), default=undo.done_to)
            undoing._write(undo, undoing.Batch(last))
            seen["before"] += 1
            if seen["before"] == int(number):
                die()
            undo.refresh_from_db()

        undoing._take_back = ahead
    else:
        undoing._write = dies_after("before", undoing._write)
        undoing._take_back = dies_after("after", undoing._take_back)
    if name == "adding-up":
        rollups.refresh = lambda *args, **kwargs: die()
    undo = undoing.begin(ImportRun.objects.get(pk=int(run)), by=User.objects.system())
    undoing.work(undo, report=silent)


if __name__ == "__main__":
    main(*sys.argv[1:4])
