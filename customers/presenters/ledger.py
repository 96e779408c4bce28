"""The ledger tab: months as bars and as a table, lines below."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from customers.models import CostLine, Customer, RevenueLine
from customers.selectors.ledger import CustomerMonth, lines_of, months_of
from office.access import edits_ledger, sees_margins
from office.models import User

MONTHS = 24
PAGE = 50
WIDTH, HEIGHT, GAP = 720, 120, 4


def ledger_tab(customer: Customer, user: User, today: date, *, before: str) -> dict[str, Any]:
    """Costs and margins only for those who may see them of this customer; the others get no gap where they were."""
    costs = sees_margins(user) and CostLine.objects.visible_to(user).filter(customer=customer).exists()
    months = months_of(customer.pk, today, count=MONTHS, costs=costs)
    lines, older = lines_of(RevenueLine.objects.visible_to(user), customer.pk, before=before, size=PAGE)
    shown = [month for month in months if month.net is not None or month.costs]
    return {
        "months": [_row(month) for month in shown],
        "bars": bars(list(reversed(months))),
        "baseline": HEIGHT,
        "costs": costs,
        "lines": lines,
        "discounts": any(line.discount is not None for line in lines),
        "keeps_ledger": edits_ledger(user) and not customer.is_archived,
        "older": older,
        "first_page": not before,
        "without_rate": sum(month.without_rate for month in months),
    }


def bars(months: Sequence[CustomerMonth]) -> list[dict[str, Any]]:
    """Net revenue per month, drawn from zero; negative months hang below it."""
    nets = [month.net or Decimal(0) for month in months]
    top, bottom = max([*nets, Decimal(0)]), min([*nets, Decimal(0)])
    if top == bottom:
        return []
    scale = HEIGHT / (top - bottom)
    step = Decimal(WIDTH) / len(months)
    return [
        {
            "x": f"{step * place:.1f}",
            "y": f"{(top - max(net, Decimal(0))) * scale:.1f}",
            "width": f"{step - GAP:.1f}",
            "end": f"{step * (place + 1) - GAP:.1f}",
            "height": f"{max(abs(net) * scale, Decimal('0.5') if net else Decimal(0)):.1f}",
            "negative": net < 0,
            "month": month.month,
            "net": month.net,
        }
        for place, (month, net) in enumerate(zip(months, nets, strict=True))
    ]


def _row(month: CustomerMonth) -> dict[str, Any]:
    spent = sum(month.costs.values(), Decimal(0))
    return {
        "month": month.month,
        "net": month.net,
        "refunds": month.refunds or None,
        "order_days": month.order_days,
        "without_rate": month.without_rate,
        "costs": spent if month.costs else None,
        "margin": month.product_margin,
    }


def conclusion(rows: Sequence[dict[str, Any]]) -> str:
    """What the chart says, for those who do not see it."""
    return _("Net revenue per month, %(count)s months") % {"count": len(rows)}
