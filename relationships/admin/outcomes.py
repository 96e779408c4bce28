from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import Confirmation, ConfirmLink, EvidenceFile, Goal, GoalVersion, OutcomeKpi, OutcomeReading


@admin.register(OutcomeKpi)
class OutcomeKpiAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "product", "unit", "direction", "cadence", "active")
    list_filter = ("active", "direction", "cadence", "product")
    list_select_related = ("product",)
    search_fields = ("code", "name_zh_hans", "name_zh_hant", "name_en")


@admin.register(Goal)
class GoalAdmin(ReadOnlyAdmin):
    list_display = ("customer", "kpi", "current", "voided_at")
    list_filter = (("voided_at", admin.EmptyFieldListFilter),)
    list_select_related = ("customer", "kpi", "current")
    search_fields = ("customer__search_text", "kpi__code")


@admin.register(GoalVersion)
class GoalVersionAdmin(ReadOnlyAdmin):
    list_display = ("goal", "number", "baseline", "target", "lo", "hi", "start", "due", "owner", "reason")
    list_select_related = ("goal__kpi", "owner")
    search_fields = ("goal__customer__search_text", "reason")
    date_hierarchy = "due"


@admin.register(OutcomeReading)
class OutcomeReadingAdmin(ReadOnlyAdmin):
    list_display = ("period_end", "customer", "goal", "value", "source", "recorded_by", "recorded_at")
    list_filter = ("source",)
    list_select_related = ("customer", "goal__kpi", "recorded_by")
    search_fields = ("customer__search_text", "evidence")
    date_hierarchy = "period_end"


@admin.register(Confirmation)
class ConfirmationAdmin(ReadOnlyAdmin):
    list_display = ("on", "reading", "contact", "agreed", "manner", "recorded_by")
    list_filter = ("agreed", "manner")
    list_select_related = ("reading", "contact__person", "recorded_by")
    search_fields = ("reading__customer__search_text", "contact__person__search_text")


@admin.register(EvidenceFile)
class EvidenceFileAdmin(ReadOnlyAdmin):
    list_display = ("added_at", "reading", "name", "size", "added_by", "removed_at")
    list_filter = (("removed_at", admin.EmptyFieldListFilter),)
    list_select_related = ("reading", "added_by")
    search_fields = ("name", "reading__customer__search_text")
    exclude = ("stored",)


@admin.register(ConfirmLink)
class ConfirmLinkAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "reading", "contact", "created_by", "expires_at", "used_at", "revoked_at")
    list_select_related = ("reading", "contact__person", "created_by")
    search_fields = ("reading__customer__search_text",)
    exclude = ("token_hash", "sheet_hash")
