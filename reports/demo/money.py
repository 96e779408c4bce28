"""What the invented company's customers cost, owe, promise and are judged by: numbers and texts, no rows."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from reports.demo.companies import Company

VAT = 13
"""Per cent on top of every invoice."""
HOURLY = {"csm": 120, "sales": 160, "engineer": 210, "executive": 520, "other": 100}
HOURLY_BEFORE = {"csm": 105, "sales": 150, "engineer": 190, "executive": 480, "other": 90}
CASH, FIXED_MONTHLY = 9_800_000, 1_150_000
SPEND = {
    "exhibition": ("events", 52_000),
    "tender": ("sales", 38_000),
    "outbound": ("sales", 46_000),
    "web": ("media", 15_000),
    "social": ("media", 12_000),
    "platform": ("channel_fee", 9_000),
    "partner": ("channel_fee", 18_000),
    "referral": ("commission", 4_000),
    "association": ("events", 7_000),
}
ON_THE_ROAD = frozenset({"exhibition", "tender", "outbound", "partner", "association"})
"""Channels whose money is spent in one region at a time, each month in the next."""
TRAVELLED = ("cn-gd", "cn-gx", "cn-ha", "cn-js", "cn-sc", "cn-sd")
INFLATION = 1.16
"""What a month of the last twelve costs against one of the twelve before."""
SCORES = {"silent": 9, "quiet-giant": 8, "price-fight": 6, "price": 7, "lost": 6, "dormant": 7, "declining": 5}
EASE = {
    "silent": (6, 6),
    "quiet-giant": (6, 7),
    "price-fight": (4, 3),
    "price": (5, 6),
    "declining": (5, 2),
    "rising": (6, 7),
    "cooling": (5, 4),
}
"""How easy they said it was, 1 to 7, five months ago and lately."""
UNASKED = frozenset({"prospect", "lighthouse", "new"})
STRATEGIC = {"S": 5, "A": 4, "B": 3, "C": 2}
PLANS = {
    "ql": (-1_200_000, 0, 1_200_000, 1_800_000, 600_000),
    "qy": (-200_000, 700_000, 1_200_000, 1_500_000, 1_500_000),
    "lj": (-500_000, 1_500_000, 2_000_000, 2_000_000, 1_000_000),
}


class Investment(NamedTuple):
    """What a decision put into a relationship, so many months after its plan began."""

    month: int
    amount: int
    what: str


INVESTMENTS = {
    "ql": (Investment(1, 420_000, "rig"), Investment(9, 260_000, "approval")),
    "lj": (Investment(2, 180_000, "pilot"),),
}
"""Strategic investments: of the plan's money, what stands in no cost of the profit and loss (economics 8)."""
PHASES = ("invest", "break_even", "return", "return", "close")
"""What each year of a plan is for (economics 8)."""
SUBSCRIBERS = ("qy", "mz", "ty", "ra", "wy", "sw", "ao", "ze")
NOT_RENEWED = frozenset({"bd", "xk"})
"""Who buys on without a framework since the last one ended."""
FEE = 96_000
"""Yearly fee of the monitoring service, without VAT."""


class Manner(NamedTuple):
    """How a customer pays: its term in days and how many days after that the money comes."""

    term: int
    earliest: int
    latest: int


MANNERS = {
    "quiet-giant": Manner(150, 55, 105),
    "price-fight": Manner(90, 12, 34),
    "price": Manner(90, 5, 25),
    "lighthouse": Manner(60, -2, 8),
    "new": Manner(30, -5, 3),
    "young": Manner(30, -5, 6),
    "declining": Manner(60, 8, 30),
    "lost": Manner(60, 20, 70),
}
USUAL = Manner(60, -6, 9)


def manner_of(company: Company) -> Manner:
    return MANNERS.get(company.story, USUAL)


class Work(NamedTuple):
    """Work booked for a customer in a month, beside what the contact log tells."""

    kind: str
    role: str
    minutes: int
    what: str


WORK = {
    "quiet-giant": (
        Work("service_cost", "engineer", 9_600, "on_site"),
        Work("custom_rd", "engineer", 6_000, "variant"),
        Work("retention_cost", "executive", 300, "care"),
    ),
    "price-fight": (Work("service_cost", "engineer", 2_400, "on_site"),),
    "lighthouse": (
        Work("custom_rd", "engineer", 16_800, "variant"),
        Work("service_cost", "engineer", 1_800, "on_site"),
    ),
    "rising": (Work("service_cost", "engineer", 300, "remote"),),
}
REMOTE = (Work("service_cost", "engineer", 240, "remote"),)

TEXTS = {
    "on_site": ("驻场支持", "Support on site"),
    "variant": ("专用型号开发", "Development of a variant for this customer"),
    "care": ("高层拜访与活动", "Executive visits and events"),
    "remote": ("远程支持", "Remote support"),
    "fee": ("在线监测服务", "Online monitoring service"),
    "told": ("采购部年度计划", "Yearly plan of its purchasing department"),
    "annual": ("年报", "Annual report"),
    "funds": ("虚构示例", "Invented"),
    "lead": ("展位咨询的企业", "Company met at a stand"),
    "deal": ("传感器年度框架", "Yearly framework for sensors"),
    "price": ("价格高于对手", "Our price was above a competitor's"),
    "lighthouse": (
        "国内第一家把我们的传感器用在主承力件上，行业标准起草单位，带着我们过了适航评审。",
        "First in the country to use our sensors on a load-bearing part; took us through the airworthiness review.",
    ),
    "evidence": (
        "季度回顾会上双方确认，纪要已归档。",
        "Confirmed by both sides in the quarterly review; minutes are on file.",
    ),
    "override": (
        "董事会已批准三年共同开发，按战略客户投入。",
        "The board approved three years of joint development; served as a strategic customer.",
    ),
    "certificate": ("IATF 16949", "IATF 16949"),
    "rig": ("为其新建联合试验台", "Joint test rig built for them"),
    "approval": ("共同承担适航评审费用", "Our part of the airworthiness review"),
    "pilot": ("试点产线改造", "Conversion of a pilot line"),
    "invest": ("投入期", "investment"),
    "break_even": ("盈亏平衡", "break-even"),
    "return": ("回报期", "return"),
    "close": ("收尾", "winding down"),
}


def text(key: str, language: str) -> str:
    return TEXTS[key][1 if language == "en" else 0]


def paid_on(company: Company, due: date, today: date, rng: Random) -> date | None:
    """The day the money came, None while it has not; the lost customer left its last invoices unpaid."""
    manner = manner_of(company)
    on = due + timedelta(days=rng.randint(manner.earliest, manner.latest))
    if company.story == "lost" and (today - due).days < 240:
        return None
    return on if on <= today else None
