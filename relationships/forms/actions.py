"""Small forms: taking a contact back, keeping and moving promises."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.models import User
from relationships.forms.fields import DayInput, offer
from relationships.models import NextAction
from relationships.selectors import people


class VoidForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=300)


class FinishForm(forms.Form):
    note = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class CallForm(forms.Form):
    """The answer that a step of a playbook asks for, with its reason."""

    call = forms.ChoiceField(
        label=_("Your call"),
        choices=[
            ("yes", pgettext_lazy("call of a renewal", "Renews")),
            ("no", pgettext_lazy("call of a renewal", "Does not renew")),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Why"), max_length=300)


class PostponeForm(forms.Form):
    due_on = forms.DateField(label=_("New day"), widget=DayInput)


class NextActionForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = NextAction
        fields = ("text", "due_on", "owner")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].widget = DayInput()
        offer(self, "owner", people.colleagues(user)).widget.attrs["data-picker"] = ""
        self.initial.setdefault("owner", user.pk)
