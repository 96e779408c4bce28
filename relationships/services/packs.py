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
    customer: Customer,
    period: str,
    *,
    summary: str,
    left_out: Collection[str],
    version: int | None,
    by: User,
    voices_out: Collection[str] = (),
    language: str = "",
) -> ReviewPack:
    """Keep the summary, the language, and which sections and single voices stay out; `version` is what was read, 0 for a
    pack that nobody had begun.

    Errors: EditConflictError, PackBegunError, FieldRefusedError, ArchivedError, PermissionDenied.
    """
    require(may_edit_people(by, customer))
    if customer.is_archived:
        raise ArchivedError
    Customer.objects.select_for_update().get(pk=customer.pk)
    pack: ReviewPack | None = ReviewPack.objects.select_for_update().filter(customer=customer, period=period).first()
    chosen = {"left_out": sorted(left_out), "voices_out": sorted(voices_out), "language": language}
    if pack is None:
        fresh = ReviewPack(customer=customer, period=period, summary=summary.strip(), created_by=by, **chosen)
        recording.record(customer, KEPT, by=by, period=period)
        return writing.create(fresh, taken=PackBegunError())
    along = {name: value for name, value in chosen.items() if getattr(pack, name) != value}
    changed = writing.change(pack, {"summary": summary.strip()}, version=version, taken=PackBegunError())
    if along:
        for name, value in along.items():
            setattr(pack, name, value)
        pack.version += not changed
        pack.save(update_fields=[*along, "version"])
    return pack
