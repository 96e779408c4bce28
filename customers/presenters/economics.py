"""The economics tab: what a customer brings and costs, what it is worth, how it is judged, and what nobody knows yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from customers import access
from customers.figures import words
from customers.figures.behind import Behind
from customers.figures.declared import Reading
from customers.figures.reading import read_from
from customers.figures.reasons import REASONS, gap
from customers.figures.registry import find
from customers.models import Customer, CustomerStanding
from customers.presenters import economics_charts as charts
from customers.presenters.figures import Shown, ToldGap, shown, told_gaps
from customers.presenters.graded import graded_invoices
from customers.selectors import economics, judgements
from customers.selectors.revenue import net_by_month
from customers.valuation.scorecards import WEIGHTS
from office.formatting import amounts
from office.formatting.marks import as_decimal
from office.models import User

REDUCED = ("net_t12", "growth", "payment_grade", "receivable")
MONEY = ("capital_cost", "cost_to_serve", "receivable", "payment_grade", "allowance")
WORTH = (
    "ltv",
    "retention",
    "net_profit_ever",
    "net_historic_value",
    "cac",
    "payback_months",
    "total_cost",
    "wallet_share",
    "growth",
    "potential",
)
RISK = ("satisfied", "alarm", "money_at_risk", "profit_at_risk")
RISK_REDUCED = ("satisfied", "alarm", "money_at_risk")


def standing_of(customer: Customer) -> CustomerStanding | None:
    """Today's row, read once for all that a page shows of it."""
    return getattr(customer, "standing", None)


class Sheet:
    """The figures of one customer off one row, each with its explanation."""

    def __init__(self, customer: Customer, standing: CustomerStanding | None, user: User) -> None:
        self.customer, self.standing, self.user = customer, standing, user
        self.behind = None if standing is None else Behind(standing)

    def read(self, name: str) -> Reading:
        if self.standing is None:
            return Reading(None, gaps=[gap("waiting")])
        return read_from(find(name), self.standing, self.customer, self.user, inputs=False, behind=self.behind)

    def __getitem__(self, name: str) -> Shown:
        return shown(find(name), self.read(name), self.customer)

    def all(self, names: Iterable[str]) -> list[Shown]:
        return [self[name] for name in names]


def economics_tab(customer: Customer, user: User, today: date) -> dict[str, Any]:
    """Everything for who sees the customer's costs; revenue, class, tier, grade and alarm for its account manager."""
    standing = standing_of(customer)
    sheet = Sheet(customer, standing, user)
    months = net_by_month(customer)
    kept = economics.kept_months(customer)
    context: dict[str, Any] = {
        "full": access.sees_costs_of(user, customer),
        "standing": standing,
        "months": charts.months_figure(months, today),
        "stage": sheet["stage"],
        "klass": sheet["profit_class"],
        "tier": _tier(sheet, customer, today),
        "stages": _stages(kept),
        "grade": sheet["payment_grade"],
        "graded": graded_invoices(customer, user, standing.as_of if standing else today),
    }
    if not context["full"]:
        return context | {"money": sheet.all(REDUCED), "risk": sheet.all(RISK_REDUCED)}
    return context | {
        "pnl": charts.pnl_figure(standing),
        "incomplete": bool(standing and standing.partial),
        "money": [_noted(sheet, name) for name in MONEY],
        "worth": [_noted(sheet, name) for name in WORTH],
        "risk": sheet.all(RISK),
        "curve": _curve(customer, standing),
        "curve_status": sheet["curve_status"],
        "invested": _invested(sheet),
        "scorecard": sheet["scorecard"],
        "band": sheet["scorecard_band"],
        "scores": _scores(customer, standing, today),
        "lighthouse": sheet["lighthouse"],
        "record": _lighthouse(customer),
        "gaps": _gaps(sheet),
    }


@dataclass(frozen=True, slots=True)
class Noted:
    """A figure with a line of context."""

    figure: Shown
    note: str = ""


def _noted(sheet: Sheet, name: str) -> Noted:
    return Noted(sheet[name], _note(sheet, name))


def _note(sheet: Sheet, name: str) -> str:
    standing = sheet.standing
    if standing is None or not standing.parts:
        return ""
    parts = standing.parts
    if name == "capital_cost":
        basis = str(words.CAPITAL_BASES.get(parts["capital"]["basis"], ""))
        average = as_decimal(parts["capital"].get("average_receivable"))
        if average is None:
            return basis
        return _("%(basis)s, %(average)s open on average") % {"basis": basis, "average": charts.money_text(average)}
    if name == "cost_to_serve":
        ratio = as_decimal((parts["t12"].get("pnl") or {}).get("cost_to_serve_ratio"))
        return "" if ratio is None else _("%(share)s of net revenue") % {"share": amounts.percent(ratio)}
    if name == "payment_grade" and "grade" in parts:
        return _("%(count)s invoices due in 12 months") % {"count": parts["grade"].get("invoices", 0)}
    if name in {"ltv", "retention"}:
        return _worth_note(name, standing)
    if name == "total_cost" and sheet.behind is not None and standing.cac is not None:
        return _("%(cac)s to win them, %(upkeep)s to serve and keep them; net profit carries the second part") % {
            "cac": charts.money_text(standing.cac),
            "upkeep": charts.money_text(sheet.behind.upkeep.cost),
        }
    if name == "payback_months" and standing.payback_status:
        return str(words.PAYBACKS[standing.payback_status])
    if name == "wallet_share" and standing.wallet_flag:
        return str(words.WALLETS[standing.wallet_flag])
    return ""


def _worth_note(name: str, standing: CustomerStanding) -> str:
    """What a lifetime value and its retention stand on."""
    part = standing.parts.get("ltv") or {}
    if name == "retention":
        return _("assumed by the founder") if part.get("assumed") else ""
    basis, m = str(words.LTV_BASES.get(standing.ltv_basis, "")), as_decimal(part.get("m"))
    if basis and part.get("assumed"):
        basis = _("%(basis)s; retention assumed") % {"basis": basis}
    if m is None or not basis:
        return basis
    return _("%(profit)s a year (%(basis)s)") % {"profit": charts.money_text(m), "basis": basis}


def _tier(sheet: Sheet, customer: Customer, today: date) -> dict[str, Any]:
    parts = sheet.standing.parts if sheet.standing else {}
    holds = bool(((parts.get("tier") or {}).get("of") or {}).get("overridden"))
    override = economics.override_of(customer, today)
    return {
        "effective": sheet["tier_effective"],
        "computed": sheet["tier_computed"],
        "override": override if holds else None,
        "score": sheet["tier_score"] if access.sees_costs_of(sheet.user, customer) else None,
    }


def _stages(kept: Sequence[economics.Kept]) -> list[dict[str, Any]]:
    """Stretches of months in one stage, newest first."""
    found: list[dict[str, Any]] = []
    for month in kept:
        label = words.STAGES.get(month.stage, _("unknown"))
        if found and found[-1]["stage"] == month.stage:
            found[-1]["until"] = month.as_of
            found[-1]["months"] += 1
        else:
            found.append(
                {"stage": month.stage, "label": label, "since": month.as_of, "until": month.as_of, "months": 1}
            )
    return list(reversed(found))


def _curve(customer: Customer, standing: CustomerStanding | None) -> Any:
    if standing is None:
        return None
    found = economics.planned_months(customer, standing)
    return None if found is None else charts.curve_figure(found, standing.parts.get("curve") or {})


def _invested(sheet: Sheet) -> Shown | None:
    """What was booked as strategic investment, where there is a plan that it counts against or any entry."""
    found = sheet["strategic_investment"]
    entries = sheet.behind.invested.entries if sheet.behind else 0
    return found if entries or (sheet.standing and sheet.standing.curve_status) else None


def _scores(customer: Customer, standing: CustomerStanding | None, today: date) -> list[dict[str, Any]]:
    """The fifteen dimensions by weight: score, where it comes from, and ratings that count no longer."""
    ratings = economics.newest_ratings(customer, today)
    parts = standing.parts if standing else {}
    scores = (parts.get("scorecard") or {}).get("scores") or {}
    rows = []
    for name, weight in sorted(WEIGHTS.items(), key=lambda each: -each[1]):
        rating = ratings.get(name)
        expired = rating is not None and judgements.valid_until(rating.rated_on) <= today
        score = as_decimal(scores.get(name))
        rows.append(
            {
                "label": str(words.SCORES[name]),
                "weight": weight,
                "score": score,
                "text": "" if score is None else amounts.figure(score, 0),
                "rating": rating,
                "expired": expired,
            }
        )
    return rows


def _lighthouse(customer: Customer) -> dict[str, Any] | None:
    record = economics.lighthouse_of(customer)
    if record is None:
        return None
    met = [str(words.CRITERIA[name]) for name, holds in record.criteria.items() if holds]
    return {"met": met, "record": record}


def _gaps(sheet: Sheet) -> list[ToldGap]:
    """What is unknown about the customer in all, each once, with its owner."""
    standing = sheet.standing
    if standing is None:
        return told_gaps([gap("waiting")], sheet.user)
    found = {
        str(each["code"]): gap(str(each["code"]), each) for each in standing.missing if each.get("code") in REASONS
    }
    for code, known in (
        ("wallet", standing.wallet_share is not None),
        ("ratings", standing.scorecard is not None),
        ("plan", bool(standing.curve_status)),
    ):
        if not known:
            found.setdefault(code, gap(code))
    return told_gaps(found.values(), sheet.user)
