"""What the voices of customers warned of on a day (decision 30)."""

from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from customers.models import Customer
from voice.models import VoiceItem, VoiceTransition
from voice.models.item import SETTLED, Category, Kind
from voice.selectors.company import business_calendar
from voice.selectors.quiet import quiet_customers

SILENT, OPEN_COMPLAINT, BUSINESS_SHRINKING = "silent", "open_complaint", "business_shrinking"


def flags_on(customers: QuerySet[Customer], as_of: date) -> dict[int, dict[str, bool]]:
    """On the quiet list; a complaint open; a change of the customer's business open: at the end of the day."""
    calendar = business_calendar()
    complaints, changes = set(), set()
    end = calendar.start_of(as_of + timedelta(days=1))
    last = VoiceTransition.objects.filter(item=OuterRef("pk"), at__lt=end).order_by("-at", "-id").values("status")[:1]
    said = VoiceItem.objects.current().filter(customer__in=customers, verbatim__said_at__lt=end)
    wanted = said.filter(kind=Kind.COMPLAINT) | said.filter(category=Category.BUSINESS_CHANGE)
    for customer, kind, category, status in (
        wanted.annotate(then=Subquery(last)).order_by().values_list("customer_id", "kind", "category", "then")
    ):
        if status in SETTLED:
            continue
        if kind == Kind.COMPLAINT:
            complaints.add(customer)
        if category == Category.BUSINESS_CHANGE:
            changes.add(customer)
    quiet = {each.id for each in quiet_customers(as_of, calendar)}
    return {
        pk: {SILENT: pk in quiet, OPEN_COMPLAINT: pk in complaints, BUSINESS_SHRINKING: pk in changes}
        for pk in customers.values_list("pk", flat=True)
    }
