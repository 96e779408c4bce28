from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from customers import access
from customers.admin.scoped import HistoryAdmin, ServiceAdmin, ServiceForm
from customers.errors import CustomersError
from customers.forms.customer import OwnerForm, ReasonForm
from customers.forms.fields import NumbersField, TagsField
from customers.models import Customer, HistoryEntry
from customers.presenters import history
from customers.searching import customers_matching
from customers.services import archiving, editing, owning, profiles, registering
from office.access import sees_people_and_voices
from office.admin.scoped import ToldAdmin, VerbFilter

COLUMNS = [name for name in profiles.COLUMNS if name != "chart_complete"]


class CustomerAdminForm(ServiceForm):
    """Every field of the archive."""

    read_version = forms.IntegerField(label="", widget=forms.HiddenInput, required=False)
    tags = TagsField(label=gettext_lazy("Tags"), required=False, max_length=400)
    external_ids = NumbersField(
        label=gettext_lazy("Numbers in other systems"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("One per line, as system: number."),
    )

    class Meta:
        model = Customer
        fields = [*COLUMNS, "chart_complete"]

    def __init__(self, *args, instance=None, initial=None, **options):
        initial = dict(initial or {})
        if instance is not None and instance.pk:
            initial |= {name: editing.current_value(instance, name) for name in profiles.LISTS}
            initial["read_version"] = instance.version
        super().__init__(*args, instance=instance, initial=initial, **options)

    def write(self):
        values = {name: self.cleaned_data[name] for name in profiles.EDITABLE if name in self.cleaned_data}
        if self.instance.pk:
            return editing.edit(self.instance, changes=values, version=self.version_read, by=self.user)
        return registering.register(values.pop("name"), by=self.user, **values)


@admin.register(Customer)
class CustomerAdmin(HistoryAdmin, ServiceAdmin):
    form = CustomerAdminForm
    list_display = ("name", "tier", "status", "industry", "region", "owner", "renewal_on", "is_archived")
    list_filter = (
        "status",
        "tier",
        ("archived_at", admin.EmptyFieldListFilter),
        "industry",
        "region",
        "team",
        "from_ledger",
    )
    list_select_related = ("industry", "region", "owner")
    search_fields = ("name",)
    search_help_text = gettext_lazy("Name, pinyin, initials, code or number")
    autocomplete_fields = ("parent",)
    date_hierarchy = "created_at"
    actions = ("archive", "restore", "assign_owner")
    fieldsets = (
        (None, {"fields": ("name", "short_name", "english_name", "uscc", "parent", "external_ids")}),
        (None, {"fields": ("industry", "region", "size", "acquisition_channel", "tier", "tags")}),
        (None, {"fields": ("status", "lost_on", "first_deal_on", "renewal_on")}),
        (None, {"fields": ("address", "website", "note", "chart_complete", "read_version")}),
    )

    def customer_of(self, record):
        return record

    def may_change(self, user, customer):
        return access.may_edit(user, customer)

    def get_search_results(self, request, queryset, search_term):
        return customers_matching(queryset, search_term), False

    def get_fieldsets(self, request, obj=None):
        hidden = set() if access.keeps_archives(request.user) else access.KEPT_BY_SALES_OPS
        if not self.has_change_permission(request, obj):
            hidden = {*hidden, "read_version", "tags", "external_ids"}
        return [
            (title, {"fields": [name for name in options["fields"] if name not in hidden]})
            for title, options in self.fieldsets
        ]

    @admin.display(description=gettext_lazy("archived"), boolean=True)
    def is_archived(self, customer):
        return customer.is_archived

    @admin.action(description=gettext_lazy("Archive…"), permissions=["change"])
    def archive(self, request, queryset):
        form = ReasonForm(request.POST if "go" in request.POST else None)
        if form.is_bound and form.is_valid():
            reason = form.cleaned_data["reason"]
            return self._each(request, queryset, lambda each: archiving.archive(each, by=request.user, reason=reason))
        return self._ask(request, queryset, form, "archive", _("Archive these customers?"))

    @admin.action(description=gettext_lazy("Restore"), permissions=["change"])
    def restore(self, request, queryset):
        return self._each(request, queryset, lambda each: archiving.restore(each, by=request.user))

    @admin.action(description=gettext_lazy("Change owner…"), permissions=["change"])
    def assign_owner(self, request, queryset):
        form = OwnerForm(request.POST if "go" in request.POST else None, user=request.user)
        if form.is_bound and form.is_valid():
            wanted = form.cleaned_data
            return self._each(request, queryset, lambda each: owning.assign_owner(each, by=request.user, **wanted))
        return self._ask(request, queryset, form, "assign_owner", _("Who looks after these customers?"))

    def _each(self, request, queryset, act):
        """All or nothing: one customer that may not be changed keeps the others as they are."""
        try:
            with transaction.atomic():
                done = [act(customer) for customer in queryset]
        except CustomersError as error:
            messages.error(request, error.message)
        else:
            told = ngettext("%(count)s customer changed", "%(count)s customers changed", len(done))
            messages.success(request, told % {"count": len(done)})
        return HttpResponseRedirect(reverse("admin:customers_customer_changelist"))

    def _ask(self, request, queryset, form, action, question):
        context = {
            **self.admin_site.each_context(request),
            "title": question,
            "form": form,
            "action": action,
            "customers": queryset[:200],
            "count": queryset.count(),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/customers/ask.html", context)


class HistoryVerbFilter(VerbFilter):
    def lookups(self, request, model_admin):
        return list(history.verbs().items())


@admin.register(HistoryEntry)
class HistoryEntryAdmin(ToldAdmin):
    list_display = ("at", "customer", "sentence", "by", "why")
    list_filter = (HistoryVerbFilter,)
    list_select_related = ("customer", "by")
    date_hierarchy = "at"
    search_fields = ("customer__name",)
    fields = ("at", "customer", "sentence", "by", "why")

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if sees_people_and_voices(request.user) else rows.exclude(verb__in=history.ABOUT_PEOPLE)

    def tell(self, request, rows):
        return [line.text for line in history.lines(rows, request.user)]
