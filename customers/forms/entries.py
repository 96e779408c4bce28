"""Entries about a customer that are added, corrected and taken back: one kind of form for all of them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import DayInput, RemoteChoiceField, name_nothing
from customers.models import (
    AcquisitionChannel,
    Certificate,
    Contract,
    Customer,
    CustomerYear,
    Deal,
    Lead,
    Referral,
    Region,
    WalletEstimate,
)
from office.models import Company, User


class EntryForm(forms.Form):
    """Fields of a model's row; `record` is the one being corrected, None for a new one."""

    model: ClassVar[type[Model]]
    names: ClassVar[tuple[str, ...]]
    days: ClassVar[tuple[str, ...]] = ()
    optional: ClassVar[tuple[str, ...]] = ()
    helps: ClassVar[Mapping[str, Any]] = {}

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    keep_theirs = forms.MultipleChoiceField(choices=(), required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, user: User, record: Any = None, **options: Any) -> None:
        self.user, self.record = user, record
        values = self.fresh() if record is None else {name: getattr(record, name) for name in (*self.names, "version")}
        options.setdefault("initial", values)
        super().__init__(*args, **options)
        built = fields_for_model(self.model, fields=self.names, widgets={day: DayInput() for day in self.days})
        self.fields.update({name: built[name] for name in self.names})
        self.fields["keep_theirs"].choices = [(name, name) for name in self.names]  # type: ignore[attr-defined]
        for name in self.optional:
            self.fields[name].required = False
        for name, text in self.helps.items():
            self.fields[name].help_text = text
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 2
        name_nothing(self.fields, _("not known"))
        if record is None:
            del self.fields["version"], self.fields["keep_theirs"]

    def fresh(self) -> dict[str, Any]:
        """What a new entry begins with."""
        return {}

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned fields, without those to be left as somebody else set them."""
        kept = set(self.cleaned_data.get("keep_theirs", []))
        return {name: self.cleaned_data[name] for name in self.names if name in self.fields and name not in kept}


class WalletForm(EntryForm):
    model = WalletEstimate
    names = ("on", "total", "category", "told_by", "confidence")
    days = ("on",)
    helps: ClassVar[Mapping[str, Any]] = {
        "total": _("In the company's currency, for twelve months, from all suppliers."),
        "confidence": _("Estimates of low confidence are kept and not computed with."),
    }

    def fresh(self) -> dict[str, Any]:
        return {"on": timezone.localdate(), "confidence": WalletEstimate.Confidence.MEDIUM}


class YearForm(EntryForm):
    model = CustomerYear
    names = ("year", "revenue", "employees", "assets", "told_by")

    def fresh(self) -> dict[str, Any]:
        return {"year": timezone.localdate().year - 1}


class CertificateForm(EntryForm):
    model = Certificate
    names = ("name", "issued_on", "expires_on", "note")
    days = ("issued_on", "expires_on")


class ReferralForm(EntryForm):
    """Only customers that the person sees can be named."""

    model = Referral
    names = ("named", "kind", "on", "note")
    days = ("on",)

    def __init__(self, *args: Any, user: User, record: Any = None, **options: Any) -> None:
        super().__init__(*args, user=user, record=record, **options)
        named = RemoteChoiceField(
            Customer.objects.visible_to(user).current(), url_name="customers:options", label=_("Named customer")
        )
        self.fields = {name: named if name == "named" else field for name, field in self.fields.items()}

    def fresh(self) -> dict[str, Any]:
        return {"on": timezone.localdate(), "kind": Referral.Kind.REFERRER}


class SaleForm(EntryForm):
    """Currency and number may stay empty: the company's own, and the next one."""

    optional = ("number", "currency")
    helps: ClassVar[Mapping[str, Any]] = {"number": _("Left empty, the next one is given.")}

    def clean_currency(self) -> str:
        given = str(self.cleaned_data["currency"]).strip().upper()
        if given and not (len(given) == 3 and given.isascii() and given.isalpha()):
            raise forms.ValidationError(_("Three letters, as CNY or USD."))
        return given or (self.record.currency if self.record else Company.get().base_currency)

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"]).strip() or (self.record.number if self.record else "")


class DealForm(SaleForm):
    model = Deal
    names = ("name", "number", "opened_on", "amount", "currency", "outcome", "closed_on", "loss_reason")
    days = ("opened_on", "closed_on")

    def fresh(self) -> dict[str, Any]:
        return {"opened_on": timezone.localdate(), "currency": Company.get().base_currency, "outcome": "open"}


class ContractForm(SaleForm):
    model = Contract
    names = (
        "kind",
        "number",
        "starts_on",
        "ends_on",
        "fee",
        "currency",
        "months",
        "payment_days",
        "renewal",
        "ended_on",
        "note",
    )
    days = ("starts_on", "ends_on", "ended_on")
    helps: ClassVar[Mapping[str, Any]] = {
        **SaleForm.helps,
        "fee": _("Without VAT and without one-off items."),
        "months": _("A month of the term earns the fee divided by these months."),
    }

    def fresh(self) -> dict[str, Any]:
        return {
            "kind": Contract.Kind.SUBSCRIPTION,
            "starts_on": timezone.localdate(),
            "currency": Company.get().base_currency,
            "months": 12,
            "renewal": Contract.Renewal.OPEN,
        }


class LeadForm(EntryForm):
    model = Lead
    names = ("name", "number", "created_on", "channel", "region", "owner", "note")
    days = ("created_on",)
    optional = ("number",)
    helps: ClassVar[Mapping[str, Any]] = {"number": _("Left empty, the next one is given.")}

    def __init__(self, *args: Any, user: User, may_hand: bool, record: Any = None, **options: Any) -> None:
        super().__init__(*args, user=user, record=record, **options)
        fields: Any = self.fields
        fields["channel"].queryset = AcquisitionChannel.objects.offered()
        fields["region"].queryset = Region.objects.offered()
        fields["owner"].queryset = User.objects.visible_to(user).active().people()
        if not may_hand:
            del self.fields["owner"]

    def fresh(self) -> dict[str, Any]:
        return {"created_on": timezone.localdate(), "owner": self.user}

    def clean_number(self) -> str:
        return str(self.cleaned_data["number"]).strip() or (self.record.number if self.record else "")


class LeadClosingForm(forms.Form):
    """How a lead ended. Won without a customer chosen, a new customer is registered."""

    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    customer = RemoteChoiceField(
        Customer.objects.none(),
        url_name="customers:options",
        label=_("The customer it became"),
        required=False,
        help_text=_("Only when won. Left empty, a new customer of the lead's name is registered."),
    )
    closed_on = forms.DateField(label=_("Closed on"), widget=DayInput())

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["outcome"].choices = [choice for choice in Lead.Outcome.choices if choice[0] != Lead.Outcome.OPEN]
        fields["customer"].queryset = Customer.objects.visible_to(user).current()


class EndEarlyForm(forms.Form):
    on = forms.DateField(label=_("Last day"), widget=DayInput())

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **options)


class RenewalForm(forms.Form):
    renewal = forms.ChoiceField(
        label=_("Outcome of the renewal"), choices=Contract.Renewal.choices, widget=forms.RadioSelect
    )
