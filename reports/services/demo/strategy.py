"""Why sample customers stay: one that has us in its shadow, one that needs us, one loosely tied, one strategic in name only."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from customers.models import Customer, EffortEntry, Need
from office.models import User
from relationships.models import ControlPoint, DecisionRequest, Interaction, StrategyAnswer, StrategyMove, StrategyPlan
from reports.services.demo.archive import Archive

CAPTIVE, NEEDED, LOOSE, IN_NAME = "lj", "ty", "xk", "dq"
# Customer, topic, answer, days ago, what it rests on in Chinese and in English.
ANSWERS = [
    (CAPTIVE, "visit", "likely", 40, "董事长答应春天来看新厂", "Their chairman promised to come in spring"),
    (CAPTIVE, "compensation", "likely", 40, "对方法务说可以谈", "Their lawyers are ready to talk"),
    (CAPTIVE, "alternatives", 4, 60, "采购部合格供应商名录", "Purchasing's list of approved suppliers"),
    (CAPTIVE, "months", 3, 60, "质量部按上次更换估计", "Their quality department, from the last change"),
    (CAPTIVE, "one_off", 260000, 60, "重新认证与工装报价", "Quotation for tests and tools"),
    (CAPTIVE, "core_process", 50, 60, "振动监测用我们，温控用别家", "Vibration is ours, temperature is not"),
    (CAPTIVE, "shared_plan", 0, 60, "年度框架，没有更长的约定", "A yearly frame, nothing beyond"),
    (CAPTIVE, "decision_speed", 2, 60, "改一个接口拖了两个月", "Two months for one interface"),
    (CAPTIVE, "openness", 2, 60, "扩产计划从新闻里才知道", "We learned of the new plant from the news"),
    (CAPTIVE, "values", 3, 60, "没有冲突", "No conflict"),
    (NEEDED, "visit", "happened", 80, "总经理三月来访，谈联合实验室", "Their general manager came in March"),
    (NEEDED, "compensation", "precedent", 80, "去年停线按天赔付", "Paid by the day last year"),
    (NEEDED, "alternatives", 0, 90, "洁净室传感器只认证了我们", "We alone are approved for the clean room"),
    (NEEDED, "months", 14, 90, "认证周期 14 个月", "Approval takes 14 months"),
    (NEEDED, "one_off", 4200000, 90, "重新认证与停产损失", "Approval and lost output"),
    (NEEDED, "core_process", 100, 90, "写进了对方的良率宣传", "Named in their yield brochure"),
    (NEEDED, "shared_plan", 100, 90, "三年联合路线图已签", "Joint roadmap signed"),
    (NEEDED, "decision_speed", 5, 90, "样机当周拍板", "Decides on samples within the week"),
    (NEEDED, "openness", 4, 90, "良率数据每月共享", "Shares its yield every month"),
    (NEEDED, "values", 4, 90, "坚持先验证再量产", "Proves first, ships later"),
    (LOOSE, "visit", "happened", 120, "副董事长率队来访", "Their vice chairman came with his team"),
    (LOOSE, "compensation", "clause", 120, "框架协议第 7 条", "Clause 7 of the frame agreement"),
    (LOOSE, "alternatives", 4, 120, "四家在试用", "Four are on trial"),
    (LOOSE, "months", 3, 120, "认证可以转用", "The approval can be carried over"),
    (LOOSE, "one_off", 180000, 120, "试验线租金与认证费", "Test track and fees"),
    (LOOSE, "core_process", 50, 120, "用于新车型，老车型不用", "In the new trains only"),
    (LOOSE, "shared_plan", 50, 120, "谈了两轮，未签", "Two rounds, not signed"),
    (LOOSE, "decision_speed", 3, 120, "大多按期", "Mostly in time"),
    (LOOSE, "openness", 4, 120, "提前给年度计划", "Gives us its yearly plan early"),
    (LOOSE, "values", 4, 120, "安全第一，说到做到", "Safety first, and they mean it"),
    (IN_NAME, "visit", "no", 30, "两次邀请都没来", "Invited twice, never came"),
    (IN_NAME, "compensation", "no", 30, "采购明确拒绝", "Purchasing refused outright"),
    (IN_NAME, "alternatives", 3, 420, "前年的招标名单", "From a tender two years ago"),
]
# Customer, kind, index, since and until in days from today, evidence.
POINTS = [
    (CAPTIVE, "cost", 3, -300, None, "比第二名便宜 12%", "12% cheaper than the next"),
    (NEEDED, "standard", 9, -500, 900, "洁净室传感器发明专利", "Patent on the clean-room sensor"),
    (NEEDED, "lead", 5, -200, 400, "下一代比同行早两年", "Two years ahead with the next generation"),
    (LOOSE, "relationship", 7, -260, None, "新车型定义会必请我们", "We sit in every meeting that defines a train"),
    (LOOSE, "small_lead", 4, -400, -20, "同行今年追上", "Competitors caught up this year"),
    (IN_NAME, "commodity", 2, -300, None, "通用型号，按价格招标", "Standard type, bought by price"),
]
# Customer, raised days ago, days until decided (None open), what.
REQUESTS = [
    (CAPTIVE, 150, 44, "改用新通信接口", "Move to the new interface"),
    (CAPTIVE, 110, 31, "共用备件库", "Share a stock of spare parts"),
    (CAPTIVE, 90, 27, "年度价格", "Prices of the year"),
    (CAPTIVE, 48, None, "二号产线试装", "Try it on line two"),
    (NEEDED, 70, 2, "样机放行", "Release the sample"),
    (NEEDED, 45, 3, "联合实验室选址", "Where the joint laboratory goes"),
    (NEEDED, 20, 1, "加急订单", "An urgent order"),
    (LOOSE, 100, 9, "试验线排期", "Dates on the test track"),
    (LOOSE, 60, 12, "新车型选型", "Choice for the new train"),
    (LOOSE, 12, None, "三年规划签字", "Sign the three-year plan"),
]
# Customer, position wanted, review in days.
PLANS = [
    (CAPTIVE, "从价格供应商变成监测方案的共同设计方；单一客户收入占比降到三成以下。",
     "From supplier by price to co-designer of monitoring; below 30% of our revenue.", -9),
    (NEEDED, "守住洁净室的唯一认证，把联合实验室做成对方离不开的一环。",
     "Keep the only approval for the clean room; make the joint laboratory part of their work.", 120),
    (LOOSE, "签下三年规划，成为新车型的标准配置。", "Sign the three-year plan; be standard in the new trains.", 45),
]  # fmt: skip
# Customer, what, review in days, what came of it (None still open).
MOVES = [
    (CAPTIVE, "请对方总工参加五月的方案评审", "Their chief engineer joins the review in May", -4, None),
    (CAPTIVE, "把温控样机送进二号产线", "A temperature sample into line two", 25, None),
    (NEEDED, "第二项专利提交", "File the second patent", 60, None),
    (LOOSE, "三年规划送副董事长", "Three-year plan to their vice chairman", 14, None),
    (LOOSE, "试验线数据共享协议", "Agreement on data of the test track", -30, "已签，数据每周到"),
]

# Customer, need in Chinese and in English, importance, needed in days (None unknown), how far met.
NEEDS = [
    (CAPTIVE, "非计划停机减半", "Half the unplanned stops", 5, 150, 50),
    (CAPTIVE, "两条产线统一一个数据口", "One interface for both lines", 4, 90, 0),
    (CAPTIVE, "备件三天到厂", "Spare parts within three days", 3, None, 100),
    (CAPTIVE, "操作工培训教材", "Course for the operators", 2, 300, 0),
    (NEEDED, "良率再提一个点", "One more point of yield", 5, 200, 50),
    (NEEDED, "洁净室二期同步认证", "Approval together with phase two", 4, 420, 0),
    (LOOSE, "新车型轴温监测", "Axle temperature in the new train", 5, 240, 50),
    (LOOSE, "试验数据当天可看", "Test data on the same day", 3, -15, 50),
]


def weigh(kept: Archive, people: dict[str, User], language: str, today: date) -> int:
    """Answers, points, requests, plans and moves of four customers; how many answers."""
    told = _Teller(kept, people, language, today)
    StrategyAnswer.objects.bulk_create(
        StrategyAnswer(
            topic=topic,
            code=value if isinstance(value, str) else "",
            number=None if isinstance(value, str) else Decimal(str(value)),
            evidence=told.words(*texts),
            on=told.day(-ago),
            **told.of(code),
        )
        for code, topic, value, ago, *texts in ANSWERS
    )
    ControlPoint.objects.bulk_create(
        ControlPoint(
            kind=kind,
            index=index,
            evidence=told.words(*texts),
            since=told.day(since),
            erodes_by=None if until is None else told.day(until),
            **told.of(code),
        )
        for code, kind, index, since, until, *texts in POINTS
    )
    DecisionRequest.objects.bulk_create(
        DecisionRequest(
            what=told.words(*texts),
            raised_on=told.day(-ago),
            decided_on=None if days is None else told.day(days - ago),
            **told.of(code),
        )
        for code, ago, days, *texts in REQUESTS
    )
    StrategyPlan.objects.bulk_create(
        StrategyPlan(
            number=1,
            position=told.words(chinese, english),
            owner=told.owner(code),
            review_on=told.day(ahead),
            **told.of(code),
        )
        for code, chinese, english, ahead in PLANS
    )
    StrategyMove.objects.bulk_create(
        StrategyMove(
            what=told.words(chinese, english),
            owner=told.owner(code),
            review_on=told.day(ahead),
            closed_on=told.day(-6) if result else None,
            result=(result if language != "en" else "Signed; data comes every week") if result else "",
            **told.of(code),
        )
        for code, chinese, english, ahead, result in MOVES
    )
    needs = [
        Need(customer=told.customer(code), title=told.words(*texts), importance=weight, met=met,
             needed_by=None if ahead is None else told.day(ahead))
        for code, *texts, weight, ahead, met in NEEDS
    ]  # fmt: skip
    Need.objects.bulk_create(needs)
    _tag(needs)
    return len(ANSWERS)


def _tag(needs: list[Need]) -> None:
    """Two of three contacts and entries serve a need, more often an important one than not."""
    by_customer: dict[int, list[Need]] = {}
    for need in Need.objects.filter(customer__in={one.customer_id for one in needs}):
        by_customer.setdefault(need.customer_id, []).append(need)
    for model in (Interaction, EffortEntry):
        rows = list(cast("Any", model).objects.filter(customer__in=by_customer).order_by("pk"))
        for place, row in enumerate(rows):
            offered = by_customer[row.customer_id]
            row.need = None if place % 3 == 2 else offered[(place // 3 * (1 + place % 2)) % len(offered)]
        cast("Any", model).objects.bulk_update(rows, ["need"], batch_size=500)


class _Teller:
    """The customers, their owners and the language of the sample company."""

    def __init__(self, kept: Archive, people: dict[str, User], language: str, today: date) -> None:
        self.kept, self.people, self.language, self.today = kept, people, language, today

    def customer(self, code: str) -> Customer:
        return self.kept.customers[code]

    def owner(self, code: str) -> User:
        return self.customer(code).owner or self.people["ops"]

    def of(self, code: str) -> dict[str, Any]:
        return {"customer": self.customer(code), "by": self.owner(code)}

    def words(self, chinese: str, english: str) -> str:
        return english if self.language == "en" else chinese

    def day(self, ahead: int) -> date:
        return self.today + timedelta(days=ahead)
