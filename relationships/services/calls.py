"""The owner's call of a playbook, held against the signals that were kept before it was asked for."""

from django.utils import timezone

from office.calendar import add_workdays
from office.clock import today
from office.models import User
from office.selectors import calendar_overrides
from relationships.errors import CallMissingError
from relationships.models import NextAction, PlaybookRun, PlaybookStep
from relationships.services.playbooks import Deputies, step_for

ANSWERS = (NextAction.Call.YES, NextAction.Call.NO)


def answer(action: NextAction, call: str) -> list[str]:
    """Write the call into a step that asks for one, not yet saved, and have a disagreement decided above.

    Answers the fields that changed; none for a step that asks nothing. Errors: CallMissingError.
    """
    if not action.call or action.run is None:
        return []
    if call not in ANSWERS:
        raise CallMissingError
    action.call = NextAction.Call(call)
    if differs(action.run, call):
        _have_it_compared(action.run)
    return ["call"]


def differs(run: PlaybookRun, call: str) -> bool:
    """Whether the call is not what the signals said; without a verdict there is nothing to differ from."""
    verdict = run.evidence.get("signal")
    return bool(verdict) and verdict != call


def _have_it_compared(run: PlaybookRun) -> None:
    """The step of the one who decides: on its day after the playbook began, never before the next working day.

    Once for a run: a call that is taken back and made again asks nobody twice.
    """
    if "compared_on" in run.evidence:
        return
    overrides, deputies, system = calendar_overrides(), Deputies.read(today()), User.objects.system()
    for step in run.playbook.steps.filter(kind=PlaybookStep.Kind.COMPARE):
        for owner in deputies.line(run.customer, step.role)[:1]:
            planned = add_workdays(run.fired_on, step.workdays, overrides)
            due_on = max(planned, add_workdays(today(), 1, overrides))
            step_for(run, step, owner, due_on, system).save()
            run.evidence["compared_on"] = timezone.localdate().isoformat()
    run.save(update_fields=["evidence"])
