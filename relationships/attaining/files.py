"""Files beside readings: what the bin and a customer's history tell of them."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.access import people_editable_q
from customers.binning import Columns, source
from customers.models import Customer
from office.access import sees_people_and_voices
from office.models import User
from relationships.models import EvidenceFile
from relationships.services import evidence_files

REMOVED = Columns("removed_at", "removed_by", "remove_reason", "reading__customer")


def register() -> None:
    extensions.bin_sources.append(
        source(
            "evidencefile",
            _("Files of readings"),
            sees_people_and_voices,
            _restorable,
            lambda row: reverse("relationships:evidence-file-restore", args=[row.pk]),
            columns=REMOVED,
            name=lambda row: str(row.name),
        )
    )
    extensions.verbs[evidence_files.ADDED] = _("A file was added to a reading")
    extensions.verbs[evidence_files.REMOVED] = _("A file of a reading was taken away")
    extensions.verbs[evidence_files.RESTORED] = _("A file of a reading was put back")


def _restorable(user: User) -> QuerySet[Any]:
    """Files that the person added, and those of customers whose people they keep."""
    kept = Customer.objects.filter(people_editable_q(user)).order_by().values("pk")
    return EvidenceFile.objects.visible_to(user).filter(Q(added_by=user) | Q(reading__customer__in=kept))
