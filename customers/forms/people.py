"""Contacts and departments as forms."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from customers.forms.fields import DayInput, RemoteChoiceField, name_nothing
from customers.models import (
    AttitudeRecord,
    ConsentRecord,
    Contact,
    ContactPoint,
    Customer,
    DecisionRole,
    Department,
    DepartmentFunction,
    Person,
)
from customers.services import departments, people
from customers.services.people import Point
from office.models import User

NEW_ROWS = 2


class ManagerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Who is there to report to, and whom the contact reports to now even if that one has left."""

    def __init__(self, customer: Customer, contact: Contact | None = None) -> None:
        there = Q(left_on=None)
        rows = Contact.objects.filter(customer=customer).select_related("person", "department")
        if contact is not None:
            there |= Q(pk=contact.reports_to_id)
            rows = rows.exclude(pk=contact.pk)
        super().__init__(
            rows.filter(there), label=pgettext_lazy("person", "Reports to"), required=False, empty_label=_("not known")
        )

    def label_from_instance(self, obj: Any) -> str:
        parts = [str(part) for part in (obj, obj.title, obj.department) if part]
        return " · ".join([*parts, str(pgettext("person in a team", "left"))] if obj.left_on else parts)


class ContactForm(forms.Form):
    """A person in a position at one customer; new rows for ways to reach, a tick to take one away."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    keep_theirs = forms.MultipleChoiceField(
        choices=[(field, field) for field in people.EDITABLE], required=False, widget=forms.MultipleHiddenInput
    )
    roles = forms.MultipleChoiceField(
        label=_("Decision roles"),
        choices=DecisionRole.Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attitude = forms.TypedChoiceField(
        label=_("Attitude"),
        choices=[("", _("not judged")), *AttitudeRecord.Attitude.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        customer: Customer,
        contact: Contact | None = None,
        known: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        """`known` is what stands in the fields of a new person at first."""
        self.customer, self.contact, self.known = customer, contact, known or {}
        self.held = set(contact.decision_roles.filter(until=None).values_list("role", flat=True)) if contact else set()
        self.points = list(contact.person.points.all()) if contact else []
        options.setdefault("initial", self._initial())
        super().__init__(*args, **options)
        self.fields.update(_person_fields(customer))
        self.fields["reports_to"] = ManagerField(customer, contact)
        self._add_point_fields()
        for name in ("form_key",) if contact else ("version", "keep_theirs"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for row in self.point_rows():
            value, kind = cleaned.get(row["value_name"]), cleaned.get(row["kind_name"])
            if value and kind:
                self._check_point(row["value_name"], kind, value)
        return cleaned

    @property
    def profile(self) -> dict[str, Any]:
        kept = set(self.cleaned_data.get("keep_theirs", []))
        return {
            name: self.cleaned_data[name] for name in people.EDITABLE if name in self.cleaned_data and name not in kept
        }

    @property
    def new_points(self) -> list[Point]:
        rows = [
            (self.cleaned_data[row["kind_name"]], self.cleaned_data.get(row["value_name"])) for row in self.point_rows()
        ]
        return [Point(kind, value) for kind, value in rows if value]

    @property
    def removed_points(self) -> list[int]:
        return [point.pk for point in self.points if self.cleaned_data.get(f"remove_{point.pk}")]

    @property
    def roles_taken(self) -> set[str]:
        return set(self.cleaned_data["roles"]) - self.held

    @property
    def roles_left(self) -> set[str]:
        return self.held - set(self.cleaned_data["roles"])

    def point_rows(self) -> list[dict[str, Any]]:
        return [{"kind_name": f"kind_{n}", "value_name": f"value_{n}"} for n in range(NEW_ROWS)]

    def point_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[row["kind_name"]], self[row["value_name"]]) for row in self.point_rows()]

    def removals(self) -> list[tuple[ContactPoint, forms.BoundField]]:
        return [(point, self[f"remove_{point.pk}"]) for point in self.points]

    def _check_point(self, name: str, kind: str, value: str) -> None:
        from customers import reaching

        try:
            reaching.normal(kind, value)
        except reaching.UnreachableError as error:
            self.add_error(name, str(error.cure))

    def _add_point_fields(self) -> None:
        for number, row in enumerate(self.point_rows()):
            first = ContactPoint.Kind.MOBILE if number == 0 else ContactPoint.Kind.MAIL
            self.fields[row["kind_name"]] = forms.ChoiceField(
                label=_("Kind"), choices=ContactPoint.Kind.choices, initial=first, required=False
            )
            self.fields[row["value_name"]] = forms.CharField(
                label=_("Number or address"), max_length=200, required=False
            )
        for point in self.points:
            self.fields[f"remove_{point.pk}"] = forms.BooleanField(
                label=_("take away %(value)s") % {"value": point.value}, required=False
            )

    def _initial(self) -> dict[str, Any]:
        contact = self.contact
        if contact is None:
            return {"form_key": uuid4(), "seniority": Contact.Seniority.STAFF, **self.known}
        values = {name: getattr(contact.person, name) for name in people.PERSON_FIELDS}
        values |= {name: getattr(contact, name) for name in people.POSITION_FIELDS}
        return values | {"version": contact.version, "roles": sorted(self.held), "attitude": contact.attitude}


def _person_fields(customer: Customer) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = fields_for_model(
        Person, fields=["family_name", "given_name", "form_of_address", "language"]
    )
    fields |= fields_for_model(
        Contact,
        fields=["title", "seniority", "key_person", "influence", "joined_on", "left_on", "note", "placeholder"],
        widgets={"joined_on": DayInput(), "left_on": DayInput()},
    )
    name_nothing(fields, _("not known"))
    fields["note"].widget.attrs["rows"] = 2
    fields["department"] = forms.ModelChoiceField(
        customer.departments.all(), label=_("Department"), required=False, empty_label=_("not known")
    )
    return fields


class DepartmentForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    keep_theirs = forms.MultipleChoiceField(
        choices=[(field, field) for field in departments.EDITABLE], required=False, widget=forms.MultipleHiddenInput
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    function = forms.ModelChoiceField(DepartmentFunction.objects.none(), label=_("Function"))
    parent = forms.ModelChoiceField(Department.objects.none(), label=_("Reports to"), required=False)

    def __init__(self, *args: Any, customer: Customer, department: Department | None = None, **options: Any) -> None:
        if department is not None:
            initial = {"name": department.name, "function": department.function, "parent": department.parent}
            options.setdefault("initial", initial | {"version": department.version})
        super().__init__(*args, **options)
        if department is None:
            del self.fields["version"], self.fields["keep_theirs"]
        others = customer.departments.exclude(pk=department.pk) if department else customer.departments.all()
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        self.fields["function"].queryset = DepartmentFunction.objects.offered()  # type: ignore[attr-defined]

    @property
    def profile(self) -> dict[str, Any]:
        """The department's fields, without those to be left as somebody else set them."""
        kept = set(self.cleaned_data.get("keep_theirs", []))
        return {name: self.cleaned_data[name] for name in ("name", "function", "parent") if name not in kept}


class SuccessorForm(forms.Form):
    successor = forms.ModelChoiceField(Contact.objects.none(), label=_("Successor"), empty_label=_("not known"))

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, **options)
        there = Contact.objects.filter(customer=contact.customer_id, left_on=None).exclude(pk=contact.pk)
        self.fields["successor"].queryset = there.with_person()  # type: ignore[attr-defined]


class ManagerForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, contact: Contact, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reports_to"] = ManagerField(contact.customer, contact)


class LeftForm(SuccessorForm):
    on = forms.DateField(label=_("Last day"), required=False, widget=DayInput())
    field_order = ["on", "successor"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["successor"].required = False


class ChartForm(forms.Form):
    complete = forms.BooleanField(required=False)
    version = forms.IntegerField(min_value=1)


class ArrangeForm(forms.Form):
    """A department's new place: under another one (0 at the top), or one step up or down among its neighbours."""

    parent = forms.IntegerField(min_value=0, max_value=2**62, required=False)
    step = forms.ChoiceField(choices=[("up", ""), ("down", "")], required=False)


class MoveForm(forms.Form):
    to = RemoteChoiceField(Customer.objects.none(), url_name="customers:options", label=_("To which customer"))
    title = forms.CharField(label=_("Title there"), max_length=80, required=False)
    on = forms.DateField(label=_("From"), required=False, widget=DayInput())

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = Customer.objects.visible_to(user).current()  # type: ignore[attr-defined]


class AttitudeForm(forms.Form):
    attitude = forms.TypedChoiceField(label=_("Attitude"), choices=AttitudeRecord.Attitude.choices, coerce=int)
    reason = forms.CharField(label=_("What it shows in"), max_length=300, required=False)


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(label=_("What for"), choices=ConsentRecord.Purpose.choices)
    source = forms.CharField(label=_("How"), max_length=200, required=False)
    withdraw = forms.BooleanField(label=_("Withdrawn"), required=False)
