"""The success plan of a customer: what it wants, in its own words, what both sides do for it, and when they look at it."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models import Contact, Customer
from customers.models.scopes import OfPeople
from office.models import Versioned
from relationships.models.outcome import Goal

if TYPE_CHECKING:
    from datetime import date


class SuccessPlanQuerySet(OfPeople["SuccessPlan"]):
    def live(self) -> Self:
        """Not closed, and the customer is not in the archive."""
        return self.filter(closed_at=None, customer__archived_at=None)


class SuccessPlan(Versioned):
    """What we and a customer set out to reach together. A customer has one that is not closed, at most."""

    class Result(models.TextChoices):
        REACHED = "reached", pgettext_lazy("result of a plan", "reached")
        PARTLY = "partly", pgettext_lazy("result of a plan", "partly reached")
        NOT_REACHED = "not_reached", pgettext_lazy("result of a plan", "not reached")
        OVERTAKEN = "overtaken", pgettext_lazy("result of a plan", "overtaken by events")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="success_plans", verbose_name=_("customer"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="success_plans",
        verbose_name=pgettext_lazy("success plan", "owner"),
    )
    title = models.CharField(pgettext_lazy("success plan", "title"), max_length=120)
    starts_on = models.DateField(pgettext_lazy("success plan", "from"))
    ends_on = models.DateField(pgettext_lazy("success plan", "until"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )
    result = models.CharField(
        pgettext_lazy("success plan", "result"), max_length=11, choices=Result, blank=True, editable=False
    )
    close_reason = models.CharField(_("why closed"), max_length=300, blank=True, editable=False)

    # Derived, so that lists order by it at once: `services.plan_progress` computes it anew each night and with each task.
    progress = models.FloatField(_("done of what was due"), null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["progress"])
    objects = SuccessPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        verbose_name, verbose_name_plural = _("success plan"), _("success plans")
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(closed_at=None), name="one_live_plan_per_customer"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_not_before_start"),
            models.CheckConstraint(
                condition=Q(closed_at=None, result="") | (Q(closed_at__isnull=False) & ~Q(result="")),
                name="plan_closed_with_result",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("relationships:success-plan", args=[self.customer_id])

    @property
    def is_live(self) -> bool:
        return self.closed_at is None


class PlanPartQuerySet(OfPeople[Any]):
    whose = "plan__customer"

    def standing(self) -> Self:
        """Not dropped."""
        return self.filter(dropped_at=None)


class PlanPart(Versioned):
    """Something in a plan that may be dropped with a reason, and taken up again."""

    dropped_at = models.DateTimeField(_("dropped at"), null=True, editable=False)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("dropped by"),
    )
    drop_reason = models.CharField(_("why dropped"), max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_dropped(self) -> bool:
        return self.dropped_at is not None


class PlanObjective(PlanPart):
    """What the customer wants, in the customer's words, and the goals by which it is measured."""

    plan = models.ForeignKey(SuccessPlan, models.CASCADE, related_name="objectives", verbose_name=_("success plan"))
    text = models.CharField(_("what they want, in their words"), max_length=300)
    goals = models.ManyToManyField(
        Goal, blank=True, related_name="objectives", verbose_name=pgettext_lazy("outcome", "goals")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    history = HistoricalRecords()
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        ordering = ["plan_id", "order", "id"]
        verbose_name, verbose_name_plural = _("objective"), _("objectives")

    def __str__(self) -> str:
        return self.text


class PlanTaskQuerySet(PlanPartQuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None, dropped_at=None)

    def overdue(self, as_of: "date") -> Self:
        return self.open().filter(due_on__lt=as_of)


class PlanTask(PlanPart):
    """Something one side promised in the plan: ours is a colleague's, theirs a contact's of that customer.

    A task of ours is also a next action (`NextAction.plan_task`), so that Today, the customer's list and the bell of
    overdue promises show it like every other promise, and nobody looks at two lists. The action leads: done, dropped,
    moved or open again there is the same here, because the services of next actions copy it
    (`relationships.services.following`), and what is done to the task here goes through the action. Rows on Today that
    are not next actions were the other way; then postponing, escalation, handing over and counting would each need to
    know of a second kind of promise.
    """

    class Side(models.TextChoices):
        OURS = "ours", pgettext_lazy("side of a task", "ours")
        THEIRS = "theirs", pgettext_lazy("side of a task", "theirs")

    plan = models.ForeignKey(SuccessPlan, models.CASCADE, related_name="tasks", verbose_name=_("success plan"))
    objective = models.ForeignKey(
        PlanObjective, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("objective")
    )
    text = models.CharField(_("what"), max_length=300)
    side = models.CharField(_("side"), max_length=6, choices=Side, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_tasks",
        verbose_name=_("our owner"),
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="plan_tasks", verbose_name=_("their owner")
    )
    due_on = models.DateField(_("due"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("noted by"),
    )
    done_note = models.CharField(_("what came of it"), max_length=300, blank=True, editable=False)

    history = HistoricalRecords()
    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name, verbose_name_plural = _("task of a plan"), _("tasks of plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(side="ours", owner__isnull=False, contact=None) | Q(side="theirs", owner=None),
                name="plan_task_owner_of_its_side",
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(dropped_at=None), name="plan_task_done_or_dropped"),
        ]
        indexes = [models.Index(fields=["plan", "due_on"], name="plan_task_of_plan")]

    def __str__(self) -> str:
        return self.text

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.dropped_at is None

    @property
    def is_ours(self) -> bool:
        return self.side == self.Side.OURS


class PlanReview(PlanPart):
    """A day on which both sides look at the plan together, and what they said and decided once it was held."""

    plan = models.ForeignKey(SuccessPlan, models.CASCADE, related_name="reviews", verbose_name=_("success plan"))
    planned_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("held on"), null=True, editable=False)
    notes = models.TextField(pgettext_lazy("review", "notes"), max_length=4000, blank=True)
    decisions = models.TextField(pgettext_lazy("review", "decisions"), max_length=4000, blank=True)
    ours = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=pgettext_lazy("review", "of ours")
    )
    theirs = models.ManyToManyField(
        Contact, blank=True, related_name="+", verbose_name=pgettext_lazy("review", "of theirs")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )

    history = HistoricalRecords()
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        ordering = ["planned_on", "id"]
        verbose_name, verbose_name_plural = _("review of a plan"), _("reviews of plans")
        constraints = [
            models.CheckConstraint(condition=Q(held_on=None) | Q(dropped_at=None), name="plan_review_held_or_dropped"),
        ]

    def __str__(self) -> str:
        return str(self.planned_on)


class ReviewPackQuerySet(OfPeople["ReviewPack"]):
    """As the customer's contacts."""


class ReviewPack(Versioned):
    """What we hand to a customer at a quarterly review: our sentences for that period, and which sections are in.

    Everything else in the pack is read anew each time; a summary is kept per period and never written over unseen.
    """

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="review_packs", verbose_name=_("customer"))
    period = models.CharField(_("quarter"), max_length=7, help_text=_("As 2026-Q3."))
    summary = models.TextField(_("summary in three sentences"), max_length=1200, blank=True)
    left_out = models.JSONField(_("sections left out"), default=list, blank=True)
    voices_out = models.JSONField(_("voices left out"), default=list, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )

    history = HistoricalRecords()
    objects = ReviewPackQuerySet.as_manager()

    class Meta:
        ordering = ["customer_id", "-period"]
        verbose_name, verbose_name_plural = _("review pack"), _("review packs")
        constraints = [models.UniqueConstraint(fields=["customer", "period"], name="one_review_pack_per_quarter")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.period}"
