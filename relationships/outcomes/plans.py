"""A success plan 成功计划: how much of what was due is done, on both sides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a plan; dropped ones promise nothing any more."""

    due: date
    done_on: date | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How a plan stands at the end of a day."""

    share: float | None
    """Done ÷ due so far, 0 to 1; None while no task was due."""
    done: int
    due: int
    """Tasks due so far, and those among them that are done."""
    overdue: int
    open: int
    """All that is still open, later tasks included."""
    tasks: int
    next_due: date | None
    """When the first task falls due while none was; None else, and in a plan without tasks."""


def plan_progress(tasks: Sequence[Task], as_of: date) -> Progress:
    """Plan progress = tasks done ÷ tasks due so far, both of the tasks due by `as_of`, that day included; overdue =
    open tasks whose day lies before `as_of`. Dropped tasks count nowhere; one done ahead of its day counts from that
    day on; one done after `as_of` is still open then.

    Unit: tasks. Unknown (None), never 0, while no task was due. Errors: none.
    Source: metrics-relationship-voice O2, first paragraph.
    """
    standing = [task for task in tasks if not task.dropped]
    due = [task for task in standing if task.due <= as_of]
    done = sum(_is_done(task, as_of) for task in due)
    waiting = [task for task in standing if not _is_done(task, as_of)]
    return Progress(
        share=done / len(due) if due else None,
        done=done,
        due=len(due),
        overdue=sum(task.due < as_of for task in waiting),
        open=len(waiting),
        tasks=len(standing),
        next_due=None if due else min((task.due for task in standing), default=None),
    )


def _is_done(task: Task, as_of: date) -> bool:
    return task.done_on is not None and task.done_on <= as_of
