"""Why a figure is unknown or incomplete, in a sentence, and who owns the cure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy, gettext_noop, ngettext, pgettext
from django.utils.translation import gettext as _

from customers import extensions
from customers.figures.declared import Gap
from office.formatting import amounts
from office.formatting.days import month as month_name
from office.formatting.marks import as_decimal

FINANCE = gettext_lazy("Finance")
FOUNDER = gettext_lazy("founder and Finance")
OWNER = gettext_lazy("whoever looks after the customer")
TIME = gettext_lazy("time")
ZHIKE = gettext_lazy("the next computation")
OLDER = gettext_lazy("time, or Finance with an older ledger")

INVOICES = ("invoices", "invoice_rate")
"""Gaps of what is read off invoices."""


def _product_cost(detail: Mapping[str, Any]) -> str:
    if not detail.get("of"):
        return _("No product cost is booked.")
    return _("Product cost is missing in %(months)s of %(of)s months with revenue.") % detail


def _rate(detail: Mapping[str, Any]) -> str:
    lines = int(detail.get("lines", 0))
    text = ngettext(
        "%(lines)s line has no exchange rate of its day.", "%(lines)s lines have no exchange rate of their day.", lines
    )
    return text % {"lines": lines}


def _invoices(detail: Mapping[str, Any]) -> str:
    if detail.get("months", 0) == detail.get("of", 0):
        return _("Neither invoices nor payment terms are known.")
    return _("No invoice and no payment term covers %(months)s of %(of)s months with revenue.") % detail


def _retention_assumed(detail: Mapping[str, Any]) -> str:
    share = as_decimal(detail.get("r"))
    return _("Assumed: a retention of %(share)s, as fewer than 20 customers could have stayed or left.") % {
        "share": "" if share is None else amounts.percent(share)
    }


def _pulled_cost(detail: Mapping[str, Any]) -> str:
    count = int(detail.get("customers", 0))
    text = ngettext(
        "Of %(count)s customer that names them, months without product cost are left out.",
        "Of %(count)s customers that name them, months without product cost are left out.",
        count,
    )
    return text % {"count": count}


def _invoice_rate(detail: Mapping[str, Any]) -> str:
    count = int(detail.get("invoices", 0))
    text = ngettext(
        "%(count)s invoice is left out: its day has no exchange rate.",
        "%(count)s invoices are left out: their days have no exchange rate.",
        count,
    )
    return text % {"count": count}


def _investment_rate(detail: Mapping[str, Any]) -> str:
    count = int(detail.get("entries", 0))
    text = ngettext(
        "%(count)s strategic investment is left out: its day has no exchange rate.",
        "%(count)s strategic investments are left out: their days have no exchange rate.",
        count,
    )
    return text % {"count": count}


def _contract_fee(detail: Mapping[str, Any]) -> str:
    count = int(detail.get("contracts", 0))
    text = ngettext("%(count)s running subscription has no fee.", "%(count)s running subscriptions have no fee.", count)
    return text % {"count": count}


def _contract_rate(detail: Mapping[str, Any]) -> str:
    count = int(detail.get("contracts", 0))
    text = ngettext(
        "%(count)s running subscription is left out: its first day has no exchange rate.",
        "%(count)s running subscriptions are left out: their first days have no exchange rate.",
        count,
    )
    return text % {"count": count}


def _ledger(sentence: str) -> Callable[[Mapping[str, Any]], str]:
    """Where the ledger begins, and what follows from it."""

    def text(detail: Mapping[str, Any]) -> str:
        return _(sentence) % {"from": "", "months": 0, **detail, "begins": _month(detail.get("begins"))}

    return text


def _month(month: Any) -> str:
    return month_name(date.fromisoformat(f"{month}-01"), get_language() or "en") if month else ""


def _hourly_rate(detail: Mapping[str, Any]) -> str:
    if detail.get("roles"):
        return _("No hourly rate prices %(minutes)s: nobody knows what they cost.") % {
            "minutes": minutes_of_roles(detail["roles"])
        }
    return _("%(minutes)s minutes of work have no hourly rate.") % {"minutes": detail.get("minutes", 0)}


def _acquisition_minutes(detail: Mapping[str, Any]) -> str:
    return _("Winning them took %(minutes)s that no hourly rate prices: the cost is without them.") % {
        "minutes": minutes_of_roles(detail.get("roles", {}))
    }


def minutes_of_roles(roles: Mapping[str, int]) -> str:
    """Minutes of each cost role, in words; most first."""
    told = [
        ngettext("%(count)s minute of %(role)s", "%(count)s minutes of %(role)s", minutes)
        % {"count": f"{minutes:,}", "role": extensions.cost_roles.get(role, role)}
        for role, minutes in sorted(roles.items(), key=lambda each: (-each[1], each[0]))
    ]
    return pgettext("between names", ", ").join(told)


def _acquisition(detail: Mapping[str, Any]) -> str:
    month = detail.get("month")
    if not month:
        return _("It is not known when they became a customer.")
    if detail.get("why") == "rate":
        return _("Of what was spent on winning them for %(month)s a line has no exchange rate.") % {"month": month}
    return _("No acquisition spend is entered for %(month)s, when they were won.") % {"month": month}


def _ltv(detail: Mapping[str, Any]) -> str:
    texts = {
        "product_cost": _("Without product cost no yearly profit is known."),
        "retention": _("Fewer than 20 customers could have stayed or left, so no retention rate is known."),
        "too_young": _("Younger than six months, and no median of its industry is known."),
        "no_order": _("They have not ordered yet."),
    }
    return texts.get(str(detail.get("why")), texts["product_cost"])


def _size(detail: Mapping[str, Any]) -> str:
    return size_reason(str(detail.get("why") or "years"))


def size_reason(why: str) -> str:
    """Why the national standard tells no size."""
    texts = {
        "standard": _("Their industry has no category of the national standard of sizes."),
        "currency": _("The lines of the national standard are in yuan, and their years are kept in another currency."),
        "years": _("Nothing is known of their own years: employees, revenue, total assets."),
    }
    if why in texts:
        return texts[why]
    measures = {"employees": _("employees"), "revenue": _("its yearly revenue"), "assets": _("its total assets")}
    lacking = pgettext("between items", ", ").join(measures.get(each, each) for each in why.split())
    return _("The national standard asks for what their last year does not tell: %(lacking)s.") % {"lacking": lacking}


def _plain(text: Callable[[], str]) -> Callable[[Mapping[str, Any]], str]:
    return lambda _detail: text()


REASONS: dict[str, tuple[Callable[[Mapping[str, Any]], str], Any]] = {
    "product_cost": (_product_cost, FINANCE),
    "rate": (_rate, FINANCE),
    "hourly_rate": (_hourly_rate, FOUNDER),
    "acquisition_minutes": (_acquisition_minutes, FOUNDER),
    "invoices": (_invoices, FINANCE),
    "retention_assumed": (_retention_assumed, FOUNDER),
    "lighthouse_cost": (_plain(lambda: _("Without product cost nobody knows what they have cost so far.")), FINANCE),
    "pulled_cost": (_pulled_cost, FINANCE),
    "invoice_rate": (_invoice_rate, FINANCE),
    "investment_rate": (_investment_rate, FINANCE),
    "curve_cac": (_plain(lambda: _("What winning them cost is not known: the curve goes without it.")), FINANCE),
    "contract_fee": (_contract_fee, FINANCE),
    "contract_rate": (_contract_rate, FINANCE),
    "t12": (_ledger(gettext_noop("The ledger begins in %(begins)s: these are %(months)s months, not twelve.")), OLDER),
    "p12": (
        _ledger(gettext_noop("The ledger begins in %(begins)s: the twelve months before are whole from %(from)s on.")),
        OLDER,
    ),
    "growth": (
        _ledger(gettext_noop("The ledger begins in %(begins)s: there is enough to compare from %(from)s on.")),
        OLDER,
    ),
    "ever": (_ledger(gettext_noop("The ledger begins in %(begins)s: earlier profit is not known.")), OLDER),
    "plan_ledger": (_ledger(gettext_noop("The ledger begins in %(begins)s, after the plan.")), OLDER),
    "wallet_ledger": (
        _ledger(gettext_noop("The ledger begins in %(begins)s, within the twelve months before the estimate.")),
        OLDER,
    ),
    "ltv": (_ltv, FINANCE),
    "acquisition_spend": (_acquisition, FINANCE),
    "potential": (_plain(lambda: _("Growth, wallet and ratings are known for less than half of the weight.")), OWNER),
    "satisfaction": (_plain(lambda: _("No score, word or mood of theirs says lately how satisfied they are.")), OWNER),
    "no_revenue": (_plain(lambda: _("No revenue in this period.")), TIME),
    "no_order": (_plain(lambda: _("They have not ordered yet.")), TIME),
    "ledger_start": (_plain(lambda: _("Their first line may only show when the ledger began.")), OWNER),
    "young": (_plain(lambda: _("Too short a history to compare.")), TIME),
    "no_contract": (_plain(lambda: _("No contract with recurring fees runs.")), OWNER),
    "few_invoices": (_plain(lambda: _("Too few invoices fell due in twelve months.")), TIME),
    "retention": (
        _plain(lambda: _("Fewer than 20 customers could have stayed or left, so no retention rate is known.")),
        TIME,
    ),
    "wallet": (_plain(lambda: _("Nobody estimated what they buy in our category in all.")), OWNER),
    "plan": (_plain(lambda: _("No value plan was made for them.")), FOUNDER),
    "lighthouse": (_plain(lambda: _("They are not treated as a lighthouse.")), FOUNDER),
    "ratings": (_plain(lambda: _("Less than the needed part of the dimensions is known.")), OWNER),
    "untested": (_plain(lambda: _("Too little history of orders to test.")), TIME),
    "no_alarm": (_plain(lambda: _("No alarm stands, so no money is counted at risk.")), TIME),
    "no_contact": (_plain(lambda: _("Nobody talked with them yet, or nobody logged it.")), OWNER),
    "no_people": (_plain(lambda: _("Nobody of theirs is recorded.")), OWNER),
    "recovered": (_plain(lambda: _("Not paid back yet.")), TIME),
    "size": (_size, OWNER),
    "waiting": (_plain(lambda: _("Not computed yet.")), ZHIKE),
    "kept_of_all": (
        _plain(lambda: _("Earlier days are kept of all customers together, not of a part of them.")),
        ZHIKE,
    ),
    "nothing_kept": (_plain(lambda: _("Nothing was kept of that day or before it.")), TIME),
}


PARTS = {"hourly_rate": "rates", "acquisition_minutes": "rates", "investment_rate": "exchange"}
"""Where in the company's money a gap is closed."""


def gap(code: str, detail: Mapping[str, Any] | None = None) -> Gap:
    """The gap of a code; `detail` is what the standing noted with it."""
    text, owner = REASONS[code]
    if code == "ltv" and detail is not None and detail.get("why") != "product_cost":
        owner = TIME  # too few customers, or too young a one: nobody can enter what is not there yet
    return Gap(code, text(detail or {}), owner, PARTS.get(code, ""))
