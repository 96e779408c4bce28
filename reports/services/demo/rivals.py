"""Competitors of the sample company, and what its people heard of contacts' ties to them."""

from datetime import date, timedelta

from customers.models import Competitor
from office.models import User
from relationships.models import CompetitorTie
from reports.demo.companies import Company
from reports.services.demo.archive import SOURCE, Archive

NAMES = (("weiheng", "维恒测控", "維恆測控", "Weiheng Controls"), ("nordmess", "诺德量仪", "諾德量儀", "Nordmess"))
# which of a customer's contacts | which competitor, None for none | strength | days ago | how we know, in both languages
HEARD = (
    (2, 0, 3, 26, "他在他们用户大会上讲过案例", "Spoke at their user conference"),
    (0, None, 0, 40, "亲口说不与别家来往", "Told us there is nobody else"),
    (1, 1, 1, 210, "展会上见他们聊过", "Seen talking to them at the fair"),
)


def hear(firms: list[Company], kept: Archive, people: dict[str, User], language: str, today: date) -> None:
    rivals = [
        Competitor._default_manager.create(
            code=f"{SOURCE}-{code}", label_zh_hans=hans, label_zh_hant=hant, label_en=english
        )
        for code, hans, hant, english in NAMES
    ]
    rows = []
    for firm in firms:
        if firm.tier not in "SA" or firm.story in {"prospect", "lost"}:
            continue
        there = [one for one in kept.contacts[firm.code] if one.left_on is None]
        by = kept.customers[firm.code].owner or people["ops"]
        rows += [
            CompetitorTie(
                contact=there[at],
                competitor=None if rival is None else rivals[rival],
                strength=strength,
                source=english if language == "en" else chinese,
                on=today - timedelta(days=age),
                by=by,
            )
            for at, rival, strength, age, chinese, english in HEARD
            if at < len(there)
        ]
    CompetitorTie.objects.bulk_create(rows)
