"""Who at a customer reports to whom: within the house, and never round in a circle."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from customers.errors import FieldRefusedError
from customers.models import Contact, Customer

Lines = Mapping[int, int | None]
"""Contact → whom they report to, by id."""


def check(contact: Contact) -> None:
    """Refuse a line that leaves the customer or comes back to its beginning. Raises FieldRefusedError (field "reports_to").

    Of two people drawing lines at once the second waits for the first, so that they cannot close a circle together.
    """
    manager = contact.reports_to
    if manager is None:
        return
    if manager.customer_id != contact.customer_id:
        raise FieldRefusedError(_("Choose somebody of the same customer."), field="reports_to")
    if contact._state.adding:
        return
    Customer.objects.select_for_update(of=("self",)).get(pk=contact.customer_id)
    if leads_to(contact.pk, manager.pk, lines_of(contact.customer_id)):
        raise FieldRefusedError(
            _("%(manager)s is below %(name)s already: the lines would run in a circle.")
            % {"manager": manager, "name": contact},
            field="reports_to",
        )


def lines_of(customer_id: int) -> Lines:
    return dict(Contact.objects.filter(customer=customer_id).order_by().values_list("pk", "reports_to"))


def leads_to(contact: int, manager: int | None, lines: Lines) -> bool:
    """Whether the way up from `manager` comes to `contact`."""
    seen: set[int] = set()
    while manager is not None and manager not in seen:
        if manager == contact:
            return True
        seen.add(manager)
        manager = lines.get(manager)
    return False


def take_over(left: Contact, successor: Contact) -> None:
    """Who reported to the one who left reports to the successor. A successor from further down rises to the place first."""
    if leads_to(left.pk, successor.reports_to_id, lines_of(left.customer_id)):
        _draw(Contact.objects.select_for_update(of=("self",)).get(pk=successor.pk), left.reports_to)
    there = Contact.objects.select_for_update(of=("self",)).filter(reports_to=left, left_on=None)
    for each in there.exclude(pk=successor.pk).order_by("pk"):
        _draw(each, successor)


def _draw(contact: Contact, manager: Contact | None) -> None:
    contact.reports_to = manager
    contact.version += 1
    contact.save(update_fields=["reports_to", "version"])
