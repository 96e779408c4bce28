"""What the sample company knows of its customers from outside: scores, what they buy in all, their years, certificates."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from customers.models import Certificate, CustomerYear, SatisfactionScore, WalletEstimate
from office.calendar.months import add_months
from reports.demo import money
from reports.demo.companies import Company
from reports.services.demo.archive import SOURCE, Archive

PEOPLE = {"giant": 8_200, "large": 1_850, "medium": 340, "small": 64, "micro": 12}
"""Of a company of each size in the archive."""


def know(companies: list[Company], archive: Archive, language: str, today: date, rng: Random) -> None:
    """Scores given, what they buy in all, their own years and certificates."""
    scores, wallets, years = _eased(companies, archive, today), [], []
    for company in companies:
        customer = archive.customers[company.code]
        if company.story not in money.UNASKED and rng.random() < 0.9:
            asked = today - timedelta(days=rng.randint(35, 170))
            score = money.SCORES.get(company.story, rng.choice([7, 8, 8, 9, 9, 10]))
            scores.append(
                SatisfactionScore(
                    customer=customer, source=SOURCE, key=f"{company.code} nps", on=asked, kind="nps", score=score
                )
            )
        if company.tier in "SA" and company.monthly:
            total = Decimal(round(company.monthly * 12 * rng.uniform(1.4, 3.6), -4))
            for back, factor in ((2, Decimal(1)), (10, Decimal("0.62") if company.code == "hx" else Decimal("0.97"))):
                wallets.append(
                    WalletEstimate(  # type: ignore[misc]
                        customer=customer,
                        source=SOURCE,
                        on=add_months(today, -back),
                        total=(total * factor).quantize(Decimal(1)),
                        told_by=money.text("told", language),
                        confidence="high" if company.tier == "S" else "medium",
                    )
                )
            for back in (1, 2):
                grows = Decimal("0.9") if company.story in {"declining", "price-fight"} else Decimal("1.08")
                base = Decimal(company.monthly) * 900
                years.append(
                    CustomerYear(  # type: ignore[misc]
                        customer=customer,
                        source=SOURCE,
                        year=today.year - back,
                        revenue=(base * grows ** (2 - back)).quantize(Decimal(1)),
                        employees=PEOPLE[company.size],
                        told_by=money.text("annual", language),
                    )
                )
    SatisfactionScore.objects.bulk_create(scores)
    WalletEstimate.objects.bulk_create(wallets)
    CustomerYear.objects.bulk_create(years)
    for code in ("bd", "jd", "nh"):
        Certificate.objects.create(
            customer=archive.customers[code],
            source=SOURCE,
            name=money.text("certificate", language),
            issued_on=add_months(today, -20),
            expires_on=add_months(today, 16),
        )


def _eased(companies: list[Company], archive: Archive, today: date) -> list[SatisfactionScore]:
    """What those said who were asked after a repair or a delivery how easy it had been, 1 to 7: two of each that has a story."""
    return [
        SatisfactionScore(
            customer=archive.customers[company.code],
            source=SOURCE,
            key=f"{company.code} ces7 {place}",
            on=today - timedelta(days=ago + 3 * at % 20),
            kind=SatisfactionScore.Kind.CES7,
            score=score,
        )
        for at, company in enumerate(companies)
        if company.monthly and company.story in money.EASE
        for place, (ago, score) in enumerate(zip((160, 45), money.EASE[company.story], strict=True))
    ]
