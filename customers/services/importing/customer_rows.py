"""A row of a customers' file becomes or changes a customer."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from customers import codes, naming
from customers.importing.problems import Problem
from customers.models import Customer, ImportRun
from customers.services import editing, many_customers, owning, profiles, registering
from customers.services.importing import images
from customers.services.importing.archive_rows import ArchiveWriter, Changes, shown
from customers.services.importing.resolving import Reference, normal_code
from customers.services.importing.undo_archive import CustomerUndoer
from customers.services.many_customers import NewCustomer
from office.formatting.lists import listed
from office.models import User

PLAIN = ("name", "short_name", "english_name", "size", "tier", "status", "website", "note")
DAYS = ("first_deal_on", "renewal_on")
ADDRESS = ("address", "address_2", "city", "state", "postal_code")


class CustomerWriter(ArchiveWriter[NewCustomer]):
    columns = {"external_ids": "number"}
    _answers: Mapping[Reference, int | Problem | None] = {}
    _there: dict[int, Customer] = {}

    @classmethod
    def undoer(cls, run: ImportRun, by: User) -> CustomerUndoer:
        return CustomerUndoer(run, by)

    def look_through(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self._answers = self.resolver.resolve(_reference(fields) for fields in rows)
        # What is found is remembered: `checked` asks for each parent alone.
        self.resolver.resolve(_named(fields["parent"]) for fields in rows if "parent" in fields)
        there = Customer.objects.filter(pk__in={found for found in self._answers.values() if isinstance(found, int)})
        found = there.select_related("parent", "industry", "region", "acquisition_channel", "owner")
        self._there = found.prefetch_related("tags", "external_ids").in_bulk()

    def keys(self, fields: Mapping[str, Any]) -> set[Hashable]:
        number, uscc, name = _reference(fields)
        found = {("number", number), ("uscc", normal_code(uscc)), ("name", name)}
        if "parent" in fields:
            parent = _named(fields["parent"])
            found |= {("number", parent.number), ("name", parent.name)}
        return {key for key in found if key[1]}

    def is_new(self, fields: Mapping[str, Any]) -> bool:
        return bool(fields.get("name")) and self._answers[_reference(fields)] is None

    def checked(self, fields: Mapping[str, Any]) -> NewCustomer:
        profile = self._profile(fields)
        name = profile.pop("name")
        if fields.get("number"):
            profile["external_ids"] = [(self.source, fields["number"])]
        if owner := self._owner(fields):
            profile["owner"] = owner
        profile["import_run"] = self.run
        return many_customers.checked(name, by=self.run.by, **profile)

    def store(self, new: Sequence[NewCustomer]) -> None:
        many_customers.store(new, by=self.run.by, run=self.run)

    def touched(self) -> set[int]:
        return set(Customer.objects.filter(import_run=self.run).order_by().values_list("pk", flat=True))

    def identity(self, fields: Mapping[str, Any]) -> str:
        return str(fields.get("number") or fields.get("uscc") or fields.get("name"))

    def find(self, fields: Mapping[str, Any]) -> Customer | None:
        guilty = next(name for name in ("number", "uscc", "name") if fields.get(name))
        found = self.customer_id(*_reference(fields), guilty)
        if found is None:
            return None
        return self._there.pop(found, None) or Customer.objects.get(pk=found)

    def create(self, fields: Mapping[str, Any]) -> None:
        if not fields.get("name"):
            raise self.problem("missing", "name")
        profile = self._profile(fields)
        name = profile.pop("name")
        if fields.get("number"):
            profile["external_ids"] = [(self.source, fields["number"])]
        owner = self._owner(fields)
        if self.dry:
            profiles.tidy({**profile, "name": name})
            return
        if owner is not None:
            profile["owner"] = owner
        registering.register(name, by=self.run.by, import_run=self.run, **profile)

    def update(self, existing: Customer, fields: Mapping[str, Any]) -> Changes:
        wanted = profiles.tidy(self._profile(fields))
        if "tags" in wanted:  # a file adds tags, it does not take away what people set here
            wanted["tags"] = list(dict.fromkeys([*editing.current_value(existing, "tags"), *wanted["tags"]]))
        changed = {name: value for name, value in wanted.items() if editing.current_value(existing, name) != value}
        numbers = editing.current_value(existing, "external_ids")
        if fields.get("number") and (self.source, fields["number"]) not in numbers:
            changed["external_ids"] = [*numbers, (self.source, fields["number"])]
        owner = self._owner(fields)
        told = {
            "number" if name == "external_ids" else name: [_told(editing.current_value(existing, name)), _told(value)]
            for name, value in changed.items()
        }
        if owner is not None and owner.pk != existing.owner_id:
            told["owner"] = [shown(existing.owner), shown(owner)]
        if existing.from_ledger:
            told["from_ledger"] = ["1", ""]
        if told and not self.dry:
            self._write(existing, changed, owner)
        return told

    def _write(self, existing: Customer, changed: dict[str, Any], owner: Any) -> None:
        by = self.run.by
        before = {name: editing.current_value(existing, name) for name in changed}
        if owner is not None and owner.pk != existing.owner_id:
            before["owner"] = existing.owner
        if existing.from_ledger:
            before["from_ledger"] = True
        if changed:
            editing.edit(existing, changes=changed, version=existing.version, by=by)
        if owner is not None:
            owning.assign_owner(existing, owner=owner, by=by)
        if existing.from_ledger:
            Customer.objects.filter(pk=existing.pk).update(from_ledger=False)
        images.remember(self.run, existing, before)

    def _profile(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        profile: dict[str, Any] = {name: fields[name] for name in PLAIN if name in fields}
        profile |= {name: date.fromisoformat(fields[name]) for name in DAYS if name in fields}
        if "uscc" in fields:
            profile["uscc"] = self._code(fields["uscc"])
        for name, find in (
            ("industry", self.terms.industry),
            ("region", self.terms.region),
            ("acquisition_channel", self.terms.channel),
        ):
            if name in fields:
                profile[name] = self._term(find, name, fields[name])
        country = self.terms.region(fields.get("country") or "")
        if country is not None:
            profile.setdefault("region", country)
        address = _address(fields, with_country=country is None)
        if address:
            profile["address"] = address[:300]
        if "parent" in fields:
            profile["parent"] = self._parent(fields["parent"])
        if "tags" in fields:
            profile["tags"] = _tags(fields["tags"])
        return profile

    def _code(self, text: str) -> str:
        try:
            return codes.normal(text)
        except codes.CodeFaultError as fault:
            raise self.problem("refused", "uscc", why=str(fault.cure)) from fault

    def _term(self, find: Callable[[str], Any], name: str, text: str) -> Any:
        term = find(text)
        if term is None:
            raise self.problem("unknown_term", name, value=text)
        return term

    def _owner(self, fields: Mapping[str, Any]) -> Any:
        if "owner" not in fields:
            return None
        owner = self.terms.colleague(fields["owner"])
        if owner is None:
            raise self.problem("unknown_colleague", "owner", value=fields["owner"])
        return owner

    def _parent(self, text: str) -> Customer:
        found = self.customer_id(text, "", naming.clean(text), "parent")
        if found is None:
            raise self.problem("unknown_customer", "parent")
        return Customer.objects.get(pk=found)


def _reference(fields: Mapping[str, Any]) -> Reference:
    name = fields.get("name")
    return Reference(fields.get("number") or "", fields.get("uscc") or "", naming.clean(name) if name else "")


def _named(text: str) -> Reference:
    """A customer that a cell names by number or name."""
    return Reference(text, "", naming.clean(text))


def _tags(text: str) -> list[str]:
    parts = text.replace("，", ",").replace("、", ",").replace(";", ",").split(",")
    return [name for name in dict.fromkeys(naming.clean(part)[:40] for part in parts) if name]


def _address(fields: Mapping[str, Any], *, with_country: bool) -> str:
    parts = [fields[name] for name in ADDRESS if fields.get(name)]
    if with_country and fields.get("country"):
        parts.append(fields["country"])
    return ", ".join(dict.fromkeys(parts))


def _told(value: Any) -> str:
    """Several values one after the other, numbers of other systems as `system: number`."""
    if not isinstance(value, list):
        return shown(value)
    return listed(": ".join(each) if isinstance(each, tuple) else each for each in value)
