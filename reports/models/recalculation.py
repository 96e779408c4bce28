"""A kept day computed again with other settings, to be read beside what was kept: none of it is history."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer, StandingKind
from customers.models.scopes import OfCompany
from customers.money import MoneyField
from office.models import Job


class Recalculation(models.Model):
    """What was asked, and the answer once its job is done. `number` is the version of the settings; without one they were
    typed to be tried and are in force nowhere. The newest few are held, the others make room."""

    kind = models.CharField(_("standing"), max_length=5, choices=StandingKind)
    as_of = models.DateField(_("as of"))
    number = models.PositiveIntegerField(_("version of the settings"), null=True)
    # Only what differs from the defaults of `customers.valuation.settings.Settings`; decimals as text.
    values = models.JSONField(_("values"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    asked_at = models.DateTimeField(_("at"), auto_now_add=True)
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("job"))

    computed_at = models.DateTimeField(_("computed at"), null=True)
    kept_number = models.PositiveIntegerField(_("kept with version"), default=0)
    kept_at = models.DateTimeField(_("kept at"), null=True)
    customers = models.PositiveIntegerField(_("customers"), default=0)
    # Customers of whom something was kept that day and who are in the archive of this day no more.
    gone = models.PositiveIntegerField(_("gone since"), default=0)
    moved = models.PositiveIntegerField(_("customers that move"), default=0)
    # Tile → its value as kept, with the kept settings on the facts known now, and with these settings.
    tiles = models.JSONField(_("figures"), default=dict)
    # Dimension → code → customers, three times likewise.
    counts = models.JSONField(_("counts"), default=dict)

    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name, verbose_name_plural = _("recalculation"), _("recalculations")

    def __str__(self) -> str:
        return f"{self.kind} {self.as_of} #{self.pk}"


class MovedCustomer(models.Model):
    """A customer that stands elsewhere with the settings of a recalculation, or by facts that came later."""

    class Dimension(models.TextChoices):
        TIER = "tier", _("Tier")
        CLASS = "class", _("Class")
        STAGE = "stage", _("Stage")
        GRADE = "grade", _("Payment grade")
        ALARM = "alarm", _("Silent defector")

    class Cause(models.TextChoices):
        SETTINGS = "settings", pgettext_lazy("why a customer moves", "settings")
        LATER = "later", pgettext_lazy("why a customer moves", "facts that came later")
        BOTH = "both", pgettext_lazy("why a customer moves", "both")

    recalculation = models.ForeignKey(Recalculation, models.CASCADE, related_name="moves")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="+", verbose_name=_("customer"))
    dimension = models.CharField(_("dimension"), max_length=5, choices=Dimension)
    kept = models.CharField(_("kept"), max_length=12, blank=True)
    plain = models.CharField(_("with the kept settings"), max_length=12, blank=True)
    chosen = models.CharField(_("with these settings"), max_length=12, blank=True)
    cause = models.CharField(_("because of"), max_length=8, choices=Cause)
    net_t12 = MoneyField(_("revenue, 12 months"), default=0)

    objects = OfCompany.as_manager()

    class Meta:
        ordering = ["-net_t12", "customer", "dimension"]
        verbose_name, verbose_name_plural = _("customer that moves"), _("customers that move")
        constraints = [
            models.UniqueConstraint(fields=["recalculation", "customer", "dimension"], name="moved_once_a_dimension")
        ]
        indexes = [models.Index(fields=["recalculation", "-net_t12", "customer"], name="moved_largest_first")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.dimension}"
