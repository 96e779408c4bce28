from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.admin.scoped import ServiceAdmin, ServiceForm, TakesBack
from customers.models import Correction, CostLine, ImportRun, MonthlyTotal, RemovedFact, RevenueLine
from customers.presenters.corrections import corrections_of
from customers.services import ledger
from office import access as office_access
from office.admin.scoped import ReadOnlyAdmin


class RevenueForm(ServiceForm):
    class Meta:
        model = RevenueLine
        fields = (
            "customer",
            "document",
            "item",
            "booked_on",
            "kind",
            "net",
            "discount",
            "currency",
            "quantity",
            "tax_rate",
            "description",
            "product",
        )

    def write(self):
        values = dict(self.cleaned_data)
        if self.instance.pk:
            return ledger.change_revenue(self.instance, by=self.user, **values)
        return ledger.enter_revenue(values.pop("customer"), by=self.user, **values)


class CostForm(ServiceForm):
    class Meta:
        model = CostLine
        fields = ("customer", "document", "booked_on", "kind", "amount", "currency", "description")

    def write(self):
        values = dict(self.cleaned_data)
        if self.instance.pk:
            return ledger.change_cost(self.instance, by=self.user, **values)
        return ledger.enter_cost(values.pop("customer"), by=self.user, **values)


class LedgerAdmin(TakesBack, ServiceAdmin):
    """Lines of the ledger: found by document and customer, corrected through the service."""

    search_help_text = _("Document, item or customer")
    autocomplete_fields = ("customer",)
    date_hierarchy = "booked_on"
    list_select_related = ("customer",)
    show_full_result_count = False
    actions = ("take_back",)

    def may_change(self, user, customer):
        return office_access.edits_ledger(user)


class CorrectedAdmin(LedgerAdmin):
    """Its history tells what people corrected, with before and after."""

    object_history_template = "admin/customers/corrected_history.html"

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        told = {} if record is None else {"corrections": corrections_of(record, request.user)}
        return super().history_view(request, object_id, {**(extra_context or {}), **told})


@admin.register(RevenueLine)
class RevenueLineAdmin(CorrectedAdmin):
    form = RevenueForm
    list_display = ("booked_on", "customer", "document", "item", "net", "currency", "kind", "source")
    list_filter = ("kind", "currency", "source")
    search_fields = ("^document", "^item", "customer__name")
    autocomplete_fields = ("customer", "product")


@admin.register(CostLine)
class CostLineAdmin(CorrectedAdmin):
    form = CostForm
    list_display = ("booked_on", "customer", "kind", "amount", "currency", "document", "source")
    list_filter = ("kind", "currency", "source")
    search_fields = ("^document", "customer__name")


@admin.register(MonthlyTotal)
class MonthlyTotalAdmin(ReadOnlyAdmin):
    """Derived from the lines; nobody writes it by hand."""

    list_display = ("month", "customer", "kind", "amount", "lines", "lines_without_rate", "order_days")
    list_filter = ("kind",)
    list_select_related = ("customer",)
    search_fields = ("customer__name",)
    date_hierarchy = "month"


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    """Each stands in the history of its record too."""

    list_display = ("at", "by", "model", "record_id")
    list_filter = ("model",)
    list_select_related = ("by",)
    date_hierarchy = "at"


@admin.register(RemovedFact)
class RemovedFactAdmin(ReadOnlyAdmin):
    """What lies in the bin of facts; each is restored there."""

    list_display = ("removed_at", "removed_by", "model", "name", "customer")
    list_filter = ("model",)
    list_select_related = ("removed_by", "customer")
    search_fields = ("name", "customer__search_text")
    date_hierarchy = "removed_at"
    exclude = ("row",)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    list_display = (
        "file_name",
        "kind",
        "state",
        "rows",
        "created",
        "updated",
        "skipped",
        "rejected",
        "by",
        "created_at",
    )
    list_filter = ("kind", "state")
    list_select_related = ("by",)
    search_fields = ("file_name",)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """An import has a page of its own."""
        if self.get_object(request, object_id) is None:
            return super().change_view(request, object_id, form_url, extra_context)
        return HttpResponseRedirect(reverse("customers:import", args=[object_id]))
