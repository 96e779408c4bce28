from django.db import models
from django.utils.translation import gettext_lazy as _

from office.models.versioned import Versioned

MANUAL = "manual"


class Fact(Versioned):
    """Something that happened, entered by hand or brought in by a file; an import finds it again by source and key."""

    source = models.CharField(_("system"), max_length=40, default=MANUAL)
    import_run = models.ForeignKey(
        "customers.ImportRun", models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("import")
    )

    class Meta:
        abstract = True
