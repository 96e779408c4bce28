"""What the sample customers want to reach, how far they are, and what they say of it themselves."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import cast
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet

from customers.models import Contact, Customer, Product
from office.models import User
from relationships.attaining.library import example
from relationships.models import Confirmation, Goal, Interaction, OutcomeKpi, OutcomeReading
from relationships.services import confirming, evidence_files, goals
from reports.demo.companies import Company
from reports.services.demo.archive import SOURCE, Archive

# example | baseline | target | what one cadence is, in days
WANTED = {
    "oee": ("61", "78", 30),
    "scrap_rate": ("4.8", "2.4", 30),
    "lead_time": ("21", "12", 30),
    "unplanned_stops": ("46", "20", 30),
    "delivery_on_time": ("83", "96", 30),
    "energy_per_tonne": ("310", "255", 30),
}
BY_PRODUCT = (("oee", "scrap_rate", "lead_time"), ("unplanned_stops", "delivery_on_time", "energy_per_tonne"))
# How far goals have come by now, over and over: some are there, most are on their way, a few stand still.
COURSES = (0.82, 0.68, 1.04, 0.55, 0.31, 0.74, 0.9, 0.6)
BEGAN, DUE, PAST_DUE, MONTHS = 165, 75, 18, 5
CUSTOMERS = 22
SILENT_FROM = 74
"""Days since the last reading of the goals that nobody measures any more."""
OBJECTION = {
    "zh-hans": "这个数不对：十月我们停线两周做改造，这段不该算进去。请按我们设备科的记录重算。",
    "en": "This is not right: in October we stopped the line for two weeks to rebuild it, and that must not count. "
    "Please work it out again from our own records.",
}
WRITTEN = {"zh-hans": "月度例会纪要", "en": "minutes of the monthly meeting"}
SHEET = {"zh-hans": ("客户月报.csv", "日期,数值"), "en": ("monthly report.csv", "day,value")}
REPORT = {"zh-hans": "客户月报", "en": "customer's monthly report"}


def reach(
    firms: list[Company], kept: Archive, people: dict[str, User], language: str, zone: ZoneInfo, today: date
) -> int:
    """Definitions, goals, readings, confirmations, one objection; how many goals."""
    kpis = _define(people["ops"])
    chosen = [each for each in firms if each.story not in {"prospect", "lost", "new"}][:CUSTOMERS]
    set_goals: list[Goal] = []
    for place, firm in enumerate(chosen):
        customer, contact = kept.customers[firm.code], kept.contacts[firm.code][0]
        for kpi in kpis[place % 2][: 3 if customer.tier in {"S", "A"} else 1 + place % 2]:
            set_goals.append(_agree(customer, contact, kpi, people["ops"], today, len(set_goals)))
            _measure(set_goals[-1], len(set_goals) - 1, language, zone, today)
    _push_back(set_goals, people, language, today)
    return len(set_goals)


def _define(by: User) -> list[list[OutcomeKpi]]:
    offered = cast("QuerySet[Product]", Product.objects.filter(code__startswith=f"{SOURCE}-").order_by("code"))
    products = list(offered[:2])
    defined = []
    for product, codes in zip(products, BY_PRODUCT, strict=True):
        product.core = True
        product.save(update_fields=["core"])
        rows = []
        for code in codes:
            found = example(code)
            assert found is not None  # noqa: S101 - the library is ours
            fields = {name: str(getattr(found, name)) for name in found.__slots__}
            rows.append(OutcomeKpi.objects.create(product=product, **fields))
        defined.append(rows)
    return defined


def _agree(customer: Customer, contact: Contact, kpi: OutcomeKpi, ops: User, today: date, place: int) -> Goal:
    baseline, target, _days = WANTED[kpi.code]
    start = today - timedelta(days=BEGAN)
    return goals.agree(
        customer,
        kpi,
        by=ops,
        recompute=False,
        baseline=Decimal(baseline),
        baseline_on=start - timedelta(days=10),
        target=Decimal(target),
        start=start,
        due=today - timedelta(days=PAST_DUE) if place % 5 == 2 else today + timedelta(days=DUE),
        weight=1,
        owner=customer.owner or ops,
        their_owner=contact,
    )


def _measure(goal: Goal, place: int, language: str, zone: ZoneInfo, today: date) -> None:
    baseline, target, days = WANTED[goal.kpi.code]
    course = COURSES[place % len(COURSES)]
    if place % 11 == 7:
        return  # agreed, and nobody has measured yet
    last = today - timedelta(days=SILENT_FROM if place % 7 == 4 else PAST_DUE + 6)
    for step in range(MONTHS):
        day = last - timedelta(days=days * (MONTHS - 1 - step))
        if day < goal.terms.start:
            continue
        done = Decimal(str(round(course * (step + 1) / MONTHS, 3)))
        value = Decimal(baseline) + (Decimal(target) - Decimal(baseline)) * done
        reading = OutcomeReading.objects.create(
            customer=goal.customer,
            goal=goal,
            source=SOURCE,
            key=f"{goal.pk} {day}",
            period_end=day,
            value=value.quantize(Decimal("0.1")),
            evidence=REPORT[language] if step % 2 else "",
            interaction=_heard(goal, day) if step == MONTHS - 1 and place % 2 == 0 else None,
            recorded_by=goal.terms.owner,
            recorded_at=datetime.combine(day + timedelta(days=3), time(10), zone),
        )
        if place == 0 and step == MONTHS - 1:
            _attach(reading, language)
        if place % 3 != 1 and step >= MONTHS - 2:
            Confirmation.objects.create(
                reading=reading,
                agreed=True,
                contact=goal.terms.their_owner,  # type: ignore[misc]
                on=day + timedelta(days=4),
                manner=Confirmation.Manner.LINK if place % 2 else Confirmation.Manner.MINUTES,
                evidence="" if place % 2 else WRITTEN[language],
                recorded_by=None if place % 2 else goal.terms.owner,
                recorded_at=datetime.combine(day + timedelta(days=4), time(15), zone),
            )


def _attach(reading: OutcomeReading, language: str) -> None:
    """The table that the value was read from."""
    name, head = SHEET[language]
    table = f"{head}\n{reading.period_end},{reading.value}\n".encode("utf-8-sig")
    evidence_files.add(reading, SimpleUploadedFile(name, table), by=reading.goal.terms.owner)


def _heard(goal: Goal, day: date) -> Interaction | None:
    """The contact in which a value was heard: the last one before it was kept."""
    return goal.customer.interactions.standing().filter(at__date__lte=day + timedelta(days=3)).order_by("-at").first()


def _push_back(found: list[Goal], people: dict[str, User], language: str, today: date) -> None:
    """One customer objects, through the same link that a visitor can try."""
    for goal in found:
        reading = goal.readings.filter(confirmation=None, period_end__lt=today).order_by("-period_end").first()
        contact = goal.terms.their_owner
        newest = reading is not None and not goal.readings.filter(period_end__gt=reading.period_end).exists()
        if reading is not None and contact is not None and newest and goal.terms.due > today:
            _link, token = confirming.ask(reading, contact=contact, by=people["ops"])
            confirming.answer(token, agreed=False, comment=OBJECTION[language])
            return
