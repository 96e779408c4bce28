"""What is known of customers, and the company's own money, taken back by hand: such rows leave their table, and come
back out of their history."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from customers.access import investable_q, judgeable_q, keeps_archives, revenue_q, sellable_q
from customers.binning import Columns, source
from customers.extensions import BinSource
from customers.models import Certificate, Customer, CustomerYear, Referral, RemovedFact, WalletEstimate
from customers.presenters.company_money import PARTS, Part
from customers.services import company_money, removing
from customers.services.writing import TAKEN_BACK
from office.access import edits_ledger, imports, sees_every_ledger, sees_people_and_voices

if TYPE_CHECKING:
    from office.models import User

REMEMBERED = Columns("history_date", "history_user", "")
OF_COMPANY = Columns("history_date", "history_user", "", "")


def sources() -> list[BinSource]:
    return [
        *(
            source(
                noun,
                label,
                sees_people_and_voices,
                partial(restorable, model),
                lambda row, noun=noun: reverse(f"customers:restore_{noun}", args=[row.pk]),  # type: ignore[misc]
                columns=REMEMBERED,
                name=_name,
            )
            for noun, label, model in KINDS
        ),
        *(_of_company(part) for part in PARTS.values()),
        *(_of_fact(key, label) for key, label in FACTS),
    ]


def restorable(model: type[Any], user: "User") -> QuerySet[Any]:
    """The last that is remembered of each entry taken back by hand, of customers that the person may write on."""
    customers = Customer.objects.visible_to(user).current().filter(judgeable_q(user)).order_by().values("pk")
    seen = (revenue_q(user) if model is WalletEstimate else None) or Q()
    rows = _remembered(model)
    return rows.filter(seen, customer__in=customers) if sees_people_and_voices(user) else rows.none()


def restorable_money(model: type[Any], user: "User") -> QuerySet[Any]:
    """The same of the company's own money."""
    rows = _remembered(model)
    return rows if sees_every_ledger(user) and company_money.may_keep(user, model) else rows.none()


def _of_company(part: Part) -> BinSource:
    return source(
        f"money_{part.key}",
        part.label,
        lambda user: sees_every_ledger(user) and company_money.may_keep(user, part.model),
        partial(restorable_money, part.model),
        lambda row: reverse("customers:money_restore", args=[part.key, row.pk]),
        columns=OF_COMPANY,
        name=_name,
    )


def _of_fact(key: str, label: Any) -> BinSource:
    return source(
        f"fact_{key}",
        label,
        lambda user: bool(user.roles),
        partial(restorable_facts, key),
        lambda row: reverse("customers:fact_restore", args=[row.pk]),
        columns=Columns("removed_at", "removed_by", ""),
    )


def restorable_facts(key: str, user: "User") -> QuerySet[RemovedFact]:
    """As `removing.KINDS` says of the facts themselves."""
    rows = RemovedFact.objects.visible_to(user).filter(model=removing.KINDS[key].model._meta.label_lower)
    if key == "lead":
        return rows if keeps_archives(user) else rows.filter(removed_by=user)
    if key == "score":
        return rows if imports(user) else rows.none()
    customers = Customer.objects.visible_to(user).current()
    if key in ("deal", "contract"):
        return rows.filter(customer__in=customers.filter(sellable_q(user)).order_by().values("pk"))
    if key == "investment":
        return rows.filter(customer__in=customers.filter(investable_q(user)).order_by().values("pk"))
    return rows.filter(customer__in=customers.order_by().values("pk")) if edits_ledger(user) else rows.none()


def _remembered(model: type[Any]) -> QuerySet[Any]:
    history = model.history.model
    since = history.objects.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    rows: QuerySet[Any] = history.objects.filter(~Exists(since), history_type="-", history_change_reason=TAKEN_BACK)
    return rows


def _name(row: Any) -> str:
    """What kind of entry it is, and which one."""
    record = row.instance
    which = record.on.isoformat() if isinstance(record, WalletEstimate | Referral) else _which(record)
    return gettext("%(label)s: %(value)s") % {"label": capfirst(str(record._meta.verbose_name)), "value": which}


def _which(record: Any) -> str:
    return str(record.year) if isinstance(record, CustomerYear) else str(record)


KINDS: tuple[tuple[str, Any, type[Any]], ...] = (
    ("wallet", _("Wallet estimates"), WalletEstimate),
    ("year", _("Years of customers"), CustomerYear),
    ("certificate", _("Certificates"), Certificate),
    ("referral", _("Referrals"), Referral),
)
FACTS: tuple[tuple[str, Any], ...] = (
    ("revenue", _("Revenue lines")),
    ("cost", _("Cost lines")),
    ("effort", _("Effort entries")),
    ("investment", _("Strategic investments")),
    ("invoice", _("Invoices")),
    ("payment", _("Payments")),
    ("deal", _("Deals")),
    ("contract", _("Contracts")),
    ("lead", _("Leads")),
    ("score", _("Satisfaction scores")),
)
