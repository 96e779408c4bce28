from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.access import revenue_q
from customers.models.customer import Customer
from customers.money import MoneyField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class CustomerStandingQuerySet(models.QuerySet["CustomerStanding"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        condition = revenue_q(user)
        return self if condition is None else self.filter(condition)


class CustomerStanding(models.Model):
    """What a customer comes to now, so that a list orders by it at once: one row per customer with any revenue.

    Derived from the monthly totals; written when they change and when a month ends (`customers.services.standings`).
    """

    customer = models.OneToOneField(
        Customer, models.CASCADE, primary_key=True, related_name="standing", verbose_name=_("customer")
    )
    month = models.DateField(_("up to month"))
    net_t12 = MoneyField(_("revenue, 12 months"))

    objects = CustomerStandingQuerySet.as_manager()

    class Meta:
        ordering = ["customer"]
        verbose_name, verbose_name_plural = _("standing"), _("standings")

    def __str__(self) -> str:
        return f"{self.customer_id} {self.month:%Y-%m}"
