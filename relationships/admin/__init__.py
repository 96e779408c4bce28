from relationships.admin.agreements import (
    JointReviewAdmin,
    OrganisationalItemAdmin,
    RiskClauseAdmin,
    SolvencyWarningAdmin,
    VolumeAgreementAdmin,
    WinBackAttemptAdmin,
)
from relationships.admin.courtesy import (
    BirthdayAdmin,
    CalendarFeedAdmin,
    GiftAdmin,
    GiftLimitsAdmin,
    ReminderChoiceAdmin,
)
from relationships.admin.decisions import BuyingDecisionAdmin, DecisionPartAdmin
from relationships.admin.interactions import (
    InteractionAdmin,
    NextActionAdmin,
    RelationshipStandingAdmin,
    TieJudgementAdmin,
)
from relationships.admin.outcomes import (
    ConfirmationAdmin,
    ConfirmLinkAdmin,
    EvidenceFileAdmin,
    GoalAdmin,
    GoalVersionAdmin,
    OutcomeKpiAdmin,
    OutcomeReadingAdmin,
)
from relationships.admin.planned import PlanMoveAdmin, PlannedContactAdmin
from relationships.admin.plans import (
    PlanObjectiveAdmin,
    PlanReviewAdmin,
    PlanTaskAdmin,
    ReviewPackAdmin,
    SuccessPlanAdmin,
)
from relationships.admin.playbooks import PlaybookAdmin, PlaybookRunAdmin
from relationships.admin.promises import PromiseAdmin, PromiseMoveAdmin
from relationships.admin.rivals import CompetitorTieAdmin
from relationships.admin.strategy import (
    ControlPointAdmin,
    DecisionRequestAdmin,
    NeedAdmin,
    StrategyAnswerAdmin,
    StrategyMoveAdmin,
    StrategyPlanAdmin,
    StrategyStandingAdmin,
)
from relationships.admin.usage import ServiceRequestAdmin, UsageMeasureAdmin, UsageReadingAdmin, UsageTrendAdmin

__all__ = [
    "BirthdayAdmin",
    "BuyingDecisionAdmin",
    "CalendarFeedAdmin",
    "CompetitorTieAdmin",
    "ConfirmLinkAdmin",
    "ConfirmationAdmin",
    "ControlPointAdmin",
    "DecisionPartAdmin",
    "DecisionRequestAdmin",
    "EvidenceFileAdmin",
    "GiftAdmin",
    "GiftLimitsAdmin",
    "GoalAdmin",
    "GoalVersionAdmin",
    "InteractionAdmin",
    "JointReviewAdmin",
    "NeedAdmin",
    "NextActionAdmin",
    "OrganisationalItemAdmin",
    "OutcomeKpiAdmin",
    "OutcomeReadingAdmin",
    "PlanMoveAdmin",
    "PlanObjectiveAdmin",
    "PlanReviewAdmin",
    "PlanTaskAdmin",
    "PlannedContactAdmin",
    "PlaybookAdmin",
    "PlaybookRunAdmin",
    "PromiseAdmin",
    "PromiseMoveAdmin",
    "RelationshipStandingAdmin",
    "ReminderChoiceAdmin",
    "ReviewPackAdmin",
    "RiskClauseAdmin",
    "ServiceRequestAdmin",
    "SolvencyWarningAdmin",
    "StrategyAnswerAdmin",
    "StrategyMoveAdmin",
    "StrategyPlanAdmin",
    "StrategyStandingAdmin",
    "SuccessPlanAdmin",
    "TieJudgementAdmin",
    "UsageMeasureAdmin",
    "UsageReadingAdmin",
    "UsageTrendAdmin",
    "VolumeAgreementAdmin",
    "WinBackAttemptAdmin",
]
