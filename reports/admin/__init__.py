from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from reports.models import WeeklyReport


@admin.register(WeeklyReport)
class WeeklyReportAdmin(ReadOnlyAdmin):
    """Which reports were made, for whom and when; each reader opens their own on its page."""

    list_display = ("week", "reader", "language", "created_at", "rendered_at", "remade")
    list_filter = ("language",)
    search_fields = ("week", "reader__name", "reader__username")
    list_select_related = ("reader",)
    date_hierarchy = "created_at"
    exclude = ("inputs",)
