"""What the sample customers asked of us in half a year, what was answered when, and what they solved alone."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from relationships.models import ServiceRequest
from reports.demo.companies import Company
from reports.services.demo.archive import SOURCE, Archive

DAYS = 178
# kind | what it is about, in two languages
ABOUT = (
    ("question", "报警阈值怎样按班次分别设置？", "How are alarm limits set for each shift?"),
    ("question", "历史曲线能导出多长时间的？", "How long a curve can be exported?"),
    ("question", "新同事的账号怎么开？", "How does a new colleague get an account?"),
    ("fault", "二号产线有一个测点没有数据", "One point of line two sends nothing"),
    ("fault", "网关每天凌晨断线几分钟", "The gateway drops for minutes every night"),
    ("change_request", "希望报表里加上停机原因", "Please add the cause of stops to the report"),
    ("change_request", "请把单位从 bar 改成 MPa", "Please show MPa instead of bar"),
    ("change_request", "希望支持手机上确认报警", "Alarms should be confirmed on the phone"),
)
CHANNELS = ("mail", "portal", "chat", "phone", "portal", "visit")


def ask(firms: list[Company], kept: Archive, language: str, zone: ZoneInfo, now: datetime) -> int:
    """How many requests. The team answers faster of late; changes wait longest, questions are often solved alone."""
    rows = []
    for firm in firms:
        if firm.story in {"prospect", "lost", "dormant"}:
            continue
        rng = Random(f"{firm.code} requests")  # noqa: S311 - a story, not a secret
        count = rng.randint(2, 8) if firm.size in {"large", "giant"} else rng.randint(1, 4)
        rows += [_request(firm, kept, number, rng, language, zone, now) for number in range(count)]
    ServiceRequest.objects.bulk_create(rows)
    return len(rows)


def _request(
    firm: Company, kept: Archive, number: int, rng: Random, language: str, zone: ZoneInfo, now: datetime
) -> ServiceRequest:
    ago = rng.randint(1, DAYS)
    day = (now - timedelta(days=ago)).astimezone(zone)
    raised = day.replace(hour=rng.randint(9, 17), minute=rng.randint(0, 59), second=0, microsecond=0)
    kind, chinese, english = rng.choice(ABOUT)
    channel = rng.choice(CHANNELS)
    alone = kind == "question" and channel == "portal" and rng.random() < (0.75 if ago < 90 else 0.5)
    slow = 1.0 if ago < 90 else 1.7
    answered = _at_work(raised + timedelta(hours=rng.choice((1, 2, 3, 20, 26, 45)) * slow))
    longer = 4 if kind == "change_request" else 1
    solved = _at_work(answered + timedelta(hours=rng.choice((1, 4, 24, 50, 120)) * longer))
    replied = not alone and answered < now and rng.random() < (0.8 if kind == "change_request" else 0.94)
    done = alone or (replied and solved < now and rng.random() < (0.5 if kind == "change_request" else 0.9))
    if alone:
        solved = raised + timedelta(minutes=rng.randint(3, 40))
    return ServiceRequest(
        customer=kept.customers[firm.code],
        source=SOURCE,
        reference=f"{firm.code.upper()}-{number + 1:03d}",
        kind=kind,
        channel=channel,
        line=english if language == "en" else chinese,
        raised_at=raised,
        answered_at=answered if replied else None,
        solved_at=solved if done else None,
        solved_by="" if not done else "self-service" if alone else "staff",
        recorded_at=raised,
    )


def _at_work(moment: datetime) -> datetime:
    """The same moment, or the next morning where nobody is at work."""
    if moment.hour < 9:
        return moment.replace(hour=9)
    return moment if moment.hour < 18 else (moment + timedelta(days=1)).replace(hour=9)
