"""What the sample company's people have planned this week, and a visit of which nobody has said whether it took place."""

from datetime import date, time, timedelta

from customers.models import Contact, Customer
from office.models import User
from relationships.models import PlannedContact
from relationships.services import planning
from relationships.services.visits import Stop
from reports.demo.companies import Company
from reports.services.demo.archive import Archive

# days from today | time | minutes | kind | purpose (Chinese, English) | place (Chinese, English) | customers of the trip
WEEK = [
    (0, time(15, 30), 45, "call", ("核对十一月发货计划", "Go through the deliveries of November"), ("", ""), 1),
    (
        1,
        time(9, 30),
        90,
        "visit",
        ("看二期产线的安装位置", "Look at where line two will stand"),
        ("二号车间", "Hall 2"),
        1,
    ),
    (
        2,
        time(14),
        120,
        "visit",
        ("巡检并收集使用意见", "Check the devices and hear how they do"),
        ("现场", "On site"),
        2,
    ),
    (4, None, None, "exec_visit", ("年度回顾：成果与下一步", "Yearly review: results and what is next"), ("", ""), 1),
    (
        8,
        time(10),
        60,
        "tech_exchange",
        ("新型号的精度测试方案", "How to test the new model"),
        ("实验室", "Laboratory"),
        1,
    ),
]
SINCE = 3
OVERDUE = (time(10), 60, "visit", ("补签验收单", "Have the acceptance signed"), ("质检办公室", "Quality office"))
MOVED_WHY = ("对方临时开会", "They were called to a meeting")
CANCEL_WHY = ("客户停产检修，改到下月", "They stop the line for repairs; next month instead")


def plan_contacts(firms: list[Company], kept: Archive, people: dict[str, User], language: str, today: date) -> int:
    """This week's plans of each account manager, one moved, one cancelled, one overdue; how many."""
    english = language == "en"
    count = 0
    for login in ("mei", "otto", "qin"):
        own = _own(firms, kept, people[login])
        if len(own) < 4:
            continue
        rows: list[PlannedContact] = []
        for place, (days, at, minutes, kind, purpose, where, stops) in enumerate(WEEK):
            first, *others = [own[(place + step) % len(own)] for step in range(stops)]
            rows += planning.plan(
                customer=first[0],
                contacts=[one.pk for one in first[1][: 1 + place % 2]],
                also=[Stop(customer, [contacts[0].pk]) for customer, contacts in others],
                by=people[login],
                kind=kind,
                on=today + timedelta(days=days),
                time=at,
                minutes=minutes,
                place=where[english],
                purpose=purpose[english],
            )
        count += len(rows) + _unsettled(rows, own[3], people[login], english, today)
    return count


def _own(firms: list[Company], kept: Archive, owner: User) -> list[tuple[Customer, list[Contact]]]:
    found = [(kept.customers[each.code], kept.contacts[each.code]) for each in firms if each.story not in {"lost"}]
    return [(customer, contacts) for customer, contacts in found if customer.owner_id == owner.pk and contacts][:8]


def _unsettled(
    rows: list[PlannedContact], at: tuple[Customer, list[Contact]], by: User, english: bool, today: date
) -> int:
    """One that moved, one that was cancelled, and one of which nobody said anything."""
    moved = rows[1]
    planning.change(
        moved,
        by=by,
        version=moved.version,
        contacts=[one.pk for one in moved.contacts.all()],
        colleagues=[by.pk],
        why=MOVED_WHY[english],
        kind=moved.kind,
        on=moved.on,
        time=time(13, 30),
        minutes=moved.minutes,
        place=moved.place,
        purpose=moved.purpose,
    )
    planning.cancel(rows[-1], by=by, reason=CANCEL_WHY[english])
    hour, minutes, kind, purpose, place = OVERDUE
    (late,) = planning.plan(
        customer=at[0],
        contacts=[at[1][0].pk],
        by=by,
        kind=kind,
        on=today,
        time=hour,
        minutes=minutes,
        place=place[english],
        purpose=purpose[english],
    )
    # A plan is made for a day ahead; this one has been waiting since.
    PlannedContact.objects.filter(pk=late.pk).update(on=today - timedelta(days=SINCE))
    return 1
