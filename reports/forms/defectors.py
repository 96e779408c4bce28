"""What became of an alarm, and what is done next."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.fields import DayInput
from customers.models import DefectorAlert


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=[each for each in DefectorAlert.Outcome.choices if each[0] != DefectorAlert.Outcome.WITHDRAWN],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("What was found"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the customer said, or what the figures did not know."),
    )
    next_step = forms.CharField(
        label=_("Next step"),
        max_length=300,
        required=False,
        help_text=_("Becomes a next action of the customer's owner."),
    )
    due_on = forms.DateField(label=pgettext_lazy("deadline", "By"), required=False, widget=DayInput())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("next_step") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("A next step needs a day."))
        if cleaned.get("due_on") and not cleaned.get("next_step") and "next_step" not in self.errors:
            self.add_error("next_step", _("Say what is done by that day."))
        return cleaned
