"""The kinds of files that this app knows. An upper app has such a module too and registers it the same way."""

from django.utils.translation import gettext_lazy as _

from customers.importing import archive_layouts, checks, kinds, ledger_layouts
from customers.importing.kinds import Kind
from customers.services.importing.afterwards import add_up_months, announce
from customers.services.importing.contact_rows import ContactWriter
from customers.services.importing.customer_rows import CustomerWriter
from customers.services.importing.ledger_lines import CostWriter, RevenueWriter
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
)
