"""What is unknown of a customer's own figures, by code, with what a reader needs to see it cured."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from customers.valuation.lifecycle import growth_months
from customers.valuation.worth.capital import Capital
from office.calendar.months import Month, month_add, month_end

if TYPE_CHECKING:
    from customers.valuation.worth.own import Own

PARTIAL = frozenset({"product_cost", "rate", "invoice_rate", "hourly_rate"})
"""Gaps that leave costs incomplete (economics 0.9)."""
Gap = dict[str, object]


def gaps_of(
    own: "Own", selling: Sequence[Month], priced: Collection[Month], capital: Capital, as_of: date
) -> Iterator[Gap]:
    """`selling`: months of T12 with revenue; `priced`: months with product cost."""
    facts = own.facts
    without = [month for month in selling if month not in priced]
    if without or (selling and not priced):
        yield {"code": "product_cost", "months": len(without), "of": len(selling)}
    if facts.lines_without_rate:
        yield {"code": "rate", "lines": facts.lines_without_rate}
    if facts.minutes_without_rate:
        yield unpriced("hourly_rate", dict(facts.minutes_without_rate))
    if facts.invoices_without_rate:
        yield {"code": "invoice_rate", "invoices": facts.invoices_without_rate}
    elif own.capital_basis in {"missing", "partly_missing"} and selling:
        yield {"code": "invoices", "months": len(capital.outside(selling)), "of": len(selling)}
    if facts.subscription.without_fee:
        yield {"code": "contract_fee", "contracts": facts.subscription.without_fee}
    if facts.subscription.without_rate:
        yield {"code": "contract_rate", "contracts": facts.subscription.without_rate}
    yield from _of_the_ledger(own, as_of)


def unpriced(code: str, minutes: Mapping[str, int]) -> Gap:
    """Minutes by cost role that no hourly rate prices."""
    return {"code": code, "minutes": sum(minutes.values()), "roles": dict(sorted(minutes.items()))}


def _of_the_ledger(own: "Own", as_of: date) -> Iterator[Gap]:
    """Windows that begin before the ledger, and the day on which they no longer do (economics 12)."""
    begins = own.known_from
    if begins is None or not own.net:
        return
    if own.known_months < 12:
        yield {"code": "t12", "begins": begins, "months": own.known_months}
    if own.net_p12 is None:
        yield {"code": "p12", "begins": begins, "from": _whole_on(begins, 24)}
    if own.growth is None and own.first_order is not None and own.first_order <= as_of:
        length = 2 * growth_months(own.first_order, as_of)
        if month_add(own.month, 1 - length) < begins:
            yield {"code": "growth", "begins": begins, "from": _whole_on(begins, length)}
    if own.hides_its_beginning:
        yield {"code": "ever", "begins": begins}


def _whole_on(begins: Month, months: int) -> str:
    """The day on which the ledger holds so many complete months."""
    return month_end(month_add(begins, months - 1)).isoformat()
