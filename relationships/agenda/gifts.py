"""How gifts read in the register, and the sums of a contact against the limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.models import Contact
from office.access import sees_people_and_voices
from office.exporting import Cell
from relationships.models import Gift, GiftLimits
from relationships.services import gifts

if TYPE_CHECKING:
    from office.models import User
    from relationships.selectors.courtesies import YearOfContact

STATES = {
    Gift.State.REQUESTED: "warn",
    Gift.State.APPROVED: "good",
    Gift.State.REFUSED: "bad",
}


@dataclass(frozen=True)
class GiftRow:
    gift: Gift
    state: str
    word: str
    may_decide: bool
    may_void: bool
    opens_contact: bool
    """Finance reads to whom it went, and does not see the person's page."""


def gift_row(gift: Gift, user: "User") -> GiftRow:
    voided = gift.voided_at is not None
    waits = gift.state == Gift.State.REQUESTED and not voided
    return GiftRow(
        gift=gift,
        state="" if voided else STATES.get(Gift.State(gift.state), ""),
        word=pgettext("gift", "taken back") if voided else gift.get_state_display(),
        may_decide=waits and gifts.may_decide(gift, user),
        may_void=gifts.may_void(gift, user),
        opens_contact=sees_people_and_voices(user),
    )


@dataclass(frozen=True)
class YearRow:
    """A contact's year: what counts, and how that stands to the limit."""

    contact: Contact
    given: Decimal
    received: Decimal
    share: int | None
    """Percent of the year's limit that the larger of both takes; None without a limit."""

    @property
    def text(self) -> str:
        return "" if self.share is None else f"{self.share}%"

    @property
    def state(self) -> str:
        if self.share is None:
            return ""
        return "bad" if self.share > 100 else "warn" if self.share >= 80 else ""


def year_rows(sums: "Mapping[int, YearOfContact]", limits: GiftLimits | None) -> list[YearRow]:
    """The largest first. One query."""
    contacts = Contact.objects.filter(pk__in=sums).select_related("person", "customer")
    rows = [
        YearRow(
            one,
            found.given,
            found.received,
            _share(max(found.given, found.received), limits.per_year if limits else None),
        )
        for one in contacts
        for found in [sums[one.pk]]
    ]
    return sorted(rows, key=lambda row: (-max(row.given, row.received), row.contact.pk))


def _share(value: Decimal, limit: Decimal | None) -> int | None:
    return round(100 * value / limit) if limit else None


def export_heads() -> list[str]:
    return [
        _("Day"),
        _("Direction"),
        _("Customer"),
        _("Contact"),
        pgettext("gift", "What"),
        _("Value"),
        _("Occasion"),
        pgettext("gift", "By whom"),
        _("State"),
        _("Reason"),
        _("Decided by"),
        _("Why decided so"),
        _("Note"),
    ]


def export_row(gift: Gift) -> list[Cell]:
    voided = gift.voided_at is not None
    return [
        gift.on,
        gift.get_direction_display(),
        str(gift.customer),
        gift.contact.person.name,
        gift.what,
        gift.value,
        gift.occasion,
        str(gift.by),
        pgettext("gift", "taken back") if voided else gift.get_state_display(),
        gift.reason,
        str(gift.decided_by or ""),
        gift.decision,
        gift.void_reason if voided else gift.note,
    ]
