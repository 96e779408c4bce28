"""What happened at each invented customer: pure functions from a random source with a fixed seed and a day.

The same day gives the same company, to the last word.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from math import pi, sin
from random import Random
from typing import NamedTuple

from office.calendar import add_months
from reports.demo import words
from reports.demo.companies import Company

MONTHS = 24
YOUNG_MONTHS = 16
CONTACTS = 300
INTERACTIONS = 3000
VOICES = 400
EDITIONS = 20

PEOPLE_BY_SIZE = {"giant": 9, "large": 6, "medium": 4, "small": 3}
DEPARTMENTS_BY_SIZE = {"giant": 8, "large": 6, "medium": 4, "small": 3}
WEIGHT_BY_TIER = {"S": 5.0, "A": 2.6, "B": 1.3, "C": 0.6}
TOUCHED_BY_STORY = {
    "lost": 0.8,
    "dormant": 0.4,
    "new": 0.5,
    "rising": 1.6,
    "prospect": 0.35,
    "price-fight": 1.2,
    "quiet-giant": 0.5,
}
# No contact moments in the last days: why a relationship cools.
SILENT_DAYS = {"quiet-giant": 45, "cooling": 31, "lost": 190, "dormant": 240, "declining": 50}
VOICES_BY_STORY = {"price-fight": 3.0, "rising": 1.8, "champion-left": 1.5, "quiet-giant": 1.4, "dormant": 0.2}
UNHEARD_DAYS = {"quiet-giant": 63, "lost": 150, "dormant": 300, "cooling": 40}
RISING = frozenset({"rising", "lighthouse"})
DEPARTMENT_ORDER = (
    "operations",
    "procurement",
    "production",
    "rnd",
    "executive",
    "finance",
    "quality",
    "marketing",
)
KINDS = [
    ("call", 34),
    ("im", 22),
    ("visit", 12),
    ("mail", 12),
    ("meeting", 8),
    ("tech_exchange", 4),
    ("training", 3),
    ("exec_visit", 2),
    ("planning", 2),
    ("joint_marketing", 1),
]
CHANNEL_OF_KIND = {"call": "call", "im": "wecom", "visit": "visit", "mail": "mail", "meeting": "meeting"}


class Worker(NamedTuple):
    """Somebody at a customer."""

    family_name: str
    given_name: str
    function: str
    title: str
    seniority: int


class Sale(NamedTuple):
    on: date
    document: str
    item: str
    net: int
    """In cents."""
    quantity: int


class Moment(NamedTuple):
    on: date
    minute: int
    """Of the day, in the company's zone."""
    kind: str
    direction: str
    quality: int
    minutes: int
    line: str


def months_back(today: date, count: int = MONTHS) -> list[date]:
    """First days of the last `count` complete months and of the running one, oldest first."""
    first = today.replace(day=1)
    return [add_months(first, -back) for back in range(count, -1, -1)]


BEGAN = {"new": 5, "young": YOUNG_MONTHS}
ENDED = {"dormant": 8, "prospect": MONTHS + 1}


def trend(story: str, age: int) -> float:
    """The factor of sales `age` months ago; 0 is the running month."""
    if age >= BEGAN.get(story, MONTHS + 1) or age < ENDED.get(story, 0):
        return 0.0
    match story:
        case "rising":
            return 1.55 * 0.965**age
        case "declining":
            return 0.45 + 0.03 * min(age, 20)
        case "lost":
            return 0.0 if age < 7 else 0.25 + 0.05 * min(age - 7, 15)
        case "silent":
            return max(0.3, 1.0 - 0.06 * (13 - age)) if age < 13 else 1.0
        case "quiet-giant":
            return 0.82 if age < 4 else 1.0
        case "price-fight" | "price":
            return 0.9 if age < 8 else 1.02
        case _:
            return 1.0


def sales(company: Company, today: date, rng: Random) -> Iterator[Sale]:
    """Invoices of two years: a few a month, seasonal, with a refund now and then."""
    for age, month in enumerate(reversed(months_back(today))):
        due = company.monthly * trend(company.story, age) * (1 + 0.12 * sin(2 * pi * month.month / 12 - 1.3))
        documents = rng.choice([1, 2, 2, 3]) if due else 0
        for number in range(1, documents + 1):
            on = month + timedelta(days=rng.randint(0, 27))
            if on > today:
                continue
            document = f"HS{month:%y%m}-{company.code.upper()}{number}"
            for item in rng.sample(range(len(words.PARTS)), rng.choice([1, 2, 2])):
                net = round(due / documents * rng.uniform(0.35, 0.75) * 100)
                yield Sale(on, document, f"P{item + 1}", net, max(1, net // rng.randint(90_000, 240_000)))
        if documents and rng.random() < 0.06:
            on = min(month + timedelta(days=27), today)
            yield Sale(on, f"HT{month:%y%m}-{company.code.upper()}", "P1", -round(due * 0.05 * 100), 1)


def is_premium(company: Company, sale: Sale, today: date) -> bool:
    """The dear parts; who rises buys all parts in the enhanced version since half a year."""
    lately = sale.on >= add_months(today.replace(day=1), -6)
    return sale.item in words.PREMIUM_PARTS or (lately and company.story in RISING)


def cost_share(company: Company) -> float:
    """Product cost as a share of sales: the quiet giant and the price fights leave next to nothing."""
    return {
        "quiet-giant": 0.88,
        "price-fight": 0.86,
        "price": 0.82,
        "rising": 0.58,
        "lighthouse": 0.84,
    }.get(company.story, 0.66)


def staff_of(company: Company, language: str, count: int, rng: Random) -> list[Worker]:
    """People of the customer, spread over its departments; the first is the most senior of the first department."""
    functions = DEPARTMENT_ORDER[: DEPARTMENTS_BY_SIZE[company.size]]
    titles = {row[0]: row[4 if language == "en" else 3].split(",") for row in words.table(words.DEPARTMENTS)}
    found = []
    for at in range(count):
        function = functions[at % len(functions)]
        seniority = min(5, max(2, [4, 3, 4, 4, 5, 3, 3, 3][at % 8] - at // len(functions)))
        family, given = _name(language, rng)
        found.append(Worker(family, given, function, titles[function][seniority - 2], seniority))
    return found


def _name(language: str, rng: Random) -> tuple[str, str]:
    if language == "en":
        return rng.choice(words.FAMILY_EN), rng.choice(words.GIVEN_EN)
    return rng.choice(words.SURNAMES), rng.choice(words.GIVEN)


def contacts_per_company(companies: list[Company]) -> dict[str, int]:
    """How many people each customer has; three hundred in all, the largest take what is left over."""
    counts = {company.code: PEOPLE_BY_SIZE[company.size] for company in companies}
    order = sorted(companies, key=lambda company: -company.monthly)
    step = 1 if sum(counts.values()) < CONTACTS else -1
    for company in islice(_again(order), abs(CONTACTS - sum(counts.values()))):
        counts[company.code] += step
    return counts


def share_out(total: int, weights: dict[str, float]) -> dict[str, int]:
    """`total` things by weight, whole numbers that add up (largest remainder)."""
    scale = total / sum(weights.values())
    shares = {key: int(weight * scale) for key, weight in weights.items()}
    rest = sorted(weights, key=lambda key: (shares[key] - weights[key] * scale, key))
    for key in rest[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def interactions_per_company(companies: list[Company]) -> dict[str, int]:
    weights = {each.code: WEIGHT_BY_TIER[each.tier] * TOUCHED_BY_STORY.get(each.story, 1.0) for each in companies}
    return share_out(INTERACTIONS, weights)


def voices_per_company(companies: list[Company]) -> dict[str, int]:
    weights = {each.code: WEIGHT_BY_TIER[each.tier] * VOICES_BY_STORY.get(each.story, 1.0) for each in companies}
    return share_out(VOICES, weights)


def workday(company: Company, today: date, rng: Random, silent: dict[str, int], span: int) -> date:
    """A working day of the last `span` days, more often a recent one, none in the time the customer is silent."""
    since = max(silent.get(company.story, 1), 1)
    reach = 150 if company.story == "new" else span
    recent = rng.random() ** (1.9 if company.story == "rising" else 1.35)
    on = today - timedelta(days=since + round((reach - since) * recent))
    return on if on.weekday() < 5 else on - timedelta(days=on.weekday() - 4)


def moments(company: Company, count: int, today: date, language: str, rng: Random) -> list[Moment]:
    """Contact moments, oldest first."""
    said = words.lines(language)
    kinds, weights = zip(*KINDS, strict=True)
    found = []
    for _ in range(count):
        kind = rng.choices(kinds, weights)[0]
        on = workday(company, today, rng, SILENT_DAYS, 720)
        direction = rng.choices(["mutual", "answered", "inbound", "unanswered"], [55, 22, 15, 8])[0]
        if kind in {"visit", "meeting", "tech_exchange", "training", "exec_visit", "planning", "joint_marketing"}:
            direction = "mutual"
        quality = rng.choices([2, 3, 4, 5], [2, 6, 3, 1])[0]
        minutes = {"call": 18, "im": 6, "mail": 10, "visit": 120, "meeting": 60}.get(kind, 90)
        found.append(
            Moment(
                on,
                rng.randint(8 * 60 + 40, 17 * 60 + 50),
                kind,
                direction,
                quality,
                max(3, round(minutes * rng.uniform(0.5, 1.6))),
                filled(rng.choice(said[kind]), language, rng),
            )
        )
    return sorted(found)


def filled(text: str, language: str, rng: Random) -> str:
    """The sentence with its slots filled."""
    part = rng.choice(words.PARTS)[1 if language == "en" else 0]
    return text.format(
        n=rng.randint(2, 9),
        line=rng.randint(1, 12),
        days=rng.randint(2, 9),
        pct=rng.randint(8, 34),
        part=part,
        month=rng.randint(1, 12),
    )


def hearings(companies: list[Company], today: date, rng: Random) -> list[tuple[Company, date, bool]]:
    """Who says something on which day, and whether it must be critical.

    Each of the last weeks hears at least six customers, two of them critical, so that every wall has its quotes.
    """
    counts = voices_per_company(companies)
    speakers = [company for company in companies for _ in range(counts[company.code])]
    rng.shuffle(speakers)
    found = []
    monday = today - timedelta(days=today.weekday())
    open_seats = [(monday - timedelta(days=7 * back), seat < 2) for back in range(EDITIONS + 1) for seat in range(6)]
    for company in speakers:
        if open_seats and company.story not in UNHEARD_DAYS:
            week, critical = open_seats.pop()
            found.append((company, min(week + timedelta(days=rng.randint(0, 3)), today), critical))
        else:
            found.append((company, workday(company, today, rng, UNHEARD_DAYS, 700), False))
    return found


def words_of(company: Company, language: str, rng: Random, *, critical: bool = False) -> words.Words:
    """Something this customer would say."""
    choice = words.voices(language)
    if critical:
        choice = [each for each in choice if each.kind in {"criticism", "complaint"}]
    elif company.story in {"price-fight", "price"} and rng.random() < 0.45:
        choice = [each for each in choice if each.category in {"price", "competitor_move"}]
    elif company.story == "rising" and rng.random() < 0.5:
        choice = [each for each in choice if each.kind in {"praise", "request"}]
    said = rng.choice(choice)
    return words.Words(said.kind, said.category, said.sentiment, said.severity, filled(said.text, language, rng))


def _again(items: list[Company]) -> Iterator[Company]:
    while True:
        yield from items
