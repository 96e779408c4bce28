from datetime import datetime, time, timedelta
from typing import Any

from allauth.account import forms as doors
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.scopes import Scope
from office.services.api_keys import LONGEST_LIFE


class ApiKeyForm(forms.Form):
    """What a new key is for, what it may do, and its last day."""

    label = forms.CharField(label=_("What for"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=pgettext_lazy("permission", "May"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    last_day = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A year at most."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = timezone.localdate() + timedelta(days=90)

    def clean_last_day(self) -> datetime:
        """The end of that day, by the company's clock."""
        day = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if not today <= day < today + LONGEST_LIFE - timedelta(days=1):
            raise forms.ValidationError(_("Choose a day from today to a year ahead."))
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class NoticeForm(forms.Form):
    """A notice of holidays, in words or as rows."""

    text = forms.CharField(
        label=_("Notice or rows"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Paste the State Council's notice as it is published, or rows such as 2026-02-15~2026-02-23 off Spring Festival; "
            "2026-02-14 working."
        ),
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        required=False,
        help_text=_("Only where the text names none."),
    )


class SignInForm(doors.LoginForm):
    """The door's form. Its labels stand above the fields; the placeholders would only say them again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
