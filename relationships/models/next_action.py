from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.models import Customer
from customers.models.scopes import OfPeople
from office.models import Versioned
from relationships.models.interaction import Interaction
from relationships.models.outcome import Goal

if TYPE_CHECKING:
    from datetime import date

    from office.models import User


class NextActionQuerySet(OfPeople["NextAction"]):
    def open(self) -> Self:
        """Neither done nor dropped, and the customer is still in the archive of living ones."""
        return self.filter(done_at=None, cancelled_at=None, customer__archived_at=None)

    def owned_by(self, user: "User") -> Self:
        return self.filter(owner=user)

    def overdue(self, as_of: "date") -> Self:
        """Open, and the day it was due has passed."""
        return self.open().filter(due_on__lt=as_of)

    def by_urgency(self) -> Self:
        return self.order_by("due_on", "id")


class NextAction(Versioned):
    """A task among ourselves with an owner and a day: by hand, with a logged contact, from a playbook,
    or our part of a success plan.

    What the customer was told is a `Promise`; a next action may work on one.
    """

    class Call(models.TextChoices):
        NOT_ASKED = "", pgettext_lazy("call", "not asked for")
        ASKED = "asked", pgettext_lazy("call", "asked for")
        YES = "yes", pgettext_lazy("call", "yes")
        NO = "no", pgettext_lazy("call", "no")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="next_actions", verbose_name=_("customer"))
    text = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="next_actions",
        verbose_name=pgettext_lazy("next action", "owner"),
    )
    due_on = models.DateField(_("due"))
    source = models.ForeignKey(
        Interaction,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="next_actions",
        verbose_name=_("source"),
    )
    goal = models.ForeignKey(
        Goal,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="reminders",
        verbose_name=pgettext_lazy("outcome", "goal"),
    )
    # Of a reminder: the day from which its reading was missing. One period is reminded of once, whatever became of it.
    expected_on = models.DateField(_("reading expected on"), null=True, editable=False)
    run = models.ForeignKey(
        "relationships.PlaybookRun",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="steps",
        verbose_name=_("playbook"),
    )
    # The day a playbook first set: whether a step was in time is judged by it, however often `due_on` was moved.
    planned_on = models.DateField(_("first due"), null=True, editable=False)
    plan_task = models.OneToOneField(
        "relationships.PlanTask",
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="action",
        verbose_name=_("task of a plan"),
    )
    escalated_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("escalated to"),
    )
    escalated_on = models.DateField(_("escalated"), null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("done by")
    )
    # What its owner says to the question that a step of a playbook asks; it cannot be done without.
    call = models.CharField(_("answer"), max_length=5, choices=Call, default=Call.NOT_ASKED, editable=False)
    done_note = models.CharField(_("what came of it"), max_length=300, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("dropped at"), null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("dropped by"),
    )
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    objects = NextActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name, verbose_name_plural = _("next action"), _("next actions")
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(cancelled_at=None), name="next_action_done_or_dropped"
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"],
                condition=Q(done_at=None, cancelled_at=None),
                name="next_action_open_of_owner",
            ),
            models.Index(
                fields=["customer", "due_on", "id"],
                condition=Q(done_at=None, cancelled_at=None),
                name="next_action_open_of_cust",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.customer.get_absolute_url()

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None
