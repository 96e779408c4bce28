from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.imported import Imported
from office.models.versioned import Versioned

MANUAL = "manual"


class Fact(Imported, Versioned):
    """Something that happened, entered by hand or brought in by a file; an import finds it again by source and key."""

    source = models.CharField(_("system"), max_length=40, default=MANUAL)

    class Meta:
        abstract = True
