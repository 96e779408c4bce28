from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.access import customers_q
from customers.models.fields import SortKeyField, WebAddressField
from customers.models.terms import AcquisitionChannel, Industry, Region, Tag
from office.models.versioned import Versioned

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


TIER_IN_FORCE = Coalesce(NullIf(F("standing__tier_effective"), Value("")), F("tier"))
"""The tier that counts today: set by hand or computed, else that of the archive (docs/decisions/effective-tier.md)."""


class CustomerQuerySet(models.QuerySet["Customer"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Customers that exist for the user. Mei owns A, her team keeps B, nobody of hers keeps C: she sees A and B."""
        condition = customers_q(user)
        return self if condition is None else self.filter(condition)

    def kept_by(self, user: "User", *, teams: Collection[int] = ()) -> Self:
        """Customers the user owns or works on, where a CSM logs and edits; with those of the teams a lead names.

        A union of ids, as no index answers an OR across two tables.
        """
        owned = Customer.objects.filter(owner=user)
        in_teams = Customer.objects.filter(team__in=teams)
        members = AccountMember.objects.filter(user=user, until=None)
        parts = [owned.values("pk"), members.values("customer_id"), *([in_teams.values("pk")] if teams else [])]
        first, *others = (part.order_by() for part in parts)
        return self.filter(pk__in=first.union(*others, all=True))

    def in_tier(self, tier: str) -> Self:
        """Those in whose case this tier counts today; "" for those without one.

        Columns beside each other, for whose values a database keeps statistics; of an expression over two tables it
        guesses one row in two hundred, and sorts everybody for a list that it could walk.
        """
        archived_only = (Q(standing__isnull=True) | Q(standing__tier_effective="")) & Q(tier=tier)
        return self.filter(archived_only | Q(standing__tier_effective=tier) if tier else archived_only)

    def with_tier_in_force(self) -> Self:
        """Rows that tell `tier_in_force` without asking again."""
        return self.annotate(tier_now=TIER_IN_FORCE)

    def owned_by(self, user: "User") -> Self:
        return self.filter(owner=user)

    def current(self) -> Self:
        """In the archive of living customers: not set aside, whatever their state."""
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        return self.exclude(archived_at=None)


class Customer(Versioned):
    """A company we sell to, or want to: the legal buyer. Groups join customers under one controller."""

    class Status(models.TextChoices):
        PROSPECT = "prospect", _("prospect")
        CURRENT = "current", pgettext_lazy("status of a customer", "customer")
        LOST = "lost", _("lost")

    class Size(models.TextChoices):
        MICRO = "micro", _("under 20 people")
        SMALL = "small", _("20–99 people")
        MEDIUM = "medium", _("100–499 people")
        LARGE = "large", _("500–4,999 people")
        GIANT = "giant", _("5,000 people and more")

    class Tier(models.TextChoices):
        S = "S", _("S strategic")
        A = "A", _("A partner")
        B = "B", _("B value")
        C = "C", _("C general")

    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    english_name = models.CharField(_("English name"), max_length=200, blank=True)
    # Search and order: written by services from the names (customers.naming), never by hand.
    sort_key = SortKeyField(_("sort key"), max_length=240, editable=False)
    search_text = models.TextField(_("search text"), editable=False)

    uscc = models.CharField(_("unified social credit code"), max_length=18, null=True, blank=True, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="subsidiaries", verbose_name=_("group parent")
    )
    industry = models.ForeignKey(Industry, models.PROTECT, null=True, blank=True, verbose_name=_("industry"))
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name=_("region"))
    acquisition_channel = models.ForeignKey(
        AcquisitionChannel, models.PROTECT, null=True, blank=True, verbose_name=_("acquisition channel")
    )
    size = models.CharField(_("size"), max_length=10, choices=Size, blank=True)
    tier = models.CharField(_("tier"), max_length=1, choices=Tier, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CURRENT)
    lost_on = models.DateField(_("lost on"), null=True, blank=True)
    first_deal_on = models.DateField(_("first deal"), null=True, blank=True)
    renewal_on = models.DateField(_("renewal date"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    website = WebAddressField(_("web site"), blank=True)
    tags = models.ManyToManyField(Tag, blank=True, verbose_name=_("tags"))
    note = models.TextField(_("note"), blank=True)
    chart_complete = models.BooleanField(_("organisation chart is complete"), default=False)

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="customers",
        verbose_name=_("owner"),
    )
    team = models.ForeignKey(
        "office.Team", models.PROTECT, null=True, blank=True, related_name="customers", verbose_name=_("team")
    )
    from_ledger = models.BooleanField(_("created from the ledger"), default=False)

    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    # Drawn when a form is shown: the second of two clicks finds the first one's record.
    form_key = models.UUIDField(_("form key"), null=True, editable=False)
    archived_at = models.DateTimeField(_("archived at"), null=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("archived by"),
    )
    archived_reason = models.CharField(_("why archived"), max_length=300, blank=True, editable=False)
    import_run = models.ForeignKey(
        "customers.ImportRun", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("import")
    )

    history = HistoricalRecords(excluded_fields=["search_text", "sort_key", "form_key"], m2m_fields=[tags])
    objects = CustomerQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "id"]
        verbose_name, verbose_name_plural = _("customer"), _("customers")
        constraints = [
            models.CheckConstraint(
                condition=Q(lost_on=None) | Q(status="lost"),
                name="customer_lost_on_only_when_lost",
                violation_error_message=_("The day of loss belongs to lost customers only."),
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="customer_not_its_own_parent"),
            models.UniqueConstraint(fields=["created_by", "form_key"], name="customer_once_per_form"),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"]),
            models.Index(fields=["owner", "sort_key", "id"]),
            models.Index(fields=["team", "sort_key", "id"]),
            models.Index(fields=["renewal_on", "id"]),
            # Counts and searches among living customers read this instead of the rows.
            models.Index(fields=["sort_key", "id"], condition=Q(archived_at=None), name="customer_current_by_name"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("customers:detail", args=[self.pk])

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def tier_in_force(self) -> str:
        """The tier that counts today; one query, unless read along (`with_tier_in_force`, or the standing)."""
        known: str | None = self.__dict__.get("tier_now")
        if known is None:
            standing = getattr(self, "standing", None)
            known = (standing.tier_effective if standing is not None else "") or self.tier
        return known


class ExternalId(models.Model):
    """The customer's number in another system; one system gives a number once."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="external_ids", verbose_name=_("customer"))
    source = models.CharField(_("system"), max_length=40, default="ledger")
    value = models.CharField(_("number"), max_length=80)

    class Meta:
        ordering = ["source", "value"]
        verbose_name, verbose_name_plural = _("external id"), _("external ids")
        constraints = [models.UniqueConstraint(fields=["source", "value"], name="external_id_once_per_source")]

    def __str__(self) -> str:
        return f"{self.source}:{self.value}"


class OwnerAssignment(models.Model):
    """Who was responsible, from when to when; `Customer.owner` repeats the open one for quick lists."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="owner_assignments", verbose_name=_("customer"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("colleague"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["customer"], condition=Q(until=None), name="one_open_owner_per_customer")
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.user_id} {self.since}"


class AccountMember(models.Model):
    """One of ours who works on the account beside its owner: reads and logs there."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="account_members", verbose_name=_("customer"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="accounts", verbose_name=_("colleague")
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        verbose_name, verbose_name_plural = _("person on the account"), _("people on the account")
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "user"], condition=Q(until=None), name="one_open_membership_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.user_id}"
