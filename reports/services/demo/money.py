"""What the sample company's customers owe, cost and are judged by, so that every page about money has its story."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db.models import Sum
from simple_history.utils import bulk_create_with_history

from customers.models import (
    AcquisitionChannel,
    AcquisitionSpend,
    Contract,
    Customer,
    Deal,
    EffortEntry,
    Funds,
    HourlyRate,
    Invoice,
    Lead,
    LighthouseRecord,
    Payment,
    Rating,
    Referral,
    Region,
    RevenueLine,
    StrategicInvestment,
    Target,
    TierOverride,
    ValuePlan,
)
from customers.services import settling
from office.calendar.months import add_months
from office.models import User
from reports.demo import money
from reports.demo.companies import Company
from reports.demo.story import MONTHS, months_back
from reports.services.demo.archive import SOURCE, Archive
from reports.services.demo.knowledge import know

SEED = 20261127
PLANNED_MONTHS = 18
"""How long ago the value plans began."""


def tell(
    companies: list[Company], archive: Archive, staff: dict[str, User], language: str, currency: str, today: date
) -> None:
    """Invoices, payments, time, spending, contracts, leads, estimates and judgements; the same every time."""
    rng = Random(SEED)  # noqa: S311 - a story, not a secret
    _invoices(companies, archive, currency, today, rng)
    _effort(companies, archive, language, today)
    _company(language, currency, today)
    _pipeline(companies, archive, staff, language, currency, today, rng)
    know(companies, archive, language, today, rng)
    _judgements(companies, archive, staff, language, today, rng)
    _investments(archive, staff, language, currency, today)


def _invoices(companies: list[Company], archive: Archive, currency: str, today: date, rng: Random) -> None:
    """One invoice per document with VAT, paid in each customer's manner; refunds lower the document they follow."""
    invoices, payments = [], []
    for company in companies:
        customer, term = archive.customers[company.code], money.manner_of(company).term
        documents = RevenueLine.objects.filter(customer=customer, source=SOURCE).order_by("document")
        for document, on, net in documents.values_list("document", "booked_on").annotate(total=Sum("net")):
            amount = (Decimal(net) * (100 + money.VAT) / 100).quantize(Decimal("0.01"))
            if amount <= 0:
                continue
            due = on + timedelta(days=term)
            invoices.append(
                Invoice(  # type: ignore[misc]
                    customer=customer,
                    source=SOURCE,
                    number=document,
                    issued_on=on,
                    due_on=due,
                    amount=amount,
                    currency=currency,
                )
            )
            paid = money.paid_on(company, due, today, rng)
            if paid is not None:
                payments.append(
                    Payment(  # type: ignore[misc]
                        customer=customer,
                        source=SOURCE,
                        reference=f"SK-{document}",
                        paid_on=paid,
                        amount=amount,
                        currency=currency,
                    )
                )
    Invoice.objects.bulk_create(invoices, batch_size=500)
    Payment.objects.bulk_create(payments, batch_size=500)
    settling.settle(customer.pk for customer in archive.customers.values())


def _effort(companies: list[Company], archive: Archive, language: str, today: date) -> None:
    rows = []
    for company in companies:
        usual = money.REMOTE if company.tier in "SAB" and company.monthly else ()
        for month in months_back(today)[1:]:
            for at, work in enumerate(money.WORK.get(company.story, usual)):
                rows.append(
                    EffortEntry(
                        customer=archive.customers[company.code],
                        source=SOURCE,
                        key=f"{company.code} {month:%Y-%m} {at}",
                        on=min(month + timedelta(days=19), today),
                        kind=work.kind,
                        role=work.role,
                        minutes=work.minutes,
                        description=money.text(work.what, language),
                    )
                )
    EffortEntry.objects.bulk_create(rows, batch_size=500)


def _company(language: str, currency: str, today: date) -> None:
    """Hourly rates, spending by channel, cash and fixed cost, targets."""
    year = today.replace(month=1, day=1)
    for role, hourly in money.HOURLY.items():
        HourlyRate.objects.create(role=role, since=add_months(year, -48), hourly=money.HOURLY_BEFORE[role])
        HourlyRate.objects.create(role=role, since=year, hourly=hourly)
    channels = AcquisitionChannel.objects.in_bulk(list(money.SPEND), field_name="code")
    regions = list(Region.objects.filter(code__in=money.TRAVELLED).order_by("code"))
    AcquisitionSpend.objects.bulk_create(
        AcquisitionSpend(
            source=SOURCE,
            key=f"{code} {month:%Y-%m}",
            month=month,
            kind=kind,
            channel=channels[code],
            region=regions[(age + len(code)) % len(regions)] if code in money.ON_THE_ROAD else None,
            amount=Decimal(round(usual * (money.INFLATION if age < 12 else 1))),  # type: ignore[misc]
            currency=currency,
        )
        for code, (kind, usual) in money.SPEND.items()
        for age, month in enumerate(reversed(months_back(today)[:-1]))
    )
    note = money.text("funds", language)
    Funds.objects.create(on=today - timedelta(days=6), cash=money.CASH, fixed_monthly=money.FIXED_MONTHLY, note=note)
    for measure, value in (("revenue", 128_000_000), ("new_customers", 9), ("nrr", 1.05), ("repurchase_1y", 0.8)):
        Target.objects.create(year=today.year, measure=measure, value=Decimal(str(value)), note=note)


def _pipeline(
    companies: list[Company],
    archive: Archive,
    staff: dict[str, User],
    language: str,
    currency: str,
    today: date,
    rng: Random,
) -> None:
    Lead.objects.bulk_create(_leads(companies, archive, staff, language, today, rng))
    Deal.objects.bulk_create(_deals(companies, archive, language, currency, today, rng))
    Contract.objects.bulk_create(_contracts(companies, archive, currency, today))
    for code in ("sj", "ly"):
        customer = archive.customers[code]
        Referral.objects.create(
            customer=customer, named=archive.customers["ql"], kind="reference", on=_won(customer, today)
        )


def _leads(
    companies: list[Company], archive: Archive, staff: dict[str, User], language: str, today: date, rng: Random
) -> Iterator[Lead]:
    """Those who became customers in two years, and many who did not."""
    won = [company for company in companies if company.story in {"new", "young"}]
    for company in won:
        customer = archive.customers[company.code]
        closed = _won(customer, today)
        yield Lead(
            source=SOURCE,
            number=f"XS-{company.code.upper()}",
            name=customer.name,
            created_on=closed - timedelta(days=rng.randint(20, 85)),
            channel=customer.acquisition_channel,
            region=customer.region,
            outcome=Lead.Outcome.WON,
            closed_on=closed,
            customer=customer,
            owner=customer.owner,
        )
    channels: list[Any] = list(AcquisitionChannel.objects.filter(code__in=money.SPEND).order_by("code"))
    for number in range(1, 61):
        created = today - timedelta(days=rng.randint(5, 700))
        is_open = (today - created).days < 60
        yield Lead(
            source=SOURCE,
            number=f"XS-{number:03d}",
            name=f"{money.text('lead', language)} {number}",
            created_on=created,
            channel=rng.choice(channels),
            outcome=Lead.Outcome.OPEN
            if is_open
            else rng.choice([Lead.Outcome.LOST, Lead.Outcome.LOST, Lead.Outcome.UNFIT]),
            closed_on=None if is_open else created + timedelta(days=rng.randint(15, 58)),
            owner=staff["otto"],
        )


def _deals(
    companies: list[Company], archive: Archive, language: str, currency: str, today: date, rng: Random
) -> Iterator[Deal]:
    for company in companies:
        for number in range(1, 4 if company.tier in "SA" else 2):
            opened = today - timedelta(days=rng.randint(20, 480))
            old = (today - opened).days > 80
            outcome = rng.choice(["won", "won", "lost"]) if old else "open"
            yield Deal(
                customer=archive.customers[company.code],
                source=SOURCE,
                number=f"SJ-{company.code.upper()}{number}",
                name=money.text("deal", language),
                opened_on=opened,
                closed_on=opened + timedelta(days=rng.randint(25, 75)) if old else None,
                outcome=outcome,
                amount=Decimal(max(company.monthly, 20_000) * rng.randint(2, 5)),  # type: ignore[misc]
                currency=currency,
                loss_reason=money.text("price", language) if outcome == "lost" else "",
            )


def _contracts(companies: list[Company], archive: Archive, currency: str, today: date) -> Iterator[Contract]:
    """A framework each year for the largest, a few of them not renewed, and a monitoring subscription for some."""
    for company in companies:
        customer = archive.customers[company.code]
        term = money.manner_of(company).term
        if (company.tier in "SA" or company.channel == "tender") and customer.renewal_on is not None:
            for back in (1, 0):
                ends = add_months(customer.renewal_on, -12 * back)
                yield Contract(
                    customer=customer,
                    source=SOURCE,
                    number=f"KJ-{company.code.upper()}-{ends:%Y}",
                    kind=Contract.Kind.FRAME,
                    starts_on=add_months(ends, -12) + timedelta(days=1),
                    ends_on=ends,
                    currency=currency,
                    payment_days=term,
                    renewal=_renewal(company, is_last=not back),
                )
        if company.code in money.SUBSCRIBERS:
            starts = add_months(today.replace(day=1), -20 if company.tier == "A" else -8)
            yield Contract(
                customer=customer,
                source=SOURCE,
                number=f"JC-{company.code.upper()}",
                kind=Contract.Kind.SUBSCRIPTION,
                starts_on=starts,
                ends_on=add_months(starts, 36) - timedelta(days=1),
                fee=Decimal(money.FEE),  # type: ignore[misc]
                currency=currency,
                months=12,
                payment_days=term,
            )


def _renewal(company: Company, *, is_last: bool) -> str:
    if is_last:
        return Contract.Renewal.OPEN
    return Contract.Renewal.ENDED if company.code in money.NOT_RENEWED else Contract.Renewal.RENEWED


def _judgements(
    companies: list[Company], archive: Archive, staff: dict[str, User], language: str, today: date, rng: Random
) -> None:
    ratings = []
    for company in companies:
        if company.tier not in "SAB" or not company.monthly:
            continue
        customer = archive.customers[company.code]
        for dimension in Rating.Dimension.values:
            strategic = dimension == Rating.Dimension.STRATEGIC
            value = money.STRATEGIC[company.tier] if strategic else min(5, max(1, round(rng.gauss(3.5, 0.8))))
            ratings.append(
                Rating(
                    customer=customer,
                    dimension=dimension,
                    value=value,
                    evidence=money.text("evidence", language),
                    rated_on=today - timedelta(days=rng.randint(10, 300)),
                    by=customer.owner,
                )
            )
    Rating.objects.bulk_create(ratings, batch_size=500)
    founder = staff["fay"]
    LighthouseRecord.objects.create(
        customer=archive.customers["ql"],
        benchmark_industry=True,
        innovator=True,
        capability_pull=True,
        evidence=money.text("lighthouse", language),
        cap=3_000_000,
        review_on=add_months(today, 4),
        by=founder,
    )
    TierOverride.objects.create(
        customer=archive.customers["ql"],
        tier=Customer.Tier.S,
        reason=money.text("override", language),
        starts_on=add_months(today, -2),
        expires_on=add_months(today, 9),
        by=founder,
    )
    labels = [money.text(phase, language) for phase in money.PHASES]
    for code, amounts in money.PLANS.items():
        ValuePlan.objects.create(
            customer=archive.customers[code],
            starts_on=add_months(today.replace(day=1), -PLANNED_MONTHS),
            years=[[label, str(amount)] for label, amount in zip(labels, amounts, strict=True)],
            by=founder,
        )


def _investments(archive: Archive, staff: dict[str, User], language: str, currency: str, today: date) -> None:
    """What the founder decided to put into some relationships since their plans began."""
    begun = add_months(today.replace(day=1), -PLANNED_MONTHS)
    booked = [
        StrategicInvestment(
            customer=archive.customers[code],
            source=SOURCE,
            key=f"{code} {place}",
            on=add_months(begun, one.month) + timedelta(days=14),
            amount=Decimal(one.amount),  # type: ignore[misc]
            currency=currency,
            purpose=money.text(one.what, language),
            decided_by=staff["fay"],
        )
        for code, of_one in money.INVESTMENTS.items()
        for place, one in enumerate(of_one)
    ]
    bulk_create_with_history(booked, StrategicInvestment)


def _won(customer: Customer, today: date) -> date:
    return customer.first_deal_on or add_months(today, -MONTHS)
