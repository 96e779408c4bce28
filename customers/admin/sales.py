from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.admin.scoped import HistoryAdmin, ServiceAdmin, ServiceForm, TakesBack
from customers.models import Contract, Deal, Lead, StrategicInvestment
from customers.services import leads, selling, strategic


class EntryAdminForm(ServiceForm):
    """A record that hangs on a customer: the customer is chosen once, the rest corrected over the version read."""

    read_version = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)
    # Empty, the service gives the company's currency and the next number.
    optional = ()

    def __init__(self, *args, instance=None, initial=None, **options):
        initial = dict(initial or {})
        if instance is not None and instance.pk:
            initial["read_version"] = instance.version
        super().__init__(*args, instance=instance, initial=initial, **options)
        if self.instance.pk:
            self.fields.pop("customer", None)
        for name in self.optional:
            if name in self.fields:
                self.fields[name].required = False

    @property
    def values(self):
        names = [name for name in self._meta.fields if name not in ("customer", "read_version")]
        values = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        if self.instance.pk:
            kept = {name for name in self.optional if values.get(name) == ""}
            values = {name: value for name, value in values.items() if name not in kept}
        return values


class DealAdminForm(EntryAdminForm):
    optional = ("number", "currency")

    class Meta:
        model = Deal
        fields = (
            "customer", "name", "number", "opened_on", "amount", "currency", "outcome", "closed_on", "loss_reason",
        )  # fmt: skip

    def write(self):
        if self.instance.pk:
            return selling.change_deal(self.instance, changes=self.values, version=self.version_read, by=self.user)
        return selling.add_deal(self.cleaned_data["customer"], by=self.user, **self.values)


class ContractAdminForm(EntryAdminForm):
    optional = ("number", "currency")

    class Meta:
        model = Contract
        fields = (
            "customer", "kind", "number", "starts_on", "ends_on", "fee", "currency", "months", "payment_days",
            "renewal", "ended_on", "note",
        )  # fmt: skip

    def write(self):
        if self.instance.pk:
            return selling.change_contract(self.instance, changes=self.values, version=self.version_read, by=self.user)
        return selling.add_contract(self.cleaned_data["customer"], by=self.user, **self.values)


class InvestmentAdminForm(EntryAdminForm):
    optional = ("currency",)

    class Meta:
        model = StrategicInvestment
        fields = ("customer", "on", "amount", "currency", "purpose", "decided_by")

    def write(self):
        if self.instance.pk:
            return strategic.change(self.instance, changes=self.values, version=self.version_read, by=self.user)
        return strategic.book(self.cleaned_data["customer"], by=self.user, **self.values)


class LeadAdminForm(EntryAdminForm):
    optional = ("number",)

    class Meta:
        model = Lead
        fields = ("name", "number", "created_on", "channel", "region", "owner", "note")

    def write(self):
        if self.instance.pk:
            return leads.change(self.instance, changes=self.values, version=self.version_read, by=self.user)
        return leads.add(by=self.user, **self.values)


class EntryAdmin(HistoryAdmin, ServiceAdmin):
    """Found by customer, corrected through the service; `read_version` travels with the form."""

    autocomplete_fields = ("customer",)
    list_select_related = ("customer",)
    show_full_result_count = False

    def get_fields(self, request, obj=None):
        fields = list(self.form._meta.fields)
        if obj is None:
            return fields
        shown = [name for name in fields if name != "customer"]
        return [*shown, "read_version"] if self.has_change_permission(request, obj) else fields


@admin.register(Deal)
class DealAdmin(EntryAdmin):
    form = DealAdminForm
    list_display = ("name", "number", "customer", "opened_on", "amount", "currency", "outcome", "closed_on", "source")
    list_filter = ("outcome", "currency", "source")
    search_fields = ("name", "^number", "customer__name")
    search_help_text = _("Deal, number or customer")
    date_hierarchy = "opened_on"

    def may_change(self, user, customer):
        return access.may_sell(user, customer)


@admin.register(Contract)
class ContractAdmin(EntryAdmin):
    form = ContractAdminForm
    list_display = ("number", "customer", "kind", "starts_on", "ends_on", "fee", "currency", "renewal", "source")
    list_filter = ("kind", "renewal", "currency", "source")
    search_fields = ("^number", "customer__name")
    search_help_text = _("Number or customer")
    date_hierarchy = "starts_on"

    def may_change(self, user, customer):
        return access.may_sell(user, customer)


@admin.register(Lead)
class LeadAdmin(EntryAdmin):
    """Leads are won and given up on their own page."""

    form = LeadAdminForm
    list_display = ("name", "number", "created_on", "channel", "owner", "outcome", "closed_on", "customer", "source")
    list_filter = ("outcome", "channel", "region", "source")
    list_select_related = ("customer", "channel", "owner")
    search_fields = ("name", "^number")
    autocomplete_fields = ("owner",)
    date_hierarchy = "created_on"

    def customer_of(self, record):
        return record

    def may_change(self, user, lead):
        return access.may_edit_lead(user, lead)


@admin.register(StrategicInvestment)
class StrategicInvestmentAdmin(TakesBack, EntryAdmin):
    form = InvestmentAdminForm
    list_display = ("on", "customer", "purpose", "amount", "currency", "decided_by", "source")
    list_filter = ("currency", "source")
    list_select_related = ("customer", "decided_by")
    search_fields = ("customer__name", "purpose")
    date_hierarchy = "on"
    actions = ("take_back",)

    def may_change(self, user, customer):
        return access.may_book_investment(user, customer)
