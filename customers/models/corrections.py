from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.models.customer import Customer
from customers.models.scopes import OfCompany
from office import access as office_access

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class Correction(models.Model):
    """What a person changed of a line, an invoice or a payment: each field with before and after.

    Files write these by the hundred thousand and keep images of their own (BeforeImage), so there is no field history.
    """

    model = models.CharField(_("kind of record"), max_length=80)
    record_id = models.BigIntegerField(_("record"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    # [[column, before, after], …]: plain values as JSON keeps them, ids of what a column refers to.
    changes = models.JSONField(_("changes"))

    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name, verbose_name_plural = _("correction"), _("corrections")
        indexes = [models.Index(fields=["model", "record_id", "-at"])]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M}"


SOLD = ("customers.deal", "customers.contract")
INVESTED = "customers.strategicinvestment"


class RemovedFactQuerySet(models.QuerySet["RemovedFact"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Who sees the company's ledger sees what was taken from it; others the deals and contracts of customers they sell
        to, the strategic investments of those they may invest in, and what they took back themselves."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if office_access.sees_every_ledger(user):
            return self
        customers = Customer.objects.visible_to(user).order_by()
        sold = customers.filter(access.sellable_q(user)).values("pk")
        invested = customers.filter(access.investable_q(user)).values("pk")
        return self.filter(
            Q(removed_by=user) | Q(model__in=SOLD, customer__in=sold) | Q(model=INVESTED, customer__in=invested)
        )


class RemovedFact(models.Model):
    """A fact that somebody took back by hand, with all that it said: it lies in the bin and stands again from there."""

    model = models.CharField(_("kind of record"), max_length=80)
    record_id = models.BigIntegerField(_("record"))
    name = models.CharField(_("name"), max_length=200)
    customer = models.ForeignKey(
        Customer, models.CASCADE, null=True, related_name="removed_facts", verbose_name=_("customer")
    )
    # column → value, as JSON keeps it
    row = models.JSONField(_("row"))
    removed_at = models.DateTimeField(_("removed at"))
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("removed by")
    )

    objects = RemovedFactQuerySet.as_manager()

    class Meta:
        ordering = ["-removed_at", "-id"]
        verbose_name, verbose_name_plural = _("removed fact"), _("removed facts")
        constraints = [models.UniqueConstraint(fields=["model", "record_id"], name="fact_removed_once")]
        indexes = [models.Index(fields=["model", "-removed_at", "-id"])]

    def __str__(self) -> str:
        return self.name
