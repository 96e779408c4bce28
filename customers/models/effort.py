"""Time of ours that a customer takes, and what an hour of it costs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models.customer import Customer
from customers.models.facts import Fact
from customers.models.imported import Imported
from customers.models.scopes import OfCompany, OfCosts
from customers.money import MoneyField
from office.models.versioned import Versioned


class HourlyRate(Imported, Versioned):
    """What one hour of a cost role costs from a day on: fully loaded yearly cost over productive hours (economics 1.2)."""

    role = models.CharField(_("cost role"), max_length=20)
    since = models.DateField(_("since"))
    hourly = MoneyField(_("cost per hour"))

    history = HistoricalRecords()
    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["role", "-since"]
        verbose_name, verbose_name_plural = _("hourly rate"), _("hourly rates")
        constraints = [
            models.UniqueConstraint(fields=["role", "since"], name="one_rate_per_role_and_day"),
            models.CheckConstraint(condition=models.Q(hourly__gte=0), name="hourly_rate_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.since}"


class EffortEntry(Fact):
    """Work for a customer that no contact log tells: support, custom R&D, booked external services.

    A booked amount wins over minutes (economics 1.2). Logged interactions bring their own minutes through a fact feed.
    """

    class Kind(models.TextChoices):
        SERVICE = "service_cost", _("dedicated service")
        CUSTOM_RD = "custom_rd", _("custom R&D")
        RELATIONSHIP = "retention_cost", _("relationship cost")
        ACQUISITION = "acquisition", _("acquisition cost")

    customer = models.ForeignKey(
        Customer, models.PROTECT, db_index=False, related_name="effort_entries", verbose_name=_("customer")
    )
    key = models.CharField(_("key"), max_length=200, editable=False)
    on = models.DateField(_("date"))
    kind = models.CharField(pgettext_lazy("effort", "kind"), max_length=20, choices=Kind, default=Kind.SERVICE)
    role = models.CharField(_("cost role"), max_length=20)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    booked = MoneyField(_("booked amount"), null=True, blank=True)
    description = models.CharField(_("description"), max_length=200, blank=True)
    need = models.ForeignKey(
        "customers.Need",
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("need it serves"),
    )

    objects = OfCosts.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("effort entry"), _("effort entries")
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="effort_entry_natural_key")]
        indexes = [models.Index(fields=["customer", "on", "id"])]

    def __str__(self) -> str:
        return f"{self.role} {self.on}"
