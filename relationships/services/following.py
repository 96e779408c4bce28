"""A task of ours in a plan says what its next action says: the action leads, the task copies (see `PlanTask`)."""

from relationships.models import NextAction, PlanTask
from relationships.services import plan_progress


def follow(action: NextAction) -> None:
    """Bring the task up to its action, inside the action's transaction."""
    task = PlanTask.objects.select_for_update().get(pk=action.plan_task_id)
    told = {
        "text": action.text,
        "owner_id": action.owner_id,
        "due_on": action.due_on,
        "done_at": action.done_at,
        "done_by_id": action.done_by_id,
        "done_note": action.done_note,
        "dropped_at": action.cancelled_at,
        "dropped_by_id": action.cancelled_by_id,
        "drop_reason": action.cancel_reason,
    }
    different = {name: value for name, value in told.items() if getattr(task, name) != value}
    if not different:
        return
    for name, value in different.items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=[*different, "version"])
    plan_progress.recompute(task.plan_id)
