from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Imported(models.Model):
    """A fact that files bring in: it knows the import that wrote it last, and whether somebody changed it since.

    `save` on a row that is there already is a person's correction, and an undo of the import leaves that row alone.
    Imports write past `save`; so must jobs that only keep derived columns up (`QuerySet.update`).
    """

    import_run = models.ForeignKey(
        "customers.ImportRun", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("import")
    )
    edited_at = models.DateTimeField(_("edited at"), null=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if not self._state.adding:
            self.edited_at = timezone.now()
            update_fields = None if update_fields is None else {*update_fields, "edited_at"}
        super().save(*args, update_fields=update_fields, **kwargs)
