"""Forms of usage measures and of one value by hand."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from customers.forms.entries import EntryForm
from customers.forms.fields import DayInput
from customers.models import Product
from office.clock import today
from relationships.forms.fields import offer
from relationships.models import UsageMeasure, UsageReading


class MeasureForm(EntryForm):
    model = UsageMeasure
    names = (
        "product",
        "code",
        "name_zh_hans",
        "name_zh_hant",
        "name_en",
        "unit",
        "dimension",
        "period",
        "more_is_better",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "product", Product.objects.filter(retired=False))


class UsageForm(forms.Form):
    """One value of one period; any day names the period that it lies in."""

    measure = forms.ModelChoiceField(UsageMeasure.objects.none(), label=_("usage measure"))
    day = forms.DateField(
        label=_("a day of the period"),
        widget=DayInput,
        help_text=_("The week or month in which it lies, once it is over."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "measure", UsageMeasure.objects.active().select_related("product"))
        self.fields.update(fields_for_model(UsageReading, fields=("value",)))
        self.fields["value"].min_value = 0  # type: ignore[attr-defined]
        self.fields["day"].widget.attrs["max"] = today().isoformat()
