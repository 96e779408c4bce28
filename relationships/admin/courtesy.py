from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import Birthday, CalendarFeed, Gift, GiftLimits, ReminderChoice


@admin.register(Gift)
class GiftAdmin(ReadOnlyAdmin):
    list_display = ("on", "direction", "customer", "contact", "what", "value", "by", "state", "voided_at")
    list_filter = ("direction", "state", ("voided_at", admin.EmptyFieldListFilter))
    list_select_related = ("customer", "contact__person", "by")
    search_fields = ("customer__search_text", "what")
    date_hierarchy = "on"


@admin.register(GiftLimits)
class GiftLimitsAdmin(ReadOnlyAdmin):
    list_display = ("number", "per_gift", "per_year", "why", "by", "at")
    list_select_related = ("by",)


@admin.register(Birthday)
class BirthdayAdmin(ReadOnlyAdmin):
    list_display = ("person", "month", "day", "year", "noted_by")
    list_filter = ("month",)
    list_select_related = ("person", "noted_by")
    search_fields = ("person__search_text",)


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ReadOnlyAdmin):
    list_display = ("user", "created_at", "revoked_at")
    list_select_related = ("user",)
    exclude = ("token_hash",)


@admin.register(ReminderChoice)
class ReminderChoiceAdmin(ReadOnlyAdmin):
    list_display = ("user", "evening", "morning")
    list_select_related = ("user",)
