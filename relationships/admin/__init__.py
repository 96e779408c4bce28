from relationships.admin.interactions import (
    InteractionAdmin,
    NextActionAdmin,
    RelationshipStandingAdmin,
    TieJudgementAdmin,
)
from relationships.admin.outcomes import (
    ConfirmationAdmin,
    ConfirmLinkAdmin,
    GoalAdmin,
    GoalVersionAdmin,
    OutcomeKpiAdmin,
    OutcomeReadingAdmin,
)
from relationships.admin.planned import PlanMoveAdmin, PlannedContactAdmin
from relationships.admin.playbooks import PlaybookAdmin, PlaybookRunAdmin
from relationships.admin.promises import PromiseAdmin, PromiseMoveAdmin
from relationships.admin.usage import UsageMeasureAdmin, UsageReadingAdmin, UsageTrendAdmin

__all__ = [
    "ConfirmLinkAdmin",
    "ConfirmationAdmin",
    "GoalAdmin",
    "GoalVersionAdmin",
    "InteractionAdmin",
    "NextActionAdmin",
    "OutcomeKpiAdmin",
    "OutcomeReadingAdmin",
    "PlanMoveAdmin",
    "PlannedContactAdmin",
    "PlaybookAdmin",
    "PlaybookRunAdmin",
    "PromiseAdmin",
    "PromiseMoveAdmin",
    "RelationshipStandingAdmin",
    "TieJudgementAdmin",
    "UsageMeasureAdmin",
    "UsageReadingAdmin",
    "UsageTrendAdmin",
]
