"""Whole data sets as the contacts of one large customer: the map opens and says what a direct calculation says."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from statistics import fmean
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from customers.models import Contact, Customer, Department, DepartmentFunction, Person
from office.models import User
from relationships.models import Interaction, InteractionContact, Participation
from relationships.network.maps import WEIGHTS
from relationships.selectors.exchanges import ours, theirs
from relationships.selectors.maps import CustomerMap, read_map
from relationships.services import standings
from tests.factories.customers import make_customer
from tests.whole_data import needs

pytestmark = [pytest.mark.whole_data, pytest.mark.django_db]

OURS = range(30)
"""Which of the people of Enron are taken for ours; the others are the customer's."""
DAY = date(2001, 11, 30)
FUNCTIONS = {
    "president": "executive",
    "ceo": "executive",
    "managing": "executive",
    "director": "strategy",
    "trader": "procurement",
    "manager": "operations",
    "lawyer": "legal",
}
Mail = tuple[int, datetime, tuple[int, ...]]
"""Sender, moment, recipients."""


def function_of(position: str) -> str:
    words = position.lower()
    return next((function for word, function in FUNCTIONS.items() if word in words), "other")


class House:
    """People of both sides by their number in the data."""

    def __init__(self, owner: User, colleagues: list[int], functions: dict[int, str], units: dict[int, str]) -> None:
        self.customer = make_customer(owner, name="Large", chart_complete=True)
        self.users = {
            node: User.objects.create_user(f"node{node}", name=f"Ours {node}", team=owner.team) for node in colleagues
        }
        terms = DepartmentFunction._default_manager.in_bulk(field_name="code")
        names = {name: functions[node] for node, name in units.items()}
        departments = {
            name: Department(customer=self.customer, name=name, function=terms[function], order=at)
            for at, (name, function) in enumerate(sorted(names.items()))
        }
        Department.objects.bulk_create(departments.values())
        people = {node: Person(family_name=f"P{node}", name=f"P{node}", sort_key=f"{node:05}") for node in units}
        Person.objects.bulk_create(people.values())
        self.contacts = {
            node: Contact(
                customer=self.customer,
                person=people[node],
                department=departments[name],
                seniority=5 if functions[node] == "executive" else 2,
            )
            for node, name in units.items()
        }
        Contact.objects.bulk_create(self.contacts.values())

    def keep(self, mails: list[Mail]) -> int:
        """Each mail that has people of both sides, as one contact; how many there are."""
        rows, users, contacts = [], [], []
        for sender, at, recipients in mails:
            there = {sender, *recipients}
            mine, other = there & self.users.keys(), there & self.contacts.keys()
            if not mine or not other:
                continue
            row = Interaction(
                customer=self.customer,
                kind="mail",
                direction="inbound" if sender in self.contacts else "answered",
                at=at,
                line="mail",
                logged_by=self.users[min(mine)],
                recorded_at=at,
            )
            rows.append(row)
            users += [Participation(interaction=row, user=self.users[node]) for node in sorted(mine)]
            contacts += [InteractionContact(interaction=row, contact=self.contacts[node]) for node in sorted(other)]
        Interaction.objects.bulk_create(rows, batch_size=500)
        Participation.objects.bulk_create(users, batch_size=500)
        InteractionContact.objects.bulk_create(contacts, batch_size=500)
        return len(rows)

    def strength(self, found: CustomerMap, ours_node: int, theirs_node: int) -> float | None:
        tie = found.picture.ties.get((ours(self.users[ours_node].pk), theirs(self.contacts[theirs_node].pk)))
        return tie.computed if tie else None


def direct_strengths(mails: list[Mail], mine: set[int], day: date) -> dict[tuple[int, int], float]:
    """R2 from the mails alone, pair by pair: points 2, q 3, halved by age, one a day with the highest worth."""
    worth: dict[tuple[int, int], dict[date, float]] = defaultdict(dict)
    for sender, at, recipients in mails:
        there = {sender, *recipients}
        ours_there, theirs_there = there & mine, there - mine
        on = (at + timedelta(hours=8)).date()
        for one in ours_there:
            for other in theirs_there:
                value = 2 * (1.2 if sender not in mine else 1.0) * min(1, 5 / len(theirs_there))
                days = worth[one, other]
                days[on] = max(days.get(on, 0.0), value)
    found = {}
    for pair, days in worth.items():
        known = {on: value for on, value in days.items() if on <= day}
        if known:
            age = (day - min(known)).days
            half_life = 60 if age < 365 else 90 if age < 1095 else 120
            total = sum(v * 0.5 ** ((day - on).days / half_life) for on, v in known.items() if (day - on).days <= 730)
            recent = any((day - on).days <= 365 for on in known)
            found[pair] = 100 * (1 - 2 ** (-total / 8)) if recent else 0.0
    return found


def enron_mails() -> list[Mail]:
    """Distinct messages of known clocks; what the source repeats as bcc is left out, so is mail to oneself."""
    grouped: dict[tuple[int, datetime], set[int]] = defaultdict(set)
    with gzip.open(needs("enron", "emails.csv.gz"), "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            sender, recipient = int(row["sender"]), int(row["recipient"])
            if row["recipient_type"] == "bcc" or sender == recipient or row["time"] < "1990":
                continue
            grouped[sender, datetime.fromisoformat(row["time"]).replace(tzinfo=UTC)].add(recipient)
    return [(sender, at, tuple(sorted(some))) for (sender, at), some in sorted(grouped.items())]


def positions_of_enron() -> dict[int, str]:
    with needs("enron", "people.csv").open(encoding="utf-8") as lines:
        return {int(row["node"]): row["position"] for row in csv.DictReader(lines)}


@pytest.fixture
def enron(cast: dict[str, User]) -> tuple[House, list[Mail]]:
    positions = positions_of_enron()
    functions = {node: function_of(position) for node, position in positions.items() if node not in OURS}
    house = House(cast["mei"], list(OURS), functions, dict(functions))
    mails = enron_mails()
    assert house.keep(mails) > 5_000
    return house, mails


def direct_breadth(house: House, strengths: dict[tuple[int, int], float]) -> float:
    """R3's breadth with one department a function: 0.4 where somebody is touched, 0.1 where a name is known."""
    functions = {
        node: contact.department.function.code for node, contact in house.contacts.items() if contact.department
    }
    touched = {functions[other] for (_one, other), value in strengths.items() if round(value, 1) >= 20}
    weights = {name: WEIGHTS[name] for name in set(functions.values())}
    return (
        100
        * sum(weight * (0.4 if name in touched else 0.1) for name, weight in weights.items())
        / sum(weights.values())
    )


def test_enron_is_a_map_whose_ties_and_scores_are_those_of_a_direct_calculation(
    enron: tuple[House, list[Mail]], cast: dict[str, User]
) -> None:
    house, mails = enron
    found = read_map(house.customer, cast["mei"], DAY)
    expected = direct_strengths(mails, set(OURS), DAY)
    assert len(expected) > 300
    for (one, other), strength in expected.items():
        tie = found.picture.ties[ours(house.users[one].pk), theirs(house.contacts[other].pk)]
        assert tie.effective == pytest.approx(strength, abs=1e-6)
    measured = found.picture.penetration
    assert measured is not None
    assert measured.breadth == pytest.approx(direct_breadth(house, expected))
    # Mail alone never makes a tie stable: a call or more belongs to it.
    assert (measured.no_stable_tie, measured.multithread) == (True, 0.0)


def test_the_page_of_enron_opens_with_everybody_on_the_drawing(
    enron: tuple[House, list[Mail]], signed_in: Callable[[str], Client]
) -> None:
    house, _mails = enron
    response = signed_in("mei").get(reverse("relationships:map", args=[house.customer.pk]) + f"?on={DAY}&dept=all")
    assert response.status_code == 200
    assert {theirs(one.pk) for one in house.contacts.values()} <= set(response.context["figure"].picture.places)
    rows = [row for group in response.context["grid"].groups for row in group.rows]
    assert len(rows) == len(house.contacts)


def test_the_standing_of_enron_on_a_day_is_its_map(enron: tuple[House, list[Mail]], cast: dict[str, User]) -> None:
    house, _mails = enron
    standings.freeze(DAY, "week")
    kept = house.customer.relationship_standings.get(kind="week")
    measured = read_map(house.customer, cast["mei"], DAY, "as_known").picture.penetration
    assert measured is not None
    assert (kept.penetration, kept.access) == (pytest.approx(measured.score), measured.access)


def edges() -> Iterator[tuple[int, int]]:
    with needs("email_eu_core", "edges.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield int(row["sender"]), int(row["recipient"])


def test_departments_of_an_institution_are_covered_where_mail_went_both_ways(cast: dict[str, User]) -> None:
    """One department is ours, the other 41 are theirs. One mail each way is 31.7, enough to touch; one alone is not."""
    with needs("email_eu_core", "departments.csv").open(encoding="utf-8") as lines:
        units = {int(row["node"]): int(row["department"]) for row in csv.DictReader(lines)}
    mine = {node for node, unit in units.items() if unit == 4}
    codes = sorted(WEIGHTS)
    others = {node: f"unit {unit:02}" for node, unit in units.items() if node not in mine}
    functions = {node: codes[units[node] % len(codes)] for node in others}
    house = House(cast["mei"], sorted(mine), functions, others)
    wrote = {(one, other) for one, other in edges() if (one in mine) != (other in mine)}
    moment = datetime(2026, 11, 18, 4, tzinfo=UTC)
    house.keep([(one, moment - timedelta(days=one in mine), (other,)) for one, other in sorted(wrote)])
    found = read_map(house.customer, cast["mei"], date(2026, 11, 19))
    both_ways = {units[other] for one, other in wrote if one in mine and (other, one) in wrote}
    measured = found.picture.penetration
    assert measured is not None
    touched: dict[str, Any] = {unit.key: str(unit.department) for unit in found.units}
    assert {touched[key] for key, level in measured.levels.items() if level == 2} == {
        f"unit {unit:02}" for unit in both_ways
    }
    assert 5 < len(both_ways) < 41
    earned = defaultdict(list)
    for unit in found.units:
        earned[unit.function].append(0.4 if measured.levels[unit.key] == 2 else 0.1)
    total = sum(WEIGHTS[function] for function in earned)
    assert measured.breadth == pytest.approx(100 * sum(WEIGHTS[f] * fmean(c) for f, c in earned.items()) / total)
    assert Customer.objects.get(pk=house.customer.pk).chart_complete
