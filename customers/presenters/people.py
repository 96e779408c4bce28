"""Display values of the people tab and of a contact's own page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from customers import access, extensions
from customers.models import Contact, Customer
from office.models import User


def people_tab(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """Contacts by department, the weightiest first; who left stands below."""
    contacts = list(
        Contact.objects.visible_to(user)
        .filter(customer=customer)
        .with_person()
        .select_related("reports_to__person")
        .prefetch_related("person__points", "decision_roles")
    )
    departments = list(
        customer.departments.select_related("function", "parent").order_by("-function__weight", "order", "id")
    )
    working = [contact for contact in contacts if contact.left_on is None or contact.left_on > today]
    groups = [
        {
            "department": department,
            "contacts": [_row(each, today) for each in working if each.department_id == department.pk],
        }
        for department in departments
    ]
    homeless = [_row(each, today) for each in working if each.department_id is None]
    if homeless:
        groups.append({"department": None, "contacts": homeless})
    return {
        "groups": groups,
        "left": [_row(each, today) for each in contacts if each not in working],
        "may_edit": access.may_edit_people(user, customer),
    }


def _row(contact: Contact, today: date) -> dict[str, Any]:
    return {
        "contact": contact,
        "manager": contact.manager_on(today),
        "roles": [role.get_role_display() for role in contact.decision_roles.all() if role.until is None],
        "points": list(contact.person.points.all())[:2],
        "attitude": attitude(contact.attitude),
    }


def attitude(value: int | None) -> dict[str, str] | None:
    """The word and its state; None when nobody judged."""
    from customers.models import AttitudeRecord

    if value is None:
        return None
    state = "bad" if value < -1 else "warn" if value < 0 else "good" if value > 0 else ""
    return {"text": str(AttitudeRecord.Attitude(value).label), "state": state}


def contact_page(contact: Contact, user: User, today: date) -> dict[str, Any]:
    positions: Sequence[Contact] = list(
        Contact.objects.visible_to(user).filter(person=contact.person).select_related("customer", "department")
    )
    return {
        "contact": contact,
        "person": contact.person,
        "customer": contact.customer,
        "gone": contact.left_on is not None and contact.left_on <= today,
        "points": list(contact.person.points.all()),
        "manager": contact.manager_on(today),
        "reports": list(contact.reports.visible_to(user).active(today).select_related("person")),
        "predecessors": list(contact.predecessors.select_related("person")),
        "roles": list(contact.decision_roles.filter(until=None)),
        "attitude": attitude(contact.attitude),
        "attitudes": [
            {"record": each, "word": attitude(each.attitude)} for each in contact.attitudes.select_related("by")[:10]
        ],
        "consents": list(contact.person.consents.select_related("by")),
        "others": [position for position in positions if position.pk != contact.pk],
        "numbers": list(contact.external_ids.all()),
        "may_edit": access.may_edit_people(user, contact.customer),
        "nothing_said": _("not judged yet"),
        "panels": [
            {"template": panel.template, "content": panel.load(contact, user, today)}
            for panel in sorted(extensions.contact_panels, key=lambda one: one.order)
        ],
    }
