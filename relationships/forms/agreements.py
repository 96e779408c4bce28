"""Forms of what lies between two houses, and of the two-sided review."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.forms.entries import EntryForm
from customers.forms.fields import DayInput
from customers.models import Contact, Customer, Product
from office.clock import today
from office.models import Company, User
from relationships.forms.fields import offer
from relationships.models import (
    JointReview,
    OrganisationalItem,
    RiskClause,
    SolvencyWarning,
    VolumeAgreement,
    WinBackAttempt,
)
from relationships.selectors import people


class ItemForm(EntryForm):
    model = OrganisationalItem
    names = ("kind", "on", "until", "text", "evidence")
    days = ("on", "until")

    def fresh(self) -> dict[str, Any]:
        return {"on": today(), "kind": OrganisationalItem.Kind.JOINT_PROJECT}


class ClauseForm(EntryForm):
    model = RiskClause
    names = ("kind", "valid_from", "valid_until", "text", "link")
    days = ("valid_from", "valid_until")

    def fresh(self) -> dict[str, Any]:
        return {"valid_from": today(), "kind": RiskClause.Kind.COMPENSATION}


class VolumeForm(EntryForm):
    model = VolumeAgreement
    names = (
        "name",
        "valid_from",
        "valid_until",
        "yearly_amount",
        "currency",
        "yearly_quantity",
        "unit",
        "product",
        "note",
    )
    days = ("valid_from", "valid_until")
    optional = ("currency",)
    helps: ClassVar[Mapping[str, Any]] = {
        "yearly_amount": _("An amount or a quantity, one of them."),
        "product": _("Left empty, whatever they buy counts."),
    }

    def __init__(self, *args: Any, user: User, record: Any = None, **options: Any) -> None:
        super().__init__(*args, user=user, record=record, **options)
        offer(self, "product", Product.objects.all()).empty_label = str(_("all products"))

    def fresh(self) -> dict[str, Any]:
        return {"valid_from": today(), "currency": Company.get().base_currency}

    def clean_currency(self) -> str:
        given = str(self.cleaned_data["currency"]).strip().upper() or Company.get().base_currency
        if not (len(given) == 3 and given.isascii() and given.isalpha()):
            raise forms.ValidationError(_("Three letters, as CNY or USD."))
        return given


class SolvencyForm(EntryForm):
    model = SolvencyWarning
    names = ("on", "severity", "told_by", "text")
    days = ("on",)

    def fresh(self) -> dict[str, Any]:
        return {"on": today(), "severity": SolvencyWarning.Severity.WATCH}


class WinBackForm(EntryForm):
    model = WinBackAttempt
    names = ("on", "text", "tried_by")
    days = ("on",)

    def __init__(self, *args: Any, user: User, record: Any = None, **options: Any) -> None:
        super().__init__(*args, user=user, record=record, **options)
        offer(self, "tried_by", people.colleagues(user)).widget.attrs["data-picker"] = ""

    def fresh(self) -> dict[str, Any]:
        return {"on": today(), "tried_by": self.user.pk}


class ClearForm(forms.Form):
    on = forms.DateField(label=_("Cleared on"), widget=DayInput())
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today()}, **options})


class ResultForm(forms.Form):
    result = forms.ChoiceField(
        label=_("Result"), choices=WinBackAttempt.Result.choices, widget=forms.RadioSelect, initial="won_back"
    )
    on = forms.DateField(label=_("Known on"), widget=DayInput())
    note = forms.CharField(label=_("What they said"), max_length=300, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today()}, **options})


class ReviewForm(EntryForm):
    """A review with its people; the next step is agreed once, with the review itself."""

    model = JointReview
    names = ("held_on", "we_got", "they_got")
    days = ("held_on",)
    theirs = forms.ModelMultipleChoiceField(
        Contact.objects.none(), label=pgettext_lazy("review", "People of theirs"), widget=forms.CheckboxSelectMultiple
    )
    ours = forms.ModelMultipleChoiceField(User.objects.none(), label=pgettext_lazy("review", "People of ours"))
    next_text = forms.CharField(label=_("Next step"), max_length=300)
    next_owner = forms.ModelChoiceField(User.objects.none(), label=pgettext_lazy("next action", "Who"))
    next_due = forms.DateField(label=_("Due"), widget=DayInput())

    def __init__(self, *args: Any, user: User, customer: Customer, record: JointReview | None = None, **options: Any):
        super().__init__(*args, user=user, record=record, **options)
        offer(self, "theirs", people.of_customer(customer, user).select_related("person"))
        for name in ("ours", "next_owner"):
            offer(self, name, people.colleagues(user)).widget.attrs["data-picker"] = ""
        self.order_fields(["held_on", "theirs", "ours", "we_got", "they_got", "next_text", "next_owner", "next_due"])
        if record is not None:
            self.initial["theirs"] = [one.pk for one in record.theirs.all()]
            self.initial["ours"] = [one.pk for one in record.ours.all()]
            for name in ("next_text", "next_owner", "next_due"):
                del self.fields[name]

    def fresh(self) -> dict[str, Any]:
        day = today()
        return {
            "held_on": day,
            "ours": [self.user.pk],
            "next_owner": self.user.pk,
            "next_due": day + timedelta(days=14),
        }


class SignForm(forms.Form):
    ours = forms.ModelChoiceField(User.objects.none(), label=_("For us"))
    theirs = forms.ModelChoiceField(Contact.objects.none(), label=_("For them"))
    on = forms.DateField(label=_("Signed on"), widget=DayInput())

    def __init__(self, *args: Any, user: User, review: JointReview, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"on": today(), "ours": user.pk}, **options})
        offer(self, "ours", people.colleagues(user)).widget.attrs["data-picker"] = ""
        offer(self, "theirs", people.of_customer(review.customer, user).select_related("person"))
