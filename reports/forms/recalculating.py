"""Which kept day is computed again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.portfolio.recalculating import days_offered


class DayForm(forms.Form):
    """Valid, it knows the `kind` and the day (`as_of`) of what is kept."""

    day = forms.ChoiceField(label=_("Kept day"), help_text=_("Today's standings, or a month end that is kept."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["day"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - said above
        field.choices = days_offered()

    @property
    def kept_day(self) -> tuple[str, str]:
        kind, _mark, day = self.cleaned_data["day"].partition(":")
        return kind, day
