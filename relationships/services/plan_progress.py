"""How far each live plan is, kept beside it for lists; the figure itself is `selectors.plans.progress`."""

from office.clock import today
from relationships.models import SuccessPlan
from relationships.selectors.plans import states


def recompute(plan_id: int | None = None) -> int:
    """Of one plan, or of all live ones because a day has passed; how many changed. No version, no history: it is derived."""
    plans = SuccessPlan.objects.live() if plan_id is None else SuccessPlan.objects.filter(pk=plan_id)
    changed = []
    for state in states(plans, today()):
        if state.plan.progress != state.progress.share:
            state.plan.progress = state.progress.share
            changed.append(state.plan)
    return SuccessPlan.objects.bulk_update(changed, ["progress"], batch_size=500)
