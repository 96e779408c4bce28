"""Further customers of the visit that is being logged, each with its own people."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.access import may_edit_people
from customers.models import Contact, Customer
from office.models import User
from relationships.access import loggable_by
from relationships.errors import NobodyThereError, SameCustomerTwiceError
from relationships.forms.fields import PickerSelect, offer
from relationships.selectors import people
from relationships.services.logging import NewPerson
from relationships.services.visits import Stop

MOST = 8
"""Further customers of one visit."""
COUNT = "also_count"
CHIPS_AT_MOST = 16
"""People shown as chips."""


class AlsoForm(forms.Form):
    """One further customer; an empty one means there was none."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("Customer"), required=False, widget=PickerSelect)
    contacts = forms.ModelMultipleChoiceField(Contact.objects.none(), label=_("Who"), required=False)
    new_name = forms.CharField(label=_("Name, surname first"), max_length=120, required=False)

    def __init__(
        self, data: QueryDict | None = None, *, user: User, number: int, typed: QueryDict | None = None
    ) -> None:
        super().__init__(data, prefix=f"also-{number}")
        self.user, self.number = user, number
        sent = data if data is not None else typed
        key = (sent.get(self.add_prefix("customer"), "") if sent is not None else "").strip()
        known = key.isascii() and key.isdigit() and len(key) < 19
        self.chosen: Customer | None = loggable_by(user).filter(pk=int(key)).first() if known else None
        # As people count the customers of the visit: the first one is in the form above.
        offer(self, "customer", loggable_by(user)).label = _("Customer %(number)s") % {"number": number + 2}
        if self.chosen is not None:
            offer(self, "contacts", people.of_customer(self.chosen, user))
        if not self.may_add_person:
            del self.fields["new_name"]
        if typed is not None:
            for name, field in self.fields.items():
                self.initial[name] = field.widget.value_from_datadict(typed, {}, self.add_prefix(name))

    @property
    def may_add_person(self) -> bool:
        return self.chosen is not None and may_edit_people(self.user, self.chosen)

    @property
    def people_id(self) -> str:
        return f"log-{self.prefix}-people"

    @property
    def offers_people(self) -> bool:
        return bool(getattr(self.fields["contacts"].widget, "choices", ()))

    @property
    def is_filled(self) -> bool:
        return any(self[name].value() for name in self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.is_filled or "customer" in self.errors:
            return cleaned
        if not cleaned.get("customer"):
            self.errors.pop("contacts", None)  # nobody can be judged without their customer
            self.add_error("customer", _("Which customer was it?"))
        elif not self.errors and not cleaned["contacts"] and not cleaned.get("new_name"):
            self.add_error("contacts", NobodyThereError.message)
        return cleaned

    def stop(self) -> Stop:
        name = self.cleaned_data.get("new_name")
        contacts = [one.pk for one in self.cleaned_data["contacts"]]
        return Stop(self.cleaned_data["customer"], contacts, NewPerson(name) if name else None)

    def to_show(self) -> Self:
        """Fill in what may be chosen."""
        offered = people.customers_to_offer(self.user, self.chosen)
        self.fields["customer"].widget = PickerSelect(
            attrs={
                "data-picker": reverse("relationships:log-customers"),
                "data-placeholder": _("Which customer"),
                "hx-post": f"{reverse('relationships:log-also')}?number={self.number}",
                "hx-target": f"#{self.people_id}",
                "hx-trigger": "change, draft:restored",
            },
            choices=[("", ""), *((one.pk, str(one)) for one in offered)],
            seconds={one.pk: one.name for one in offered if str(one) != one.name},
        )
        if self.chosen is not None:
            there = people.to_choose_from(self.chosen, self.user)
            self.fields["contacts"].widget = people_widget([(one.pk, people.short_label(one)) for one in there])
        return self


def people_widget(choices: list[tuple[int, str]]) -> forms.Widget:
    """People as chips; more of them become a box to type in."""
    if len(choices) <= CHIPS_AT_MOST:
        return forms.CheckboxSelectMultiple(choices=choices)
    return forms.SelectMultiple(attrs={"data-picker": ""}, choices=choices)


def sent_also(user: User, data: QueryDict) -> list[AlsoForm]:
    """The further customers as they were sent, bound."""
    return [AlsoForm(data, user=user, number=number) for number in range(_count(data))]


def typed_also(user: User, data: QueryDict, *, more: bool = False) -> list[AlsoForm]:
    """The same with what was typed so far, not judged yet; with an empty one added when `more`."""
    return [AlsoForm(user=user, number=number, typed=data) for number in range(min(MOST, _count(data) + more))]


def first_also(user: User) -> list[AlsoForm]:
    return [AlsoForm(user=user, number=0)]


def all_valid(customer: Customer | None, also: list[AlsoForm]) -> bool:
    """Whether each may be kept; a customer named twice is told where it comes again."""
    seen = {customer.pk} if customer else set()
    for form in also:
        if form.is_valid() and form.is_filled:
            pk = form.cleaned_data["customer"].pk
            if pk in seen:
                form.add_error("customer", SameCustomerTwiceError.message)
            seen.add(pk)
    return all(form.is_valid() for form in also)


def _count(data: QueryDict) -> int:
    sent = data.get(COUNT, "")
    return min(MOST, max(1, int(sent))) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 1
