from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer, StandingKind
from customers.models.scopes import OfPeople


class RelationshipStandingQuerySet(OfPeople["RelationshipStanding"]):
    def today(self) -> Self:
        """The newest computed one of each customer; the rest are frozen."""
        return self.filter(kind=RelationshipStanding.Kind.TODAY)

    def frozen(self) -> Self:
        return self.exclude(kind=RelationshipStanding.Kind.TODAY)

    def cooling(self) -> Self:
        """Label of R1: ten points or more lost in 28 days (decision 10)."""
        return self.filter(trend=RelationshipStanding.Trend.COOLING)

    def at_single_points(self) -> Self:
        """All stable ties hang on one person of either side."""
        return self.filter(Q(spof_ours=True) | Q(spof_theirs=True))

    def needing_attention(self) -> Self:
        """Cooling, only invoices and payments left, or silent longer than the tier allows."""
        return self.filter(Q(trend=RelationshipStanding.Trend.COOLING) | Q(transaction_only=True) | Q(overdue=True))


class RelationshipStanding(models.Model):
    """What the relationship with a customer scores on a day: temperature and penetration.

    One row per customer is `today` and is computed anew; rows of weeks (Sundays) and months (last days) are frozen as
    known that day and never written again. `current_for` repeats the customer on the row of today alone, so that lists
    reach it by one join: `Customer.relationship_now`.
    """

    Kind = StandingKind

    class Band(models.TextChoices):
        HOT = "hot", pgettext_lazy("temperature", "hot")
        WARM = "warm", pgettext_lazy("temperature", "warm")
        MILD = "mild", pgettext_lazy("temperature", "mild")
        COOL = "cool", pgettext_lazy("temperature", "cool")
        COLD = "cold", pgettext_lazy("temperature", "cold")

    class Trend(models.TextChoices):
        RISING = "rising", pgettext_lazy("temperature", "rising")
        STEADY = "steady", pgettext_lazy("temperature", "steady")
        COOLING = "cooling", pgettext_lazy("temperature", "cooling")

    class Access(models.TextChoices):
        OK = "ok", pgettext_lazy("access", "beyond buying and paying")
        WARNING = "warning", pgettext_lazy("access", "stable only with buyers and payers")
        DANGER = "danger", pgettext_lazy("access", "we only know procurement and finance")
        NO_ACCESS = "no_access", pgettext_lazy("access", "nobody touched yet")

    class Reason(models.TextChoices):
        NO_INTERACTION = "no_interaction", _("nothing logged yet")

    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="relationship_standings", verbose_name=_("customer")
    )
    current_for = models.OneToOneField(
        Customer,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="relationship_now",
        verbose_name=_("today's of"),
    )
    kind = models.CharField(_("standing"), max_length=5, choices=Kind)
    as_of = models.DateField(_("as of"))

    temperature = models.FloatField(_("temperature"), null=True)
    heat_sum = models.FloatField(_("heat"), null=True)
    band = models.CharField(_("band"), max_length=4, choices=Band, blank=True)
    delta28 = models.FloatField(_("change in 28 days"), null=True)
    trend = models.CharField(_("trend"), max_length=7, choices=Trend, blank=True)
    quiet_days = models.PositiveIntegerField(_("days without an answer"), null=True)
    last_two_way_on = models.DateField(_("last contact"), null=True)
    transaction_only = models.BooleanField(_("only invoices and payments left"), default=False)
    below_target = models.BooleanField(_("below the tier's target"), null=True)
    overdue = models.BooleanField(_("silent longer than the tier allows"), null=True)
    reason = models.CharField(_("why unknown"), max_length=20, choices=Reason, blank=True)
    tier = models.CharField(_("tier"), max_length=1, choices=Customer.Tier, blank=True)

    # All of it unknown while nobody of theirs is recorded.
    penetration = models.FloatField(_("penetration"), null=True)
    penetration_raw = models.FloatField(_("penetration without its cap"), null=True)
    breadth = models.FloatField(_("breadth"), null=True)
    depth = models.FloatField(_("depth"), null=True)
    multithread = models.FloatField(_("multithreading"), null=True)
    access = models.CharField(_("access"), max_length=9, choices=Access, blank=True)
    stable_contacts = models.PositiveSmallIntegerField(_("their people in stable ties"), null=True)
    stable_users = models.PositiveSmallIntegerField(_("our people in stable ties"), null=True)
    spof_ours = models.BooleanField(_("one of ours holds all stable ties"), null=True)
    spof_theirs = models.BooleanField(_("one of theirs holds all stable ties"), null=True)
    no_stable_tie = models.BooleanField(_("no stable tie"), null=True)
    no_core_tie = models.BooleanField(_("no stable tie in a core department"), null=True)
    competitor_present = models.BooleanField(_("a competitor is present"), null=True)
    disagreements = models.PositiveSmallIntegerField(_("ties judged otherwise than computed"), default=0)

    # Of the goals that stand; attainment between 0 and 1, unknown while nothing is measured.
    attainment = models.FloatField(_("attainment"), null=True)
    goals = models.PositiveSmallIntegerField(pgettext_lazy("outcome", "goals"), default=0)
    goals_measured = models.PositiveSmallIntegerField(_("goals measured"), default=0)
    goals_off = models.PositiveSmallIntegerField(_("goals off track or missed"), default=0)
    goals_stale = models.PositiveSmallIntegerField(_("goals whose last reading is old"), default=0)

    events = models.PositiveIntegerField(_("interactions behind it"), default=0)
    inputs_digest = models.CharField(_("digest of the inputs"), max_length=64)
    formula_version = models.CharField(_("formula"), max_length=12)
    computed_at = models.DateTimeField(_("computed at"))

    objects = RelationshipStandingQuerySet.as_manager()

    class Meta:
        ordering = ["customer_id", "-as_of", "kind"]
        verbose_name, verbose_name_plural = _("relationship standing"), _("relationship standings")
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "as_of"],
                condition=~Q(kind="today"),
                name="relationship_standing_frozen_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="today", current_for=models.F("customer")) | (~Q(kind="today") & Q(current_for=None)),
                name="relationship_standing_now_is_today",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "as_of"], name="relationship_standing_day"),
            models.Index(
                fields=["temperature", "current_for"], condition=~Q(current_for=None), name="relationship_now_by_temp"
            ),
            models.Index(
                fields=["delta28", "current_for"], condition=~Q(current_for=None), name="relationship_now_by_delta28"
            ),
            models.Index(
                fields=["penetration", "current_for"],
                condition=~Q(current_for=None),
                name="relationship_now_by_penetr",
            ),
            models.Index(
                fields=["attainment", "current_for"], condition=~Q(current_for=None), name="relationship_now_by_attainm"
            ),
            models.Index(fields=["trend", "customer"], condition=Q(kind="today"), name="relationship_now_trend"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind} {self.as_of}"
