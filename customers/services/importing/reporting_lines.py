"""Who reports to whom in a file of contacts, in two passes: a manager may stand further down, or in the archive already.

Before anything is written each line is checked against archive and file together; once all people are stored, lines are
drawn. People of the archive go by their id here, people whom only the file knows by numbers below zero.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.utils import timezone

from customers import naming
from customers.importing.problems import Problem
from customers.models import Contact, ContactExternalId, ContactPoint
from customers.services import reporting
from customers.services.importing.resolving import Resolver, reference
from customers.services.importing.scratch import Scratch, Staged

BATCH = 500
Fields = Mapping[str, Any]


@dataclass
class House:
    """The people of one customer, and who reports to whom once the file is in."""

    by_number: dict[str, int] = field(default_factory=dict)
    by_mail: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, set[int]] = field(default_factory=dict)
    numbered: set[int] = field(default_factory=set)
    mailed: set[int] = field(default_factory=set)
    left: set[int] = field(default_factory=set)
    lines: dict[int, int | None] = field(default_factory=dict)

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
        if (known := self.by_number.get(word)) is not None:
            return {known}
        family_name, given_name = naming.split_name(word)
        written = self.by_name.get(naming.full_name(family_name, given_name)) or self.by_name.get(
            naming.full_name(given_name, family_name)
        )
        return (written or set()) - self.left

    def manager_of(self, who: int, word: str) -> int | Problem:
        found = self.called(word)
        if len(found) != 1:
            return Problem("ambiguous_manager" if found else "unknown_manager", details={"value": word})
        manager = found.pop()
        if reporting.leads_to(who, manager, self.lines):
            return Problem("circle_of_managers", details={"value": word})
        return manager

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


class ReportingLines:
    def __init__(self, scratch: Scratch, resolver: Resolver, source: str, *, without: Collection[int] = ()) -> None:
        """Reads the rows of the file twice; rows in `without` were refused."""
        self._scratch, self._resolver, self._source = scratch, resolver, source
        self._houses: dict[int, House] = {}
        new = count(-1, -1)
        for _row, house, fields in self.rows(without):
            if len(found := house.means(fields)) < 2:
                house.learn(found.pop() if found else next(new), fields)
        for _row, house, fields in self.rows(without):
            who, manager = house.means(fields), house.called(fields.get("manager") or "")
            if len(who) == len(manager) == 1:
                house.lines[who.pop()] = manager.pop()

    def rows(self, without: Collection[int] = ()) -> Iterator[tuple[int, House, Fields]]:
        """Rows of customers in the archive, with the house of each."""
        for window in self._scratch.windows(BATCH):
            for staged, customer in self._placed(window.rows):
                if staged.row not in without:
                    yield staged.row, self._houses[customer], staged.fields

    def manager(self, customer: int, fields: Fields) -> int | Problem | None:
        """Whom the row's person reports to; None where it says nothing or who that person is, is not clear."""
        house, word = self._houses.get(customer), fields.get("manager")
        who = house.means(fields) if house else set()
        return house.manager_of(who.pop(), word) if house and word and len(who) == 1 else None

    def drawable(self, without: Collection[int]) -> Iterator[tuple[int, int, int | Problem]]:
        """By row: who reports, and to whom, or why the line cannot be drawn."""
        for row, house, fields in self.rows(without):
            word, who = fields.get("manager"), house.means(fields)
            if word and len(who) == 1:
                one = who.pop()
                yield row, one, house.manager_of(one, word)

    def _placed(self, rows: Iterable[Staged]) -> list[tuple[Staged, int]]:
        answers = self._resolver.resolve(reference(staged.fields) for staged in rows)
        placed = [(staged, answers[reference(staged.fields)]) for staged in rows]
        found = [(staged, customer) for staged, customer in placed if isinstance(customer, int)]
        self._visit({customer for _staged, customer in found} - self._houses.keys())
        return found

    def _visit(self, customers: set[int]) -> None:
        """Read who works there."""
        if not customers:
            return
        self._houses |= {customer: House() for customer in customers}
        there = Contact.objects.filter(customer__in=customers).order_by()
        columns = there.values_list("pk", "customer_id", "person__name", "reports_to_id", "left_on")
        today = timezone.localdate()
        for pk, customer, name, manager, left_on in columns:
            house = self._houses[customer]
            house.by_name.setdefault(name, set()).add(pk)
            house.lines[pk] = manager
            if left_on is not None and left_on <= today:
                house.left.add(pk)
        numbers = ContactExternalId.objects.filter(source=self._source, contact__customer__in=customers).order_by()
        for customer, value, pk in numbers.values_list("contact__customer_id", "value", "contact_id"):
            self._houses[customer].number(pk, value)
        mails = ContactPoint.objects.filter(kind="mail", person__positions__customer__in=customers).order_by()
        for customer, value, pk in mails.values_list(
            "person__positions__customer_id", "normal", "person__positions__pk"
        ):
            if customer in self._houses:
                self._houses[customer].reach(pk, value)


def full_name(fields: Fields) -> str:
    return naming.full_name(*names(fields))


def names(fields: Fields) -> tuple[str, str]:
    if fields.get("family_name"):
        return naming.clean(fields["family_name"]), naming.clean(fields.get("given_name") or "")
    return naming.split_name(fields["full_name"])
