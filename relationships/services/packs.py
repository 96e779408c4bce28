"""The pack of a quarterly review: our sentences are kept per customer and quarter, and nobody writes over them unseen."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from customers.access import may_edit_people, require
from customers.errors import ArchivedError, CustomersError
from customers.models import Customer
from customers.services import recording, writing
from office.models import User
from relationships.models import ReviewPack

KEPT = "review_pack_kept"


class PackBegunError(CustomersError):
    field = "summary"
    message = _("Somebody began this pack meanwhile. Your words stand here: save again to compare them.")


@transaction.atomic
def keep(
    customer: Customer, period: str, *, summary: str, left_out: Collection[str], version: int | None, by: User
) -> ReviewPack:
    """Keep the summary and which sections stay out; `version` is what was read, 0 for a pack that nobody had begun.

    Errors: EditConflictError, PackBegunError, FieldRefusedError, ArchivedError, PermissionDenied.
    """
    require(may_edit_people(by, customer))
    if customer.is_archived:
        raise ArchivedError
    Customer.objects.select_for_update().get(pk=customer.pk)
    pack: ReviewPack | None = ReviewPack.objects.select_for_update().filter(customer=customer, period=period).first()
    if pack is None:
        fresh = ReviewPack(
            customer=customer, period=period, summary=summary.strip(), left_out=sorted(left_out), created_by=by
        )
        recording.record(customer, KEPT, by=by, period=period)
        return writing.create(fresh, taken=PackBegunError())
    along = {"left_out": sorted(left_out)} if sorted(left_out) != pack.left_out else {}
    changed = writing.change(pack, {"summary": summary.strip()}, version=version, taken=PackBegunError())
    if along:
        pack.left_out, pack.version = along["left_out"], pack.version + (not changed)
        pack.save(update_fields=["left_out", "version"])
    return pack
