"""A row of a contacts' file becomes or changes a person's position at a customer."""

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from customers import naming, reaching
from customers.importing.kinds import Report
from customers.importing.problems import Problem
from customers.models import (
    Contact,
    ContactExternalId,
    ContactPoint,
    Customer,
    Department,
    DepartmentFunction,
    ImportRun,
)
from customers.services import departments, many_contacts, people
from customers.services.importing import drawing_lines, images
from customers.services.importing.archive_rows import ArchiveWriter, Changes, shown
from customers.services.importing.contact_points import points_of
from customers.services.importing.houses import full_name, names
from customers.services.importing.reporting_lines import ReportingLines
from customers.services.importing.resolving import Reference, reference
from customers.services.importing.undo_archive import ContactUndoer
from customers.services.many_contacts import NewContact
from office.models import User

POSITION = ("title", "key_person", "note")
DAYS = ("joined_on", "left_on")


class ContactWriter(ArchiveWriter[NewContact]):
    columns = {"points": "phone"}
    _answers: Mapping[Reference, int | Problem | None] = {}
    _known: frozenset[Hashable] = frozenset()
    _numbered: dict[str, Contact] = {}
    _departments: dict[tuple[int, str], Department] = {}
    _lines: ReportingLines | None = None

    @classmethod
    def undoer(cls, run: ImportRun, by: User) -> ContactUndoer:
        return ContactUndoer(run, by)

    def look_through(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Customers, then who works there already by number, mail and name, then departments: five questions a batch."""
        if self._lines is None and "manager" in self.plan.given:
            self._lines = ReportingLines(self.scratch, self.resolver, self.source)
        self._answers = self.resolver.resolve(reference(fields) for fields in rows)
        here = {found for found in self._answers.values() if isinstance(found, int)}
        keys = set[Hashable]().union(*(self.keys(fields) for fields in rows))
        known: set[Hashable] = set()
        numbers = {key[1] for key in keys if key[0] == "number"}  # type: ignore[index]
        numbered = ContactExternalId.objects.filter(source=self.source, value__in=numbers).select_related(
            "contact__person", "contact__customer", "contact__department"
        )
        self._numbered = {
            row.value: row.contact
            for row in numbered.prefetch_related("contact__person__points", "contact__external_ids")
        }
        known |= {("number", value) for value in self._numbered}
        names = {key[2] for key in keys if key[0] == "name"}  # type: ignore[index]
        there = Contact.objects.filter(customer__in=here).order_by()
        same = there.filter(person__name__in=names)
        known |= {("name", *found) for found in same.values_list("customer_id", "person__name")}
        mails = {key[2] for key in keys if key[0] == "mail"}  # type: ignore[index]
        points = ContactPoint.objects.filter(kind="mail", normal__in=mails, person__positions__customer__in=here)
        known |= {("mail", *found) for found in points.values_list("person__positions__customer_id", "normal")}
        self._known = frozenset(known)
        named = {_department_name(fields) for fields in rows if "department" in fields}
        found = Department.objects.filter(customer__in=here, name__in=named)
        self._departments = {(each.customer_id, each.name): each for each in found}

    def keys(self, fields: Mapping[str, Any]) -> set[Hashable]:
        customer = self._answers.get(reference(fields))
        found: set[Hashable] = {("name", customer, full_name(fields))}
        if fields.get("number"):
            found.add(("number", fields["number"]))
        if fields.get("mail"):
            found.add(("mail", customer, fields["mail"].casefold()))
        return found

    def is_new(self, fields: Mapping[str, Any]) -> bool:
        return isinstance(self._answers[reference(fields)], int) and self._known.isdisjoint(self.keys(fields))

    def checked(self, fields: Mapping[str, Any]) -> NewContact:
        customer_id = self._answers[reference(fields)]
        assert isinstance(customer_id, int)  # noqa: S101 - `is_new` has said so
        self._check_manager(customer_id, fields)
        family_name, given_name = names(fields)
        points, unreachable = points_of(fields, self.plan.heading_of)
        position = self._position(fields, unreachable)
        department = self._waiting_department(fields, customer_id)
        new = many_contacts.checked(
            customer_id,
            family_name=family_name,
            given_name=given_name,
            points=points,
            by=self.run.by,
            import_run=self.run,
            **position,
        )
        new.department, new.number = department, fields.get("number") or ""
        return new

    def store(self, new: Sequence[NewContact]) -> None:
        many_contacts.store(new, source=self.source, by=self.run.by, run=self.run)

    def touched(self) -> set[int]:
        mine = Contact.objects.filter(import_run=self.run).order_by()
        return set(mine.values_list("customer_id", flat=True).distinct())

    def identity(self, fields: Mapping[str, Any]) -> str:
        who = fields.get("number") or fields.get("mail") or " ".join(names(fields))
        return f"{fields.get('customer_number') or fields.get('uscc') or fields.get('customer_name')} {who}"

    def find(self, fields: Mapping[str, Any]) -> Contact | None:
        """By number, else by mail, else by the name at the customer."""
        customer = self._customer(fields)
        number = fields.get("number")
        numbered = self._numbered.pop(number, None) or self._by_number(number) if number else None
        if numbered is not None:
            if numbered.customer_id != customer:
                raise self.problem("contact_elsewhere", "number")
            return numbered
        here = Contact.objects.filter(customer=customer).select_related("person")
        candidates: list[Contact] = []
        if fields.get("mail"):
            candidates = list(
                here.filter(person__points__kind="mail", person__points__normal=fields["mail"].casefold())[:2]
            )
        if not candidates:
            same = here.filter(person__name=full_name(fields))
            # Another number of the same system, or another mail, is another person of that name.
            if fields.get("number"):
                same = same.exclude(external_ids__source=self.source)
            if fields.get("mail"):
                same = same.exclude(person__points__kind="mail")
            candidates = list(same[:2])
        if len(candidates) > 1:
            raise self.problem("ambiguous_contact", "mail" if fields.get("mail") else "family_name")
        return candidates[0] if candidates else None

    def _by_number(self, number: str) -> Contact | None:
        known = ContactExternalId.objects.filter(source=self.source, value=number)
        row = known.select_related("contact__person", "contact__customer").first()
        return row.contact if row else None

    def create(self, fields: Mapping[str, Any]) -> None:
        customer = Customer.objects.get(pk=self._customer(fields))
        self._check_manager(customer.pk, fields)
        family_name, given_name = names(fields)
        points, unreachable = points_of(fields, self.plan.heading_of)
        position = self._position(fields, unreachable)
        position |= self._department(fields, customer)
        if self.dry:
            return
        contact = people.add_contact(
            customer,
            family_name=family_name,
            given_name=given_name,
            by=self.run.by,
            points=points,
            import_run=self.run,
            **position,
        )
        self._number(contact, fields)

    def update(self, existing: Contact, fields: Mapping[str, Any]) -> Changes:
        manager = self._check_manager(existing.customer_id, fields)
        points, unreachable = points_of(fields, self.plan.heading_of)
        wanted = self._position(fields, unreachable) | self._department(fields, existing.customer)
        wanted["family_name"], wanted["given_name"] = names(fields)
        changed = {
            name: value
            for name, value in wanted.items()
            if getattr(existing.person if name in people.PERSON_FIELDS else existing, name) != value
        }
        known = {(point.kind, point.normal) for point in existing.person.points.all()}
        added = [point for point in points if (point.kind, reaching.normal(point.kind, point.value)) not in known]
        told = {name: [shown(getattr(existing, name, "")), shown(value)] for name, value in changed.items()}
        told |= {point.kind: ["", point.value] for point in added}
        unnumbered = fields.get("number") and all(each.source != self.source for each in existing.external_ids.all())
        if unnumbered:
            told["number"] = ["", fields["number"]]
        if told and not self.dry:
            self._write(existing, changed, added, fields)
        if manager is not None and manager != existing.reports_to_id:  # drawn at the end
            told["manager"] = [shown(existing.reports_to), fields["manager"]]
        return told

    def _check_manager(self, customer_id: int, fields: Mapping[str, Any]) -> int | None:
        """Whom the person is to report to. Raises RowRejected."""
        found = self._lines.manager(customer_id, fields) if self._lines else None
        if isinstance(found, Problem):
            raise self.problem(found.code, "manager", **found.details)
        return found

    def finish(self, report: Report) -> None:
        if "manager" in self.plan.given:
            drawing_lines.draw(self.plan, self.run, self.scratch, self.resolver)
        super().finish(report)

    def _write(
        self, existing: Contact, changed: dict[str, Any], added: Sequence[people.Point], fields: Mapping[str, Any]
    ) -> None:
        before = {
            name: getattr(existing.person if name in people.PERSON_FIELDS else existing, name) for name in changed
        }
        there = {point.pk for point in existing.person.points.all()}
        people.edit_contact(existing, changes=changed, version=existing.version, by=self.run.by, add_points=added)
        if added:
            points = ContactPoint.objects.filter(person=existing.person_id).exclude(pk__in=there)
            before["points"] = list(points.values_list("pk", flat=True))
        if number := self._number(existing, fields):
            before["numbers"] = [number]
        images.remember(self.run, existing, before)

    def _customer(self, fields: Mapping[str, Any]) -> int:
        guilty = next(name for name in ("customer_number", "uscc", "customer_name") if fields.get(name))
        found = self.customer_id(
            fields.get("customer_number") or "",
            fields.get("uscc") or "",
            naming.clean(fields.get("customer_name") or ""),
            guilty,
        )
        if found is None:
            raise self.problem("unknown_customer", guilty)
        return found

    def _position(self, fields: Mapping[str, Any], unreachable: list[str]) -> dict[str, Any]:
        position: dict[str, Any] = {name: fields[name] for name in POSITION if name in fields}
        position |= {name: date.fromisoformat(fields[name]) for name in DAYS if name in fields}
        if "seniority" in fields:
            position["seniority"] = int(fields["seniority"])
        if unreachable:
            position["note"] = "\n".join([*filter(None, [position.get("note")]), *unreachable])
        return position

    def _department(self, fields: Mapping[str, Any], customer: Customer) -> dict[str, Department | None]:
        """The customer's department of that name; a new one has the function given, else the one its name says."""
        if "department" not in fields and "function" not in fields:
            return {}
        name, function = self._unit(fields)
        found: Department | None = self._departments.get((customer.pk, name))
        if found is None or found.pk is None:
            found = Department.objects.filter(customer=customer, name=name).first()
        if found is None and not self.dry:
            found = departments.add(customer, name=name, function=function, by=self.run.by)
            images.remember(self.run, found, {})
        return {"department": found}

    def _waiting_department(self, fields: Mapping[str, Any], customer_id: int) -> Department | None:
        """As `_department`, from what was looked through; a new one is stored with the first who works there."""
        if "department" not in fields and "function" not in fields:
            return None
        name, function = self._unit(fields)
        if (customer_id, name) not in self._departments and "department" not in fields:
            found = Department.objects.filter(customer=customer_id, name=name).first()
            if found is not None:
                self._departments[customer_id, name] = found
        return self._departments.setdefault(
            (customer_id, name), Department(customer_id=customer_id, name=name, function=function)
        )

    def _unit(self, fields: Mapping[str, Any]) -> tuple[str, DepartmentFunction]:
        """Name and function of the department that the row means. Raises RowRejected."""
        told = fields.get("function")
        function = self.terms.function(told or fields["department"])
        if told and function is None:
            raise self.problem("unknown_term", "function", value=told)
        name = _department_name(fields) or naming.clean(str(function))[:80]
        other = function or self.terms.function("other")
        if other is None:
            raise self.problem("unknown_term", "department", value=_("other"))
        return name, other

    def _number(self, contact: Contact, fields: Mapping[str, Any]) -> int | None:
        """The id of the contact's number of this system, if it is new."""
        if not fields.get("number"):
            return None
        row, new = ContactExternalId.objects.get_or_create(
            source=self.source, value=fields["number"], defaults={"contact": contact}
        )
        return row.pk if new else None


def _department_name(fields: Mapping[str, Any]) -> str:
    return naming.clean(fields.get("department") or "")[:80]
