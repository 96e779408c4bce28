"""What the people of the sample company say of their ties, and which charts they hold to be complete."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from customers.models import Contact, Customer, Department
from office.models import User
from relationships.models import TieJudgement
from reports.demo.companies import Company
from reports.services.demo.archive import Archive

COMPLETE = {"qy", "dq", "xk", "ql"}
"""Codes of customers whose chart is complete."""
# Which of a customer's contacts, how strong, how many days ago, why in Chinese and in English.
SAID = [
    (0, 3, 24, "主动约我们看新产线", "Asked us to see the new line"),
    (1, 4, 40, "在他们会上替我们说话", "Spoke for us in their meeting"),
    (2, 1, 75, "见过两面，谈不上熟", "Met twice, hardly knows us"),
    (3, 2, 230, "去年常一起排期", "Planned together a year ago"),
]
FOUNDER_SAYS = (4, 33, "老同学，电话总接", "An old classmate, always answers")


def draw_charts(archive: Archive) -> None:
    """Every department reports to the head office, quality to production; some charts are complete."""
    ids = [customer.pk for customer in archive.customers.values()]
    rows = list(Department.objects.filter(customer__in=ids).select_related("function"))
    by_function = {(row.customer_id, row.function.code): row for row in rows}
    for row in rows:
        head = by_function.get((row.customer_id, "executive"))
        plant = by_function.get((row.customer_id, "production")) if row.function.code == "quality" else None
        row.parent = plant or (head if head is not row else None)
    Department.objects.bulk_update(rows, ["parent"])
    _report(archive, {row.pk: row.parent_id for row in rows})
    complete = [archive.customers[code].pk for code in COMPLETE]
    Customer.objects.filter(pk__in=complete).update(chart_complete=True)


def _report(archive: Archive, above: Mapping[int, int | None]) -> None:
    """The most senior of a department leads it; who leads one reports to who leads the department above."""
    changed = []
    for contacts in archive.contacts.values():
        there = [each for each in contacts if each.left_on is None]
        leaders: dict[int | None, Contact] = {}
        for each in sorted(there, key=lambda one: (-one.seniority, one.pk)):
            leaders.setdefault(each.department_id, each)
        for each in there:
            leader, unit = leaders[each.department_id], above.get(each.department_id or 0)
            each.reports_to = leader if each is not leader else leaders.get(unit) if unit else None
            changed += [each] if each.reports_to else []
    Contact.objects.bulk_update(changed, ["reports_to"])


def judge(companies: list[Company], archive: Archive, staff: dict[str, User], language: str, today: date) -> None:
    rows: list[TieJudgement] = []
    for company in companies:
        customer, contacts = archive.customers[company.code], archive.contacts[company.code]
        if company.tier not in "SA" or customer.owner is None:
            continue
        for at, level, age, chinese, english in SAID[: len(contacts)]:
            reason = english if language == "en" else chinese
            rows.append(_said(contacts[at], customer.owner, level, today - timedelta(days=age), reason, customer.owner))
        top = max(contacts, key=lambda one: one.seniority)
        if company.tier == "S" and top.left_on is None:
            level, age, chinese, english = FOUNDER_SAYS
            reason = english if language == "en" else chinese
            rows.append(_said(top, staff["fay"], level, today - timedelta(days=age), reason, staff["fay"]))
    TieJudgement.objects.bulk_create(rows)


def _said(contact: Contact, user: User, level: int, on: date, reason: str, by: User) -> TieJudgement:
    moment = timezone.make_aware(datetime.combine(on, time(12)))
    return TieJudgement(contact=contact, user=user, level=level, on=on, reason=reason, by=by, recorded_at=moment)
