from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.access import importable_kinds
from customers.models.imports import ImportRun

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from office.models import User


class ImportUndoQuerySet(models.QuerySet["ImportUndo"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As the import."""
        return self.filter(run__kind__in=importable_kinds(user))


class ImportUndo(models.Model):
    """An import is taken back, once: how far that is, and what became of the records that the import wrote."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")

    run = models.OneToOneField(ImportRun, models.CASCADE, related_name="undo", verbose_name=_("import"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RUNNING)
    # The step, and the last record of its last committed batch: a killed undo goes on behind it.
    step = models.PositiveSmallIntegerField(_("step"), default=0)
    done_to = models.BigIntegerField(_("done to record"), default=0)
    total = models.PositiveIntegerField(_("records"), default=0)
    reverted = models.PositiveIntegerField(_("reverted records"), default=0)
    kept = models.PositiveIntegerField(_("kept records"), default=0)
    failed = models.PositiveIntegerField(_("failed records"), default=0)
    # Customers that the import made on the way: companies that only the ledger knew.
    removed_customers = models.PositiveIntegerField(_("customers removed"), default=0)
    # Whose months and standings are computed anew at the end; when that is due, their rows are gone.
    touched = models.JSONField(_("customers touched"), default=list)
    job = models.ForeignKey("office.Job", models.SET_NULL, null=True, related_name="+", verbose_name=_("job"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)

    objects = ImportUndoQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = _("undo of an import"), _("undos of imports")

    def __str__(self) -> str:
        return str(self.run)


class UndoneRecordQuerySet(models.QuerySet["UndoneRecord"]):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        return self.filter(undo__run__kind__in=importable_kinds(user))


class UndoneRecord(models.Model):
    """What became of one record. People are told by their number alone: a contact that is gone leaves no name."""

    class Verdict(models.TextChoices):
        REVERTED = "reverted", _("reverted")
        KEPT = "kept", _("kept")
        FAILED = "failed", _("failed")

    undo = models.ForeignKey(ImportUndo, models.CASCADE, related_name="records", verbose_name=_("undo of an import"))
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict)
    record_id = models.BigIntegerField(_("record"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    # A code of customers.importing.undoing, and what its sentence needs.
    why = models.CharField(_("why"), max_length=20)
    detail = models.JSONField(_("details"), default=dict)

    objects = UndoneRecordQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name, verbose_name_plural = _("record of an undo"), _("records of undos")
        indexes = [models.Index(fields=["undo", "verdict", "id"])]

    def __str__(self) -> str:
        return f"{self.verdict} {self.name}"
