"""What customers ask of us: changes, questions, faults; when each was answered and solved, and whether by themselves."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models import Customer
from customers.models.facts import Fact
from customers.models.scopes import OfPeople


class ServiceRequestQuerySet(OfPeople["ServiceRequest"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(voided_at=None)


class ServiceRequest(Fact):
    """One thing a customer asked of us. Its moments are the customer's, not those at which it was written down."""

    class Kind(models.TextChoices):
        CHANGE = "change_request", pgettext_lazy("service request", "change request")
        QUESTION = "question", pgettext_lazy("service request", "question")
        FAULT = "fault", pgettext_lazy("service request", "fault")

    class Channel(models.TextChoices):
        MAIL = "mail", pgettext_lazy("service request", "mail")
        PHONE = "phone", pgettext_lazy("service request", "phone")
        CHAT = "chat", pgettext_lazy("service request", "chat")
        PORTAL = "portal", pgettext_lazy("service request", "portal")
        VISIT = "visit", pgettext_lazy("service request", "visit")
        OTHER = "other", pgettext_lazy("service request", "other")

    class SolvedBy(models.TextChoices):
        SELF_SERVICE = "self-service", pgettext_lazy("service request", "the customer alone")
        STAFF = "staff", pgettext_lazy("service request", "our staff")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="service_requests", editable=False, verbose_name=_("customer")
    )
    reference = models.CharField(_("reference"), max_length=60, help_text=_("Left empty, one is given."))
    kind = models.CharField(pgettext_lazy("service request", "kind"), max_length=14, choices=Kind)
    channel = models.CharField(_("channel"), max_length=6, choices=Channel, default=Channel.OTHER)
    line = models.CharField(_("what it is about"), max_length=300, blank=True)
    raised_at = models.DateTimeField(_("raised at"))
    answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    solved_at = models.DateTimeField(_("solved at"), null=True, blank=True)
    solved_by = models.CharField(_("solved by"), max_length=12, choices=SolvedBy, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now, editable=False)
    voided_at = models.DateTimeField(_("taken back at"), null=True, editable=False)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    void_reason = models.CharField(_("why taken back"), max_length=300, blank=True, editable=False)

    history = HistoricalRecords()
    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-id"]
        verbose_name, verbose_name_plural = _("service request"), _("service requests")
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="service_request_natural_key"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("raised_at")), name="request_answered_after_raised"
            ),
            models.CheckConstraint(
                condition=Q(solved_at=None, solved_by="") | (Q(solved_at__gte=F("raised_at")) & ~Q(solved_by="")),
                name="request_solved_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["customer", "raised_at"], name="service_request_of_customer")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"

    def get_absolute_url(self) -> str:
        return f"{reverse('relationships:usage-tab', args=[self.customer_id])}#request-{self.pk}"

    @property
    def alone(self) -> bool:
        return self.solved_by == self.SolvedBy.SELF_SERVICE
