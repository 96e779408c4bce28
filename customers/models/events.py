from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.access import customers_q
from customers.models.customer import Customer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class HistoryEntryQuerySet(models.QuerySet["HistoryEntry"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        condition = customers_q(user, "customer")
        return self if condition is None else self.filter(condition)


class HistoryEntry(models.Model):
    """One verb that happened to a customer: who, when, why. Fields' before and after stand in the field history."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="history_entries", verbose_name=_("customer"))
    verb = models.CharField(_("verb"), max_length=40)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    why = models.CharField(_("why"), max_length=300, blank=True)
    # Display values of before and after; never personal data.
    detail = models.JSONField(_("details"), default=dict, blank=True)

    objects = HistoryEntryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name, verbose_name_plural = _("history entry"), _("history entries")
        indexes = [models.Index(fields=["customer", "-at", "-id"])]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"
