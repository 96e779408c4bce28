from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from office.access import publishes_wall
from voice.errors import NotPublishedError, NotYoursError, WordsMissingError
from voice.models import Edition, Erratum

if TYPE_CHECKING:
    from office.models import User


@transaction.atomic
def add(edition: Edition, *, text: str, by: "User") -> Erratum:
    """A correction below a published edition. Errors: NotYoursError, NotPublishedError, WordsMissingError."""
    if not publishes_wall(by):
        raise NotYoursError
    if not edition.is_published:
        raise NotPublishedError
    if not text.strip():
        raise WordsMissingError
    return Erratum.objects.create(edition=edition, text=text.strip(), by=by, at=timezone.now())
