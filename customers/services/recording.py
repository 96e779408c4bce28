"""History of a customer: one row per verb, beside the field history that the models keep themselves."""

from typing import Any

from django.utils import timezone

from customers.models import Customer, HistoryEntry
from office.models import User

REGISTERED = "registered"
EDITED = "edited"
ARCHIVED = "archived"
RESTORED = "restored"
OWNER_ASSIGNED = "owner_assigned"
MEMBER_ADDED = "member_added"
MEMBER_ENDED = "member_ended"
CONTACT_ADDED = "contact_added"
CONTACT_EDITED = "contact_edited"
CONTACT_LEFT = "contact_left"
CONTACT_RETURNED = "contact_returned"
CONTACT_MOVED = "contact_moved"
SUCCESSOR_NAMED = "successor_named"
DEPARTMENT_ADDED = "department_added"
DEPARTMENT_EDITED = "department_edited"
ATTITUDE_JUDGED = "attitude_judged"
DECISION_ROLES_SET = "decision_roles_set"
CONSENT_GIVEN = "consent_given"
CONSENT_WITHDRAWN = "consent_withdrawn"
RATED = "rated"
TIER_OVERRIDDEN = "tier_overridden"
TIER_OVERRIDE_TAKEN_BACK = "tier_override_taken_back"
LIGHTHOUSE_DECLARED = "lighthouse_declared"
VALUE_PLANNED = "value_planned"
INVESTMENT_BOOKED = "investment_booked"
INVESTMENT_CHANGED = "investment_changed"
KNOWLEDGE_ADDED = "knowledge_added"
KNOWLEDGE_CHANGED = "knowledge_changed"
KNOWLEDGE_REMOVED = "knowledge_removed"
KNOWLEDGE_RESTORED = "knowledge_restored"
FACT_REMOVED = "fact_removed"
FACT_RESTORED = "fact_restored"
NEED_ADDED = "need_added"
NEED_CHANGED = "need_changed"
NEED_WITHDRAWN = "need_withdrawn"
NEED_RESTORED = "need_restored"
LEAD_WON = "lead_won"
LEAD_REOPENED = "lead_reopened"
DEAL_ADDED = "deal_added"
DEAL_CHANGED = "deal_changed"
CONTRACT_ADDED = "contract_added"
CONTRACT_CHANGED = "contract_changed"
CONTRACT_ENDED_EARLY = "contract_ended_early"
RENEWAL_SETTLED = "renewal_settled"
STAGE_CHANGED = "stage_changed"


def record(customer: Customer, verb: str, *, by: User | None, why: str = "", **detail: Any) -> HistoryEntry:
    """Add one entry. `detail` holds ids, codes and dates, no names of people and no free text about them."""
    return HistoryEntry.objects.create(
        customer=customer, verb=verb, at=timezone.now(), by=by, why=why.strip()[:300], detail=detail
    )
