"""What is known of customers and was taken back: such rows leave their table, and come back out of their history."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.access import judgeable_q, revenue_q
from customers.binning import Columns, source
from customers.extensions import BinSource
from customers.models import Certificate, Customer, CustomerYear, Referral, WalletEstimate
from customers.services.knowing import TAKEN_BACK
from office.access import sees_people_and_voices

if TYPE_CHECKING:
    from office.models import User

REMEMBERED = Columns("history_date", "history_user", "")


def sources() -> list[BinSource]:
    return [
        source(
            noun,
            label,
            sees_people_and_voices,
            partial(restorable, model),
            lambda row, noun=noun: reverse(f"customers:restore_{noun}", args=[row.pk]),  # type: ignore[misc]
            columns=REMEMBERED,
            name=name,
        )
        for noun, label, model, name in KINDS
    ]


def restorable(model: type[Any], user: "User") -> QuerySet[Any]:
    """The last that is remembered of each entry taken back by hand, of customers that the person may write on."""
    history = model.history.model
    since = history.objects.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    customers = Customer.objects.visible_to(user).current().filter(judgeable_q(user)).order_by().values("pk")
    rows: QuerySet[Any] = history.objects.filter(~Exists(since), history_type="-", history_change_reason=TAKEN_BACK)
    seen = (revenue_q(user) if model is WalletEstimate else None) or Q()
    return rows.filter(seen, customer__in=customers) if sees_people_and_voices(user) else rows.none()


def _dated(row: Any) -> str:
    return " · ".join(filter(None, (row.on.isoformat(), getattr(row, "category", ""))))


KINDS: tuple[tuple[str, Any, type[Any], Callable[[Any], str]], ...] = (
    ("wallet", _("Wallet estimates"), WalletEstimate, _dated),
    ("year", _("Years of customers"), CustomerYear, lambda row: str(row.year)),
    ("certificate", _("Certificates"), Certificate, lambda row: str(row.name)),
    ("referral", _("Referrals"), Referral, _dated),
)
