"""A row of a contacts' file becomes or changes a person's position at a customer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from customers import naming, reaching
from customers.models import Contact, ContactExternalId, Customer, Department
from customers.services import departments, people
from customers.services.importing.archive_rows import ArchiveWriter, Changes, shown

POINTS = ("mobile", "phone", "mail", "wechat", "wecom")
POSITION = ("title", "key_person", "note")
DAYS = ("joined_on", "left_on")


class ContactWriter(ArchiveWriter):
    columns = {"points": "phone"}

    def identity(self, fields: Mapping[str, Any]) -> str:
        who = fields.get("number") or fields.get("mail") or " ".join(_names(fields))
        return f"{fields.get('customer_number') or fields.get('uscc') or fields.get('customer_name')} {who}"

    def find(self, fields: Mapping[str, Any]) -> Contact | None:
        """By number, else by mail, else by the name at the customer."""
        customer = self._customer(fields)
        if fields.get("number"):
            known = ContactExternalId.objects.filter(source=self.source, value=fields["number"])
            if row := known.select_related("contact__person").first():
                if row.contact.customer_id != customer:
                    raise self.problem("contact_elsewhere", "number")
                return row.contact
        here = Contact.objects.filter(customer=customer).select_related("person")
        candidates: list[Contact] = []
        if fields.get("mail"):
            candidates = list(
                here.filter(person__points__kind="mail", person__points__normal=fields["mail"].casefold())[:2]
            )
        if not candidates:
            same = here.filter(person__name=naming.full_name(*_names(fields)))
            # Another number of the same system, or another mail, is another person of that name.
            if fields.get("number"):
                same = same.exclude(external_ids__source=self.source)
            if fields.get("mail"):
                same = same.exclude(person__points__kind="mail")
            candidates = list(same[:2])
        if len(candidates) > 1:
            raise self.problem("ambiguous_contact", "mail" if fields.get("mail") else "family_name")
        return candidates[0] if candidates else None

    def create(self, fields: Mapping[str, Any]) -> None:
        customer = Customer.objects.get(pk=self._customer(fields))
        family_name, given_name = _names(fields)
        points, unreachable = self._points(fields)
        position = self._position(fields, customer, unreachable)
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
        points, unreachable = self._points(fields)
        wanted = self._position(fields, existing.customer, unreachable)
        wanted["family_name"], wanted["given_name"] = _names(fields)
        changed = {
            name: value
            for name, value in wanted.items()
            if getattr(existing.person if name in people.PERSON_FIELDS else existing, name) != value
        }
        known = set(existing.person.points.values_list("kind", "normal"))
        added = [point for point in points if (point.kind, reaching.normal(point.kind, point.value)) not in known]
        told = {name: [shown(getattr(existing, name, "")), shown(value)] for name, value in changed.items()}
        told |= {point.kind: ["", point.value] for point in added}
        unnumbered = fields.get("number") and not existing.external_ids.filter(source=self.source).exists()
        if unnumbered:
            told["number"] = ["", fields["number"]]
        if told and not self.dry:
            people.edit_contact(existing, changes=changed, version=existing.version, by=self.run.by, add_points=added)
            self._number(existing, fields)
        return told

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

    def _points(self, fields: Mapping[str, Any]) -> tuple[list[people.Point], list[str]]:
        """Ways to reach, and numbers that nobody can dial as they stand: those are kept in the note."""
        points, unreachable = [], []
        for kind in POINTS:
            if not fields.get(kind):
                continue
            try:
                reaching.normal(kind, fields[kind])
            except reaching.UnreachableError:
                unreachable.append(f"{self.plan.heading_of(kind)}: {fields[kind]}")
            else:
                points.append(people.Point(kind, fields[kind]))
        return points, unreachable

    def _position(self, fields: Mapping[str, Any], customer: Customer, unreachable: list[str]) -> dict[str, Any]:
        position: dict[str, Any] = {name: fields[name] for name in POSITION if name in fields}
        position |= {name: date.fromisoformat(fields[name]) for name in DAYS if name in fields}
        if "seniority" in fields:
            position["seniority"] = int(fields["seniority"])
        if unreachable:
            position["note"] = "\n".join([*filter(None, [position.get("note")]), *unreachable])
        if "department" in fields or "function" in fields:
            position["department"] = self._department(fields, customer)
        return position

    def _department(self, fields: Mapping[str, Any], customer: Customer) -> Department | None:
        """The customer's department of that name; a new one has the function given, else the one its name says."""
        told = fields.get("function")
        function = self.terms.function(told or fields["department"])
        if told and function is None:
            raise self.problem("unknown_term", "function", value=told)
        name = naming.clean(fields.get("department") or str(function))[:80]
        found = Department.objects.filter(customer=customer, name=name).first()
        if found is not None or self.dry:
            return found
        other = function or self.terms.function("other")
        if other is None:
            raise self.problem("unknown_term", "department", value=_("other"))
        return departments.add(customer, name=name, function=other, by=self.run.by)

    def _number(self, contact: Contact, fields: Mapping[str, Any]) -> None:
        if fields.get("number"):
            ContactExternalId.objects.get_or_create(
                source=self.source, value=fields["number"], defaults={"contact": contact}
            )


def _names(fields: Mapping[str, Any]) -> tuple[str, str]:
    if fields.get("family_name"):
        return naming.clean(fields["family_name"]), naming.clean(fields.get("given_name") or "")
    return naming.split_name(fields["full_name"])
