"""A company of the size that Zhike promises to be quick at, written straight into an empty PostgreSQL database.

    DATABASE_URL=postgres://… python -m bench.dataset [--scale 1.0]

20,000 customers, 100,000 contacts, 1,000,000 ledger lines and 300,000 interactions at scale 1; invented, the same every
time. Large tables are made by the database itself; names go through the product's own naming, as search depends on it.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from random import Random

from bench.setup import ready

ready()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from customers.models import (  # noqa: E402
    Contact,
    Customer,
    Department,
    DepartmentFunction,
    ExternalId,
    Industry,
    Person,
    Region,
)
from customers.services import indexing, rollups  # noqa: E402
from office.models import RoleGrant, Team, User  # noqa: E402
from office.roles import Role  # noqa: E402
from relationships.services import standings  # noqa: E402
from reports.demo.words import GIVEN, SURNAMES  # noqa: E402

CUSTOMERS, CONTACTS_EACH, LINES, INTERACTIONS = 20_000, 5, 1_000_000, 300_000
OWNERS = 40
PLACES = [
    "华东",
    "江南",
    "临海",
    "云山",
    "长河",
    "北岭",
    "西川",
    "东湖",
    "南浦",
    "中原",
    "天和",
    "永安",
    "宏远",
    "金石",
    "博达",
    "新野",
    "广源",
    "明德",
    "景泰",
    "凯旋",
]
TRADES = [
    "机械",
    "电子",
    "食品",
    "化工",
    "轴承",
    "包装",
    "医疗",
    "汽配",
    "能源",
    "材料",
    "纺织",
    "建材",
    "仪器",
    "物流",
    "家居",
    "水务",
    "钢铁",
    "船舶",
    "光电",
    "制药",
]
SPEAKING = [
    "瑞",
    "丰",
    "盛",
    "达",
    "信",
    "诚",
    "恒",
    "通",
    "泰",
    "源",
    "华",
    "兴",
    "隆",
    "昌",
    "利",
    "成",
    "宇",
    "腾",
    "翔",
    "锦",
]
HEAVY = 1  # the customer with more interactions than anybody pages through


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--scale", type=float, default=1.0)
    scale = asked.parse_args().scale
    call_command("migrate", verbosity=0)
    if Customer.objects.exists():
        raise SystemExit("The database is not empty: name an empty one in DATABASE_URL.")
    for name, step in (
        ("people and customers", lambda: archive(int(CUSTOMERS * scale))),
        ("ledger lines", lambda: ledger(int(LINES * scale))),
        ("interactions", lambda: interactions(int(INTERACTIONS * scale))),
        ("statistics of the planner", analyse),
        ("rollups", rollups.rebuild),
        ("standings", standings.recompute_all),
        ("statistics of the planner", analyse),
    ):
        began = time.perf_counter()
        step()
        print(f"{name}: {time.perf_counter() - began:.1f} s", flush=True)


@transaction.atomic
def archive(count: int) -> None:
    rng = Random(1)
    staff = _staff()
    industries, regions = list(Industry.objects.all()), list(Region.objects.all())
    functions = list(DepartmentFunction.objects.order_by("order")[:4])
    for numbers in _batches(range(1, count + 1), 2000):
        customers, keys = [], []
        for number in numbers:
            owner = staff[number % OWNERS]
            customer = Customer(
                name=f"{rng.choice(PLACES)}{rng.choice(SPEAKING)}{rng.choice(SPEAKING)}{rng.choice(TRADES)}{number}号有限公司",
                owner=owner,
                team=owner.team,
                tier=rng.choice("SAABBBBCCCC"),
                industry=rng.choice(industries),
                region=rng.choice(regions),
                renewal_on=timezone.localdate() + timezone.timedelta(days=rng.randint(-30, 365)),
                created_by=owner,
            )
            keys.append(indexing.name_customer(customer, numbers=[f"C{number:06}"]))
            customers.append(customer)
        Customer.objects.bulk_create(customers)
        indexing.write_customer_keys([(one.pk, key) for one, key in zip(customers, keys, strict=True)], new=True)
        ExternalId.objects.bulk_create(
            ExternalId(customer=one, source="ledger", value=f"C{number:06}")
            for one, number in zip(customers, numbers, strict=True)
        )
        _people(customers, functions, rng)


def _people(customers: list[Customer], functions: list[DepartmentFunction], rng: Random) -> None:
    departments = [
        Department(customer=one, name=function.label_zh_hans, function=function)
        for one in customers
        for function in functions
    ]
    Department.objects.bulk_create(departments)
    people, contacts, keys = [], [], []
    for at, customer in enumerate(customers):
        for seat in range(CONTACTS_EACH):
            person = Person(family_name=rng.choice(SURNAMES), given_name=rng.choice(GIVEN))
            keys.append(indexing.name_person(person))
            people.append(person)
            contacts.append(
                Contact(
                    customer=customer,
                    person=person,
                    department=departments[at * len(functions) + seat % len(functions)],
                    seniority=1 + (seat + at) % 5,
                )
            )
    Person.objects.bulk_create(people)
    indexing.write_person_keys([(one.pk, key) for one, key in zip(people, keys, strict=True)], new=True)
    Contact.objects.bulk_create(contacts)


def _staff() -> list[User]:
    teams = [Team.objects.create(name=f"Team {number}") for number in range(5)]
    staff = [
        User.objects.create(username=f"csm{number}", name=f"CSM {number}", password="!", team=teams[number % 5])
        for number in range(OWNERS)
    ]
    RoleGrant.objects.bulk_create(RoleGrant(user=user, role=Role.CSM, granted_at=timezone.now()) for user in staff)
    founder = User.objects.create(username="founder", name="Founder", password="!", email="founder@example.com")
    RoleGrant.objects.create(user=founder, role=Role.FOUNDER, granted_at=timezone.now())
    return staff


def ledger(count: int) -> None:
    _run(
        """
        INSERT INTO customers_revenueline
            (customer_id, source, document, item, ordinal, booked_on, kind, net, currency, quantity, description)
        SELECT 1 + (n * 7919) %% %(customers)s, 'ledger', 'D' || (n / 4), 'I' || (n %% 4), 1,
               CURRENT_DATE - ((n * 104729) %% 1080)::int, 'order', 1000 + (n * 31) %% 900000, 'CNY', 1 + n %% 20, ''
        FROM generate_series(1::bigint, %(count)s) AS n
        """,
        count=count,
    )


def interactions(count: int) -> None:
    """A fifth of them with one customer, so that there is something to page deep into."""
    _run(
        """
        INSERT INTO relationships_interaction
            (customer_id, kind, direction, quality, minutes, at, line, on_site_support, logged_by_id, recorded_at,
             idempotency_key, void_reason)
        SELECT c.id, (ARRAY['call','im','visit','mail','meeting'])[(1 + n %% 5)::int],
               (ARRAY['mutual','answered','inbound','unanswered'])[(1 + n %% 4)::int], 2 + n %% 4, 15,
               now() - make_interval(mins => ((n::bigint * 15485863) %% 1036800)::int),
               '跟进第 ' || n || ' 件事，对方说下周给答复。', false, c.owner_id, now(), '', ''
        FROM generate_series(1::bigint, %(count)s) AS n
        JOIN customers_customer c
          ON c.id = CASE WHEN n %% 5 = 0 THEN %(heavy)s ELSE 1 + (n * 7919) %% %(customers)s END
        """,
        count=count,
    )
    _run(
        """
        INSERT INTO relationships_interactioncontact (interaction_id, contact_id)
        SELECT i.id, (i.customer_id - 1) * %(each)s + 1 + i.id %% %(each)s FROM relationships_interaction i
        """
    )
    _run(
        """
        INSERT INTO relationships_participation (interaction_id, user_id, minutes, cost_role)
        SELECT i.id, i.logged_by_id, i.minutes, 'csm' FROM relationships_interaction i
        """
    )


def _run(statement: str, **parameters: int) -> None:
    customers = Customer.objects.count()
    with connection.cursor() as cursor:
        cursor.execute(statement, {"customers": customers, "heavy": HEAVY, "each": CONTACTS_EACH, **parameters})


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _batches(items: Iterable[int], size: int) -> Iterator[list[int]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


if __name__ == "__main__":
    main()
