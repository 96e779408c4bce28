"""The form of a contact ahead, and what may be said of it later."""

from typing import Any, Self, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.access import may_edit_people
from customers.models import Contact, Customer
from office.models import User
from relationships.access import loggable_by
from relationships.forms.fields import DayInput, PickerSelect, offer
from relationships.forms.kinds import OffersKinds
from relationships.forms.visit import people_widget
from relationships.models import Interaction, PlannedContact
from relationships.selectors import people
from relationships.services.logging import NewPerson


class TimeOfDay(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class TermsForm(OffersKinds):
    """What a planned contact says, whoever it is with."""

    contacts = forms.ModelMultipleChoiceField(Contact.objects.none(), label=_("Who"), required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("interaction", "How"),
        choices=PlannedContact.KINDS,
        widget=forms.RadioSelect,
        initial=Interaction.Kind.VISIT,
    )
    purpose = forms.CharField(label=pgettext_lazy("planned contact", "What for"), max_length=300, strip=True)
    on = forms.DateField(label=_("Day"), widget=DayInput)
    time = forms.TimeField(label=_("Time"), widget=TimeOfDay, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    colleagues = forms.ModelMultipleChoiceField(User.objects.none(), label=_("Colleagues who go"), required=False)

    may_add_person = False
    chosen: Customer | None = None

    def terms(self) -> dict[str, Any]:
        """What the service takes."""
        told = self.cleaned_data
        names = ("kind", "on", "time", "minutes", "place", "purpose")
        return {name: told[name] for name in names} | {
            "contacts": [one.pk for one in told["contacts"]],
            "colleagues": [one.pk for one in told["colleagues"]],
        }

    def _offer(self, user: User) -> None:
        offer(self, "colleagues", people.colleagues(user)).widget.attrs["data-picker"] = ""
        if self.chosen is not None:
            offer(self, "contacts", people.of_customer(self.chosen, user))

    def _show(self, user: User) -> None:
        everyone = [(one.pk, str(one)) for one in people.colleagues(user)]
        cast("forms.Select", self.fields["colleagues"].widget).choices = everyone
        if self.chosen is not None:
            choices = [(one.pk, people.short_label(one)) for one in people.to_choose_from(self.chosen, user)]
            self.fields["contacts"].widget = people_widget(choices)


class PlanForm(TermsForm):
    """A new one; with further customers it becomes a trip."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("Customer"), widget=PickerSelect)
    new_name = forms.CharField(label=_("Name, surname first"), max_length=120, required=False)
    new_title = forms.CharField(label=_("Title"), max_length=80, required=False)
    idempotency_key = forms.CharField(label=_("key against repeats"), widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, data: QueryDict | None = None, *, user: User, customer: Customer | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.user, self.chosen = user, customer
        self.initial.setdefault("idempotency_key", uuid4().hex)
        self.initial.setdefault("customer", customer.pk if customer else None)
        self.initial.setdefault("colleagues", [user.pk])
        offer(self, "customer", loggable_by(user))
        self.may_add_person = customer is not None and may_edit_people(user, customer)
        self._offer(user)

    def to_show(self) -> Self:
        """Fill in what may be chosen. A form that is only saved is spared these queries."""
        offered = people.customers_to_offer(self.user, self.chosen)
        self.fields["customer"].widget = PickerSelect(
            attrs={
                "data-picker": reverse("relationships:log-customers"),
                "data-placeholder": _("Which customer"),
                "hx-post": reverse("relationships:plan-people"),
                "hx-target": "#log-people",
                "hx-trigger": "change, draft:restored",
            },
            choices=[("", ""), *((one.pk, str(one)) for one in offered)],
            seconds={one.pk: one.name for one in offered if str(one) != one.name},
        )
        self._show(self.user)
        return self

    @property
    def new_person_filled(self) -> bool:
        return any(self[name].value() or (self.is_bound and name in self.errors) for name in ("new_name", "new_title"))

    def entry(self) -> dict[str, Any]:
        told = self.cleaned_data
        name = told["new_name"]
        return self.terms() | {
            "customer": told["customer"],
            "new_person": NewPerson(name, told["new_title"]) if name else None,
            "idempotency_key": told["idempotency_key"],
        }


class ChangePlanForm(TermsForm):
    """Other terms; another day or time is a move, with its reason if there is one to tell."""

    why = forms.CharField(label=_("Why moved"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, plan: PlannedContact, user: User) -> None:
        super().__init__(data)
        self.chosen = plan.customer
        for name in ("kind", "on", "time", "minutes", "place", "purpose", "version"):
            self.initial[name] = getattr(plan, name)
        self.initial["contacts"] = [one.pk for one in plan.contacts.all()]
        self.initial["colleagues"] = [one.pk for one in plan.colleagues.all()]
        self._offer(user)
        self._show(user)


class ReminderForm(forms.Form):
    """When a person wants mails about planned contacts."""

    evening = forms.BooleanField(label=_("The evening before"), required=False)
    morning = forms.BooleanField(label=_("On the morning of the day"), required=False)
