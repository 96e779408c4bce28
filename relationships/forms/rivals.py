"""What was heard of a contact's tie to a competitor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.fields import DayInput
from customers.models import Competitor
from relationships.forms.fields import offer
from relationships.models import CompetitorTie


class CompetitorTieForm(forms.Form):
    strength = forms.TypedChoiceField(
        label=_("How close are they"), choices=CompetitorTie.Strength.choices, coerce=int, widget=forms.RadioSelect
    )
    competitor = forms.ModelChoiceField(
        Competitor._default_manager.none(),
        label=_("competitor"),
        required=False,
        help_text=_("Leave empty when there is a tie to none. Sales operations keep the list."),
    )
    since = forms.DateField(label=pgettext_lazy("competitor", "tied since"), widget=DayInput, required=False)
    source = forms.CharField(label=_("how we know"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "competitor", Competitor._default_manager.filter(retired=False))
