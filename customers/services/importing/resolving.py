"""Which customer a row means: by number, then by credit code, then by a name that only one customer has."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from customers import codes, naming
from customers.importing.problems import Problem
from customers.models import Customer, ExternalId

MOST_REMEMBERED = 50_000


class Reference(NamedTuple):
    """How a row names its customer; empty text where it does not."""

    number: str
    uscc: str
    name: str


NOBODY = Reference("", "", "")


def reference(fields: Mapping[str, Any]) -> Reference:
    name = fields.get("customer_name")
    return Reference(fields.get("customer_number") or "", fields.get("uscc") or "", naming.clean(name) if name else "")


class Resolver:
    """Answers for references: the customer's id, a Problem, or None for a customer not in the archive."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[Reference, int] = {}

    def resolve(self, references: Iterable[Reference]) -> dict[Reference, int | Problem | None]:
        wanted = set(references)
        answers: dict[Reference, int | Problem | None] = {
            each: self._known[each] for each in wanted if each in self._known
        }
        answers |= self._ask([each for each in wanted if each not in answers])
        return answers

    def remember(self, found: Mapping[Reference, int]) -> None:
        if len(self._known) + len(found) > MOST_REMEMBERED:
            self._known.clear()
        self._known |= found

    def forget(self) -> None:
        """What was remembered inside a transaction that was rolled back may never have been."""
        self._known.clear()

    def _ask(self, wanted: list[Reference]) -> dict[Reference, int | Problem | None]:
        if not wanted:
            return {}
        numbers = self._by_number({each.number for each in wanted if each.number})
        coded = {each: normal_code(each.uscc) for each in wanted if each.uscc}
        by_code = self._by_code({code for code in coded.values() if code})
        nameless = {each.name for each in wanted if each.name and each.number not in numbers}
        names = self._by_name(nameless)
        answers: dict[Reference, int | Problem | None] = {}
        for each in wanted:
            code = coded.get(each)
            if each.uscc and code is None:
                answers[each] = Problem("not_a_code")
                continue
            answers[each] = _answer(each, numbers.get(each.number), by_code.get(code or ""), names.get(each.name, []))
        self.remember({each: found for each, found in answers.items() if isinstance(found, int)})
        return answers

    def _by_number(self, numbers: set[str]) -> dict[str, "_Found"]:
        rows = ExternalId.objects.filter(source=self._source, value__in=numbers)
        columns = rows.values_list("value", "customer_id", "customer__archived_at", "customer__uscc")
        return {value: _Found(pk, archived is not None, uscc or "", True) for value, pk, archived, uscc in columns}

    def _by_code(self, wanted: set[str]) -> dict[str, "_Found"]:
        rows = Customer.objects.filter(uscc__in=wanted).values_list("uscc", "pk", "archived_at")
        return {uscc or "": _Found(pk, archived is not None, uscc or "", False) for uscc, pk, archived in rows}

    def _by_name(self, wanted: set[str]) -> dict[str, list["_Found"]]:
        """Customers by exact name, with the knowledge whether this system has given them a number already."""
        rows = list(Customer.objects.filter(name__in=wanted).values_list("name", "pk", "archived_at", "uscc"))
        ids = ExternalId.objects.filter(source=self._source, customer__in=[row[1] for row in rows])
        numbered = set(ids.values_list("customer_id", flat=True))
        found: dict[str, list[_Found]] = {}
        for name, pk, archived, uscc in rows:
            found.setdefault(name, []).append(_Found(pk, archived is not None, uscc or "", pk in numbered))
        return found


class _Found(NamedTuple):
    customer_id: int
    archived: bool
    uscc: str
    numbered: bool


def _answer(
    wanted: Reference, by_number: _Found | None, by_code: _Found | None, by_name: list[_Found]
) -> int | Problem | None:
    if by_number and by_code and by_number.customer_id != by_code.customer_id:
        return Problem("customer_conflict")
    found = by_number or by_code
    if found is None:
        # A namesake with another number or code of the same kind is another company.
        fitting = [
            each for each in by_name if not (wanted.number and each.numbered) and not (wanted.uscc and each.uscc)
        ]
        if len(fitting) > 1:
            return Problem("ambiguous_customer")
        found = fitting[0] if fitting else None
    if found is None:
        return None
    return Problem("archived_customer") if found.archived else found.customer_id


def normal_code(code: str) -> str | None:
    """The credit code as it is kept, None for what is none."""
    try:
        return codes.normal(code)
    except codes.CodeFaultError:
        return None
