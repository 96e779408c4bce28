from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from customers.admin.ledger import CorrectedAdmin
from customers.admin.scoped import ServiceForm
from customers.forms.receivables import InvoiceForm, PaymentForm
from customers.models import Allocation, Invoice, Payment
from customers.services import receivables
from office.admin.scoped import ReadOnlyAdmin


class InvoiceAdminForm(ServiceForm):
    class Meta:
        model = Invoice
        fields = ("customer", *InvoiceForm.names)

    def write(self):
        values = dict(self.cleaned_data)
        if self.instance.pk:
            return receivables.change_invoice(self.instance, by=self.user, **values)
        return receivables.enter_invoice(values.pop("customer"), by=self.user, **values)


class PaymentAdminForm(ServiceForm):
    class Meta:
        model = Payment
        fields = ("customer", *PaymentForm.names)

    def write(self):
        values = dict(self.cleaned_data)
        if self.instance.pk:
            return receivables.change_payment(self.instance, by=self.user, **values)
        return receivables.record_payment(values.pop("customer"), by=self.user, **values)


@admin.register(Invoice)
class InvoiceAdmin(CorrectedAdmin):
    form = InvoiceAdminForm
    search_help_text = _("Number or customer")
    date_hierarchy = "issued_on"
    list_display = (
        "number",
        "customer",
        "issued_on",
        "due_on",
        "amount",
        "currency",
        "disputed",
        "written_off_on",
        "source",
    )
    list_filter = ("disputed", "currency", "source")
    search_fields = ("^number", "customer__name")


@admin.register(Payment)
class PaymentAdmin(CorrectedAdmin):
    form = PaymentAdminForm
    search_help_text = _("Reference or customer")
    date_hierarchy = "paid_on"
    list_display = ("reference", "customer", "paid_on", "amount", "currency", "method", "matures_on", "source")
    list_filter = ("method", "currency", "source")
    search_fields = ("^reference", "customer__name")


@admin.register(Allocation)
class AllocationAdmin(ReadOnlyAdmin):
    """Set by hand on the customer's page; the rest follows from invoices and payments."""

    list_display = ("payment", "invoice", "amount", "by_hand")
    list_filter = ("by_hand",)
    list_select_related = ("payment", "invoice")
    search_fields = ("^payment__reference", "^invoice__number")
