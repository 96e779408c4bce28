"""Forms of buying decisions and of the parts in them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.entries import EntryForm
from customers.forms.fields import DayInput
from customers.models import Contact, Customer, DecisionRole
from office.clock import today
from office.models import User
from relationships.forms.fields import offer
from relationships.models import BuyingDecision


class DecisionForm(EntryForm):
    model = BuyingDecision
    names = ("what", "raised_on", "expected_on")
    days = ("raised_on", "expected_on")

    def fresh(self) -> dict[str, Any]:
        return {"raised_on": today()}


class SettleForm(forms.Form):
    """How a decision ended."""

    stage = forms.ChoiceField(
        label=pgettext_lazy("decision", "How it ended"),
        choices=[one for one in BuyingDecision.Stage.choices if one[0] != BuyingDecision.Stage.OPEN],
        widget=forms.RadioSelect,
    )
    settled_on = forms.DateField(label=_("settled on"), widget=DayInput)
    outcome = forms.CharField(label=_("What came of it"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"stage": BuyingDecision.Stage.DECIDED, "settled_on": today()}
        super().__init__(*args, **options)


class PartForm(forms.Form):
    """Who plays which part, and what makes somebody a champion."""

    contact = forms.ModelChoiceField(Contact.objects.none(), label=_("Who"))
    role = forms.ChoiceField(label=_("decision role"), choices=DecisionRole.Role.choices)
    interest = forms.CharField(
        label=_("Their own interest"),
        max_length=300,
        required=False,
        help_text=_("What they win themselves when it is decided for us."),
    )
    proof = forms.CharField(
        label=_("Proof"),
        max_length=300,
        required=False,
        help_text=_(
            "What they did for us while we were absent. Without it, and influence of 3, a champion is a coach."
        ),
    )
    proved_on = forms.DateField(label=_("proved on"), widget=DayInput, required=False)

    def __init__(self, *args: Any, customer: Customer, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        there = Contact.objects.visible_to(user).filter(customer=customer, placeholder=False).active(today())
        offer(self, "contact", there.select_related("person"))
