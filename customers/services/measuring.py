"""A customer's standing as a row: every measure in its column, and the parts of the figures that pages open."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from customers.models import CustomerStanding, StandingKind
from customers.valuation.defectors import Defector
from customers.valuation.formula import FORMULA
from customers.valuation.money import ZERO
from customers.valuation.payments import PaymentGrade
from customers.valuation.profit import CustomerPnl
from customers.valuation.worth import Judged, Own
from office.calendar.months import first_day

KEYS = frozenset({"customer", "current_for", "kind"})
VALUES = [
    field.attname
    for field in CustomerStanding._meta.concrete_fields
    if not field.primary_key and field.name not in KEYS
]
WATCH = frozenset({"alarm", "severity", "money_at_risk", "profit_at_risk", "p_overdue"})
"""Columns that only a computation over all customers can fill; one customer's keeps them."""
AS_THEY_ARE = frozenset({type(None), str, int, float, bool})
DIGESTED = json.JSONEncoder(default=str, separators=(",", ":"), check_circular=False).encode
NARROW = ["as_of", "month", "net_t12", "net_p12", "formula_version", "computed_at"]


def values_of(
    own: Own,
    judged: Judged,
    *,
    as_of: date,
    kind: str,
    settings_number: int,
    now: datetime,
) -> dict[str, Any]:
    """The row's values by attribute: not yet written, and without an alarm, which only a look at everybody can raise.

    A week keeps no parts.
    """
    lines = plain(own.t12), plain(own.p12)
    return {
        "customer_id": own.id,
        "current_for_id": own.id if kind == StandingKind.TODAY else None,
        "kind": kind,
        "as_of": as_of,
        "month": first_day(own.month),
        **_buying(own),
        **_profit(own),
        **_value(judged),
        **_judgement(own, judged),
        **_leaving(own, judged),
        **alarm_of(None),
        "missing": judged.missing,
        "parts": parts_of(own, judged, lines) if kind != StandingKind.WEEK else {},
        "inputs_digest": _digest(own, settings_number, lines),
        "formula_version": FORMULA,
        "settings_number": settings_number,
        "computed_at": now,
    }


def _buying(own: Own) -> dict[str, Any]:
    mrr = own.facts.subscription.mrr.get(own.month)
    return {
        "net_t12": own.net_t12 if own.net else None,
        "net_p12": own.net_p12 if own.net else None,
        "first_order_on": own.first_order,
        "last_order_on": own.last_order,
        "order_days_t12": own.order_days_t12,
        "tenure_months": own.tenure,
        "mrr": mrr,
        "growth": _float(own.growth),
        "stage": own.stage,
        "active": own.active,
        "size_computed": own.facts.own_size.size if own.facts.own_size else "",
        "size_effective": (own.facts.own_size and own.facts.own_size.size) or own.facts.size,
    }


def _profit(own: Own) -> dict[str, Any]:
    pnl, before = own.pnl, own.pnl_p12
    lines = own.t12
    known = pnl is not None
    return {
        "gross_profit": pnl.gross_profit if pnl else None,
        "contribution": pnl.contribution_profit if pnl else None,
        "net_profit": pnl.net_profit if pnl else None,
        "net_profit_p12": before.net_profit if before and own.net_p12 else None,
        "net_profit_ever": own.net_ever,
        "cost_to_serve": pnl.cost_to_serve if pnl else None,
        "direct_cost": lines.service_cost + lines.custom_rd + lines.retention_cost if known else None,
        "service_minutes": own.facts.service_minutes,
        "capital_cost": lines.capital_cost if own.capital_basis != "missing" else None,
        "receivable": own.receivable,
        "expected_loss": own.expected_loss,
        "allowance": lines.allowance_end if own.facts.invoices else None,
        "net_margin": _float(pnl.net_margin) if pnl else None,
        "partial": own.partial,
    }


def _value(judged: Judged) -> dict[str, Any]:
    value = judged.value
    return {
        "retention": _float(value.retention),
        "ltv": value.ltv.ltv_finite if value.ltv else None,
        "ltv_basis": value.basis if value.ltv else "",
        "cac": judged.cac,
        "payback_months": judged.payback.months if judged.payback else None,
        "payback_status": judged.payback.status if judged.payback else "",
        "wallet_share": _float(judged.wallet.now) if judged.wallet else None,
        "wallet_flag": judged.wallet.flag if judged.wallet else "",
        "curve_status": judged.curve.status if judged.curve else "",
        "lighthouse": judged.lighthouse.status if judged.lighthouse else "",
    }


def _judgement(own: Own, judged: Judged) -> dict[str, Any]:
    tier = judged.tier
    return {
        "payment_grade": own.grade.grade if own.facts.invoices else "",
        "days_late": _float(own.grade.weighted_days_late) if isinstance(own.grade, PaymentGrade) else None,
        "potential": _float(judged.potential),
        "profit_class": judged.profit_class,
        "tier_score": _float(tier.score),
        "tier_computed": tier.computed or "",
        "tier_effective": tier.effective or "",
        "scorecard": _float(judged.scorecard.score),
        "scorecard_band": judged.scorecard.band,
    }


def alarm_of(alarm: Defector | str | None) -> dict[str, Any]:
    """What the search for silent defectors found, `unsaid`, or nothing, as values of the row."""
    found = alarm if isinstance(alarm, Defector) else None
    return {
        "alarm": found.status if found else str(alarm or ""),
        "severity": found.severity if found else "",
        "money_at_risk": found.money_at_risk if found else None,
        "profit_at_risk": found.profit_at_risk if found else None,
    }


def _leaving(own: Own, judged: Judged) -> dict[str, Any]:
    trend = judged.trend
    return {
        "satisfied": own.satisfied,
        "p_trend": trend.p_trend,
        "rel_annual": _float(trend.rel_annual),
        "level": _float(trend.level),
        "p_overdue": judged.overdue.p,
        "leaked_annual": trend.leaked_annual,
        "at_stake_annual": trend.at_stake_annual,
    }


def parts_of(own: Own, judged: Judged, lines: tuple[Any, Any]) -> dict[str, Any]:
    """What pages open under the figures, as JSON keeps it: decimals as text. `lines` are those of T12 and P12, plain."""
    parts = {
        "capital": {"basis": own.capital_basis, "average_receivable": own.average_receivable},
        "grade": own.grade if own.facts.invoices else None,
        "lateness": own.lateness if own.lateness.invoices else None,
        "ltv": {
            "m": judged.value.yearly_profit,
            "r": judged.value.retention,
            "assumed": judged.value.is_assumed,
            "of": judged.value.ltv,
        },
        "cac": {"direct": own.facts.direct_acquisition, "channel": own.facts.channel, "won": own.won_month},
        "payback": judged.payback,
        "potential": {
            "growth": own.growth,
            "wallet_rest": judged.wallet_rest,
            "outlook": own.judgement.ratings.get("outlook"),
            "strategic": own.judgement.ratings.get("strategic"),
        },
        "wallet": judged.wallet,
        "tier": {"dimensions": judged.dimensions, "of": judged.tier},
        "scorecard": {"scores": judged.scores, "of": judged.scorecard},
        "lighthouse": judged.lighthouse,
        "curve": judged.curve,
        "curve_of": None if judged.actual is None else dict(judged.actual.parts()),
        "trend": judged.trend,
        "overdue": judged.overdue,
        "renewals": own.facts.renewals,
        "size": own.facts.own_size,
    }
    now, before = lines
    return {
        "t12": {"lines": now, "pnl": plain(own.pnl)},
        "p12": {"lines": before, "pnl": plain(own.pnl_p12), "capital": own.capital_basis_p12},
        **{name: plain(part) for name, part in parts.items() if part is not None},
    }


def plain(value: Any) -> Any:
    """As JSON keeps it: decimals and dates as text, records as mappings."""
    kind = type(value)
    if kind in AS_THEY_ARE:
        return value
    if kind is Decimal:
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, str | int | float):
        return value
    return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}


def margin(pnl: CustomerPnl | None, otherwise: Decimal | None) -> Decimal:
    """Contribution margin of T12, else the company's (economics 7.7)."""
    own = pnl.contribution_margin if pnl else None
    return own if own is not None else otherwise or ZERO


def _digest(own: Own, settings_number: int, lines: tuple[Any, Any]) -> str:
    """A fingerprint of what went in: the same facts give the same one."""
    facts = own.facts
    inputs = [
        FORMULA,
        settings_number,
        own.month,
        [(month, str(amount)) for month, amount in sorted(own.net.items())],
        *lines,
        [day.isoformat() for day in own.order_days],
        facts.last_interaction,
        facts.first_deal_on,
        facts.lost_on,
        sorted(facts.judgement.ratings.items()),
        facts.judgement.culture,
        facts.judgement.mutual,
        plain(facts.judgement.override),
        plain(facts.mood),
        plain(facts.wallet),
        plain(facts.judgement.invested) if facts.judgement.plan else None,
    ]
    return hashlib.sha256(DIGESTED(inputs).encode()).hexdigest()


def _float(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)
