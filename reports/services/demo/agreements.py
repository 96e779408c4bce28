"""What lies between the sample company and its customers: items, clauses, volumes (one short), a warning, a win-back, reviews."""

from datetime import date, timedelta
from decimal import Decimal

from customers.models import Customer
from customers.money import CENT
from customers.selectors.revenue import net_by_customer
from office.calendar.months import add_months
from office.clock import today
from office.models import User
from relationships.models import (
    JointReview,
    OrganisationalItem,
    RiskClause,
    SolvencyWarning,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.services import joint_reviews, next_actions
from reports.demo.companies import Company
from reports.services.demo.archive import Archive

Kind, Clause = OrganisationalItem.Kind, RiskClause.Kind
# customer | kind | days ago | Chinese | English
ITEMS = (
    (
        "lj",
        Kind.JOINT_PROJECT,
        120,
        "联合开发高温传感器，已过样件评审",
        "Joint high-temperature sensor, sample review passed",
    ),
    (
        "lj",
        Kind.SUPPLIER_CONFERENCE,
        200,
        "受邀在其供应商大会作主题发言",
        "Invited to speak at their supplier conference",
    ),
    ("xk", Kind.FRAMEWORK_AGREEMENT, 300, "三年框架协议", "Framework agreement for three years"),
    ("xk", Kind.EXEC_MUTUAL_VISIT, 70, "双方总经理互访", "The two managing directors visited each other"),
    ("dq", Kind.JOINT_PROJECT, 45, "节能改造联合小组", "Joint team for saving energy"),
    ("ql", Kind.JOINT_MARKETING, 150, "航展联合展台", "Joint stand at the air show"),
    ("ty", Kind.SUPPLIER_CONFERENCE, 90, "获其“最佳交付”奖", "Won their award for best delivery"),
)
CLAUSES = (
    (
        "lj",
        Clause.COMPENSATION,
        "停机超过四小时，每小时赔偿合同额的 0.1%",
        "Beyond four hours of downtime 0.1% of the contract an hour",
    ),
    ("lj", Clause.PRICE_FORMULA, "铜价变动超过 5% 时按公式双向调价", "Price follows copper both ways beyond 5%"),
    (
        "xk",
        Clause.JOINT_INVESTMENT,
        "试验台双方各投一半，共享数据",
        "Each pays half of the test bench and both own the data",
    ),
    ("dq", Clause.EXCLUSIVITY, "三号线三年内只用我方传感器", "Line three uses our sensors alone for three years"),
    (
        "ql",
        Clause.VOLUME,
        "年采购量不低于约定，差额次年补足",
        "Yearly volume as agreed, what is missing follows next year",
    ),
)
VOLUMES = {"lj": "0.96", "dq": "0.98", "bw": "1.45", "mz": "0.9"}
"""What they agreed to take against what they took in twelve months; above one they fall short."""
NAMED = {"zh-hans": "年度采购约定", "en": "Yearly purchase agreement"}
WARNINGS = (
    (
        "ky",
        SolvencyWarning.Severity.SERIOUS,
        18,
        "商票逾期名单",
        "list of overdue bills",
        "子公司商票逾期未付",
        "A subsidiary did not pay its bills",
    ),
    (
        "cx",
        SolvencyWarning.Severity.WATCH,
        40,
        "行业报道",
        "trade press",
        "硅料跌价，上季度亏损",
        "Silicon prices fell, a loss last quarter",
    ),
)
TRIED = (
    (
        "tl",
        60,
        "总经理带新报价登门，谈停机赔付",
        "Our managing director came with a new quote",
        "declined",
        "已与他家签两年",
        "They signed with another for two years",
    ),
    (
        "sl",
        25,
        "免费巡检一次，换下三只老化传感器",
        "A free inspection, three old sensors replaced",
        "won_back",
        "下了小批订单",
        "They placed a small order",
    ),
    ("xm", 9, "寄新样本并约年前拜访", "Sent new samples, a visit before the new year", "open", "", ""),
)
REVIEWED = (("lj", 35, True), ("xk", 80, True), ("ql", 160, False), ("qy", 400, True))
SAID = {
    "zh-hans": (
        "三条线的停机少了，但备件仍要等两周。",
        "订单稳定，回款按期；研发联合投入比计划多。",
        "把备件安全库存放到客户仓库",
    ),
    "en": (
        "Three lines stand still less often, but spare parts still take two weeks.",
        "Orders are steady and paid in time; joint development costs more than planned.",
        "Keep a safety stock of spare parts in their warehouse",
    ),
}


def lie_between(
    firms: list[Company], kept: Archive, people: dict[str, User], language: str, currency: str, today: date
) -> None:
    """Written once money and goals are there: volumes and reviews look at them."""
    place = 0 if language.startswith("zh") else 1
    found = {each.code: kept.customers[each.code] for each in firms}
    _notes(found, people["ops"], place, today)
    _volumes(found, people["ops"], language, currency, today)
    _warn(found, people["ops"], place, today)
    _try(found, people["ops"], place, today)
    for code, ago, signed in REVIEWED:
        _review(found[code], kept, code, people["ops"], language, today - timedelta(days=ago), signed=signed)


def _notes(found: dict[str, Customer], ops: User, place: int, today: date) -> None:
    for code, kind, ago, *texts in ITEMS:
        OrganisationalItem.objects.create(
            customer=found[code],
            kind=kind,
            on=today - timedelta(days=ago),
            text=texts[place],
            created_by=found[code].owner or ops,
        )
    for number, (code, clause, *texts) in enumerate(CLAUSES):
        RiskClause.objects.create(
            customer=found[code],
            kind=clause,
            valid_from=add_months(today, -9 - number),
            valid_until=add_months(today, 27 - number),
            text=texts[place],
            created_by=found[code].owner or ops,
        )


def _volumes(found: dict[str, Customer], ops: User, language: str, currency: str, today: date) -> None:
    start = add_months(today.replace(day=1), -8)
    ids = [found[code].pk for code in VOLUMES]
    bought = net_by_customer(ids, add_months(start, -3), add_months(today.replace(day=1), -1))
    for code, factor in VOLUMES.items():
        yearly = bought.get(found[code].pk, Decimal(0)) * 12 / 11 * Decimal(factor)
        if yearly > 0:
            VolumeAgreement.objects.create(
                customer=found[code],
                name=NAMED[language],
                valid_from=start,
                yearly_amount=str(yearly.quantize(Decimal("1E4")).quantize(CENT)),
                currency=currency,
                created_by=ops,
            )


def _warn(found: dict[str, Customer], ops: User, place: int, today: date) -> None:
    for code, severity, ago, *texts in WARNINGS:
        SolvencyWarning.objects.create(
            customer=found[code],
            severity=severity,
            on=today - timedelta(days=ago),
            told_by=texts[place],
            text=texts[2 + place],
            created_by=ops,
        )


def _try(found: dict[str, Customer], ops: User, place: int, today: date) -> None:
    for code, ago, zh, en, result, zh_note, en_note in TRIED:
        by = found[code].owner or ops
        WinBackAttempt.objects.create(
            customer=found[code],
            on=today - timedelta(days=ago),
            text=(zh, en)[place],
            tried_by=by,
            result=result,
            result_on=None if result == "open" else today - timedelta(days=ago - 8),
            result_note=(zh_note, en_note)[place],
            created_by=by,
        )


def _review(
    customer: Customer, kept: Archive, code: str, ops: User, language: str, day: date, *, signed: bool
) -> JointReview:
    they, we, step = SAID[language]
    owner, contacts = customer.owner or ops, kept.contacts[code][:2]
    review = joint_reviews.hold(
        customer,
        held_on=day,
        theirs=contacts,
        ours=[owner],
        step=joint_reviews.Step(step, owner, day + timedelta(days=30)),
        they_got=they,
        we_got=we,
        by=ops,
    )
    if day + timedelta(days=30) < today():
        next_actions.finish(review.next_step, by=ops)  # type: ignore[arg-type]
    if signed:
        joint_reviews.sign(review, ours=owner, theirs=contacts[0], on=day + timedelta(days=1), by=ops)
    return review
