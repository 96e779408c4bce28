"""What a customer decides about us, and who plays which part in it (metrics R4)."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models import Contact, Customer, DecisionRole
from customers.models.scopes import OfPeople
from office.models import Versioned

if TYPE_CHECKING:
    from datetime import date


class BuyingDecisionQuerySet(OfPeople["BuyingDecision"]):
    def open(self) -> Self:
        return self.filter(stage=BuyingDecision.Stage.OPEN)

    def open_on(self, day: "date") -> Self:
        """Raised by the day and not settled by then."""
        return self.filter(raised_on__lte=day).filter(Q(settled_on=None) | Q(settled_on__gt=day))


class BuyingDecision(Versioned):
    """One thing that a customer decides: from the day the need was raised to the day it is settled."""

    class Stage(models.TextChoices):
        OPEN = "open", pgettext_lazy("decision", "open")
        DECIDED = "decided", pgettext_lazy("decision", "decided")
        DROPPED = "dropped", pgettext_lazy("decision", "dropped by the customer")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="buying_decisions", editable=False, verbose_name=_("customer")
    )
    what = models.CharField(_("what is decided"), max_length=200)
    raised_on = models.DateField(_("need raised on"))
    expected_on = models.DateField(_("decision expected on"), null=True, blank=True)
    stage = models.CharField(pgettext_lazy("decision", "stage"), max_length=7, choices=Stage, default=Stage.OPEN)
    settled_on = models.DateField(_("settled on"), null=True, editable=False)
    outcome = models.CharField(_("what came of it"), max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("created by")
    )

    history = HistoricalRecords()
    objects = BuyingDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["settled_on", "expected_on", "raised_on", "id"]
        verbose_name, verbose_name_plural = _("buying decision"), _("buying decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="open", settled_on=None) | (~Q(stage="open") & Q(settled_on__gte=F("raised_on"))),
                name="decision_settled_with_its_day",
            )
        ]
        indexes = [models.Index(fields=["customer", "stage"], name="decision_of_customer")]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("relationships:decision", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.stage == self.Stage.OPEN


class DecisionPartQuerySet(OfPeople["DecisionPart"]):
    whose = "decision__customer"

    def on(self, day: "date") -> Self:
        """Those that are played on the day."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gt=day))

    def lost_with_their_contact(self) -> Self:
        """Those that a contact played up to the day they left, in a decision that was open on that day."""
        left = F("contact__left_on")
        played = self.filter(since__lte=left).filter(Q(until=None) | Q(until__gte=left))
        still = Q(decision__settled_on=None) | Q(decision__settled_on__gt=left)
        return played.filter(decision__raised_on__lte=left).filter(still)


class DecisionPart(models.Model):
    """The part of one contact in one decision, as one of ours sees it from a day on; a change is a further row."""

    decision = models.ForeignKey(
        BuyingDecision, models.CASCADE, related_name="parts", verbose_name=_("buying decision")
    )
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="decision_parts", verbose_name=_("contact"))
    role = models.CharField(_("decision role"), max_length=12, choices=DecisionRole.Role.choices)
    interest = models.CharField(_("own interest"), max_length=300, blank=True)
    proof = models.CharField(_("proof"), max_length=300, blank=True)
    proved_on = models.DateField(_("proved on"), null=True, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))

    objects = DecisionPartQuerySet.as_manager()

    class Meta:
        ordering = ["decision_id", "role", "id"]
        verbose_name, verbose_name_plural = _("part in a decision"), _("parts in decisions")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "contact", "role"], condition=Q(until=None), name="decision_part_open_once"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="decision_part_days"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.contact_id} {self.role}"
