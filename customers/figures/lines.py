"""Lines of a customer's profit and loss as figures: each step of the waterfall explains itself (economics 1.1)."""

from django.utils.translation import gettext_lazy as _

from customers import access
from customers.figures.declared import Definition, Part, Period, Ref, Unit
from customers.figures.reasons import INVOICES

LEDGER, COSTS = "customers:ledger", "customers:costs"


def _line(
    name: str, label: object, formula: object, *, path: str = "", source: str = "1.1", rows: str = COSTS, **more: object
) -> Definition:
    return Definition(
        name=name,
        path=path or f"t12.lines.{name}",
        label=label,
        unit=Unit.MONEY,
        formula=formula,
        source=source,
        may_see=access.sees_costs_of,
        period=Period.T12,
        otherwise=str(more.pop("otherwise", "product_cost")),
        rows=rows,
        **more,  # type: ignore[arg-type]
    )


LINES = [
    _line(
        "sales",
        _("Sales"),
        _("Lines of the ledger above nothing, without VAT, in base currency by the rate of their day."),
        rows=LEDGER,
        missing=("rate",),
        otherwise="no_revenue",
    ),
    _line(
        "refunds",
        _("Refunds"),
        _("Lines of the ledger below nothing, on the day of the refund; history is not restated."),
        rows=LEDGER,
        missing=("rate",),
        otherwise="no_revenue",
    ),
    _line(
        "product_cost",
        _("Product cost"),
        _("Direct cost of goods and delivery as booked; what a return reversed counts against it."),
        missing=("product_cost", "rate"),
    ),
    _line("rebates", _("Rebates"), _("Rebates earned in the period, also where they are paid later.")),
    _line(
        "variable_selling",
        _("Variable selling"),
        _("Freight, samples, commission on renewals; what winning the customer cost is not in it."),
    ),
    _line(
        "service_cost",
        _("Dedicated service"),
        _("Booked amounts, else minutes after the first order times the hourly rate of their role."),
        source="1.2",
        count=Ref("service_minutes"),
        missing=("hourly_rate",),
    ),
    _line(
        "custom_rd",
        _("Custom R&D"),
        _("Booked amounts, else minutes times the hourly rate; not spread over other customers."),
        missing=("hourly_rate",),
    ),
    _line(
        "retention_cost",
        _("Relationship"),
        _("Customer success, visits, gifts and events: booked amounts, else minutes times the hourly rate."),
        missing=("hourly_rate",),
    ),
    _line(
        "risk_cost",
        _("Risk"),
        _("Written off less recovered, and how much the expected loss on open receivables grew."),
        path="t12.pnl.risk_cost",
        source="1.4",
        inputs=(
            Part(_("Written off"), "t12.lines.write_offs"),
            Part(_("Recovered"), "t12.lines.recoveries"),
            Part(_("Expected loss at the end"), "t12.lines.allowance_end"),
            Part(_("Expected loss at the start"), "t12.lines.allowance_start"),
        ),
        rows="customers:receivables",
        missing=INVOICES,
    ),
]
