from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.access import reads_reports

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class WeeklyReportQuerySet(models.QuerySet["WeeklyReport"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """A reader's own reports: each person keeps the copy in the language they read."""
        return self.filter(reader=user) if reads_reports(user) else self.none()


class WeeklyReport(models.Model):
    """The founder's Monday report on one ISO week, as one person got it: its numbers frozen, its file kept.

    `inputs` holds every figure and name that was printed and the numbers of the quoted voices, not their words:
    words are read from the wall edition when the page or the paper is made, so a mask or an erasure reaches both.
    """

    week = models.CharField(_("week"), max_length=8)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="weekly_reports", verbose_name=_("reader")
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    inputs = models.JSONField(_("inputs"))
    digest = models.CharField(_("digest of the inputs"), max_length=64)
    created_at = models.DateTimeField(_("made at"))

    path = models.CharField(_("path"), max_length=300, blank=True, editable=False)
    pdf_sha256 = models.CharField(_("digest of the file"), max_length=64, blank=True)
    # What of the quoted words was readable when the file was made; another state means: make it again, with a note.
    words_digest = models.CharField(_("digest of the words"), max_length=64, blank=True, editable=False)
    rendered_at = models.DateTimeField(_("file made at"), null=True)
    remade = models.PositiveSmallIntegerField(_("made again at"), default=0, editable=False)

    objects = WeeklyReportQuerySet.as_manager()

    class Meta:
        ordering = ["-week", "reader"]
        verbose_name, verbose_name_plural = _("weekly report"), _("weekly reports")
        constraints = [models.UniqueConstraint(fields=["week", "reader"], name="one_weekly_report_per_person")]

    def __str__(self) -> str:
        return self.week

    def get_absolute_url(self) -> str:
        return reverse("reports:weekly", args=[self.week])
