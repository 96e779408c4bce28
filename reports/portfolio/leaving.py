"""Who left, what they took along, what they had in common."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from office.charts.figures import Column, Table
from office.formatting.writers import Write
from reports.indicators.levels import at_most
from reports.portfolio.measures import Measure, number, of_customers
from reports.portfolio.tables import category_url, customer_table, sum_cell, text_cell

LOST = Decimal("0.05")


def lost_measures(lost: Mapping[str, Any], money: Write, share: Write) -> list[Measure]:
    amount, part, back, rate = (number(lost, name) for name in ("amount", "share", "recoverable", "win_back_rate"))
    return [
        Measure(
            _("Revenue of those lost"),
            money(amount or Decimal(0)),
            note=of_customers(lost["count"]),
            line=""
            if part is None
            else _("%(share)s of the revenue before; healthy up to 5%%") % {"share": share(part)},
            state=at_most(part, LOST),
            url=category_url("stage", "lost"),
            name="lost_revenue",
        ),
        Measure(
            _("Recoverable at our rate of winning back"),
            None if back is None else money(back),
            note=""
            if rate is None
            else _("%(back)s of %(lost)s won back")
            % {"back": f"{lost['won_back']:,}", "lost": of_customers(lost["lost_before"])},
            reason=_no_rate(lost),
            name="recoverable",
        ),
    ]


def _no_rate(lost: Mapping[str, Any]) -> str:
    """Why nobody knows how many come back."""
    if since := lost.get("rate_from"):
        return _("Who was lost in the year before is known with 36 months of ledger, from %(day)s.") % {"day": since}
    return _("Fewer than 10 lost in the year before (%(count)s): no rate of our own yet.") % {
        "count": lost["lost_before"]
    }


def lost_table(lines: Sequence[Mapping[str, Any]], names: Mapping[int, str], money: Write) -> Table:
    return customer_table(
        _("Customers lost in these 12 months"),
        lines,
        names,
        [
            (Column(_("Revenue of its last 12 months")), sum_cell("amount", money)),
            (Column(_("Last order")), text_cell("last_order")),
            (Column(_("Lost on")), text_cell("lost")),
        ],
    )
