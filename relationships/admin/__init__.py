from relationships.admin.interactions import InteractionAdmin, NextActionAdmin, RelationshipStandingAdmin

__all__ = ["InteractionAdmin", "NextActionAdmin", "RelationshipStandingAdmin"]
