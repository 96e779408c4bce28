from relationships.admin.interactions import (
    InteractionAdmin,
    NextActionAdmin,
    RelationshipStandingAdmin,
    TieJudgementAdmin,
)

__all__ = ["InteractionAdmin", "NextActionAdmin", "RelationshipStandingAdmin", "TieJudgementAdmin"]
