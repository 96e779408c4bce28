"""What the sample customers have to decide, and who of theirs plays which part."""

from datetime import date, timedelta

from office.models import User
from relationships.models import BuyingDecision, DecisionPart
from reports.demo.companies import Company
from reports.services.demo.archive import Archive

# what in Chinese and in English | raised days ago | expected in days | settled days ago | outcome in both
DECISIONS = (
    (("二期产线扩容选型", "Equipment for the second line"), 41, 35, None, ("", "")),
    (("年度备件框架续签", "Renewing the yearly spare parts agreement"), 64, -6, None, ("", "")),
    (
        ("老产线改造", "Rebuilding the old line"),
        120,
        0,
        52,
        ("选了我们，分两期付款", "Decided for us, paid in two parts"),
    ),
)
# which of a customer's contacts | role | interest and proof in Chinese and in English | proved days ago
PARTS = (
    (0, "user", ("", ""), ("", ""), None),
    (
        1,
        "champion",
        ("停线少一次，他的奖金就多一档", "Fewer stops raise his bonus"),
        ("评审会上替我们算了停线的账", "Worked out for the committee what a stop costs"),
        18,
    ),
    (2, "technical", ("", ""), ("", ""), None),
    (3, "economic", ("", ""), ("", ""), None),
)
INFLUENCE = (2, 4, 3, 5)


def decide(firms: list[Company], kept: Archive, people: dict[str, User], language: str, today: date) -> int:
    """Open and settled decisions of the customers of tier S, with their parts; how many."""
    chosen = [firm for firm in firms if firm.tier == "S" and firm.story not in {"prospect", "lost", "new"}]
    at = 1 if language == "en" else 0
    rows = 0
    for place, firm in enumerate(chosen):
        customer = kept.customers[firm.code]
        there = [one for one in kept.contacts[firm.code] if one.left_on is None]
        by = customer.owner or people["ops"]
        for contact, influence in zip(there, INFLUENCE, strict=False):
            if contact.influence is None:
                contact.influence = influence
                contact.save(update_fields=["influence"])
        for what, raised, expected, settled, outcome in DECISIONS[: 1 + place % len(DECISIONS)]:
            decision = BuyingDecision.objects.create(
                customer=customer,
                what=what[at],
                raised_on=today - timedelta(days=raised),
                expected_on=today + timedelta(days=expected),
                stage=BuyingDecision.Stage.OPEN if settled is None else BuyingDecision.Stage.DECIDED,
                settled_on=None if settled is None else today - timedelta(days=settled),
                outcome=outcome[at],
                created_by=by,
            )
            rows += 1
            for index, role, interest, proof, proved in PARTS[: len(there)]:
                DecisionPart.objects.create(
                    decision=decision,
                    contact=there[index],
                    role=role,
                    interest=interest[at],
                    proof=proof[at],
                    proved_on=None if proved is None else today - timedelta(days=proved),
                    since=today - timedelta(days=min(raised, 30)),
                    by=by,
                )
    return rows
