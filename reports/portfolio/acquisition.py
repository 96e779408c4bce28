"""The acquisition page: what winning customers costs, whether it grows dearer, what it brings back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from customers.presenters.figures import told_gaps
from customers.selectors.base import Figure
from office.exporting import Cell
from office.formatting.writers import Write, amount_writer, percent_writer
from office.models import Company
from reports.indicators.levels import at_least, at_most
from reports.portfolio.behind import BEHIND
from reports.portfolio.channels import (
    advice_words,
    cac_channel_rows,
    cac_of_channels,
    cac_of_city_tiers,
    cac_of_regions,
    cac_of_sizes,
    place_rows,
    returns_of_channels,
    rolling_of_channels,
    size_rows,
)
from reports.portfolio.measures import Measure, number, of_customers
from reports.portfolio.spending import (
    months_figure,
    no_spending,
    partial_notes,
    unpriced_minutes,
    unpriced_notes,
    unpriced_rows,
    without_rate,
)
from reports.portfolio.tables import customer_table
from reports.portfolio.terms import city_tier_word
from reports.selectors.customers import names_of
from reports.selectors.terms import labels_of

if TYPE_CHECKING:
    from office.models import User

LTV_CAC, LTV_CAC_WATCH = Decimal(3), Decimal(1)
PAYBACK, PAYBACK_RED, KEPT = Decimal(12), Decimal(24), Decimal(1)
FLAG_LEVELS = {"stable": "good", "inflating_absorbed": "warn", "inflating_ltv_unknown": "warn", "bleeding": "bad"}


def acquisition_page(figure: Figure, user: "User") -> dict[str, Any]:
    """Context of reports/portfolio/acquisition.html. Two queries at most: dictionaries, names."""
    values = figure.values or {}
    money, share = amount_writer(get_language() or "en", Company.get().base_currency), percent_writer()
    whole = values["spend"] is not None
    missing = values["ltv_cac"]["missing"]
    names = names_of(missing, user) if missing else {}
    labels = labels_of(("channel", "region", "size")) if whole else {}
    without: Sequence[Mapping[str, Any]] = values["without_rate"]["rows"] if whole else []
    unpriced: Sequence[Mapping[str, Any]] = values["unpriced"]["rows"] if whole else []
    return {
        "whole": whole,
        "measures": _measures(values, money, share) if whole else [],
        "own_measures": [_ltv_cac(values), _payback(values), _kept(values, money)],
        "months": months_figure(values["months"], money) if whole else None,
        "spent": whole and bool(values["cac"]["entered"] or values["cac_before"]["entered"]),
        "partial": partial_notes(values) if whole else [],
        "cac_channels": cac_of_channels(values["cac_channels"], labels["channel"], money) if whole else None,
        "rolling": rolling_of_channels(values, labels["channel"], money) if whole else None,
        "sizes": cac_of_sizes(values["sizes"], labels["size"], money) if whole else None,
        "without_rate": without_rate(without, labels["channel"]) if without else None,
        "unpriced": unpriced_minutes(unpriced, labels["channel"]) if unpriced else None,
        "unpriced_gap": told_gaps(BEHIND["inflation"].gaps(values), user),
        "no_spending": no_spending(),
        "channels": returns_of_channels(values["channels"]["lines"], labels["channel"], money, share)
        if whole
        else None,
        "blended": number(values["channels"], "blended") if whole else None,
        "contribution_unknown": values["channels"]["unknown"] if whole else 0,
        "regions": cac_of_regions(values["regions"], labels["region"], money, share) if whole else None,
        "city_tiers": cac_of_city_tiers(values["city_tiers"], money, share) if whole and values["city_tiers"] else None,
        "missing": customer_table(_("Customers won without a known cost or value"), _lines(missing), names, []),
        "missing_count": values["ltv_cac"]["customers"] - values["ltv_cac"]["known"],
    }


def rows_of(part: str, values: Mapping[str, Any], _user: "User") -> tuple[list[str], Sequence[Sequence[Cell]], int]:
    """Heads, rows and their number for the file behind a picture. KeyError for a part that is none, or not for the reader."""
    rows: Sequence[Sequence[Cell]]
    if part == "months":
        heads = [_("Month"), _("Spending"), _("New customers"), "CAC", _("CAC, 3 months"), _("CAC, 12 months")]
        heads.append(_("Months with spending entered, of 12"))
        keys = ("cac", "cac_3", "cac_12")
        rows = [
            (one["month"], number(one, "spend"), one["new"], *(number(one, key) for key in keys), one["entered_12"])
            for one in values["months"]
        ]
        return heads, rows, len(rows)
    if part == "minutes":
        return unpriced_rows(values["unpriced"]["rows"], labels_of(["channel"])["channel"])
    if part == "channels":
        labels = labels_of(["channel"])["channel"]
        heads = [_("Acquisition channel"), _("Spending"), _("New customers"), _("Contribution of their first year")]
        heads += [_("Left out: cost unknown"), _("Return"), _("Share of the budget"), _("Advice")]
        rows = [
            (
                labels.get(one["code"], one["code"]),
                number(one, "spend"),
                one["new"],
                number(one, "contribution"),
                one["unknown"],
                number(one, "roi"),
                number(one, "budget_share"),
                str(advice_words()[one["advice"]]),
            )
            for one in values["channels"]["lines"]
        ]
        return heads, rows, len(rows)
    if part == "cac-channels":
        return cac_channel_rows(values["cac_channels"], labels_of(["channel"])["channel"])
    if part == "sizes":
        return size_rows(values["sizes"], labels_of(["size"])["size"])
    if part == "regions":
        return place_rows(values["regions"], _("Region"), labels_of(["region"])["region"])
    if part == "city-tiers":
        found = values["city_tiers"]
        return place_rows(
            found, _("City tier"), {one["code"]: city_tier_word(one["code"]) for one in found if one["code"]}
        )
    raise KeyError(part)


def flag_words() -> dict[str, str]:
    return {
        "stable": pgettext("inflation", "stable"),
        "inflating_absorbed": pgettext("inflation", "dearer, but lifetime value grows along"),
        "inflating_ltv_unknown": pgettext("inflation", "dearer; growth of lifetime value unknown"),
        "bleeding": pgettext("inflation", "dearer than lifetime value grows"),
    }


def _lines(ids: Sequence[int]) -> list[dict[str, int]]:
    return [{"id": pk} for pk in ids]


def _measures(values: Mapping[str, Any], money: Write, share: Write) -> list[Measure]:
    spend, cost = number(values, "spend"), number(values["cac"], "cac")
    before, inflation = number(values["cac_before"], "cac"), number(values["inflation"], "inflation")
    spent, spent_before = bool(values["cac"]["entered"]), bool(values["cac_before"]["entered"])
    new = ngettext("%(count)s new customer", "%(count)s new customers", values["won"]) % {"count": f"{values['won']:,}"}
    growth = number(values["inflation"], "ltv_growth")
    notes = partial_notes(values)
    flag = values["inflation"]["flag"]
    unabsorbed = number(values, "unabsorbed")
    return [
        Measure(
            _("CAC: cost of winning a customer"),
            None if cost is None else money(cost),
            note=_and(new, *notes),
            line="" if before is None or not before else _("the 12 months before %(cost)s") % {"cost": money(before)},
            reason=_("%(sum)s spent, nobody won.") % {"sum": money(spend or Decimal(0))} if spent else no_spending(),
            name="cac",
        ),
        Measure(
            _("Acquisition spending"),
            money(spend) if spent and spend is not None else None,
            note=_and(new, *notes),
            reason=no_spending(),
            name="spend",
        ),
        Measure(
            _("CAC inflation"),
            None if inflation is None else _signed(inflation),
            note=_and(flag_words().get(flag, "") + _growth(growth), *_assumed(values, growth), *notes),
            line=_("healthy up to 10% and up to the growth of lifetime value"),
            state=FLAG_LEVELS.get(flag, ""),
            reason=no_spending()
            if not spent
            else _("No acquisition spending is entered for the 12 months before.")
            if not spent_before
            else _("Needs 5 new customers and spending in both years (%(now)s and %(before)s new).")
            % {"now": values["won"], "before": values["won_before"]},
            name="inflation",
        ),
        Measure(
            _("Spent where nobody was won"),
            None if not spent or unabsorbed is None else money(unabsorbed),
            note=_and(
                _("months in which a channel won nobody: in no customer's cost"), *unpriced_notes(values, "roles")
            ),
            reason=no_spending(),
            name="unabsorbed",
        ),
    ]


def _and(*notes: str) -> str:
    return " · ".join(filter(None, notes))


def _assumed(values: Mapping[str, Any], growth: Decimal | None) -> list[str]:
    return [_("retention assumed")] if growth is not None and values["ltv_cac"].get("assumed") else []


def _growth(growth: Decimal | None) -> str:
    if growth is None:
        return ""
    return _(" (lifetime value %(change)s)") % {"change": _signed(growth)}


def _signed(change: Decimal) -> str:
    return f"{change * 100:+.1f}%".replace("-", "\u2212")


def _ltv_cac(values: Mapping[str, Any]) -> Measure:
    found = values["ltv_cac"]
    times = number(found, "ratio")
    reasons = {
        "no_cac": _("Those won cost nothing that was kept."),
        "insufficient": _("The largest gap of management: cost or value is missing for %(count)s of %(all)s won.")
        % {"count": found["customers"] - found["known"], "all": found["customers"]}
        if found["customers"]
        else _("Nobody was won in these 12 months."),
    }
    return Measure(
        "LTV/CAC",
        None if times is None else f"{times:.2f}",
        note=_and(
            _("%(known)s of %(all)s won in these 12 months") % {"known": found["known"], "all": found["customers"]},
            *([_("retention assumed")] if found.get("assumed") else []),
            *unpriced_notes(values, "roles"),
        ),
        line=_("healthy from 3, burning below 1"),
        state=at_least(times, LTV_CAC, LTV_CAC_WATCH),
        reason=reasons.get(found["band"], ""),
        name="ltv_cac",
    )


def _payback(values: Mapping[str, Any]) -> Measure:
    found = values["payback"]
    middle = number(found, "median")
    shown = (
        None
        if middle is None
        else (
            _("> %(months)s months")
            if found["beyond"]
            else ngettext("%(months)s month", "%(months)s months", int(f"{middle:.0f}"))
        )
        % {"months": f"{middle:.0f}"}
    )
    trap = " · " + _("five-year trap: %(count)s") % {"count": found["traps"]} if found["traps"] else ""
    return Measure(
        _("Months to pay back (median)"),
        shown,
        note=_and(
            _("%(back)s of %(known)s won in the 12 months before have paid back; unknown for %(unknown)s")
            % {"back": found["recovered"], "known": found["known"], "unknown": found["unknown"]}
            + trap,
            *unpriced_notes(values, "roles_before"),
        ),
        line=_("healthy up to 12, red above 24"),
        state="bad" if found["traps"] else at_most(middle, PAYBACK, PAYBACK_RED),
        reason=_("Nobody won in the 12 months before has a known acquisition cost and profit."),
        name="payback",
    )


def _kept(values: Mapping[str, Any], money: Write) -> Measure:
    kept, label = values["kept"], _("Keeping a customer against winning one")
    cost, whole = number(kept, "per_customer"), values["spend"] is not None
    cac = number(values["cac"], "cac") if whole else None
    times = None if cost is None or not cac else cost / cac
    return Measure(
        label,
        None if times is None else f"{times:.2f}",
        note=""
        if cost is None
        else _and(
            _("%(cost)s for each of %(count)s") % {"cost": money(cost), "count": of_customers(kept["kept"])},
            *unpriced_notes(values, "roles"),
        ),
        line=_("healthy below 1"),
        state=at_most(times, KEPT),
        reason=_("Spending is the company's: it cannot be told for a team.")
        if not whole
        else _("Two years of ledger are needed to tell who was kept.")
        if kept["kept"] is None
        else _("No relationship cost is kept.")
        if cost is None
        else no_spending(),
        name="kept_cost",
    )
