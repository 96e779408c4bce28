"""Writes what names are found and ordered by. Every service that writes a name, a code or a number calls it."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from customers import naming
from customers.models import Customer, CustomerSearchKey, ExternalId, Person, PersonSearchKey
from customers.services.copying import copy

T = TypeVar("T")
BATCH = 2000


def name_customer(customer: Customer, *, numbers: Iterable[str] = ()) -> frozenset[str]:
    """Set sort key and search text on the instance, unsaved; returns the short keys for `write_customer_keys`.

    `numbers` are its external numbers; the unified social credit code is read from the instance.
    """
    keys = naming.of_customer(
        customer.name, customer.short_name, customer.english_name, [customer.uscc or "", *numbers]
    )
    customer.sort_key, customer.search_text = keys.sort_key, keys.search_text
    return keys.short_keys


def name_person(person: Person) -> frozenset[str]:
    """Set name, sort key and search text on the instance, unsaved; returns the short keys for `write_person_keys`."""
    keys = naming.of_person(person.family_name, person.given_name)
    person.name = naming.full_name(person.family_name, person.given_name)
    person.sort_key, person.search_text = keys.sort_key, keys.search_text
    return keys.short_keys


def index_customer(customer: Customer) -> None:
    """Bring a stored customer's keys up to its names and numbers."""
    short = name_customer(customer, numbers=customer.external_ids.values_list("value", flat=True))
    Customer.objects.filter(pk=customer.pk).update(sort_key=customer.sort_key, search_text=customer.search_text)
    write_customer_keys([(customer.pk, short)])


def index_person(person: Person) -> None:
    short = name_person(person)
    Person.objects.filter(pk=person.pk).update(
        name=person.name, sort_key=person.sort_key, search_text=person.search_text
    )
    write_person_keys([(person.pk, short)])


def write_customer_keys(rows: Sequence[tuple[int, frozenset[str]]], *, new: bool = False) -> None:
    """Replace the short keys of many customers; `new` says that none of them has any yet."""
    if not new:
        CustomerSearchKey.objects.filter(customer__in=[pk for pk, _ in rows]).delete()
    copy(CustomerSearchKey, ("customer_id", "key"), _pairs(rows))


def write_person_keys(rows: Sequence[tuple[int, frozenset[str]]], *, new: bool = False) -> None:
    """Replace the short keys of many people; `new` says that none of them has any yet."""
    if not new:
        PersonSearchKey.objects.filter(person__in=[pk for pk, _ in rows]).delete()
    copy(PersonSearchKey, ("person_id", "key"), _pairs(rows))


def reindex_all() -> int:
    """Rewrite the keys of every customer and person, for a new version of the folding; returns how many."""
    count = 0
    numbers: dict[int, list[str]] = {}
    for customer_id, value in ExternalId.objects.values_list("customer_id", "value"):
        numbers.setdefault(customer_id, []).append(value)
    for customers in _batches(Customer.objects.order_by("pk").iterator(BATCH)):
        rows = [(each.pk, name_customer(each, numbers=numbers.get(each.pk, []))) for each in customers]
        Customer.objects.bulk_update(customers, ["sort_key", "search_text"], batch_size=200)
        write_customer_keys(rows)
        count += len(rows)
    for people in _batches(Person.objects.order_by("pk").iterator(BATCH)):
        rows = [(each.pk, name_person(each)) for each in people]
        Person.objects.bulk_update(people, ["name", "sort_key", "search_text"], batch_size=200)
        write_person_keys(rows)
        count += len(rows)
    return count


def _pairs(rows: Sequence[tuple[int, frozenset[str]]]) -> list[tuple[int, str]]:
    return [(pk, key) for pk, short in rows for key in sorted(short)]


def _batches(items: Iterable[T]) -> Iterable[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
