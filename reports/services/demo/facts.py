"""Ledger, contact moments and promises of the sample company."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.utils import timezone

from customers.models import Contact, CostLine, Product, RevenueLine
from customers.money import from_cents
from office.models import User
from relationships.models import Interaction, InteractionContact, NextAction, Participation
from reports.demo import story, words
from reports.demo.companies import Company
from reports.services.demo.archive import SOURCE, Archive

COSTS = [("service_cost", 0.012), ("variable_selling", 0.015)]
FADING_DAYS = 430
LONGEST_OPEN = 25
"""Days past its day for which a next action of the sample company stays open."""
ALONE = {"price-fight", "quiet-giant"}
"""Stories in which one of ours holds all the ties."""
TOGETHER = {"visit", "meeting", "training", "planning", "joint_marketing"}
REBATES = {"price-fight": 0.1, "price": 0.06, "quiet-giant": 0.025}


def keep_books(companies: list[Company], archive: Archive, currency: str, today: date, rng: Random) -> None:
    """Two years of revenue lines, and the costs that go with each month."""
    revenue: list[RevenueLine] = []
    offered = _products()
    months: dict[tuple[str, date], int] = {}
    for company in companies:
        for sale in story.sales(company, today, rng):
            revenue.append(
                RevenueLine(  # type: ignore[misc]
                    customer=archive.customers[company.code],
                    source=SOURCE,
                    document=sale.document,
                    item=sale.item,
                    product=offered[sale.item, story.is_premium(company, sale, today)],
                    booked_on=sale.on,
                    net=from_cents(sale.net),
                    quantity=sale.quantity,
                    currency=currency,
                )
            )
            month = sale.on.replace(day=1)
            months[company.code, month] = months.get((company.code, month), 0) + sale.net
    RevenueLine.objects.bulk_create(revenue, batch_size=500)
    shares = {company.code: story.cost_share(company) for company in companies}
    rebates = {company.code: REBATES.get(company.story, 0.0) for company in companies}
    CostLine.objects.bulk_create(_costs(months, shares, rebates, archive, currency, today), batch_size=500)


def _products() -> dict[tuple[str, bool], Product]:
    """Each part as it is offered: the dear ones as they are, the others plain and enhanced."""
    (zh, en), found = words.PREMIUM, {}
    for at, (name_zh, name_en) in enumerate(words.PARTS, 1):
        item = f"P{at}"
        if item not in words.PREMIUM_PARTS:
            found[item, False] = Product(code=f"{SOURCE}-{item.lower()}", label_zh_hans=name_zh, label_en=name_en)
        found[item, True] = Product(
            code=f"{SOURCE}-{item.lower()}-x",
            label_zh_hans=name_zh if item in words.PREMIUM_PARTS else f"{name_zh}（{zh}）",
            label_en=name_en if item in words.PREMIUM_PARTS else f"{name_en}, {en}",
            tier=Product.Tier.PREMIUM,
        )
    for at, product in enumerate(found.values()):
        product.order = 10 * (at + 1)
    Product.objects.bulk_create(found.values())
    return found


def _costs(
    months: dict[tuple[str, date], int],
    shares: dict[str, float],
    rebates: dict[str, float],
    archive: Archive,
    currency: str,
    today: date,
) -> Iterable[CostLine]:
    for (code, month), net in months.items():
        for kind, share in [("product_cost", shares[code]), ("rebates", rebates[code]), *COSTS]:
            if not share:
                continue
            yield CostLine(  # type: ignore[misc]
                customer=archive.customers[code],
                source=SOURCE,
                key=f"{code}|{month:%Y-%m}|{kind}|1",
                booked_on=min(month + timedelta(days=27), today),
                kind=kind,
                amount=from_cents(round(net * share)),
                currency=currency,
            )


def meet(
    companies: list[Company],
    archive: Archive,
    staff: dict[str, User],
    language: str,
    zone: ZoneInfo,
    today: date,
    rng: Random,
) -> None:
    """Three thousand contact moments with people of both sides."""
    counts = story.interactions_per_company(companies)
    rows: list[Interaction] = []
    there: list[list[Contact]] = []
    ours: list[list[User]] = []
    for company in companies:
        customer = archive.customers[company.code]
        for moment in story.moments(company, counts[company.code], today, language, rng):
            at = datetime.combine(moment.on, time(moment.minute // 60, moment.minute % 60), zone)
            owner = customer.owner or staff["ops"]
            rows.append(
                Interaction(
                    customer=customer,
                    kind=moment.kind,
                    direction=moment.direction,
                    quality=moment.quality,
                    minutes=moment.minutes,
                    at=at,
                    line=moment.line,
                    logged_by=owner,
                    recorded_at=at + timedelta(hours=1),
                )
            )
            there.append(_who(company, archive.contacts[company.code], moment, today, rng))
            ours.append(_ours(company, moment, owner, staff, len(rows)))
    Interaction.objects.bulk_create(rows, batch_size=500)
    InteractionContact.objects.bulk_create(
        (
            InteractionContact(interaction=row, contact=contact)
            for row, contacts in zip(rows, there, strict=True)
            for contact in contacts
        ),
        batch_size=500,
    )
    Participation.objects.bulk_create(
        (
            Participation(interaction=row, user=user, minutes=row.minutes)
            for row, users in zip(rows, ours, strict=True)
            for user in {user.pk: user for user in users}.values()
        ),
        batch_size=500,
    )


def _ours(company: Company, moment: story.Moment, owner: User, staff: dict[str, User], number: int) -> list[User]:
    """Who of ours was there: the owner, an engineer or the founder with it, and at large customers a second one."""
    if moment.kind == "tech_exchange":
        return [owner, staff["sun"]]
    if moment.kind == "exec_visit":
        return [owner, staff["fay"]]
    second = company.tier in "SA" and company.story not in ALONE and moment.kind in TOGETHER and number % 3 == 0
    return [owner, staff["lea" if number % 2 else "qin"]] if second else [owner]


def _who(company: Company, contacts: list[Contact], moment: story.Moment, today: date, rng: Random) -> list[Contact]:
    """Who of theirs was there: mostly the first three; at the price fight only purchasing and finance of late."""
    present = [each for each in contacts if each.left_on is None or each.left_on > moment.on]
    if company.story == "price-fight" and (today - moment.on).days < 200:
        money = [
            each for each in present if each.department and each.department.function.code in {"procurement", "finance"}
        ]
        present = money or present
    if company.story == "champion-left" and present[0] is contacts[0] and rng.random() < 0.75:
        return [contacts[0]]
    several = moment.kind in {"visit", "meeting", "training", "tech_exchange", "exec_visit"}
    count = min(len(present), rng.randint(2, 4) if several else 1)
    weights = [1 / (at + 1) for at in range(len(present))]
    chosen = {each.pk: each for each in rng.choices(present, weights, k=count)}
    if company.story == "price-fight" and moment.kind not in {"mail", "im"}:
        return _fading(list(chosen.values()), contacts, (today - moment.on).days)
    return list(chosen.values())


def _fading(chosen: list[Contact], contacts: list[Contact], age: int) -> list[Contact]:
    """Where the price is fought over, engineers and managers have only been written to for more than a year."""
    if age > FADING_DAYS:
        return chosen
    buying = [
        each for each in chosen if each.department and each.department.function.code in {"procurement", "finance"}
    ]
    return buying or [each for each in contacts if each.department and each.department.function.code == "procurement"]


def promise(
    companies: list[Company], archive: Archive, staff: dict[str, User], language: str, today: date, rng: Random
) -> None:
    """Next actions: most kept, some due this week, a few past due."""
    texts = words.either(words.ACTIONS, language)
    rows = []
    for company in companies:
        customer = archive.customers[company.code]
        if company.story in {"lost", "dormant"}:
            continue
        for age in rng.sample(range(-9, 120), 4 if company.tier in "SA" else 2):
            due = today - timedelta(days=age)
            done = age > 0 and (rng.random() < (0.88 if age > 12 else 0.62) or age > LONGEST_OPEN)
            owner = customer.owner or staff["ops"]
            rows.append(
                NextAction(
                    customer=customer,
                    text=story.filled(rng.choice(texts), language, rng),
                    owner=owner,
                    due_on=due,
                    created_by=owner,
                    created_at=timezone.now() - timedelta(days=max(age, 0) + 8),
                    done_at=timezone.now() - timedelta(days=age) if done else None,
                    done_by=owner if done else None,
                )
            )
    NextAction.objects.bulk_create(rows)
