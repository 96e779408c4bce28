"""The form of a logged contact, with the parts that other apps bring to it."""

from typing import Any, Protocol, Self, cast, runtime_checkable
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers import extensions
from customers.access import may_edit_people
from customers.models import Contact, Customer
from office.models import User
from relationships.access import loggable_by
from relationships.forms.fields import DayInput, MomentField, PickerSelect, offer
from relationships.forms.kinds import OffersKinds
from relationships.forms.visit import people_widget
from relationships.models import Interaction
from relationships.selectors import people
from relationships.services.logging import NewPerson
from relationships.services.logging import Promise as NextPromise


class LogForm(OffersKinds):
    """Customer, people, how, one line; the rest may stay closed."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("Customer"), widget=PickerSelect)
    contacts = forms.ModelMultipleChoiceField(Contact.objects.none(), label=_("Who"), required=False)
    new_name = forms.CharField(label=_("Name, surname first"), max_length=120, required=False)
    new_title = forms.CharField(label=_("Title"), max_length=80, required=False)
    kind = forms.ChoiceField(
        label=pgettext_lazy("interaction", "How"),
        choices=Interaction.Kind.choices,
        widget=forms.RadioSelect,
        initial=Interaction.Kind.CALL,
    )
    line = forms.CharField(label=_("One line"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True)
    at = MomentField(label=pgettext_lazy("interaction", "When"), required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=1440, required=False)
    direction = forms.ChoiceField(
        label=_("Who started"),
        choices=Interaction.Direction.choices,
        widget=forms.RadioSelect,
        initial=Interaction.Direction.MUTUAL,
    )
    quality = forms.TypedChoiceField(
        label=_("How much did we learn"),
        choices=Interaction.Quality.choices,
        coerce=int,
        widget=forms.RadioSelect,
        initial=Interaction.Quality.SOME,
    )
    colleagues = forms.ModelMultipleChoiceField(User.objects.none(), label=_("Colleagues there"), required=False)
    on_site_support = forms.BooleanField(label=_("Support on site"), required=False)
    next_text = forms.CharField(label=_("What"), max_length=300, required=False)
    next_due = forms.DateField(label=_("Due"), widget=DayInput, required=False)
    next_owner = forms.ModelChoiceField(User.objects.none(), label=pgettext_lazy("next action", "Who"), required=False)
    idempotency_key = forms.CharField(label=_("key against repeats"), widget=forms.HiddenInput, max_length=64)

    def __init__(
        self, data: QueryDict | None = None, *, user: User, customer: Customer | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.user, self.chosen = user, customer
        self.initial.setdefault("idempotency_key", uuid4().hex)
        self.initial.setdefault("customer", customer.pk if customer else None)
        offer(self, "customer", loggable_by(user))
        if customer is not None:
            offer(self, "contacts", people.of_customer(customer, user))
        for name in ("colleagues", "next_owner"):
            offer(self, name, people.colleagues(user)).widget.attrs["data-picker"] = ""

    def to_show(self) -> Self:
        """Fill in what may be chosen. A form that is only saved is spared these queries."""
        self._show_customers()
        self._show_people()
        self._show_colleagues()
        return self

    @property
    def may_add_person(self) -> bool:
        return self.chosen is not None and may_edit_people(self.user, self.chosen)

    @property
    def details_filled(self) -> bool:
        """Whether the closed row of details holds something, so that it must be shown open."""
        names = ("at", "minutes", "colleagues", "on_site_support")
        changed = self["direction"].value() != "mutual" or str(self["quality"].value()) != "3"
        return changed or any(self[name].value() or self._wrong(name) for name in names)

    @property
    def promise_filled(self) -> bool:
        return any(self[name].value() or self._wrong(name) for name in ("next_text", "next_due"))

    @property
    def new_person_filled(self) -> bool:
        return any(self[name].value() or self._wrong(name) for name in ("new_name", "new_title"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("next_text") and not cleaned.get("next_due") and "next_due" not in self.errors:
            self.add_error("next_due", _("By when?"))
        if cleaned.get("next_due") and not cleaned.get("next_text") and "next_text" not in self.errors:
            self.add_error("next_text", _("What is to be done?"))
        if cleaned.get("new_title") and not cleaned.get("new_name"):
            self.add_error("new_name", _("Whose title is this?"))
        return cleaned

    def entry(self) -> dict[str, Any]:
        """What the service takes."""
        cleaned = self.cleaned_data
        title, name = cleaned["new_title"], cleaned["new_name"]
        text = cleaned["next_text"]
        return {
            "customer": cleaned["customer"],
            "contacts": [one.pk for one in cleaned["contacts"]],
            "colleagues": [one.pk for one in cleaned["colleagues"]],
            "kind": cleaned["kind"],
            "direction": cleaned["direction"],
            "quality": cleaned["quality"],
            "minutes": cleaned["minutes"],
            "at": cleaned["at"] or timezone.now(),
            "line": cleaned["line"],
            "on_site_support": cleaned["on_site_support"],
            "idempotency_key": cleaned["idempotency_key"],
            "new_person": NewPerson(name, title) if name else None,
            "next_action": NextPromise(text, cleaned["next_due"], cleaned["next_owner"] or self.user) if text else None,
        }

    def _wrong(self, name: str) -> bool:
        return self.is_bound and name in self.errors

    def _show_customers(self) -> None:
        offered = people.customers_to_offer(self.user, self.chosen)
        self.fields["customer"].widget = PickerSelect(
            attrs={
                "data-picker": reverse("relationships:log-customers"),
                "data-placeholder": _("Which customer"),
                "hx-post": reverse("relationships:log-people"),
                "hx-target": "#log-people",
                "hx-trigger": "change, draft:restored",
            },
            choices=[("", ""), *((one.pk, str(one)) for one in offered)],
            seconds={one.pk: one.name for one in offered if str(one) != one.name},
        )

    def _show_people(self) -> None:
        if self.chosen is None:
            return
        choices = [(one.pk, people.short_label(one)) for one in people.to_choose_from(self.chosen, self.user)]
        self.fields["contacts"].widget = people_widget(choices)

    def _show_colleagues(self) -> None:
        everyone = [(one.pk, str(one)) for one in people.colleagues(self.user)]
        self._widget("colleagues").choices = everyone
        others = [one for one in everyone if one[0] != self.user.pk]
        self._widget("next_owner").choices = [("", str(self.user)), *others]
        self._widget("next_owner").attrs["data-placeholder"] = str(self.user)

    def _widget(self, name: str) -> forms.Select:
        return cast("forms.Select", self.fields[name].widget)


@runtime_checkable
class Shown(Protocol):
    """A form that asks for what it offers only when it is shown."""

    def to_show(self) -> object: ...


class Part:
    """A part of another app inside the log form: its form, and whether it holds something."""

    def __init__(self, part: extensions.LogPart, form: forms.Form) -> None:
        self.part, self.form = part, form

    @property
    def filled(self) -> bool:
        return self.form.is_bound and self.part.is_filled(self.form)

    @property
    def shown(self) -> bool:
        """Open when something is in it, or wrong with it."""
        typed = (
            self.form[name].value()
            for name, field in self.form.fields.items()
            if isinstance(field.widget, forms.Textarea)
        )
        return any(typed) or (self.filled and bool(self.form.errors)) or bool(getattr(self.form, "holds", False))

    @property
    def ok(self) -> bool:
        return not self.filled or self.form.is_valid()

    def to_show(self) -> Self:
        """Fill in what may be chosen, as far as the form was spared it."""
        if isinstance(self.form, Shown):
            self.form.to_show()
        return self


def log_parts(user: User, customer: Customer | None, data: QueryDict | None) -> list[Part]:
    """The parts registered by other apps, in their order, bound when something was sent."""
    parts = sorted(extensions.log_parts, key=lambda part: part.order)
    return [Part(part, part.form(data, prefix=part.key, customer=customer, user=user)) for part in parts]


def as_typed(form: forms.Form, data: QueryDict) -> forms.Form:
    """The unbound form shows what was typed, without judging it yet."""
    for name, field in form.fields.items():
        form.initial[name] = field.widget.value_from_datadict(data, {}, form.add_prefix(name))
    return form
