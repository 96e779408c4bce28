"""Customers of a base for tests of what is computed over all of them."""

from datetime import date
from decimal import Decimal
from typing import Any

from customers.valuation.settings import Settings
from customers.valuation.worth import Basis, Measured, Moment
from office.calendar.months import Month

MOMENT = Moment(date(2026, 3, 31), Month("2026-03"), Settings(), Basis())


def measured(pk: int, net_t12: str = "0", **known: Any) -> Measured:
    """A customer of which nothing is known but its revenue and what is `known`; text becomes money."""
    values: dict[str, Any] = dict.fromkeys(Measured.__dataclass_fields__)
    values |= dict.fromkeys(("industry", "region", "channel", "size", "stage", "payback_status"), "")
    values |= dict.fromkeys(("payment_grade", "profit_class", "tier", "lighthouse", "alarm"), "")
    values |= {"id": pk, "group": pk, "active": False, "partial": False, "service_minutes": 0}
    values |= {"net_t12": Decimal(net_t12), "net_p12": Decimal(0), "net": {}}
    for name, value in known.items():
        values[name] = Decimal(value) if name in MONEY and isinstance(value, str) else value
    return Measured(**values)


MONEY = {"net_p12", "gross_profit", "contribution", "net_profit", "cost_to_serve", "mrr", "ltv", "cac", "direct_cost"}
