"""Whose tier is looked into."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import RemoteChoiceField
from customers.models import Customer
from office.models import User


class WeighForm(forms.Form):
    customer = RemoteChoiceField(Customer.objects.none(), url_name="customers:options", label=_("Customer"))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["customer"].queryset = Customer.objects.visible_to(user).current().order_by("sort_key", "id")  # type: ignore[attr-defined]
