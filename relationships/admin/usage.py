from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import UsageMeasure, UsageReading, UsageTrend


@admin.register(UsageMeasure)
class UsageMeasureAdmin(ReadOnlyAdmin):
    list_display = ("code", "__str__", "product", "dimension", "period", "unit", "more_is_better", "active")
    list_filter = ("active", "dimension", "period", "product")
    list_select_related = ("product",)
    search_fields = ("code", "name_zh_hans", "name_zh_hant", "name_en")


@admin.register(UsageReading)
class UsageReadingAdmin(ReadOnlyAdmin):
    list_display = ("period_end", "customer", "measure", "value", "source", "recorded_by", "recorded_at")
    list_filter = ("source", "measure")
    list_select_related = ("customer", "measure", "recorded_by")
    search_fields = ("customer__search_text", "measure__code")
    date_hierarchy = "period_end"


@admin.register(UsageTrend)
class UsageTrendAdmin(ReadOnlyAdmin):
    list_display = ("customer", "measure", "latest_on", "latest", "change", "outlook", "periods")
    list_filter = ("outlook", "measure")
    list_select_related = ("customer", "measure")
    search_fields = ("customer__search_text", "measure__code")
