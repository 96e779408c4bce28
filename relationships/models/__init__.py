from relationships.models.agreement import (
    OrganisationalItem,
    RiskClause,
    SolvencyWarning,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.models.calendar_feed import CalendarFeed, ReminderChoice
from relationships.models.courtesy import Birthday, Gift, GiftLimits
from relationships.models.decision import BuyingDecision, DecisionPart
from relationships.models.evidence_file import EvidenceFile
from relationships.models.interaction import Interaction, InteractionContact, Participation
from relationships.models.joint_review import JointReview
from relationships.models.next_action import NextAction
from relationships.models.outcome import (
    Confirmation,
    ConfirmLink,
    Goal,
    GoalVersion,
    OutcomeKpi,
    OutcomeReading,
)
from relationships.models.plan import PlanObjective, PlanReview, PlanTask, ReviewPack, SuccessPlan
from relationships.models.planned import PlanMove, PlannedContact
from relationships.models.playbook import Playbook, PlaybookRun, PlaybookStep
from relationships.models.promise import Promise, PromiseMove
from relationships.models.request import ServiceRequest
from relationships.models.rival import CompetitorTie
from relationships.models.standing import RelationshipStanding
from relationships.models.strategy import ControlPoint, DecisionRequest, StrategyAnswer
from relationships.models.strategy_plan import StrategyMove, StrategyPlan, StrategyStanding
from relationships.models.tie import TieJudgement
from relationships.models.usage import UsageMeasure, UsageReading, UsageTrend

__all__ = [
    "Birthday",
    "BuyingDecision",
    "CalendarFeed",
    "CompetitorTie",
    "ConfirmLink",
    "Confirmation",
    "ControlPoint",
    "DecisionPart",
    "DecisionRequest",
    "EvidenceFile",
    "Gift",
    "GiftLimits",
    "Goal",
    "GoalVersion",
    "Interaction",
    "InteractionContact",
    "JointReview",
    "NextAction",
    "OrganisationalItem",
    "OutcomeKpi",
    "OutcomeReading",
    "Participation",
    "PlanMove",
    "PlanObjective",
    "PlanReview",
    "PlanTask",
    "PlannedContact",
    "Playbook",
    "PlaybookRun",
    "PlaybookStep",
    "Promise",
    "PromiseMove",
    "RelationshipStanding",
    "ReminderChoice",
    "ReviewPack",
    "RiskClause",
    "ServiceRequest",
    "SolvencyWarning",
    "StrategyAnswer",
    "StrategyMove",
    "StrategyPlan",
    "StrategyStanding",
    "SuccessPlan",
    "TieJudgement",
    "UsageMeasure",
    "UsageReading",
    "UsageTrend",
    "VolumeAgreement",
    "WinBackAttempt",
]
