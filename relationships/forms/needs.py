"""Forms of needs: the need itself, and which need a logged contact serves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.forms.entries import EntryForm
from customers.models import Customer, Need
from office.models import User
from relationships.forms.fields import offer


class NeedForm(EntryForm):
    model = Need
    names = ("title", "importance", "needed_by", "met")
    days = ("needed_by",)

    def fresh(self) -> dict[str, Any]:
        return {"importance": 3, "met": Need.Met.NOT}


class NeedPartForm(forms.Form):
    """One choice in the log form: which need of the customer the contact served."""

    need = forms.ModelChoiceField(
        Need.objects.none(), label=_("Need it serves"), required=False, empty_label=_("no need in particular")
    )

    def __init__(self, *args: Any, customer: Customer | None, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        if customer is not None:
            offer(self, "need", Need.objects.visible_to(user).standing().filter(customer=customer))

    @property
    def is_filled(self) -> bool:
        return bool(self["need"].value())
