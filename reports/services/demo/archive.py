"""Customers, departments and people of the sample company."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple, cast

from django.db.models import QuerySet
from django.utils import timezone

from customers.models import (
    AccountMember,
    AcquisitionChannel,
    AttitudeRecord,
    ConsentRecord,
    Contact,
    ContactPoint,
    Customer,
    DecisionRole,
    Department,
    DepartmentFunction,
    ExternalId,
    HistoryEntry,
    Industry,
    OwnerAssignment,
    Person,
    Region,
    Tag,
)
from customers.services import indexing, recording
from office.calendar.months import add_months
from office.models import User
from reports.demo import story, words
from reports.demo.companies import Company

SOURCE = "demo"
CITY_TIERS = {"cn-sh": 1, "cn-bj": 1, "cn-gd": 1} | dict.fromkeys(
    ("cn-tj", "cn-cq", "cn-zj", "cn-js", "cn-sc", "cn-hb", "cn-sd", "cn-fj", "cn-ha", "cn-hn", "cn-sn", "cn-ah"), 2
)
"""By the leading city of the region."""
TAG = {"zh-hans": "虚构示例", "zh-hant": "虛構示例", "en": "invented"}
OWNERS = ("mei", "otto", "qin", "sun")
# Mei keeps the customers with a story, the rest are dealt out.
MEIS = frozenset({"lj", "bd", "qy", "lh", "ys", "hc", "jr", "bw", "rd", "gl", "ze", "qz", "jd", "mh", "xh"})


class Archive(NamedTuple):
    customers: dict[str, Customer]
    """By the company's code."""
    contacts: dict[str, list[Contact]]


def build(companies: list[Company], staff: dict[str, User], language: str, today: date, rng: Random) -> Archive:
    customers = _customers(companies, staff, language, today, rng)
    contacts = _people(companies, customers, staff, language, today, rng)
    return Archive(customers, contacts)


def _customers(
    companies: list[Company], staff: dict[str, User], language: str, today: date, rng: Random
) -> dict[str, Customer]:
    industries = Industry._default_manager.in_bulk(field_name="code")
    regions = cast("QuerySet[Region]", Region._default_manager.all()).in_bulk(field_name="code")
    tiered = [regions[code] for code in CITY_TIERS if regions[code].city_tier is None]
    for region in tiered:
        region.city_tier = CITY_TIERS[region.code]
        region.save(update_fields=["city_tier"])
    channels = AcquisitionChannel._default_manager.in_bulk(field_name="code")
    rows, keys = [], []
    for at, company in enumerate(companies):
        owner = staff["mei"] if company.code in MEIS else staff[OWNERS[1 + at % 3]]
        english = language == "en"
        row = Customer(
            name=company.name_en if english else company.name_zh,
            short_name=company.short_en if english else company.short_zh,
            english_name="" if english else company.name_en,
            industry=industries[company.industry],
            region=regions[company.region],
            acquisition_channel=channels[company.channel],
            size=company.size,
            tier=company.tier,
            owner=owner,
            team=owner.team,
            created_by=staff["ops"],
            **_state(company, today, rng),
        )
        keys.append(indexing.name_customer(row, numbers=[f"HS-{company.code.upper()}"]))
        rows.append(row)
    Customer.objects.bulk_create(rows)
    indexing.write_customer_keys([(row.pk, key) for row, key in zip(rows, keys, strict=True)], new=True)
    found = dict(zip((company.code for company in companies), rows, strict=True))
    _around(found, staff, language, today)
    return found


def _state(company: Company, today: date, rng: Random) -> dict[str, object]:
    since = today - timedelta(days=rng.randint(800, 2400))
    if company.story == "new":
        since = today - timedelta(days=rng.randint(100, 140))
    if company.story == "young":
        since = add_months(today.replace(day=1), 1 - story.YOUNG_MONTHS) + timedelta(days=rng.randint(0, 25))
    renewal = {"quiet-giant": 88, "price-fight": 62, "champion-left": 40}.get(company.story, rng.randint(25, 340))
    match company.story:
        case "prospect":
            return {"status": Customer.Status.PROSPECT}
        case "lost":
            return {
                "status": Customer.Status.LOST,
                "first_deal_on": since,
                "lost_on": today - timedelta(days=185),
            }
        case _:
            return {"first_deal_on": since, "renewal_on": today + timedelta(days=renewal)}


def _around(customers: dict[str, Customer], staff: dict[str, User], language: str, today: date) -> None:
    tag, _ = Tag.objects.get_or_create(name=TAG[language])
    Customer.tags.through.objects.bulk_create(
        Customer.tags.through(customer_id=each.pk, tag_id=tag.pk) for each in customers.values()
    )
    ExternalId.objects.bulk_create(
        ExternalId(customer=each, source=SOURCE, value=f"HS-{code.upper()}") for code, each in customers.items()
    )
    OwnerAssignment.objects.bulk_create(
        OwnerAssignment(customer=each, user=each.owner, since=each.first_deal_on or today, by=staff["ops"])
        for each in customers.values()
        if each.owner is not None
    )
    AccountMember.objects.bulk_create(
        AccountMember(customer=customers[code], user=staff["sun"], since=today - timedelta(days=300))
        for code in ("lj", "qy")
    )
    HistoryEntry.objects.bulk_create(
        HistoryEntry(customer=each, verb=recording.REGISTERED, at=_noon(each.first_deal_on or today), by=staff["ops"])
        for each in customers.values()
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def _people(
    companies: list[Company],
    customers: dict[str, Customer],
    staff: dict[str, User],
    language: str,
    today: date,
    rng: Random,
) -> dict[str, list[Contact]]:
    functions = DepartmentFunction._default_manager.in_bulk(field_name="code")
    names = {row[0]: row[2 if language == "en" else 1] for row in words.table(words.DEPARTMENTS)}
    counts = story.contacts_per_company(companies)
    departments: list[Department] = []
    people: list[Person] = []
    contacts: list[Contact] = []
    found: dict[str, list[Contact]] = {}
    for company in companies:
        workers = story.staff_of(company, language, counts[company.code], rng)
        own = {
            code: Department(
                customer=customers[company.code], name=names[code], function=functions[code], order=10 * (at + 1)
            )
            for at, code in enumerate(dict.fromkeys(worker.function for worker in workers))
        }
        departments += own.values()
        found[company.code] = [_contact(company, customers, own, worker, at) for at, worker in enumerate(workers)]
        people += [contact.person for contact in found[company.code]]
        contacts += found[company.code]
    _champion_leaves(found["lh"][0], today)
    Department.objects.bulk_create(departments)
    short = [(person, indexing.name_person(person)) for person in people]
    Person.objects.bulk_create(people)
    indexing.write_person_keys([(person.pk, keys) for person, keys in short], new=True)
    for contact in contacts:
        contact.created_by = staff["ops"]
    Contact.objects.bulk_create(contacts)
    _about_people(found, staff, today, rng)
    return found


def _contact(
    company: Company, customers: dict[str, Customer], own: dict[str, Department], worker: story.Worker, at: int
) -> Contact:
    person = Person(family_name=worker.family_name, given_name=worker.given_name)
    return Contact(
        customer=customers[company.code],
        person=person,
        department=own[worker.function],
        title=worker.title,
        seniority=worker.seniority,
        key_person=at == 0 or worker.seniority == 5,
        influence=min(5, worker.seniority),
    )


def _champion_leaves(contact: Contact, today: date) -> None:
    contact.key_person = True
    contact.left_on = today - timedelta(days=33)


def _about_people(found: dict[str, list[Contact]], staff: dict[str, User], today: date, rng: Random) -> None:
    points, attitudes, roles, consents = [], [], [], []
    for contacts in found.values():
        for at, contact in enumerate(contacts):
            number = 10_000_000 + contact.pk
            points.append(
                # 100 is a prefix that no operator gives out: nobody is ever called by mistake.
                ContactPoint(person=contact.person, kind="mobile", value=f"100{number}", normal=f"+86100{number}")
            )
            if at == 0 or rng.random() < 0.4:
                stance = rng.choice([-1, 0, 0, 1, 1, 2])
                contact.attitude = stance
                attitudes.append(
                    AttitudeRecord(
                        contact=contact,
                        attitude=stance,
                        on=today - timedelta(days=rng.randint(20, 200)),
                        by=staff["ops"],
                    )
                )
            role = {0: "champion", 1: "economic", 2: "user"}.get(at)
            if role:
                roles.append(
                    DecisionRole(contact=contact, role=role, since=today - timedelta(days=300), by=staff["ops"])
                )
            if rng.random() < 0.7:
                consents.append(
                    ConsentRecord(
                        person=contact.person,
                        purpose="quote",
                        given_on=today - timedelta(days=rng.randint(100, 600)),
                        by=staff["ops"],
                    )
                )
    ContactPoint.objects.bulk_create(points)
    AttitudeRecord.objects.bulk_create(attitudes)
    Contact.objects.bulk_update(
        [one for many in found.values() for one in many if one.attitude is not None], ["attitude"]
    )
    DecisionRole.objects.bulk_create(roles)
    ConsentRecord.objects.bulk_create(consents)
