from django import forms
from django.utils.translation import gettext_lazy as _

MOST_A_DAY = 200


class SwitchOnForm(forms.Form):
    """How many customers a day; empty leaves it as it is."""

    daily_cap = forms.IntegerField(
        label=_("Customers a day at most"), min_value=1, max_value=MOST_A_DAY, required=False
    )
