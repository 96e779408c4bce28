"""Keys of one or two characters, for queries too short for trigrams (decision 57); services write them with the names."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.customer import Customer
from customers.models.fields import SortKeyField
from customers.models.people import Person


class CustomerSearchKey(models.Model):
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="search_keys", db_index=False, verbose_name=_("customer")
    )
    key = SortKeyField(_("key"), max_length=2)

    class Meta:
        ordering = ["key", "customer"]
        constraints = [models.UniqueConstraint(fields=["key", "customer"], name="customer_search_key_once")]
        indexes = [models.Index(fields=["customer"])]

    def __str__(self) -> str:
        return str(self.key)


class PersonSearchKey(models.Model):
    person = models.ForeignKey(
        Person, models.CASCADE, related_name="search_keys", db_index=False, verbose_name=_("person")
    )
    key = SortKeyField(_("key"), max_length=2)

    class Meta:
        ordering = ["key", "person"]
        constraints = [models.UniqueConstraint(fields=["key", "person"], name="person_search_key_once")]
        indexes = [models.Index(fields=["person"])]

    def __str__(self) -> str:
        return str(self.key)
