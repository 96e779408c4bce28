"""The kinds of files that this app knows. An upper app has such a module too and registers it the same way."""

from django.utils.translation import gettext_lazy as _

from customers.importing import archive_layouts, checks, kinds, ledger_layouts, money_layouts
from customers.importing.kinds import Kind
from customers.services.importing.afterwards import add_up_months, announce
from customers.services.importing.contact_rows import ContactWriter
from customers.services.importing.customer_rows import CustomerWriter
from customers.services.importing.effort_rows import EffortWriter, HourlyRateWriter, SpendWriter
from customers.services.importing.ledger_lines import CostWriter, RevenueWriter
from customers.services.importing.money_rows import (
    InvoiceWriter,
    PaymentWriter,
    check_invoices,
    check_payments,
    settle_and_announce,
)
from office import access

KINDS = (
    Kind(
        key="customers",
        label=_("customers"),
        layout=archive_layouts.CUSTOMERS,
        writer=CustomerWriter,
        may_import=access.imports,
        afterwards=announce,
        rows_at="admin:customers_customer_changelist",
        order=10,
    ),
    Kind(
        key="contacts",
        label=_("contacts"),
        layout=archive_layouts.CONTACTS,
        writer=ContactWriter,
        may_import=access.imports,
        check=checks.contacts,
        afterwards=announce,
        rows_at="admin:customers_contact_changelist",
        order=20,
    ),
    Kind(
        key="revenue",
        label=_("revenue"),
        layout=ledger_layouts.REVENUE,
        writer=RevenueWriter,
        may_import=access.edits_ledger,
        check=checks.revenue,
        afterwards=add_up_months,
        asks=kinds.AMOUNTS + kinds.CUSTOMERS,
        rows_at="admin:customers_revenueline_changelist",
        order=30,
    ),
    Kind(
        key="costs",
        label=_("costs"),
        layout=ledger_layouts.COSTS,
        writer=CostWriter,
        may_import=access.edits_ledger,
        afterwards=add_up_months,
        asks=kinds.AMOUNTS + kinds.CUSTOMERS,
        rows_at="admin:customers_costline_changelist",
        order=40,
    ),
    Kind(
        key="invoices",
        label=_("invoices"),
        layout=money_layouts.INVOICES,
        writer=InvoiceWriter,
        may_import=access.edits_ledger,
        check=check_invoices,
        afterwards=settle_and_announce,
        asks=("currency", *kinds.CUSTOMERS),
        rows_at="admin:customers_invoice_changelist",
        order=50,
    ),
    Kind(
        key="payments",
        label=_("payments"),
        layout=money_layouts.PAYMENTS,
        writer=PaymentWriter,
        may_import=access.edits_ledger,
        check=check_payments,
        afterwards=settle_and_announce,
        asks=("currency", *kinds.CUSTOMERS),
        rows_at="admin:customers_payment_changelist",
        order=51,
    ),
    Kind(
        key="effort",
        label=_("effort entries"),
        layout=money_layouts.EFFORT,
        writer=EffortWriter,
        may_import=access.edits_ledger,
        afterwards=announce,
        asks=kinds.CUSTOMERS,
        rows_at="admin:customers_effortentry_changelist",
        order=52,
    ),
    Kind(
        key="hourly_rates",
        label=_("hourly rates"),
        layout=money_layouts.HOURLY_RATES,
        writer=HourlyRateWriter,
        may_import=access.sets_rates,
        rows_at="admin:customers_hourlyrate_changelist",
        order=53,
    ),
    Kind(
        key="spend",
        label=_("acquisition spend"),
        layout=money_layouts.SPEND,
        writer=SpendWriter,
        may_import=access.keeps_company_money,
        asks=("currency",),
        rows_at="admin:customers_acquisitionspend_changelist",
        order=54,
    ),
)
