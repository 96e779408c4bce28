"""What customers owe and when they paid. Amounts include VAT (economics 0.5), in the document's currency."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models.customer import Customer
from customers.models.facts import Fact
from customers.models.scopes import OfRevenue
from customers.money import MoneyField

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class Invoice(Fact):
    """One invoice. Its capital cost runs from delivery, where that is earlier and known, else from its issue."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, db_index=False, related_name="invoices", verbose_name=_("customer")
    )
    number = models.CharField(_("invoice number"), max_length=60)
    issued_on = models.DateField(_("issued on"))
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    due_on = models.DateField(_("due on"))
    amount = MoneyField(_("amount with VAT"))
    currency = models.CharField(_("currency"), max_length=3)
    disputed = models.BooleanField(_("disputed"), default=False)
    written_off_on = models.DateField(_("written off on"), null=True, blank=True)
    description = models.CharField(_("description"), max_length=200, blank=True)

    objects = OfRevenue.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        verbose_name, verbose_name_plural = _("invoice"), _("invoices")
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="invoice_natural_key"),
            models.CheckConstraint(condition=Q(due_on__gte=F("issued_on")), name="invoice_due_after_issue"),
        ]
        indexes = [models.Index(fields=["customer", "issued_on", "id"])]

    def __str__(self) -> str:
        return self.number


class Payment(Fact):
    """Money that came in. A bank acceptance bill counts for capital cost when it matures, for timeliness when received."""

    class Method(models.TextChoices):
        TRANSFER = "transfer", pgettext_lazy("way to pay", "bank transfer")
        BILL = "bill", pgettext_lazy("way to pay", "bank acceptance bill")
        CARD = "card", pgettext_lazy("way to pay", "card or wallet")
        CASH = "cash", pgettext_lazy("way to pay", "cash")
        OTHER = "other", pgettext_lazy("way to pay", "other")

    customer = models.ForeignKey(
        Customer, models.PROTECT, db_index=False, related_name="payments", verbose_name=_("customer")
    )
    reference = models.CharField(_("payment reference"), max_length=60)
    paid_on = models.DateField(_("received on"))
    amount = MoneyField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    method = models.CharField(_("way to pay"), max_length=10, choices=Method, default=Method.TRANSFER)
    matures_on = models.DateField(_("bill matures on"), null=True, blank=True)
    description = models.CharField(_("description"), max_length=200, blank=True)

    objects = OfRevenue.as_manager()

    class Meta:
        ordering = ["-paid_on", "-id"]
        verbose_name, verbose_name_plural = _("payment"), _("payments")
        constraints = [models.UniqueConstraint(fields=["source", "reference"], name="payment_natural_key")]
        indexes = [models.Index(fields=["customer", "paid_on", "id"])]

    def __str__(self) -> str:
        return self.reference


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As the payment."""
        return self.filter(payment__in=Payment.objects.visible_to(user))


class Allocation(models.Model):
    """Which part of a payment settles which invoice, in the invoice's currency."""

    payment = models.ForeignKey(Payment, models.CASCADE, related_name="allocations", verbose_name=_("payment"))
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="allocations", verbose_name=_("invoice"))
    amount = MoneyField(_("amount"))
    # Said in a file or by a person, not found by the oldest-first rule: a new allocation run leaves it.
    by_hand = models.BooleanField(_("set by hand"), default=False)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        ordering = ["payment", "invoice"]
        verbose_name, verbose_name_plural = _("allocation"), _("allocations")
        constraints = [models.UniqueConstraint(fields=["payment", "invoice"], name="allocation_once")]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.invoice_id}"
