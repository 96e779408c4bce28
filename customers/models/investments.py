from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models.customer import Customer
from customers.models.facts import Fact
from customers.models.scopes import OfCosts
from customers.money import MoneyField


class StrategicInvestment(Fact):
    """Money put into the relationship with a customer by decision, to come back over years (economics 8).

    It counts against the value plan alone: no line of the profit and loss, no margin and no cost to serve carries it.
    """

    customer = models.ForeignKey(
        Customer, models.PROTECT, db_index=False, related_name="strategic_investments", verbose_name=_("customer")
    )
    key = models.CharField(_("key"), max_length=200, editable=False)
    on = models.DateField(_("date"))
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    purpose = models.CharField(_("what for"), max_length=200)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("investment", "decided by"),
    )

    history = HistoricalRecords()
    objects = OfCosts.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("strategic investment"), _("strategic investments")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="strategic_investment_natural_key"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="strategic_investment_above_zero"),
        ]
        indexes = [models.Index(fields=["customer", "on", "id"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.on}"
