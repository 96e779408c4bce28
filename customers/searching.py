"""Search as you type over names: short parts by the key tables, longer ones by the search text (decision 57)."""

from typing import TYPE_CHECKING

from django.db.models import Q, Value
from django.db.models.functions import Concat

from customers import naming

if TYPE_CHECKING:
    from customers.models.customer import CustomerQuerySet
    from customers.models.people import ContactQuerySet

LAST = "\U0010ffff"
# Names that match stand close together in the order of names, far from its beginning perhaps. A database that walks
# that order in search of them reads the whole archive; it cannot walk an expression, so it sorts what was found.
BY_NAME = Concat("sort_key", Value(""))
PERSONS_BY_NAME = Concat("person__sort_key", Value(""))


def customers_matching(customers: "CustomerQuerySet", typed: str) -> "CustomerQuerySet":
    """Customers in which every part of what was typed occurs: name, short and English name, pinyin, initials, codes."""
    from customers.models import CustomerSearchKey

    for part in naming.queries(typed):
        if len(part) > naming.SHORT_KEY_LENGTH:
            customers = customers.filter(search_text__contains=part)
        else:
            found = CustomerSearchKey.objects.filter(_short(part)).values("customer_id")
            customers = customers.filter(pk__in=found)
    return customers


def contacts_matching(contacts: "ContactQuerySet", typed: str) -> "ContactQuerySet":
    """Contacts whose person's name matches every part: characters, pinyin, initials, either order of a Latin name."""
    from customers.models import PersonSearchKey

    for part in naming.queries(typed):
        if len(part) > naming.SHORT_KEY_LENGTH:
            contacts = contacts.filter(person__search_text__contains=part)
        else:
            contacts = contacts.filter(person__in=PersonSearchKey.objects.filter(_short(part)).values("person_id"))
    return contacts


def _short(part: str) -> Q:
    """One character stands for every key that begins with it: a range, which the index answers on both engines."""
    if len(part) == naming.SHORT_KEY_LENGTH:
        return Q(key=part)
    return Q(key__gte=part, key__lte=f"{part}{LAST}")
