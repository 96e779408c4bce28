"""Progress of a success plan: done of what was due so far, never more than there is to know."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationships.outcomes.plans import Task, plan_progress

DAY = date(2026, 6, 30)
DAYS = st.integers(-60, 60).map(lambda n: DAY + timedelta(days=n))
TASKS = st.lists(st.builds(Task, due=DAYS, done_on=st.none() | DAYS, dropped=st.booleans()), max_size=12)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("tasks", "share", "counts"),
    [
        pytest.param([], None, (0, 0, 0, 0), id="no task at all"),
        pytest.param([Task(day("2026-07-01"))], None, (0, 0, 0, 1), id="nothing due yet is unknown, not zero"),
        pytest.param([Task(day("2026-06-30"))], 0.0, (0, 1, 0, 1), id="due today is due and not overdue"),
        pytest.param([Task(day("2026-06-29"))], 0.0, (0, 1, 1, 1), id="due yesterday is overdue"),
        pytest.param([Task(day("2026-06-01"), day("2026-06-20"))], 1.0, (1, 1, 0, 0), id="done late is done"),
        pytest.param([Task(day("2026-06-01"), day("2026-07-01"))], 0.0, (0, 1, 1, 1), id="done after the day"),
        pytest.param(
            [Task(day("2026-08-01"), day("2026-06-01"))], None, (0, 0, 0, 0), id="done ahead waits for its day"
        ),
        pytest.param(
            [Task(day("2026-06-01"), dropped=True), Task(day("2026-06-02"), day("2026-06-02"))],
            1.0,
            (1, 1, 0, 0),
            id="a dropped one counts nowhere",
        ),
        pytest.param(
            [
                Task(day("2026-05-01"), day("2026-05-01")),
                Task(day("2026-05-31")),
                Task(day("2026-06-15"), day("2026-06-10")),
                Task(day("2026-07-31")),
            ],
            2 / 3,
            (2, 3, 1, 2),
            id="two of three due, one late, one to come",
        ),
    ],
)
def test_progress_of_a_plan(tasks, share, counts):
    found = plan_progress(tasks, DAY)
    assert found.share == pytest.approx(share) if share is not None else found.share is None
    assert (found.done, found.due, found.overdue, found.open) == counts


def test_a_plan_whose_tasks_lie_ahead_says_when_the_first_is_due():
    assert plan_progress([Task(day("2026-09-01")), Task(day("2026-08-01"))], DAY).next_due == day("2026-08-01")


@given(TASKS)
def test_the_parts_add_up(tasks):
    found = plan_progress(tasks, DAY)
    assert 0 <= found.done <= found.due <= found.tasks
    assert found.overdue <= found.due - found.done <= found.open
    assert (found.share is None) == (found.due == 0)
    assert found.share is None or 0 <= found.share <= 1


@given(TASKS, st.integers(0, 30))
def test_time_alone_never_makes_fewer_tasks_due(tasks, later):
    assert plan_progress(tasks, DAY + timedelta(days=later)).due >= plan_progress(tasks, DAY).due
