from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from customers.admin.ledger import LedgerAdmin
from customers.admin.scoped import HistoryAdmin, ServiceAdmin, ServiceForm
from customers.forms.company_money import CostRoleField
from customers.models import AcquisitionSpend, EffortEntry, ExchangeRate, Funds, HourlyRate, Target
from customers.services import company_money, effort


class EffortForm(ServiceForm):
    role = CostRoleField()

    class Meta:
        model = EffortEntry
        fields = ("customer", "on", "kind", "role", "minutes", "booked", "description")

    def write(self):
        values = dict(self.cleaned_data)
        if self.instance.pk:
            return effort.change(self.instance, by=self.user, **values)
        return effort.enter(values.pop("customer"), by=self.user, **values)


@admin.register(EffortEntry)
class EffortEntryAdmin(LedgerAdmin):
    form = EffortForm
    search_help_text = _("Customer or description")
    date_hierarchy = "on"
    list_display = ("on", "customer", "kind", "role", "minutes", "booked", "source")
    list_filter = ("kind", "role", "source")
    search_fields = ("customer__name", "description")


class MoneyForm(ServiceForm):
    """A record of the company's money: entered by its own verb, changed by the common one."""

    read_version = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)
    enter = None

    def __init__(self, *args, **options):
        instance = options.get("instance")
        if instance is not None and instance.pk:
            options["initial"] = {**(options.get("initial") or {}), "read_version": instance.version}
        super().__init__(*args, **options)

    def write(self):
        values = {name: value for name, value in self.cleaned_data.items() if name in self._meta.fields}
        if self.instance.pk:
            return company_money.change(self.instance, changes=values, version=self.version_read, by=self.user)
        return type(self).enter(by=self.user, **values)


class SpendForm(MoneyForm):
    enter = staticmethod(company_money.spend)

    class Meta:
        model = AcquisitionSpend
        fields = ("month", "kind", "channel", "region", "amount", "currency", "description")


class FundsForm(MoneyForm):
    enter = staticmethod(company_money.state_funds)

    class Meta:
        model = Funds
        fields = ("on", "cash", "fixed_monthly", "note")


class TargetForm(MoneyForm):
    enter = staticmethod(company_money.aim)

    class Meta:
        model = Target
        fields = ("year", "measure", "value", "note")


class HourlyRateForm(MoneyForm):
    role = CostRoleField()
    enter = staticmethod(company_money.set_hourly_rate)

    class Meta:
        model = HourlyRate
        fields = ("role", "since", "hourly")


class ExchangeRateForm(MoneyForm):
    enter = staticmethod(company_money.set_exchange_rate)

    class Meta:
        model = ExchangeRate
        fields = ("currency", "on", "rate", "source")

    def clean_currency(self):
        return self.cleaned_data["currency"].strip().upper()


class MoneyAdmin(ServiceAdmin, HistoryAdmin):
    def may_change(self, user, customer):
        return company_money.may_keep(user, self.model)

    def customer_of(self, record):
        return None


@admin.register(AcquisitionSpend)
class AcquisitionSpendAdmin(MoneyAdmin):
    form = SpendForm
    list_display = ("month", "kind", "channel", "region", "amount", "currency", "source")
    list_filter = ("kind", "channel", "region", "currency")
    list_select_related = ("channel", "region")
    date_hierarchy = "month"


@admin.register(Funds)
class FundsAdmin(MoneyAdmin):
    form = FundsForm
    list_display = ("on", "cash", "fixed_monthly", "note")
    date_hierarchy = "on"


@admin.register(Target)
class TargetAdmin(MoneyAdmin):
    form = TargetForm
    list_display = ("year", "measure", "value", "note")
    list_filter = ("measure",)


@admin.register(HourlyRate)
class HourlyRateAdmin(MoneyAdmin):
    form = HourlyRateForm
    list_display = ("role", "since", "hourly")
    list_filter = ("role",)


@admin.register(ExchangeRate)
class ExchangeRateAdmin(MoneyAdmin):
    form = ExchangeRateForm
    list_display = ("currency", "on", "rate", "source")
    list_filter = ("currency",)
    date_hierarchy = "on"
