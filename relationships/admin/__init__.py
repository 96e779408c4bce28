from relationships.admin.agreements import (
    JointReviewAdmin,
    OrganisationalItemAdmin,
    RiskClauseAdmin,
    SolvencyWarningAdmin,
    VolumeAgreementAdmin,
    WinBackAttemptAdmin,
)
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
    "JointReviewAdmin",
    "NextActionAdmin",
    "OrganisationalItemAdmin",
    "OutcomeKpiAdmin",
    "OutcomeReadingAdmin",
    "PlanMoveAdmin",
    "PlannedContactAdmin",
    "PlaybookAdmin",
    "PlaybookRunAdmin",
    "PromiseAdmin",
    "PromiseMoveAdmin",
    "RelationshipStandingAdmin",
    "RiskClauseAdmin",
    "SolvencyWarningAdmin",
    "TieJudgementAdmin",
    "UsageMeasureAdmin",
    "UsageReadingAdmin",
    "UsageTrendAdmin",
    "VolumeAgreementAdmin",
    "WinBackAttemptAdmin",
]
