from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.admin.meanwhile import MeanwhileForm
from office.admin.scoped import ReadOnlyAdmin, ScopedAdmin
from voice import access
from voice.errors import VoiceError
from voice.models import Category, Erasure, Redaction, Verbatim, VoiceItem, VoiceTransition
from voice.presenters.words import said
from voice.services import handling

JUDGED = ("kind", "category", "severity", "sentiment", "secondary_categories")
DESCRIBED = ("summary", "translation")


class VoiceItemForm(MeanwhileForm):
    secondary_categories = forms.MultipleChoiceField(
        label=gettext_lazy("Also about"), choices=Category.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = VoiceItem
        fields = (*JUDGED, *DESCRIBED)

    def clean(self):
        cleaned = super().clean()
        if set(self.changed_data) & set(JUDGED):
            for name in ("kind", "category", "severity"):
                if not cleaned.get(name):
                    self.add_error(name, _("A sorted voice needs kind, category and severity."))
        return cleaned


class TransitionInline(admin.TabularInline):
    model = VoiceTransition
    fields = readonly_fields = ("at", "status", "by", "note")
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return VoiceTransition.objects.visible_to(request.user).select_related("by")


@admin.register(VoiceItem)
class VoiceItemAdmin(ScopedAdmin):
    """Judgement and our own words may be changed here; the customer's words stand as they are."""

    form = VoiceItemForm
    list_display = ("received_at", "customer", "shown", "kind", "category", "severity", "status", "owner")
    list_filter = ("status", "kind", "category", "severity", "anonymous")
    list_select_related = ("customer", "owner", "verbatim")
    search_fields = ("customer__search_text", "verbatim__text", "verbatim__fingerprint", "root_cause")
    date_hierarchy = "received_at"
    fields = (
        "customer",
        "speaker",
        "shown",
        "print",
        "received_at",
        *JUDGED,
        *DESCRIBED,
        "status",
        "owner",
        "due_at",
        "root_cause",
        "action",
        "confirmed_by",
        "confirmed_on",
        "confirmed_how",
        "superseded_by",
        "superseded_reason",
        "duplicate_of",
    )
    readonly_fields = tuple(name for name in fields if name not in (*JUDGED, *DESCRIBED))
    inlines = (TransitionInline,)
    actions = ("acknowledge",)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("verbatim__redactions")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or access.handles(request.user, obj))

    @admin.display(description=gettext_lazy("words"))
    def shown(self, item):
        return said(item.verbatim)

    @admin.display(description=gettext_lazy("fingerprint"))
    def print(self, item):
        return item.verbatim.fingerprint

    def save_model(self, request, obj, form, change):
        """Through the same services as the inbox, so that rights, clocks and versions hold."""
        item, given = VoiceItem.objects.get(pk=obj.pk), form.cleaned_data
        if set(form.changed_data) & set(JUDGED):
            item = handling.triage(item, by=request.user, **{name: given[name] for name in JUDGED})
        if set(form.changed_data) & set(DESCRIBED):
            item = handling.describe(item, by=request.user, **{name: given[name] for name in DESCRIBED})
        obj.version = item.version

    @admin.action(description=gettext_lazy("Acknowledge praise and questions"), permissions=["change"])
    def acknowledge(self, request, queryset):
        for item in queryset:
            try:
                handling.acknowledge(item, by=request.user)
            except VoiceError as refusal:
                self.message_user(request, f"{item}: {refusal}", messages.WARNING)


@admin.register(Verbatim)
class VerbatimAdmin(ReadOnlyAdmin):
    list_display = ("said_at", "shown", "fingerprint", "channel", "captured_by")
    list_filter = ("channel",)
    list_select_related = ("captured_by",)
    search_fields = ("text", "fingerprint")
    date_hierarchy = "said_at"
    fields = ("shown", "fingerprint", "said_at", "channel", "captured_by")

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("redactions")

    @admin.display(description=gettext_lazy("words"))
    def shown(self, verbatim):
        return said(verbatim)


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin):
    list_display = ("at", "verbatim", "start", "end", "reason", "by", "lifted_at")
    list_filter = (("lifted_at", admin.EmptyFieldListFilter),)
    list_select_related = ("verbatim", "by")


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    list_display = ("at", "fingerprint", "reason", "by")
    list_select_related = ("by",)
    search_fields = ("fingerprint",)
