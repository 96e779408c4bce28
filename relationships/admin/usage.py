from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import ServiceRequest, UsageMeasure, UsageReading, UsageTrend


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


@admin.register(ServiceRequest)
class ServiceRequestAdmin(ReadOnlyAdmin):
    list_display = ("raised_at", "customer", "kind", "reference", "answered_at", "solved_at", "solved_by", "voided_at")
    list_filter = ("kind", "channel", "solved_by", "source", ("voided_at", admin.EmptyFieldListFilter))
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "reference", "line")
    date_hierarchy = "raised_at"
