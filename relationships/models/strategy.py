"""What is known of why a customer stays: answers with evidence, what it was asked to decide, what we hold."""

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer
from customers.models.scopes import OfPeople
from relationships.models.filed import Filed

VALID_DAYS = 365
"""How long an answer counts (R4)."""


class OfRecorded(OfPeople[Any]):
    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)


class Recorded(models.Model):
    """A row that is never written again: another follows it, or it is withdrawn with a reason and stays readable."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("by")
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True


class StrategyAnswer(Recorded):
    """One dated answer on a topic. The newest counts for 365 days; a new one follows and overwrites nothing."""

    class Topic(models.TextChoices):
        VISIT = "visit", _("their top executive visited us in 24 months")
        COMPENSATION = "compensation", _("they would compensate us for a stopped line")
        ALTERNATIVES = "alternatives", _("suppliers they could turn to")
        MONTHS = "months", _("months to switch")
        ONE_OFF = "one_off", _("one-off cost of switching")
        CORE_PROCESS = "core_process", _("we are in their selling point or core process")
        SHARED_PLAN = "shared_plan", _("shared three-year plan")
        DECISION_SPEED = "decision_speed", _("decision speed")
        OPENNESS = "openness", pgettext_lazy("culture", "openness")
        VALUES = "values", pgettext_lazy("culture", "values")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="strategy_answers", verbose_name=_("customer"))
    topic = models.CharField(_("topic"), max_length=16, choices=Topic)
    # A word for the two questions, a number for all else: what may stand here is told by relationships.binding.topics.
    code = models.CharField(_("answer"), max_length=12, blank=True)
    number = models.DecimalField(_("number"), max_digits=16, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300)
    on = models.DateField(pgettext_lazy("answer", "as of"))

    objects = OfRecorded.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name, verbose_name_plural = _("answer on strategy"), _("answers on strategy")
        constraints = [
            models.CheckConstraint(
                condition=(~Q(code="") & Q(number=None)) | Q(code="", number__isnull=False),
                name="strategy_answer_word_or_number",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="strategy_answer_with_evidence"),
        ]
        indexes = [models.Index(fields=["customer", "topic", "-on", "-id"], name="strategy_answer_newest")]

    def __str__(self) -> str:
        return f"{self.topic} {self.code or self.number}"

    @property
    def expires_on(self) -> date:
        """The last day on which it counts."""
        return self.on + timedelta(days=VALID_DAYS)


class DecisionRequest(Recorded):
    """Something the customer was asked to decide: the days until it did tell how fast it decides."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="decision_requests", verbose_name=_("customer"))
    what = models.CharField(_("what they are to decide"), max_length=200)
    raised_on = models.DateField(pgettext_lazy("decision", "raised"))
    decided_on = models.DateField(pgettext_lazy("decision", "decided"), null=True, blank=True)
    outcome = models.CharField(_("what they decided"), max_length=200, blank=True)

    objects = OfRecorded.as_manager()

    class Meta:
        ordering = ["-raised_on", "-id"]
        verbose_name, verbose_name_plural = _("request to decide"), _("requests to decide")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("raised_on")),
                name="decision_request_decided_after_raised",
            )
        ]

    def __str__(self) -> str:
        return self.what


class ControlPoint(Filed, Recorded):
    """Something of ours that a customer cannot easily do without, with its strength and how long it will last."""

    class Kind(models.TextChoices):
        STANDARD = "standard", _("standard or patent")
        CHAIN = "chain", _("managing the value chain")
        POSITION = "position", _("dominant position")
        RELATIONSHIP = "relationship", _("owning the relationship")
        BRAND = "brand", _("brand or copyright")
        LEAD = "lead", _("two-year lead in development")
        SMALL_LEAD = "small_lead", _("one-year lead in development")
        COST = "cost", _("cost advantage of 10–20%")
        COMMODITY = "commodity", _("commodity at equal cost")
        BEHIND = "behind", _("commodity with a cost disadvantage")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="control_points", verbose_name=_("customer"))
    kind = models.CharField(pgettext_lazy("control point", "kind"), max_length=12, choices=Kind)
    index = models.PositiveSmallIntegerField(_("index"), validators=[MinValueValidator(1), MaxValueValidator(10)])
    evidence = models.CharField(_("evidence"), max_length=300)
    since = models.DateField(_("since"))
    erodes_by = models.DateField(_("erodes by"), null=True, blank=True)

    objects = OfRecorded.as_manager()

    class Meta:
        ordering = ["-index", "-since", "-id"]
        verbose_name, verbose_name_plural = _("strategic control point"), _("strategic control points")
        constraints = [
            models.UniqueConstraint(fields=["key"], name="control_point_natural_key"),
            models.CheckConstraint(condition=Q(index__range=(1, 10)), name="control_point_1_to_10"),
            models.CheckConstraint(
                condition=Q(erodes_by=None) | Q(erodes_by__gte=F("since")), name="control_point_erodes_after_since"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="control_point_with_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.index}"
