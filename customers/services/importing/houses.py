"""The people of customers, as a batch of rows calls them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from customers import naming
from customers.importing.problems import Problem
from customers.models import Contact, ContactExternalId, ContactPoint

Fields = Mapping[str, Any]


@dataclass
class House:
    """The people of one customer, as a file may call them. Those whom only the file knows go by numbers below zero."""

    by_number: dict[str, int] = field(default_factory=dict)
    by_mail: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=dict)
    numbered: set[int] = field(default_factory=set)
    mailed: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    lines: dict[int, int | None] = field(default_factory=dict)
    """Who reports to whom."""

    def means(self, fields: Fields) -> set[int]:
        """Whom the row may be about: by number, else by mail, else by name, as a row finds its contact."""
        if (known := self.by_number.get(fields.get("number") or "")) is not None:
            return {known}
        mail = (fields.get("mail") or "").casefold()
        if (known := self.by_mail.get(mail)) is not None:
            return {known}
        same = set(self.by_name.get(full_name(fields), ()))
        if fields.get("number"):
            same = same - self.numbered
        return same - self.mailed if mail else same

    def called(self, word: str) -> set[int]:
        """Who goes by that number or name and still works there."""
        found = self._named(word)
        return found if word in self.by_number else found - self.left

    def _named(self, word: str) -> set[int]:
        if (known := self.by_number.get(word)) is not None:
            return {known}
        family_name, given_name = naming.split_name(word)
        written = self.by_name.get(naming.full_name(family_name, given_name)) or self.by_name.get(
            naming.full_name(given_name, family_name)
        )
        return written or set()

    def ever_called(self, word: str) -> set[int]:
        """The same, else who went by that name and has left: for what is long past."""
        return self.called(word) or self._named(word)

    def one_called(self, word: str) -> int | Problem:
        return self._one(word, self.called(word))

    def one_ever_called(self, word: str) -> int | Problem:
        return self._one(word, self.ever_called(word))

    def _one(self, word: str, found: set[int]) -> int | Problem:
        if len(found) != 1:
            return Problem("ambiguous_person" if found else "unknown_person", details={"value": word})
        return found.pop()

    def number(self, who: int, value: str) -> None:
        self.by_number[value] = who
        self.numbered.add(who)

    def reach(self, who: int, mail: str) -> None:
        self.by_mail[mail] = who
        self.mailed.add(who)

    def learn(self, who: int, fields: Fields) -> None:
        if fields.get("number"):
            self.number(who, fields["number"])
        if fields.get("mail"):
            self.reach(who, fields["mail"].casefold())
        self.by_name.setdefault(full_name(fields), set()).add(who)


def read_houses(customers: Collection[int], source: str) -> dict[int, House]:
    """Who works at these customers, with the numbers that the system gave them: three queries."""
    if not customers:
        return {}
    houses = {customer: House() for customer in customers}
    there = Contact.objects.filter(customer__in=customers).order_by()
    columns = there.values_list("pk", "customer_id", "person__name", "reports_to_id", "left_on")
    today = timezone.localdate()
    for pk, customer, name, manager, left_on in columns:
        house = houses[customer]
        house.by_name.setdefault(name, set()).add(pk)
        house.lines[pk] = manager
        if left_on is not None and left_on <= today:
            house.left.add(pk)
    numbers = ContactExternalId.objects.filter(source=source, contact__customer__in=customers).order_by()
    for customer, value, pk in numbers.values_list("contact__customer_id", "value", "contact_id"):
        houses[customer].number(pk, value)
    mails = ContactPoint.objects.filter(kind="mail", person__positions__customer__in=customers).order_by()
    for customer, value, pk in mails.values_list("person__positions__customer_id", "normal", "person__positions__pk"):
        if customer in houses:
            houses[customer].reach(pk, value)
    return houses


def full_name(fields: Fields) -> str:
    return naming.full_name(*names(fields))


def names(fields: Fields) -> tuple[str, str]:
    if fields.get("family_name"):
        return naming.clean(fields["family_name"]), naming.clean(fields.get("given_name") or "")
    return naming.split_name(fields["full_name"])
