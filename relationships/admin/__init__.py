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

__all__ = [
    "ConfirmLinkAdmin",
    "ConfirmationAdmin",
    "GoalAdmin",
    "GoalVersionAdmin",
    "InteractionAdmin",
    "NextActionAdmin",
    "OutcomeKpiAdmin",
    "OutcomeReadingAdmin",
    "RelationshipStandingAdmin",
    "TieJudgementAdmin",
]
