"""What the sample customers were promised: mostly kept, some late, a few broken, some open, one or two overdue."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from customers.models import Contact, Customer
from office.models import User
from relationships.models import NextAction, Promise, PromiseMove
from reports.demo.companies import Company
from reports.services.demo.archive import Archive

PROMISED = {
    "zh-hans": (
        "月底前把备用传感器送到你们仓库",
        "下周三前给出振动报警的原因分析报告",
        "派两名工程师到现场校准三号线",
        "为新产线出一版报价，含三年维保",
        "把接口文档翻译成中文并发给 IT 部",
        "安排你们班组长来我们工厂培训一天",
        "把交期从八周缩短到六周，并给出排产表",
        "为停机损失给一份书面说明和补偿方案",
    ),
    "en": (
        "Bring the spare sensors to your warehouse before the end of the month",
        "Give you the report on the cause of the vibration alarms by Wednesday",
        "Send two engineers to calibrate line three on site",
        "Quote for the new line, with three years of maintenance",
        "Translate the interface description and send it to your IT",
        "Train your shift leaders at our works for a day",
        "Cut the delivery time from eight to six weeks and show the schedule",
        "Explain the downtime in writing and say how we make up for it",
    ),
}
CAME = {
    "zh-hans": ("客户已签收", "现场完成，客户班长签字", "邮件已确认"),
    "en": ("signed for by the customer", "done on site, signed by their foreman", "confirmed by mail"),
}
BROKE = {
    "zh-hans": "供应商停产，改用替代型号需要重新认证",
    "en": "The supplier stopped making it; the other type has to be certified anew",
}
MOVED = {
    "zh-hans": "客户停产检修，双方同意顺延",
    "en": "Their works stood still for repairs; both sides agreed to wait",
}
# Days until due (negative: past), days between word and day, and what became of it; taken over and over.
COURSES = (
    (-140, 20, "kept"),
    (-64, 14, "kept"),
    (-33, 10, "kept"),
    (6, 12, "open"),
    (-101, 18, "late"),
    (-12, 9, "kept"),
    (-5, 16, "overdue"),
    (-75, 21, "kept"),
    (19, 8, "moved"),
    (-48, 12, "broken"),
    (-21, 7, "kept"),
    (2, 5, "open"),
)
CUSTOMERS, EACH = 26, 3


def give(firms: list[Company], kept: Archive, people: dict[str, User], language: str, today: date) -> int:
    """How many promises."""
    chosen = [each for each in firms if each.story not in {"prospect", "lost", "new"} and kept.contacts[each.code]]
    place = 0
    for firm in chosen[:CUSTOMERS]:
        customer, contacts = kept.customers[firm.code], kept.contacts[firm.code]
        for step in range(EACH if customer.tier in {"S", "A"} else 2):
            contact = contacts[step % len(contacts)]
            _promise(customer, contact, customer.owner or people["ops"], place, language, today)
            place += 1
    return place


def _promise(customer: Customer, contact: Contact, owner: User, place: int, language: str, today: date) -> None:
    until, notice, became = COURSES[place % len(COURSES)]
    texts = PROMISED[language]
    due = today + timedelta(days=until)
    promise = Promise(
        customer=customer,
        text=texts[place % len(texts)],
        contact=contact,
        owner=owner,
        due_on=due,
        said_on=min(due - timedelta(days=notice), today - timedelta(days=1)),
        created_by=owner,
        created_at=_at(min(due - timedelta(days=notice), today - timedelta(days=1))),
    )
    if became in {"kept", "late", "broken"}:
        day = due + timedelta(days={"kept": -1, "late": 6, "broken": 0}[became])
        promise.kept_on, promise.broken_on = (None, day) if became == "broken" else (day, None)
        promise.outcome_note = BROKE[language] if became == "broken" else CAME[language][place % 3]
        promise.settled_by, promise.settled_at = owner, _at(day)
    elif became == "open":
        promise.action = NextAction.objects.create(
            customer=customer, text=promise.text, owner=owner, due_on=due, created_by=owner
        )
    promise.save()
    if became == "moved":
        PromiseMove.objects.create(
            promise=promise,
            before=due - timedelta(days=10),
            after=due,
            agreed_with=contact,
            reason=MOVED[language],
            by=owner,
            at=_at(today - timedelta(days=1)),
        )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
