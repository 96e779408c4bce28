"""Forms of invoices, payments and what settles what."""

import re
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.forms.fields import DayInput, name_nothing
from customers.models import Invoice, Payment
from customers.selectors.open_invoices import open_for
from office.models import Company

CURRENCY = re.compile(r"[A-Z]{3}\Z")


class RecordForm(forms.Form):
    """A record's own fields, filled from it when it is changed; `version` is what was read, of a record that counts its versions."""

    model: Any
    names: tuple[str, ...]
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    keep_theirs = forms.MultipleChoiceField(choices=[], required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, record: Any = None, **options: Any) -> None:
        versioned = record is not None and hasattr(record, "version")
        kept = (*self.names, "version") if versioned else self.names
        start = {} if record is None else {name: getattr(record, name) for name in kept}
        options["initial"] = {"currency": Company.get().base_currency, **start, **options.get("initial", {})}
        super().__init__(*args, **options)
        self.fields.update(fields_for_model(self.model, self.names))
        self.order_fields(self.names)
        self.fields["keep_theirs"].choices = [(name, name) for name in self.names]  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field, forms.DateField):
                field.widget = DayInput()
        name_nothing(self.fields, gettext_lazy("none"))
        if not versioned:
            del self.fields["version"], self.fields["keep_theirs"]

    def clean_currency(self) -> str:
        """Only asked where the record has one."""
        currency = str(self.cleaned_data["currency"]).strip().upper()
        if not CURRENCY.match(currency):
            raise forms.ValidationError(_("Three capital letters, such as CNY."))
        return currency

    @property
    def values(self) -> dict[str, Any]:
        """The record's fields, without those to be left as somebody else set them."""
        kept = set(self.cleaned_data.get("keep_theirs", []))
        return {name: self.cleaned_data[name] for name in self.names if name not in kept}


class InvoiceForm(RecordForm):
    model = Invoice
    names = (
        "number",
        "issued_on",
        "due_on",
        "amount",
        "currency",
        "delivered_on",
        "disputed",
        "written_off_on",
        "description",
    )


class PaymentForm(RecordForm):
    model = Payment
    names = ("reference", "paid_on", "amount", "currency", "method", "matures_on", "description")


class InvoiceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, invoice: Any) -> str:
        return _("%(number)s, %(amount)s, due %(due)s") % {
            "number": invoice.number,
            "amount": f"{invoice.amount:,.2f}",
            "due": invoice.due_on.isoformat(),
        }


class AllocationForm(forms.Form):
    invoice = InvoiceChoice(Invoice.objects.none(), label=gettext_lazy("Invoice"))
    amount = forms.DecimalField(label=gettext_lazy("Amount"), max_digits=18, decimal_places=2)

    def __init__(self, *args: Any, payment: Payment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["invoice"].queryset = open_for(payment)  # type: ignore[attr-defined]
