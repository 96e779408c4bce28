from django.contrib import admin
from django.utils.translation import gettext_lazy

from office.admin.scoped import ReadOnlyAdmin
from voice.errors import VoiceError
from voice.models import (
    DisplayLink,
    DutyAbsence,
    DutyMember,
    DutyRoster,
    DutySwap,
    Edition,
    EditionQuote,
    Erratum,
    FollowUp,
)
from voice.services import display_links


class _Shown(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class QuoteInline(_Shown):
    model = EditionQuote
    # The number only: a published edition leads nowhere (decision 51).
    fields = readonly_fields = ("order", "fingerprint", "old", "picked_by", "picked_at")


class FollowUpInline(_Shown):
    model = FollowUp
    fields = readonly_fields = ("line", "by", "at")


class ErratumInline(_Shown):
    model = Erratum
    fields = readonly_fields = ("text", "by", "at")


class MemberInline(_Shown):
    model = DutyMember
    fields = readonly_fields = ("order", "user")


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ("week", "published_at", "published_by", "duty")
    list_filter = (("published_at", admin.EmptyFieldListFilter),)
    list_select_related = ("published_by", "duty")
    search_fields = ("week",)
    fields = ("week", "duty", "published_at", "published_by")
    inlines = (QuoteInline, FollowUpInline, ErratumInline)

    def get_readonly_fields(self, request, obj=None):
        return self.fields


@admin.register(DutyRoster)
class DutyRosterAdmin(ReadOnlyAdmin):
    list_display = ("anchor_week", "created_by", "created_at")
    list_select_related = ("created_by",)
    inlines = (MemberInline,)


@admin.register(DutyAbsence)
class DutyAbsenceAdmin(ReadOnlyAdmin):
    list_display = ("week", "user", "taken_by", "reason")
    list_select_related = ("user", "taken_by")


@admin.register(DutySwap)
class DutySwapAdmin(ReadOnlyAdmin):
    list_display = ("week", "absentee", "taken_by", "offered_week", "answer", "answered_by", "answered_at")
    list_filter = ("answer",)
    list_select_related = ("absentee", "taken_by", "answered_by")
    search_fields = ("week", "offered_week")


@admin.register(DisplayLink)
class DisplayLinkAdmin(ReadOnlyAdmin):
    list_display = ("name", "language", "created_by", "created_at", "revoked_at")
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    list_select_related = ("created_by",)
    fields = ("name", "language", "created_by", "created_at", "revoked_at", "revoked_by")
    actions = ("revoke",)

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    @admin.action(description=gettext_lazy("Revoke: the screen goes dark"), permissions=["view"])
    def revoke(self, request, queryset):
        for link in queryset:
            try:
                display_links.revoke(link, by=request.user)
            except VoiceError as refusal:
                self.message_user(request, f"{link}: {refusal}")
