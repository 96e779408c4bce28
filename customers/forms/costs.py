"""Forms of what a customer costs: booked costs, and work that no contact log tells."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from customers.forms.company_money import CostRoleField
from customers.forms.receivables import RecordForm
from customers.models import CostLine, Customer, EffortEntry, Need, StrategicInvestment
from office.models import User


class CostForm(RecordForm):
    model = CostLine
    names = ("kind", "booked_on", "amount", "currency", "document", "description", "need")

    def __init__(self, *args: Any, customer: Customer, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_needs(self, customer)
        self.fields["amount"].help_text = _("Without VAT; what comes back is negative.")


class EffortForm(RecordForm):
    model = EffortEntry
    names = ("on", "kind", "role", "minutes", "booked", "description", "need")

    def __init__(self, *args: Any, customer: Customer, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_needs(self, customer)
        self.fields["role"] = CostRoleField()
        self.fields["minutes"].required = False
        self.fields["booked"].help_text = _("In base currency; it counts instead of the minutes.")
        self.order_fields(self.names)

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or 0


class InvestmentForm(RecordForm):
    model = StrategicInvestment
    names = ("on", "amount", "currency", "purpose", "decided_by")

    def __init__(self, *args: Any, customer: Customer, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[User]", self.fields["decided_by"])
        kept = self.initial.get("decided_by")
        field.queryset = User.objects.filter(Q(is_active=True) | Q(pk=getattr(kept, "pk", None)))


def _offer_needs(form: RecordForm, customer: Customer) -> None:
    """The needs of this customer that stand, with the one that the line serves already."""
    field = cast("forms.ModelChoiceField[Need]", form.fields["need"])
    kept = form.initial.get("need")
    offered = Need.objects.standing() if kept is None else Need.objects.filter(Q(withdrawn_at=None) | Q(pk=kept.pk))
    field.queryset = offered.filter(customer=customer)
