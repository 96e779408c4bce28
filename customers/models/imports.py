from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.access import importable_kinds
from customers.importing import kinds

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Imports of the kinds that the user may bring in: sales operations see all, Finance those of the ledger."""
        return self.filter(kind__in=importable_kinds(user))


class ImportRun(models.Model):
    """One file that was brought in: what it was, how its columns were read, what became of each row."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=30, choices=kinds.choices)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UPLOADED)
    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(_("path"), max_length=300)
    sha256 = models.CharField(_("digest of the file"), max_length=64, db_index=True)
    # What was said about the file (importing.plans.Options); the rest is matched anew from the file each time.
    mapping = models.JSONField(_("column map"), default=dict)
    preview = models.JSONField(_("preview"), null=True)
    rows = models.PositiveIntegerField(_("rows"), null=True)
    created = models.PositiveIntegerField(_("created rows"), default=0)
    updated = models.PositiveIntegerField(_("updated rows"), default=0)
    skipped = models.PositiveIntegerField(_("skipped rows"), default=0)
    rejected = models.PositiveIntegerField(_("rejected rows"), default=0)
    # The last row of the last committed batch: a killed run goes on behind it.
    done_to = models.PositiveIntegerField(_("done to row"), default=0)
    rejected_path = models.CharField(_("path of the rejected rows"), max_length=300, blank=True)
    error = models.TextField(_("error"), blank=True)
    job = models.ForeignKey("office.Job", models.SET_NULL, null=True, related_name="+", verbose_name=_("job"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    started_at = models.DateTimeField(_("started at"), null=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = _("import"), _("imports")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("customers:import", args=[self.pk])


class RejectedRowQuerySet(models.QuerySet["RejectedRow"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(run__kind__in=importable_kinds(user))


class RejectedRow(models.Model):
    """A row that the archive refused when its batch was written; what the file alone tells is found again by reading it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rejected_rows", verbose_name=_("import"))
    row = models.PositiveIntegerField(_("row"))
    problems = models.JSONField(_("problems"))

    objects = RejectedRowQuerySet.as_manager()

    class Meta:
        ordering = ["run", "row"]
        constraints = [models.UniqueConstraint(fields=["run", "row"], name="rejected_row_once")]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.row}"


class BeforeImageQuerySet(models.QuerySet["BeforeImage"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(run__kind__in=importable_kinds(user))


class BeforeImage(models.Model):
    """What a row said before an import changed it, for the undo: facts keep no field history (decision 45)."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="before_images", verbose_name=_("import"))
    model = models.CharField(_("kind of line"), max_length=60)
    line_id = models.PositiveBigIntegerField(_("line"))
    before = models.JSONField(_("before"))
    # At which version the import left a record that counts them: a higher one is a later change.
    version = models.PositiveIntegerField(_("version"), null=True)
    # The import that had written the row before: to its undo this run is a later change.
    previous_run = models.ForeignKey(
        ImportRun, models.SET_NULL, null=True, related_name="+", verbose_name=_("earlier import")
    )

    objects = BeforeImageQuerySet.as_manager()

    class Meta:
        ordering = ["run", "id"]
        constraints = [models.UniqueConstraint(fields=["run", "model", "line_id"], name="before_image_once_per_run")]

    def __str__(self) -> str:
        return f"{self.model} {self.line_id}"
