"""Judging a tie, and asking the map for a day."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.fields import DayInput
from relationships.models import TieJudgement


class TieJudgementForm(forms.Form):
    level = forms.TypedChoiceField(
        label=_("How strong is it"), choices=TieJudgement.Level.choices, coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("What it shows in"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class MapForm(forms.Form):
    """What the address of a map asks for; what cannot be read is left out."""

    on = forms.DateField(label=pgettext_lazy("map", "Day"), required=False, widget=DayInput())
    weeks = forms.IntegerField(min_value=0, max_value=520, required=False)
    mode = forms.ChoiceField(choices=[("as_corrected", ""), ("as_known", "")], required=False)
    who = forms.RegexField(r"\A[uc][0-9]{1,15}\Z", required=False)
    dept = forms.RegexField(r"\A(all|d[0-9]{1,15})\Z", required=False)
    everybody = forms.BooleanField(required=False)
    months = forms.BooleanField(required=False)
    ties = forms.BooleanField(required=False)
    graph = forms.BooleanField(required=False)
