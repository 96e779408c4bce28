"""What we want with a customer and what we do for it, and how its strategy stands today."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer
from customers.models.scopes import OfPeople
from relationships.models.strategy import OfRecorded, Recorded


class StrategyPlan(models.Model):
    """The position we want with a customer, as decided at some time: a change is a further version, with its reason."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="strategy_plans", verbose_name=_("customer"))
    number = models.PositiveSmallIntegerField(_("version"))
    position = models.TextField(_("position wanted"), max_length=2000)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="strategy_plans", verbose_name=_("owner")
    )
    review_on = models.DateField(_("review on"))
    reason = models.CharField(_("why changed"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = OfPeople[Any].as_manager()

    class Meta:
        ordering = ["customer_id", "-number"]
        verbose_name, verbose_name_plural = _("strategy plan"), _("strategy plans")
        constraints = [models.UniqueConstraint(fields=["customer", "number"], name="strategy_plan_version_once")]

    def __str__(self) -> str:
        return f"{self.customer_id} v{self.number}"


class StrategyMove(Recorded):
    """One move towards the position wanted, with who makes it and when it is looked at again."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="strategy_moves", verbose_name=_("customer"))
    what = models.CharField(pgettext_lazy("strategy", "move"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="strategy_moves", verbose_name=_("owner")
    )
    review_on = models.DateField(_("review on"))
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    result = models.CharField(_("what came of it"), max_length=300, blank=True)

    objects = OfRecorded.as_manager()

    class Meta:
        ordering = ["review_on", "id"]
        verbose_name, verbose_name_plural = pgettext_lazy("strategy", "move"), pgettext_lazy("strategy", "moves")

    def __str__(self) -> str:
        return self.what


class StrategyStanding(models.Model):
    """What the strategy with a customer scores today: derived, so that lists order and narrow by it at once.

    Only of customers of tier S or A, or of whom something is known here. Revenue shares stand nowhere in it
    (decision 38).
    """

    class Test(models.TextChoices):
        PASS = "pass", pgettext_lazy("two-question test", "passed")
        CONDITIONAL = "conditional", pgettext_lazy("two-question test", "conditional")
        FAIL = "fail", pgettext_lazy("two-question test", "failed")
        UNTESTED = "untested", pgettext_lazy("two-question test", "untested")

    class Dependence(models.TextChoices):
        CAPTIVE = "captive", pgettext_lazy("dependence", "captive: we need them more")
        NEEDED = "needed", pgettext_lazy("dependence", "needed: they need us more")
        BALANCED = "balanced", pgettext_lazy("dependence", "balanced")
        LOOSE = "loose", pgettext_lazy("dependence", "loose")
        INSUFFICIENT = "insufficient", pgettext_lazy("dependence", "too little known")

    class Switching(models.TextChoices):
        LEAVES = "leaves", pgettext_lazy("switching", "can leave tomorrow")
        MIDDLE = "middle", pgettext_lazy("switching", "in between")
        COSTLY = "costly", pgettext_lazy("switching", "costly to leave")

    customer = models.OneToOneField(
        Customer, models.CASCADE, primary_key=True, related_name="strategy_now", verbose_name=_("customer")
    )
    as_of = models.DateField(_("as of"))
    tier = models.CharField(_("tier"), max_length=1, choices=Customer.Tier, blank=True)
    test = models.CharField(_("two-question test"), max_length=11, choices=Test)
    in_name_only = models.BooleanField(_("strategic in name only"), default=False)
    dependence = models.CharField(_("dependence"), max_length=12, choices=Dependence)
    stickiness_level = models.PositiveSmallIntegerField(_("stickiness level"))
    stickiness_index = models.FloatField(_("stickiness"), null=True)
    control_value = models.PositiveSmallIntegerField(_("strategic control"), null=True)
    control_minimum = models.PositiveSmallIntegerField(_("least control of the tier"), null=True)
    control_meets = models.BooleanField(_("enough control for the tier"), null=True)
    double_lock = models.BooleanField(_("double lock"), default=False)
    switching_index = models.FloatField(_("switching cost"), null=True)
    switching_band = models.CharField(_("leaving"), max_length=6, choices=Switching, blank=True)
    cycle_days = models.FloatField(_("days to decide"), null=True)
    review_on = models.DateField(_("review of the plan"), null=True)
    computed_at = models.DateTimeField(_("computed at"))

    objects = OfPeople[Any].as_manager()

    class Meta:
        ordering = ["customer_id"]
        verbose_name, verbose_name_plural = _("standing of the strategy"), _("standings of the strategy")
        indexes = [models.Index(fields=["review_on"], name="strategy_standing_review")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.dependence}"
