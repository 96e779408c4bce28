"""Forms of good manners: form of address and birthday, gifts and what is decided about them."""

from datetime import date
from typing import Any

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from customers.models import Contact, Person
from office.clock import today
from relationships.courtesy.addressing import called
from relationships.forms.fields import DayInput
from relationships.models import Birthday, Gift, GiftLimits

GIFT = ("direction", "what", "value", "on", "occasion", "note", "reason")
MONTHS = [("", "–"), *((number, str(number)) for number in range(1, 13))]


class CourtesyForm(forms.Form):
    """How one speaks to a person, and when they were born."""

    form_of_address = forms.CharField(
        label=gettext_lazy("Form of address"),
        max_length=Person._meta.get_field("form_of_address").max_length,
        required=False,
    )
    month = forms.TypedChoiceField(
        label=gettext_lazy("Born in month"), choices=MONTHS, coerce=int, empty_value=None, required=False
    )
    day = forms.IntegerField(label=gettext_lazy("on day"), min_value=1, max_value=31, required=False)
    year = forms.IntegerField(
        label=gettext_lazy("in year"),
        min_value=1900,
        max_value=2100,
        required=False,
        help_text=gettext_lazy("The year only if they told it."),
    )
    lunar = forms.BooleanField(
        label=gettext_lazy("by the farmland calendar"),
        required=False,
        help_text=gettext_lazy("We remind on its day in the solar calendar, which is another one every year."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, contact: Contact, birthday: Birthday | None, **options: Any) -> None:
        super().__init__(*args, **options)
        proposed = called(contact.person.family_name, contact.title)
        self.initial = {
            "form_of_address": contact.person.form_of_address or proposed,
            "version": contact.version,
            "month": birthday.month if birthday else None,
            "day": birthday.day if birthday else None,
            "year": birthday.year if birthday else None,
            "lunar": bool(birthday and birthday.lunar),
        }
        if proposed and not contact.person.form_of_address:
            self.fields["form_of_address"].help_text = _("Proposed from surname and title.")


class GreetingForm(forms.Form):
    """Which occasion a greeting was for."""

    occasion = forms.SlugField(max_length=20)
    on = forms.DateField()


class GiftForm(forms.Form):
    """A gift to or from one contact."""

    def __init__(self, *args: Any, limits: GiftLimits | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.update(fields_for_model(Gift, fields=GIFT, widgets={"on": DayInput()}))
        self.fields["on"].initial = today()
        self.fields["direction"].widget = forms.RadioSelect(choices=Gift.Direction.choices)
        if limits is None:
            del self.fields["reason"]
        else:
            self.fields["reason"].help_text = _(
                "Needed above %(one)s for one gift or %(year)s for a contact in a year."
            ) % {
                "one": f"{limits.per_gift:,.0f}",
                "year": f"{limits.per_year:,.0f}",
            }


class DecisionForm(forms.Form):
    agreed = forms.TypedChoiceField(
        label=pgettext_lazy("gift", "Decision"),
        choices=[("yes", pgettext_lazy("gift", "approve")), ("no", pgettext_lazy("gift", "refuse"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class LimitsForm(forms.Form):
    """A new version of the limits."""

    per_gift = forms.DecimalField(label=gettext_lazy("Limit of one gift"), min_value=0, max_digits=12, decimal_places=2)
    per_year = forms.DecimalField(
        label=gettext_lazy("Limit of a contact in a year"), min_value=0, max_digits=12, decimal_places=2
    )
    why = forms.CharField(label=gettext_lazy("Why"), max_length=300)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def year_of(typed: str, day: date) -> int:
    """The year somebody asked for; this one when nobody can read it."""
    known = typed.isascii() and typed.isdigit() and len(typed) == 4
    return int(typed) if known and 2000 <= int(typed) <= day.year + 1 else day.year
