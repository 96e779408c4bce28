"""Success plans of the sample company: one that goes well, one that is late, one that was closed with its result."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from customers.models import Contact, Customer
from office.models import User
from relationships.models import Goal, NextAction, PlanObjective, PlanReview, PlanTask, ReviewPack, SuccessPlan
from relationships.services import plan_parts, plan_tasks, plans
from reports.demo.companies import Company
from reports.services.demo.archive import Archive

OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True)
class Told:
    """One text in both languages of the sample."""

    zh: str
    en: str

    def say(self, language: str) -> str:
        return self.en if language == "en" else self.zh


# side | text | days from today on which it is due | days from today on which it was done, None while it is open | what came of it
Line = tuple[str, Told, int, int | None, Told | None]

TITLE = Told("两条线跑满，停机少一半", "Both lines at full speed, half the stops")
OBJECTIVES = (
    Told("夜班也能放心，机器别再半夜停下来", "A night shift that can rely on its machines"),
    Told("报废降下来，让老板看得见省了多少钱", "Less scrap, and savings the owner can see"),
)
TASKS: tuple[Line, ...] = (
    (OURS, Told("二号线装好 12 个振动传感器", "Fit twelve vibration sensors on line two"), -110, -112, None),
    (THEIRS, Told("给出两年的停机记录", "Hand over two years of stop records"), -105, -103, Told("设备科已导出", "Exported by maintenance")),
    (OURS, Told("培训三个班组看预警", "Train three shifts to read the warnings"), -80, -78, Told("42 人参加，38 人通过", "42 attended, 38 passed")),
    (THEIRS, Told("指定一位夜班联络人", "Name one person for the night shift"), -70, -66, None),
    (OURS, Told("每月出一份停机原因分析", "A monthly analysis of why lines stop"), -40, -41, None),
    (THEIRS, Told("报废数据按周发过来", "Send the scrap figures every week"), -20, -20, None),
    (OURS, Told("把一号线也接进来", "Connect line one as well"), 24, None, None),
    (THEIRS, Told("批一号线停机半天的窗口", "Grant half a day of stop for line one"), 18, None, None),
)  # fmt: skip
NOTES = Told("停机从每月 46 小时降到 29 小时，夜班反映最好；报废降得慢，数据来得太晚。", "Stops fell from 46 to 29 hours a month, the night shift is happiest; scrap falls slowly because figures come late.")  # fmt: skip
DECISIONS = Told("报废数据改为每周一发；下季度接入一号线。", "Scrap figures come every Monday; line one is connected next quarter.")  # fmt: skip
SUMMARY = Told("本季度停机时间比年初少了三分之一，夜班不再需要值守工程师。报废率仍高于约定，原因是数据晚到两周，双方已商定改为每周提供。下季度接入一号线，年底前兑现停机减半的承诺。", "Stops are a third lower than at the start of the year, and the night shift no longer needs an engineer on call. Scrap is still above what was agreed, because figures arrive two weeks late; both sides settled on weekly figures. Next quarter line one is connected, so that stops are halved by the end of the year.")  # fmt: skip

LATE_TITLE = Told("交付周期从三周缩到十二天", "Lead time from three weeks to twelve days")
LATE_OBJECTIVE = Told("急单别再排到下个月", "No urgent order waits until next month")
LATE_TASKS: tuple[Line, ...] = (
    (OURS, Told("梳理订单到交付的七个环节", "Walk through the seven steps from order to delivery"), -60, -58, None),
    (OURS, Told("上线排产看板", "Bring the planning board live"), -12, None, None),
    (THEIRS, Told("开放 ERP 的只读接口", "Open a read-only door to the ERP"), -25, None, None),
    (THEIRS, Told("定下急单的放行人", "Decide who releases urgent orders"), 15, None, None),
)  # fmt: skip

CLOSED_TITLE = Told("首年上线：先跑通一个车间", "First year: one workshop running")
CLOSED_REASON = Told("一个车间已跑通，客户自己能维护；第二车间列入新计划", "One workshop runs and they keep it running themselves; the second goes into a new plan")  # fmt: skip
CLOSED_TASKS: tuple[Line, ...] = (
    (OURS, Told("完成车间网络改造", "Rebuild the workshop's network"), -300, -298, None),
    (THEIRS, Told("派两名工程师参加认证", "Send two engineers to certification"), -260, -255, None),
    (OURS, Told("交接运维手册", "Hand over the operating manual"), -220, -222, None),
)  # fmt: skip


def settle_on(
    firms: list[Company], kept: Archive, people: dict[str, User], language: str, zone: ZoneInfo, today: date
) -> int:
    """Three plans of key customers that have goals; how many."""
    fitting = [kept.customers[each.code] for each in firms if _with_goals(kept.customers[each.code], today)]
    chosen = sorted(fitting, key=lambda customer: customer.owner != people["mei"])[:3]
    if len(chosen) < 3:
        return 0
    first, second, third = (_Writer(customer, people["ops"], language, zone, today) for customer in chosen)
    plan = first.plan(TITLE, -150, 215, OBJECTIVES, TASKS)
    first.review(plan, -45)
    first.review(plan, 21)
    first.pack()
    late = second.plan(LATE_TITLE, -75, 200, (LATE_OBJECTIVE,), LATE_TASKS)
    second.review(late, 9)
    over = third.plan(CLOSED_TITLE, -340, -30, (), CLOSED_TASKS)
    plans.close(over, result="reached", reason=CLOSED_REASON.say(language), by=people["ops"])
    return 3


def remove(ids: list[int]) -> None:
    """Plans of the customers with all that stands in them, what was written for reviews, and the history of both."""
    SuccessPlan.objects.filter(customer__in=ids).delete()
    ReviewPack.objects.filter(customer__in=ids).delete()
    for kind in (SuccessPlan, PlanObjective, PlanTask, PlanReview, ReviewPack):
        kind.history.exclude(id__in=kind._default_manager.values("pk")).delete()


def _with_goals(customer: Customer, today: date) -> bool:
    """Of the kind that the plans speak of."""
    goals = Goal.objects.live(today).filter(customer=customer, kpi__code__in=("oee", "scrap_rate"))
    return customer.tier in {"S", "A"} and goals.exists()


class _Writer:
    """Writes the plan of one customer as its owner would have."""

    def __init__(self, customer: Customer, ops: User, language: str, zone: ZoneInfo, today: date) -> None:
        self.customer, self.owner, self.by = customer, customer.owner or ops, ops
        self.language, self.zone, self.today = language, zone, today
        contacts = Contact.objects.filter(customer=customer, left_on=None, person__isnull=False)
        self.contacts = list(contacts.order_by("-key_person", "-seniority", "id")[:3])
        self.goals = list(Goal.objects.live(today).filter(customer=customer).order_by("id"))

    def plan(
        self, title: Told, start: int, end: int, objectives: tuple[Told, ...], lines: tuple[Line, ...]
    ) -> SuccessPlan:
        made = plans.make(
            self.customer,
            title=title.say(self.language),
            owner=self.owner,
            starts_on=self.day(start),
            ends_on=self.day(end),
            by=self.by,
        )
        SuccessPlan.objects.filter(pk=made.pk).update(created_at=self.moment(start))
        wanted = [self._objective(made, text, place) for place, text in enumerate(objectives)]
        for place, line in enumerate(lines):
            self._task(made, line, place, wanted)
        return made

    def _objective(self, plan: SuccessPlan, text: Told, place: int) -> PlanObjective:
        goals = self.goals[place::2]
        return plan_parts.add_objective(plan, text=text.say(self.language), goals=goals, by=self.by)

    def _task(self, plan: SuccessPlan, line: Line, place: int, wanted: list[PlanObjective]) -> None:
        side, text, due, done, note = line
        objective = wanted[place % len(wanted)] if wanted else None
        words, day = text.say(self.language), self.day(due)
        if side == OURS:
            task = plan_tasks.add_ours(plan, text=words, owner=self.owner, due_on=day, objective=objective, by=self.by)
        else:
            contact = self.contacts[place % len(self.contacts)]
            task = plan_tasks.add_theirs(plan, text=words, contact=contact, due_on=day, objective=objective, by=self.by)
        if done is None:
            return
        plan_tasks.finish(task, note=note.say(self.language) if note else "", by=self.by)
        when = self.moment(done)
        PlanTask.objects.filter(pk=task.pk).update(done_at=when, done_by=self.owner)
        NextAction.objects.filter(plan_task=task).update(done_at=when, done_by=self.owner)

    def review(self, plan: SuccessPlan, on: int) -> None:
        made = plan_parts.plan_review(
            plan, planned_on=self.day(on), ours=[self.owner], theirs=self.contacts[:2], by=self.by
        )
        if on < 0:
            plan_parts.hold_review(
                made,
                held_on=self.day(on),
                notes=NOTES.say(self.language),
                decisions=DECISIONS.say(self.language),
                ours=[self.owner],
                theirs=self.contacts[:2],
                version=None,
                by=self.by,
            )

    def pack(self) -> None:
        """The summary of the last whole quarter, as far as it was written."""
        first = self.today.replace(day=1)
        month = first.month - (first.month - 1) % 3
        ended = date(first.year, month, 1) - timedelta(days=1)
        period = f"{ended.year}-Q{(ended.month + 2) // 3}"
        ReviewPack.objects.create(
            customer=self.customer, period=period, summary=SUMMARY.say(self.language), created_by=self.by
        )

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def moment(self, offset: int) -> datetime:
        return datetime.combine(self.day(offset), time(16), self.zone)
