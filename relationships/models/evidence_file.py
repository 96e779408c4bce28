"""A file that shows a measured value: a report, a screenshot, minutes of a meeting. For our own eyes alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.models.scopes import OfPeople
from relationships.models.outcome import OutcomeReading


class EvidenceFileQuerySet(OfPeople["EvidenceFile"]):
    whose = "reading__customer"

    def standing(self) -> "EvidenceFileQuerySet":
        """Not set aside, of customers that are not either."""
        return self.filter(removed_at=None, reading__customer__archived_at=None)


class EvidenceFile(models.Model):
    """Never overwritten: a better one is a further file. Taken away it lies in the bin, and can be put back."""

    reading = models.ForeignKey(OutcomeReading, models.PROTECT, related_name="files", verbose_name=_("outcome reading"))
    name = models.CharField(_("file name"), max_length=200)
    # The name it lies under says nothing; `services.evidence_files` knows the folder.
    stored = models.CharField(_("stored as"), max_length=40, unique=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(_("fingerprint"), max_length=64, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("taken away at"), null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken away by"),
    )
    remove_reason = models.CharField(_("why taken away"), max_length=300, blank=True, editable=False)

    objects = EvidenceFileQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        verbose_name, verbose_name_plural = _("file of a reading"), _("files of readings")
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "sha256"],
                condition=models.Q(removed_at=None),
                name="evidence_file_once_per_reading",
            )
        ]

    def __str__(self) -> str:
        return self.name
