"""The dated two-sided review: what we got against plan, what they got against their goals, and the next step."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from customers.models import Contact, Customer
from relationships.models.entry import Entries, Entry
from relationships.models.next_action import NextAction


class JointReview(Entry):
    """Both sides look back on a day. `goals` and `money` are frozen as they stood that day and never computed again."""

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="joint_reviews", verbose_name=_("customer"))
    held_on = models.DateField(_("held on"))
    theirs = models.ManyToManyField(
        Contact, related_name="joint_reviews", verbose_name=pgettext_lazy("review", "people of theirs")
    )
    ours = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="joint_reviews", verbose_name=pgettext_lazy("review", "people of ours")
    )
    we_got = models.TextField(_("what we got, in our words"), max_length=1000, blank=True)
    they_got = models.TextField(_("what they got, in their words"), max_length=1000, blank=True)
    goals = models.JSONField(_("goals of that day"), default=list, editable=False)
    money = models.JSONField(_("money of that day"), default=dict, editable=False)
    next_step = models.ForeignKey(
        NextAction,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="joint_reviews",
        verbose_name=_("next step"),
    )
    signed_by_us = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("signed for us by"),
    )
    signed_by_them = models.ForeignKey(
        Contact, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("signed for them by")
    )
    signed_on = models.DateField(_("signed on"), null=True, editable=False)

    history = HistoricalRecords(m2m_fields=[])
    objects = Entries.as_manager()

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name, verbose_name_plural = _("two-sided review"), _("two-sided reviews")
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on=None, signed_by_us=None, signed_by_them=None)
                | Q(signed_on__isnull=False, signed_by_us__isnull=False, signed_by_them__isnull=False),
                name="joint_review_signed_by_both",
            )
        ]
        indexes = [models.Index(fields=["customer", "-held_on"], name="joint_review_of_customer")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("relationships:joint-review", args=[self.pk])
