"""The tab of agreements: three layers with their evidence, volumes against the ledger, clauses, warnings, reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.access import sees_revenue_of
from customers.models import Customer, CustomerStanding
from office.access import sees_people_and_voices
from office.formatting import amounts
from office.models import User
from relationships.agreeing.layers import layer_tiles
from relationships.models import (
    JointReview,
    OrganisationalItem,
    RiskClause,
    SolvencyWarning,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.selectors.agreements import Kept, kept
from relationships.selectors.layers import Evidence, evidence
from relationships.services import joint_reviews, noting

SHOWN = 50
YEAR = timedelta(days=365)
GONE = Q(standing__stage__in=(CustomerStanding.Stage.DORMANT, CustomerStanding.Stage.LOST)) | Q(
    status=Customer.Status.LOST
)


@dataclass(frozen=True)
class VolumeRow:
    agreement: VolumeAgreement
    yearly: str
    agreed: str = ""
    bought: str = ""
    missing: str = ""
    ratio: str = ""
    flagged: bool = False
    since: date | None = None
    lines: int = 0
    left_out: int = 0

    @property
    def runs(self) -> bool:
        return self.since is not None


@dataclass(frozen=True)
class EvidenceRow:
    """One of the six kinds, with all that speaks for it on the day."""

    label: Any
    found: Sequence[Evidence]


def agreements_tab(customer: Customer, user: User, day: date) -> dict[str, Any]:
    context: dict[str, Any] = {
        "warnings": list(_of(SolvencyWarning, customer, user).select_related("cleared_by")),
        "may": {name: noting.may_write(kind, customer, user) for name, kind in KINDS.items()},
        "sees_volumes": sees_revenue_of(user, customer),
        "sees_people": sees_people_and_voices(user),
    }
    if context["sees_volumes"]:
        context["volumes"] = volume_rows(customer, user, day)
    if context["sees_people"]:
        found = evidence(customer, day)
        context |= {
            "layers": layer_tiles(customer, user, day, sorted({one.kind for one in found})),
            "evidence": [EvidenceRow(one.label, [each for each in found if each.kind == one]) for one in Kind],
            "items": list(_of(OrganisationalItem, customer, user)),
            "clauses": [(one, _in_force(one, day)) for one in _of(RiskClause, customer, user)],
            "win_backs": list(_of(WinBackAttempt, customer, user).select_related("tried_by")),
            "reviews": list(_of(JointReview, customer, user).select_related("next_step")),
            "may_review": joint_reviews.may_write(customer, user),
        }
    return context


Kind = OrganisationalItem.Kind
KINDS = {
    "item": OrganisationalItem,
    "clause": RiskClause,
    "volume": VolumeAgreement,
    "solvency": SolvencyWarning,
    "win_back": WinBackAttempt,
}


def _of(kind: Any, customer: Customer, user: User) -> "QuerySet[Any]":
    rows: QuerySet[Any] = kind.objects.visible_to(user).filter(customer=customer)
    return rows[:SHOWN]


def _in_force(clause: RiskClause, day: date) -> bool:
    begun = clause.is_standing and clause.valid_from <= day
    return begun and (clause.valid_until is None or clause.valid_until >= day)


def volume_rows(customer: Customer, user: User, day: date) -> list[VolumeRow]:
    rows = VolumeAgreement.objects.visible_to(user).filter(customer=customer)
    running = {one.agreement.pk: one for one in kept(rows, day)}
    return [_volume(one, running.get(one.pk)) for one in rows.select_related("product")[:SHOWN]]


def _volume(agreement: VolumeAgreement, found: Kept | None) -> VolumeRow:
    yearly = agreement.yearly_amount or agreement.yearly_quantity or Decimal(0)
    if found is None:
        return VolumeRow(agreement, _said(yearly, agreement))
    result = found.result
    return VolumeRow(
        agreement,
        _said(yearly, agreement),
        agreed=_said(result.agreed, agreement),
        bought=_said(result.bought, agreement),
        missing=_said(max(result.missing, Decimal(0)), agreement),
        ratio=amounts.percent(max(result.ratio, Decimal(0)), 0),
        flagged=result.flagged,
        since=result.stretch.first,
        lines=found.lines,
        left_out=found.left_out,
    )


def _said(value: Decimal, agreement: VolumeAgreement) -> str:
    if agreement.yearly_amount is not None:
        return amounts.amount(value, get_language() or "en", currency=agreement.currency)
    number = f"{round(value):,}"
    return f"{number} {agreement.unit}".strip()


def win_back_page(user: User, day: date) -> dict[str, Any]:
    """Attempts of the past year by result, and how many dormant and lost customers had none. Two queries."""
    rows = WinBackAttempt.objects.visible_to(user).standing().filter(on__gt=day - YEAR)
    counted = dict(rows.order_by().values_list("result").annotate(Count("pk")))
    gone = Customer.objects.visible_to(user).current().filter(GONE)
    untried = gone.exclude(pk__in=rows.values("customer_id")).count()
    closed = counted.get("won_back", 0) + counted.get("declined", 0)
    return {
        "tried": sum(counted.values()),
        "won": counted.get("won_back", 0),
        "declined": counted.get("declined", 0),
        "under_way": counted.get("open", 0),
        "rate": amounts.percent(Decimal(counted.get("won_back", 0)) / closed, 0) if closed else None,
        "rate_note": _("%(won)s of %(closed)s answered") % {"won": counted.get("won_back", 0), "closed": closed},
        "untried": untried,
    }
