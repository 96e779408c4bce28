"""Forms of promises: given, corrected, moved, kept, broken; and the line in the log form."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.entries import EntryForm
from customers.forms.fields import DayInput
from customers.models import Contact, Customer
from office.clock import today
from office.models import User
from relationships.forms.fields import offer
from relationships.models import Promise
from relationships.selectors import people

USUAL = timedelta(days=7)


class PromiseForm(EntryForm):
    """A new promise with its day; of one that stands everything but the day."""

    model = Promise
    names = ("text", "contact", "owner", "due_on", "said_on")
    days = ("due_on", "said_on")

    def __init__(self, *args: Any, user: User, customer: Customer, record: Promise | None = None, **options: Any):
        super().__init__(*args, user=user, record=record, **options)
        offer(self, "contact", _at(customer, user))
        offer(self, "owner", people.colleagues(user)).widget.attrs["data-picker"] = ""
        if record is None:
            self.fields["with_action"] = forms.BooleanField(
                label=_("Also put it on the list of next actions"), required=False
            )
        else:
            del self.fields["due_on"], self.fields["said_on"]

    def fresh(self) -> dict[str, Any]:
        day = today()
        return {"owner": self.user.pk, "said_on": day, "due_on": day + USUAL, "with_action": True}


class MoveForm(forms.Form):
    due_on = forms.DateField(label=_("New day"), widget=DayInput())
    agreed_with = forms.ModelChoiceField(Contact.objects.none(), label=_("Who at the customer agreed"))
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, user: User, promise: Promise, **options: Any) -> None:
        options["initial"] = {"agreed_with": promise.contact_id}
        super().__init__(*args, **options)
        offer(self, "agreed_with", _at(promise.customer, user))


class KeepForm(forms.Form):
    on = forms.DateField(label=pgettext_lazy("promise", "Kept on"), widget=DayInput())
    note = forms.CharField(label=_("What came of it"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today()}, **options})


class BreakForm(forms.Form):
    on = forms.DateField(label=pgettext_lazy("promise", "Broken on"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today()}, **options})


class PromisePartForm(forms.Form):
    """One line in the log form: what we promised, by when. To whom is whoever was there, unless somebody is chosen."""

    text = forms.CharField(
        label=_("We promised"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 1})
    )
    due_on = forms.DateField(label=pgettext_lazy("promise", "By when"), widget=DayInput(), required=False)
    contact = forms.ModelChoiceField(
        Contact.objects.none(),
        label=pgettext_lazy("promise", "To whom"),
        required=False,
        empty_label=pgettext_lazy("promise", "who was there"),
    )
    needed: ClassVar = {"text": _("What was promised?"), "due_on": _("By when?")}

    def __init__(self, *args: Any, customer: Customer | None, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        if customer is not None:
            offer(self, "contact", _at(customer, user))

    @property
    def is_filled(self) -> bool:
        return any((self[name].value() or "").strip() for name in ("text", "due_on"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, question in self.needed.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, question)
        if cleaned.get("due_on") and cleaned["due_on"] < today():
            self.add_error("due_on", _("A promise is for a day to come."))
        return cleaned


def _at(customer: Customer, user: User) -> Any:
    return people.of_customer(customer, user).select_related("person")
