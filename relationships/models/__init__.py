from relationships.models.interaction import Interaction, InteractionContact, Participation
from relationships.models.next_action import NextAction
from relationships.models.standing import RelationshipStanding
from relationships.models.tie import TieJudgement

__all__ = ["Interaction", "InteractionContact", "NextAction", "Participation", "RelationshipStanding", "TieJudgement"]
