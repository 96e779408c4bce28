"""The archive of a customer as a form, and the small forms of its verbs."""

from typing import Any
from uuid import uuid4

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from customers import access
from customers.forms.fields import DayInput, NumbersField, RemoteChoiceField, TagsField, name_nothing
from customers.models import Customer
from customers.services import profiles
from customers.services.editing import current_value
from office.models import User

PLAIN = [
    "name",
    "short_name",
    "english_name",
    "uscc",
    "industry",
    "region",
    "acquisition_channel",
    "size",
    "tier",
    "status",
    "lost_on",
    "first_deal_on",
    "renewal_on",
    "address",
    "website",
    "note",
]


class CustomerForm(forms.Form):
    """Every field of the archive that this person may set. `customer` is the one being edited, None for a new one."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    keep_theirs = forms.MultipleChoiceField(
        choices=[(field, field) for field in profiles.EDITABLE], required=False, widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, user: User, customer: Customer | None = None, **options: Any) -> None:
        self.user, self.customer = user, customer
        options.setdefault("initial", self._initial(customer))
        super().__init__(*args, **options)
        self.fields.update(_archive_fields(user))
        if not access.keeps_archives(user):
            for name in access.KEPT_BY_SALES_OPS:
                del self.fields[name]
        if customer is None:
            del self.fields["version"], self.fields["keep_theirs"]
            if access.keeps_archives(user):
                self.fields["owner"] = forms.ModelChoiceField(
                    User.objects.visible_to(user).active().people(),
                    label=_("Owner"),
                    required=False,
                    widget=forms.Select(attrs={"data-picker": ""}),
                )
        else:
            del self.fields["form_key"]

    @property
    def profile(self) -> dict[str, Any]:
        """The cleaned archive fields, without those to be left as somebody else set them."""
        kept = set(self.cleaned_data.get("keep_theirs", []))
        names = {*profiles.EDITABLE, "owner", "form_key"} & self.cleaned_data.keys()
        return {name: self.cleaned_data[name] for name in names - kept}

    def groups(self) -> list[dict[str, Any]]:
        """Fields in the order of the page: who they are, where they stand, how they deal with us."""
        order = (
            (_("Who they are"), ("name", "short_name", "english_name", "uscc", "parent", "external_ids")),
            (_("What they are"), ("industry", "region", "size", "acquisition_channel", "tier", "tags")),
            (_("Where we stand"), ("status", "lost_on", "first_deal_on", "renewal_on", "owner")),
            (_("More"), ("address", "website", "note")),
        )
        return [{"title": title, "fields": [self[n] for n in names if n in self.fields]} for title, names in order]

    @staticmethod
    def _initial(customer: Customer | None) -> dict[str, Any]:
        if customer is None:
            return {"form_key": uuid4(), "status": Customer.Status.CURRENT}
        values = {name: current_value(customer, name) for name in profiles.EDITABLE}
        return values | {"version": customer.version}


def _archive_fields(user: User) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = fields_for_model(
        Customer,
        fields=PLAIN,
        widgets={name: DayInput() for name in ("lost_on", "first_deal_on", "renewal_on")},
    )
    name_nothing(fields, _("not known"))
    fields["note"].widget.attrs["rows"] = 3
    if "tier" in fields:
        fields["tier"].help_text = _("Counts until a tier is computed; then it is set by hand under Judgement.")
    fields["parent"] = RemoteChoiceField(
        Customer.objects.visible_to(user).current(),
        url_name="customers:options",
        label=_("Group parent"),
        required=False,
    )
    fields["tags"] = TagsField(label=_("Tags"), required=False, max_length=400, help_text=_("Divided by commas."))
    fields["external_ids"] = NumbersField(
        label=_("Numbers in other systems"),
        required=False,
        max_length=1000,
        help_text=_("One per line, as system: number."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    return fields


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Owner"), required=False, widget=forms.Select(attrs={"data-picker": ""})
    )
    since = forms.DateField(label=_("From"), required=False, widget=DayInput())
    why = forms.CharField(label=_("Why"), max_length=300, required=False)

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = User.objects.visible_to(user).active().people()  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Colleague"), widget=forms.Select(attrs={"data-picker": ""})
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].queryset = User.objects.visible_to(user).active().people()  # type: ignore[attr-defined]
