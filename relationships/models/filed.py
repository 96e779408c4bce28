"""What files may bring besides people writing it by hand."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.models.imported import Imported


def random_key() -> str:
    return uuid4().hex


class Filed(Imported):
    """By hand the key is a random one. Of a file it names the system and the number there, or what tells two rows apart,
    so that a file brings nothing twice."""

    key = models.CharField(_("key"), max_length=120, default=random_key, editable=False)

    class Meta:
        abstract = True
