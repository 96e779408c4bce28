"""What two houses have between them: organisational items, clauses on shared risk, agreed volumes, warnings, win-backs."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.access import revenue_q
from customers.models import Customer, Product
from customers.money import MoneyField
from relationships.models.entry import Entries, Entry, IdentityEntries
from relationships.models.filed import Filed

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from office.models import User

WEB = URLValidator(schemes=["http", "https"])


class InForce(Entries):
    def in_force(self, as_of: "date") -> Self:
        """Standing, begun by the day and not over."""
        rows = self.standing().filter(valid_from__lte=as_of)
        return rows.filter(Q(valid_until=None) | Q(valid_until__gte=as_of))


class AgreementQuerySet(InForce):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """They tell what a customer buys: as revenue lines."""
        return self._of(revenue_q(user))


class Agreed(Entry):
    """Something agreed from a day on, until another or without an end."""

    valid_from = models.DateField(pgettext_lazy("agreement", "from"))
    valid_until = models.DateField(pgettext_lazy("agreement", "until"), null=True, blank=True)

    class Meta:
        abstract = True


class OrganisationalItem(Entry):
    """One of the six things that tie two houses and not only two people (metrics R3, third layer)."""

    class Kind(models.TextChoices):
        EXEC_MUTUAL_VISIT = "exec_mutual_visit", pgettext_lazy("organisational item", "mutual visit of executives")
        FRAMEWORK_AGREEMENT = "framework_agreement", pgettext_lazy("organisational item", "framework agreement")
        JOINT_PROJECT = "joint_project", pgettext_lazy("organisational item", "joint project")
        PERIODIC_REVIEW = "periodic_review", pgettext_lazy("organisational item", "periodic review")
        JOINT_MARKETING = "joint_marketing", pgettext_lazy("organisational item", "joint marketing")
        SUPPLIER_CONFERENCE = "supplier_conference", pgettext_lazy("organisational item", "supplier conference")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="organisational_items", verbose_name=_("customer")
    )
    kind = models.CharField(pgettext_lazy("organisational item", "kind"), max_length=20, choices=Kind)
    on = models.DateField(_("date"))
    until = models.DateField(
        pgettext_lazy("agreement", "until"),
        null=True,
        blank=True,
        help_text=_("Left empty, it counts for a year; a framework agreement until it ends."),
    )
    text = models.CharField(pgettext_lazy("organisational item", "what it was"), max_length=200)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True, help_text=_("Where it is written or seen."))

    history = HistoricalRecords()
    objects = Entries.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("organisational item"), _("organisational items")
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("on")), name="org_item_ends_after_it_began")
        ]
        indexes = [models.Index(fields=["customer", "on"], name="org_item_of_customer")]

    def __str__(self) -> str:
        return self.text


class RiskClause(Agreed):
    """What was agreed about who bears which risk: evidence that growth and risk are shared and not only discounts."""

    class Kind(models.TextChoices):
        COMPENSATION = "compensation", pgettext_lazy("clause", "compensation")
        EXCLUSIVITY = "exclusivity", pgettext_lazy("clause", "exclusivity")
        VOLUME = "volume", pgettext_lazy("clause", "agreed volume")
        PRICE_FORMULA = "price_formula", pgettext_lazy("clause", "price formula")
        JOINT_INVESTMENT = "joint_investment", pgettext_lazy("clause", "joint investment")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="risk_clauses", verbose_name=_("customer"))
    kind = models.CharField(pgettext_lazy("clause", "kind"), max_length=16, choices=Kind)
    text = models.CharField(pgettext_lazy("clause", "what it says"), max_length=500)
    link = models.CharField(_("document"), max_length=500, blank=True, validators=[WEB], help_text=_("Its address."))

    history = HistoricalRecords()
    objects = InForce.as_manager()

    class Meta:
        ordering = ["-valid_from", "-id"]
        verbose_name, verbose_name_plural = _("clause on shared risk"), _("clauses on shared risk")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="risk_clause_ends_after_start"
            )
        ]
        indexes = [models.Index(fields=["customer", "valid_from"], name="risk_clause_of_customer")]

    def __str__(self) -> str:
        return self.text


class VolumeAgreement(Filed, Agreed):
    """What the customer agreed to take in a year: an amount without VAT or a quantity, of all products or of one."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="volume_agreements", verbose_name=_("customer"))
    name = models.CharField(pgettext_lazy("agreement", "name"), max_length=120)
    yearly_amount = MoneyField(_("amount a year without VAT"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    yearly_quantity = models.DecimalField(_("quantity a year"), max_digits=16, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-id"]
        verbose_name, verbose_name_plural = _("agreement on volume"), _("agreements on volume")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="volume_natural_key"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")), name="volume_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(yearly_amount__gt=0, yearly_quantity=None) | Q(yearly_amount=None, yearly_quantity__gt=0),
                name="volume_is_amount_or_quantity",
            ),
        ]
        indexes = [models.Index(fields=["customer", "valid_from"], name="volume_of_customer")]

    def __str__(self) -> str:
        return self.name


class WarningQuerySet(IdentityEntries):
    def open(self) -> Self:
        return self.standing().filter(cleared_on=None)

    def open_on(self, as_of: "date") -> Self:
        rows = self.standing().filter(on__lte=as_of)
        return rows.filter(Q(cleared_on=None) | Q(cleared_on__gt=as_of))


class SolvencyWarning(Entry):
    """A sign that the customer may not be able to pay: where it was read, how grave, and why it stands no more."""

    class Severity(models.IntegerChoices):
        WATCH = 1, pgettext_lazy("solvency", "watch")
        SERIOUS = 2, pgettext_lazy("solvency", "serious")
        ACUTE = 3, pgettext_lazy("solvency", "acute")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="solvency_warnings", verbose_name=_("customer"))
    on = models.DateField(_("date"))
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity, default=Severity.WATCH)
    told_by = models.CharField(pgettext_lazy("estimate", "source"), max_length=200)
    text = models.CharField(pgettext_lazy("solvency", "what is known"), max_length=300)
    cleared_on = models.DateField(_("cleared on"), null=True, editable=False)
    clear_reason = models.CharField(_("why cleared"), max_length=300, blank=True, editable=False)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("cleared by"),
    )

    history = HistoricalRecords()
    objects = WarningQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("solvency warning"), _("solvency warnings")
        indexes = [models.Index(fields=["customer", "on"], name="solvency_of_customer")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.is_standing and self.cleared_on is None


class WinBackAttempt(Entry):
    """What was tried to bring back a customer that buys no more, by whom, and what came of it."""

    class Result(models.TextChoices):
        OPEN = "open", pgettext_lazy("win-back", "under way")
        WON_BACK = "won_back", pgettext_lazy("win-back", "won back")
        DECLINED = "declined", pgettext_lazy("win-back", "declined")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="win_back_attempts", verbose_name=_("customer"))
    on = models.DateField(_("date"))
    text = models.CharField(pgettext_lazy("win-back", "what was tried"), max_length=300)
    tried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="win_back_attempts",
        verbose_name=pgettext_lazy("win-back", "by whom"),
    )
    result = models.CharField(_("result"), max_length=8, choices=Result, default=Result.OPEN, editable=False)
    result_on = models.DateField(_("known on"), null=True, editable=False)
    result_note = models.CharField(_("what they said"), max_length=300, blank=True, editable=False)

    history = HistoricalRecords()
    objects = Entries.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("attempt to win back"), _("attempts to win back")
        constraints = [
            models.CheckConstraint(
                condition=Q(result="open", result_on=None) | (~Q(result="open") & Q(result_on__isnull=False)),
                name="win_back_result_has_a_day",
            )
        ]
        indexes = [models.Index(fields=["customer", "on"], name="win_back_of_customer")]

    def __str__(self) -> str:
        return self.text
