from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy

from customers.admin.scoped import HistoryAdmin, ServiceAdmin, ServiceForm
from customers.models import Contact, Department, Person
from customers.searching import contacts_matching
from customers.services import departments, people


class ContactAdminForm(ServiceForm):
    """A position with the person's names; ways to reach are kept on the contact's own page."""

    read_version = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)
    family_name = Person._meta.get_field("family_name").formfield()
    given_name = Person._meta.get_field("given_name").formfield()
    form_of_address = Person._meta.get_field("form_of_address").formfield()
    language = Person._meta.get_field("language").formfield()

    class Meta:
        model = Contact
        fields = ["customer", *people.POSITION_FIELDS]

    def __init__(self, *args, instance=None, initial=None, **options):
        initial = dict(initial or {})
        if instance is not None and instance.pk:
            initial |= {name: getattr(instance.person, name) for name in people.PERSON_FIELDS}
            initial["read_version"] = instance.version
        super().__init__(*args, instance=instance, initial=initial, **options)
        if instance is not None and instance.pk:
            self.fields.pop("customer", None)

    def write(self):
        values = {name: self.cleaned_data[name] for name in people.EDITABLE if name in self.cleaned_data}
        if self.instance.pk:
            return people.edit_contact(self.instance, changes=values, version=self.version_read, by=self.user)
        return people.add_contact(self.cleaned_data["customer"], by=self.user, **values)


@admin.register(Contact)
class ContactAdmin(HistoryAdmin, ServiceAdmin):
    form = ContactAdminForm
    list_display = ("__str__", "customer", "department", "title", "seniority", "key_person", "left_on")
    list_filter = ("seniority", "key_person", ("left_on", admin.EmptyFieldListFilter))
    list_select_related = ("person", "customer", "department")
    search_fields = ("person__name",)
    search_help_text = gettext_lazy("Name, pinyin, initials")
    autocomplete_fields = ("customer", "department", "reports_to")
    fieldsets = (
        (None, {"fields": ("customer", "family_name", "given_name", "form_of_address", "language")}),
        (None, {"fields": people.POSITION_FIELDS}),
        (None, {"fields": ("read_version",)}),
    )

    def get_fieldsets(self, request, obj=None):
        fieldsets = [(title, {"fields": list(options["fields"])}) for title, options in self.fieldsets]
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": ["customer", "person", *people.POSITION_FIELDS]})]
        if obj is not None:
            fieldsets[0][1]["fields"].remove("customer")
        return fieldsets

    def get_search_results(self, request, queryset, search_term):
        return contacts_matching(queryset, search_term), False


class DepartmentAdminForm(ServiceForm):
    read_version = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)

    class Meta:
        model = Department
        fields = ["customer", *departments.EDITABLE]

    def __init__(self, *args, instance=None, initial=None, **options):
        initial = dict(initial or {})
        if instance is not None and instance.pk:
            initial["read_version"] = instance.version
        super().__init__(*args, instance=instance, initial=initial, **options)
        if self.instance.pk:
            self.fields.pop("customer", None)

    def write(self):
        values = {name: self.cleaned_data[name] for name in departments.EDITABLE if name in self.cleaned_data}
        if self.instance.pk:
            return departments.edit(self.instance, changes=values, version=self.version_read, by=self.user)
        return departments.add(self.cleaned_data["customer"], by=self.user, **values)


@admin.register(Department)
class DepartmentAdmin(HistoryAdmin, ServiceAdmin):
    form = DepartmentAdminForm
    list_display = ("name", "customer", "function", "parent", "order")
    list_filter = ("function",)
    list_select_related = ("customer", "function", "parent")
    search_fields = ("name", "customer__name")
    autocomplete_fields = ("customer", "parent")

    def get_fields(self, request, obj=None):
        fields = ["customer", *departments.EDITABLE]
        return [*fields[1:], "read_version"] if obj is not None and self.has_change_permission(request, obj) else fields
