"""Files beside readings: what the bin and a customer's history tell of them."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers import extensions
from customers.access import editable_q
from customers.extensions import BinEntry, BinSource
from customers.models import AccountMember, Customer
from customers.searching import customers_matching
from customers.timeline import Key, older_than
from office.access import sees_people_and_voices
from office.models import User
from relationships.models import EvidenceFile
from relationships.services import evidence_files


def register() -> None:
    extensions.bin_sources.append(BinSource("evidencefile", _("Files of readings"), sees_people_and_voices, removed))
    extensions.verbs[evidence_files.ADDED] = _("A file was added to a reading")
    extensions.verbs[evidence_files.REMOVED] = _("A file of a reading was taken away")
    extensions.verbs[evidence_files.RESTORED] = _("A file of a reading was put back")


def removed(user: User, before: Key | None, limit: int, typed: str) -> Sequence[BinEntry]:
    """Files that the person may put back: those they added, and those of customers they keep."""
    kept = Customer.objects.filter(editable_q(user)).order_by().values("pk")
    on_account = AccountMember.objects.filter(user=user, until=None).order_by().values("customer_id")
    rows = EvidenceFile.objects.visible_to(user).exclude(removed_at=None)
    rows = rows.filter(Q(added_by=user) | Q(reading__customer__in=kept) | Q(reading__customer__in=on_account))
    if typed:
        meant = customers_matching(Customer.objects.all(), typed).order_by().values("pk")
        rows = rows.filter(reading__customer__in=meant)
    rows = rows.filter(older_than(before, "evidencefile", "removed_at"))
    found = rows.select_related("reading__customer", "removed_by").order_by("-removed_at", "-pk")[:limit]
    return [
        BinEntry(
            at=each.removed_at,
            source="evidencefile",
            id=each.pk,
            name=each.name,
            customer=each.reading.customer,
            by=each.removed_by,
            why=each.remove_reason,
            restore_url=reverse("relationships:evidence-file-restore", args=[each.pk]),
        )
        for each in found
        if each.removed_at is not None
    ]
