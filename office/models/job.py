from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from datetime import datetime

    from office.models.user import User


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: "User") -> Self:
        """Who started a job sees it; administrators see all, the scheduled ones included."""
        if user.is_superuser:
            return self
        return self.filter(by=user) if user.is_active else self.none()

    def claimable(self, now: "datetime") -> Self:
        """Waiting, or running under a lease that ran out because its worker died."""
        return self.filter(models.Q(state=Job.State.QUEUED) | models.Q(state=Job.State.RUNNING, lease_until__lt=now))

    def unnoticed(self, now: "datetime") -> Self:
        """Waiting although a worker should have been told by now."""
        return self.filter(state=Job.State.QUEUED, hint_at__lte=now)

    def abandoned(self, now: "datetime") -> Self:
        return self.filter(state=Job.State.RUNNING, lease_until__lt=now)


class Job(models.Model):
    """Long work as a row: the truth about its state. The message to a worker is only a hint to look here."""

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("job", "Waiting")
        RUNNING = "running", pgettext_lazy("job", "Running")
        SUCCEEDED = "succeeded", pgettext_lazy("job", "Done")
        FAILED = "failed", pgettext_lazy("job", "Failed")
        CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")

    kind = models.CharField(_("kind"), max_length=60)
    period = models.CharField(_("period"), max_length=40, blank=True, help_text=_("Set for scheduled jobs: once each."))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.QUEUED)
    payload = models.JSONField(_("payload"), default=dict, blank=True)
    done = models.PositiveBigIntegerField(_("done"), default=0)
    total = models.PositiveBigIntegerField(_("of"), null=True, blank=True)
    message = models.CharField(_("message"), max_length=200, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("lease until"), null=True, blank=True)
    hint_at = models.DateTimeField(_("next hint at"), null=True, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs", verbose_name=_("started by"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "period"], name="job_once_per_period", condition=~models.Q(period="")
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["queued", "running", "succeeded", "failed", "cancelled"]),
                name="job_state_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "lease_until"], name="job_open"),
            models.Index(fields=["by", "-created_at"], name="job_of_person"),
            models.Index(fields=["-created_at", "-id"], name="job_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.period}".strip() + f" #{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("office:job", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in {self.State.QUEUED, self.State.RUNNING}
