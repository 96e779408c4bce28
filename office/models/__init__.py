from office.models.api_key import ApiKey
from office.models.audit_entry import AuditEntry
from office.models.calendar_day import CalendarDay
from office.models.company import Company
from office.models.festival import FestivalDay
from office.models.heartbeat import Heartbeat
from office.models.job import Job
from office.models.outgoing_mail import OutgoingMail
from office.models.team import Team
from office.models.user import RoleGrant, User
from office.models.versioned import Versioned

__all__ = [
    "ApiKey",
    "AuditEntry",
    "CalendarDay",
    "Company",
    "FestivalDay",
    "Heartbeat",
    "Job",
    "OutgoingMail",
    "RoleGrant",
    "Team",
    "User",
    "Versioned",
]
