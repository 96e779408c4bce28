"""How customers come and stay by contract: leads, deals, contracts, and who brought whom."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers import access
from customers.models.customer import Customer
from customers.models.facts import Fact
from customers.models.scopes import OfCustomer, OfRevenue
from customers.models.terms import AcquisitionChannel, Region
from customers.money import MoneyField
from office.models.versioned import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class LeadQuerySet(models.QuerySet["Lead"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Own leads, those of the teams one leads, and those of customers that exist for the user; everything for who
        sees every customer."""
        condition = access.customers_q(user, "customer")
        if condition is None:
            return self
        if not user.is_authenticated or not user.is_active or not user.roles:
            return self.none()
        return self.filter(condition | Q(owner=user) | Q(owner__team__in=user.led_team_ids))


class Lead(Fact):
    """Somebody who may become a customer: the day it came, from where, and what became of it (economics 3.4)."""

    class Outcome(models.TextChoices):
        OPEN = "open", pgettext_lazy("lead", "open")
        WON = "won", pgettext_lazy("lead", "won")
        LOST = "lost", pgettext_lazy("lead", "lost")
        UNFIT = "unfit", pgettext_lazy("lead", "not a fit")

    number = models.CharField(_("lead number"), max_length=60)
    name = models.CharField(_("company"), max_length=200)
    created_on = models.DateField(_("came on"))
    channel = models.ForeignKey(
        AcquisitionChannel, models.PROTECT, null=True, blank=True, verbose_name=_("acquisition channel")
    )
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    outcome = models.CharField(_("outcome"), max_length=6, choices=Outcome, default=Outcome.OPEN)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="leads", verbose_name=_("customer")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    note = models.TextField(_("note"), blank=True)

    history = HistoricalRecords()
    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["-created_on", "-id"]
        verbose_name, verbose_name_plural = pgettext_lazy("sales", "lead"), pgettext_lazy("sales", "leads")
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="lead_natural_key")]
        indexes = [models.Index(fields=["created_on"])]

    def __str__(self) -> str:
        return self.name


class Deal(Fact):
    """A chance to sell to a customer, and how it ended."""

    class Outcome(models.TextChoices):
        OPEN = "open", pgettext_lazy("deal", "open")
        WON = "won", pgettext_lazy("deal", "won")
        LOST = "lost", pgettext_lazy("deal", "lost")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="deals", verbose_name=_("customer"))
    number = models.CharField(_("deal number"), max_length=60)
    name = models.CharField(pgettext_lazy("deal", "about"), max_length=200)
    opened_on = models.DateField(_("opened on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=4, choices=Outcome, default=Outcome.OPEN)
    amount = MoneyField(_("amount without VAT"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    loss_reason = models.CharField(_("why lost"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = OfRevenue.as_manager()

    class Meta:
        ordering = ["-opened_on", "-id"]
        verbose_name, verbose_name_plural = _("deal"), _("deals")
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="deal_natural_key"),
            models.CheckConstraint(
                condition=Q(outcome="open", closed_on=None) | (~Q(outcome="open") & Q(closed_on__isnull=False)),
                name="deal_closed_when_it_ended",
            ),
        ]
        indexes = [models.Index(fields=["closed_on"])]

    def __str__(self) -> str:
        return self.name


class Contract(Fact):
    """An agreement with a term. A subscription's monthly recurring revenue is its fee without VAT over its months."""

    class Kind(models.TextChoices):
        SUBSCRIPTION = "subscription", _("subscription")
        FRAME = "frame", pgettext_lazy("contract", "framework agreement")
        PROJECT = "project", pgettext_lazy("contract", "project")

    class Renewal(models.TextChoices):
        OPEN = "open", pgettext_lazy("renewal", "not decided")
        RENEWED = "renewed", pgettext_lazy("renewal", "renewed")
        ENDED = "ended", pgettext_lazy("renewal", "ended")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="contracts", verbose_name=_("customer"))
    number = models.CharField(_("contract number"), max_length=60)
    kind = models.CharField(pgettext_lazy("contract", "kind"), max_length=12, choices=Kind, default=Kind.SUBSCRIPTION)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    # Without one-off items; what one month of the term earns is computed, never stored.
    fee = MoneyField(_("recurring fee without VAT"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3)
    months = models.PositiveSmallIntegerField(_("months the fee pays for"), default=12)
    payment_days = models.PositiveSmallIntegerField(_("payment term in days"), null=True, blank=True)
    renewal = models.CharField(_("renewal"), max_length=8, choices=Renewal, default=Renewal.OPEN)
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    history = HistoricalRecords()
    objects = OfRevenue.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name, verbose_name_plural = _("contract"), _("contracts")
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="contract_natural_key"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="contract_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(months__gte=1), name="contract_fee_pays_for_a_month"),
        ]
        indexes = [models.Index(fields=["customer", "starts_on"])]

    def __str__(self) -> str:
        return self.number


class Referral(Versioned):
    """A customer that names another one as the reason to buy: as referrer, or as the reference that convinced it."""

    class Kind(models.TextChoices):
        REFERRER = "referrer", pgettext_lazy("referral", "brought by")
        REFERENCE = "reference", pgettext_lazy("referral", "convinced by")

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="referrals", verbose_name=_("customer"))
    named = models.ForeignKey(Customer, models.PROTECT, related_name="pulled", verbose_name=_("named customer"))
    kind = models.CharField(pgettext_lazy("referral", "kind"), max_length=10, choices=Kind, default=Kind.REFERRER)
    on = models.DateField(_("date"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = OfCustomer.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("referral"), _("referrals")
        constraints = [
            models.UniqueConstraint(fields=["customer", "named", "kind"], name="referral_once"),
            models.CheckConstraint(condition=~Q(customer=F("named")), name="referral_names_another"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.named_id}"
