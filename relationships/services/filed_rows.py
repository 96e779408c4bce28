"""What the writers of promises, volumes, planned contacts and control points share: keys, and rows that a file no longer moves."""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, ClassVar, NoReturn

from customers.importing.problems import Problem
from customers.models import Contact, Customer
from customers.services.importing.applied import Applied, RowRejected
from customers.services.importing.facts import FactWriter
from customers.services.importing.houses import House, read_houses
from customers.services.importing.resolving import reference
from customers.services.importing.scratch import Staged
from customers.services.importing.tables import Key, Values
from office.clock import today
from office.models import User
from relationships.errors import OwnerCannotSeeError


def importer(writer: FactWriter) -> int:
    return writer.run.by_id


class FiledWriter(FactWriter):
    """A row is known again by its number, else by what tells two of a customer apart (`told_apart_by`).

    A row whose matter was settled or taken back since stays as it is: `is_over` says of which one.
    """

    model: ClassVar[type[Any]]
    natural_key = ("key",)
    sourced = False
    told_apart_by: ClassVar[tuple[str, ...]]
    title: ClassVar[str]
    """Column by which a preview names a row."""

    def group(self, fields: Mapping[str, Any]) -> tuple[str, str]:
        return " ".join(reference(fields)), self._apart(fields)

    def _apart(self, fields: Mapping[str, Any]) -> str:
        told = [fields.get("number")] if fields.get("number") else [fields.get(name) for name in self.told_apart_by]
        return "\x1f".join(str(one or "").casefold() for one in told)

    def key_of(self, fields: Mapping[str, Any], customer_id: int | None) -> str:
        if fields.get("number"):
            return f"{self.source}:{fields['number']}"
        digest = sha256(self._apart(fields).encode()).hexdigest()[:24]
        return f"{self.source}:{customer_id}:{digest}"

    def _customers(self, rows: Sequence[Staged], applied: Applied) -> list[tuple[Staged, int | None]]:
        found = super()._customers(rows, applied)
        keys = {self.key_of(staged.fields, pk) for staged, pk in found}
        there: Any = self.model._default_manager.filter(key__in=keys)
        self._there: dict[str, Any] = {row.key: row for row in there}
        self._stored = self._known([(key,) for key in keys])
        self.gather({pk for _staged, pk in found if pk is not None})
        return found

    def gather(self, customers: set[int]) -> None:
        """Look up what the rows of these customers name."""

    def line(self, staged: Staged, customer_id: int | None) -> Values:
        fields = dict(staged.fields)
        fields["key"] = self.key_of(fields, customer_id)
        before = self._there.get(fields["key"])
        if before is not None and before.customer_id != customer_id:
            self.refuse("unknown_customer", "customer_number" if fields.get("customer_number") else "customer_name")
        if before is not None and self.is_over(before):
            return self._stored[(fields["key"],)][1]
        self.complete(fields, customer_id or 0, before)
        return super().line(staged._replace(fields=fields), customer_id)

    def is_over(self, before: Any) -> bool:
        return before.withdrawn_at is not None

    def complete(self, fields: dict[str, Any], customer_id: int, before: Any) -> None:
        """Fill in and check the row; `before` is what stands of it. Raises RowRejected."""

    def refuse(self, code: str, name: str, **details: Any) -> NoReturn:
        raise RowRejected(Problem(code, self.plan.heading_of(name), details))

    def not_ahead(self, fields: Mapping[str, Any], *names: str) -> None:
        for name in names:
            if fields.get(name) and fields[name] > today().isoformat():
                self.refuse("day_ahead", name)

    def _sample(self, places: Mapping[Key, int], known: tuple[int, Values], values: Values) -> dict[str, Any]:
        return super()._sample(places, known, values) | {"name": str(known[1][self.columns.index(self.title)])}

    def _told(self, name: str, value: Any) -> str:
        shown = PEOPLE.get(name)
        return shown(value) if shown and value else super()._told(name, value)


class WithPeople(FiledWriter):
    """Rows that name people of the customer and ours; ours must see the customer, and is its owner where none is named."""

    def gather(self, customers: set[int]) -> None:
        self._houses: dict[int, House] = read_houses(customers, self.source)
        self._seeing: dict[tuple[int, int], bool] = getattr(self, "_seeing", {})

    def theirs(self, word: str, customer_id: int, name: str) -> int:
        found = self._houses[customer_id].one_called(word)
        if isinstance(found, Problem):
            self.refuse(found.code, name, **found.details)
        return found

    def ours(self, word: str, customer_id: int, name: str) -> int:
        user = self.terms.colleague(word)
        if user is None:
            self.refuse("unknown_colleague", name, value=word)
        pair = (user.pk, customer_id)
        if pair not in self._seeing:
            self._seeing[pair] = Customer.objects.visible_to(user).filter(pk=customer_id).exists()
        if not self._seeing[pair]:
            self.refuse("refused", name, why=str(OwnerCannotSeeError.message))
        return user.pk


PEOPLE: Mapping[str, Callable[[Any], str]] = {
    "contact_id": lambda pk: str(Contact.objects.select_related("person").filter(pk=pk).first() or ""),
    "owner_id": lambda pk: str(User.objects.filter(pk=pk).first() or ""),
}
