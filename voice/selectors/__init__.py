from voice.selectors.company import BusinessCalendar, business_calendar
from voice.selectors.duties import duties_of, duty_of
from voice.selectors.loops import overdue_voices, past_due_follow_ups
from voice.selectors.quiet import QuietCustomer, quiet_customers
from voice.selectors.wall import (
    FollowUpQuote,
    candidates,
    follow_up_quotes,
    heard_counts,
    previous_edition,
    record_of,
    records_by_executive,
)

__all__ = [
    "BusinessCalendar",
    "FollowUpQuote",
    "QuietCustomer",
    "business_calendar",
    "candidates",
    "duties_of",
    "duty_of",
    "follow_up_quotes",
    "heard_counts",
    "overdue_voices",
    "past_due_follow_ups",
    "previous_edition",
    "quiet_customers",
    "record_of",
    "records_by_executive",
]
