"""Birthdays and gifts of the sample company: somebody to greet this week, and a gift that waits for a decision."""

from datetime import date, timedelta
from decimal import Decimal

from customers.models import Contact
from office.calendar import lunar
from office.models import User
from relationships.models import Birthday, Gift, GiftLimits
from relationships.services import gifts
from reports.demo.companies import Company
from reports.services.demo.archive import Archive

LIMITS = (Decimal(300), Decimal(800))
WHY = ("公司廉洁守则第 4 条", "Clause 4 of our code of conduct")
# days from today of the birthday, the year of birth where it was told, and whether it is kept by the farmland calendar
BIRTHDAYS = [
    (1, 1981, False),
    (5, 1968, True),
    (9, 1975, False),
    (13, None, True),
    (60, 1990, False),
    (150, None, False),
]
# days ago | direction | what | value | occasion
GIFTS = [
    (60, "given", ("月饼礼盒", "Moon cakes"), "168", ("中秋", "Mid-Autumn")),
    (21, "given", ("展会纪念笔", "Pen from the fair"), "45", ("行业展会", "Trade fair")),
    (18, "received", ("当地茶叶", "Local tea"), "120", ("回访", "Return visit")),
    (2, "given", ("定制茶具", "Tea set"), "680", ("合作十周年", "Ten years together")),
]
REASON = ("对方董事长到访，双方签十年框架协议", "Their chairman visits to sign a ten-year agreement")
VOIDED = (40, ("保温杯", "Vacuum flask"), "88", ("客户婉拒，已退回", "They declined; it came back"))


def keep_courtesies(firms: list[Company], kept: Archive, people: dict[str, User], language: str, today: date) -> int:
    """The limits, birthdays around today, a register with one gift above the limit; how many gifts."""
    english = language == "en"
    per_gift, per_year = LIMITS
    # Written without its service: the audit would keep an invented founder for ever.
    GiftLimits.objects.create(number=1, per_gift=per_gift, per_year=per_year, why=WHY[english], by=people["fay"])  # type: ignore[misc]
    count = 0
    for login in ("mei", "otto"):
        by = people[login]
        own = _contacts(firms, kept, by)
        _born(own, by, today)
        for place, (ago, direction, what, value, occasion) in enumerate(GIFTS):
            above = Decimal(value) > per_gift
            if above and login != "mei":
                continue
            gifts.record(
                contact=own[place % len(own)],
                by=by,
                what=what[english],
                on=today - timedelta(days=ago),
                value=Decimal(value),
                direction=direction,
                occasion=occasion[english],
                reason=REASON[english] if above else "",
            )
            count += 1
        ago, what, value, why = VOIDED
        back = gifts.record(
            contact=own[-1], by=by, what=what[english], on=today - timedelta(days=ago), value=Decimal(value)
        )
        gifts.void(back, by=by, reason=why[english])
    return Gift.objects.count() if count else 0


def _contacts(firms: list[Company], kept: Archive, owner: User) -> list[Contact]:
    rows = [kept.contacts[each.code] for each in firms if kept.customers[each.code].owner_id == owner.pk]
    return [contacts[0] for contacts in rows if contacts][: len(BIRTHDAYS)]


def _born(own: list[Contact], by: User, today: date) -> None:
    for contact, (days, year, by_farmland) in zip(own, BIRTHDAYS, strict=False):
        day = today + timedelta(days=days)
        month, number = _farmland(day) if by_farmland else (day.month, min(day.day, 28))
        Birthday.objects.get_or_create(
            person=contact.person,
            defaults={"month": month, "day": number, "year": year, "lunar": by_farmland, "noted_by": by},
        )


def _farmland(day: date) -> tuple[int, int]:
    """Month and day of the farmland calendar; of a leap month, which birthdays pass over, the first day after it."""
    found = next(
        one for one in (*lunar.months(day.year - 1), *lunar.months(day.year)) if _ends(one) > day and not one.leap
    )
    return found.number, max((day - found.first).days, 0) + 1


def _ends(month: lunar.Month) -> date:
    return month.first + timedelta(days=month.days)


def remove(customers: list[int]) -> None:
    """The gifts of the sample customers, and the invented limits against which no other gift was held."""
    Gift.objects.filter(customer__in=customers).delete()
    held = Gift.objects.exclude(limits=None).values("limits")
    GiftLimits.objects.filter(why__in=WHY).exclude(pk__in=held).delete()
