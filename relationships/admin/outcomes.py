from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.admin.scoped import ReadOnlyAdmin
from relationships.attaining.rows import aim, measured
from relationships.models import Confirmation, ConfirmLink, EvidenceFile, Goal, GoalVersion, OutcomeKpi, OutcomeReading


@admin.register(OutcomeKpi)
class OutcomeKpiAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "product", "unit", "direction", "cadence", "active")
    list_filter = ("active", "direction", "cadence", "product")
    list_select_related = ("product",)
    search_fields = ("code", "name_zh_hans", "name_zh_hant", "name_en")


@admin.register(Goal)
class GoalAdmin(ReadOnlyAdmin):
    list_display = ("customer", "kpi", "terms", "due", "owner", "voided_at")
    list_filter = (("voided_at", admin.EmptyFieldListFilter),)
    list_select_related = ("customer", "kpi", "current__owner")
    search_fields = ("customer__search_text", "kpi__code")

    @admin.display(description=_("terms"))
    def terms(self, goal):
        return aim(goal.terms, goal.kpi)

    @admin.display(description=pgettext_lazy("goal", "due"), ordering="current__due")
    def due(self, goal):
        return goal.terms.due

    @admin.display(description=_("our owner"), ordering="current__owner__name")
    def owner(self, goal):
        return goal.terms.owner


@admin.register(GoalVersion)
class GoalVersionAdmin(ReadOnlyAdmin):
    list_display = ("customer", "kpi", "number", "baseline", "target", "lo", "hi", "start", "due", "owner", "reason")
    list_select_related = ("goal__customer", "goal__kpi", "owner")
    search_fields = ("goal__customer__search_text", "reason")
    date_hierarchy = "due"

    @admin.display(description=_("customer"), ordering="goal__customer")
    def customer(self, version):
        return version.goal.customer

    @admin.display(description=_("outcome KPI"), ordering="goal__kpi")
    def kpi(self, version):
        return version.goal.kpi


@admin.register(OutcomeReading)
class OutcomeReadingAdmin(ReadOnlyAdmin):
    list_display = ("period_end", "customer", "kpi", "measured", "source", "recorded_by", "recorded_at")
    list_filter = ("source",)
    list_select_related = ("customer", "goal__kpi", "recorded_by")
    search_fields = ("customer__search_text", "evidence")
    date_hierarchy = "period_end"

    @admin.display(description=_("outcome KPI"), ordering="goal__kpi")
    def kpi(self, reading):
        return reading.goal.kpi

    @admin.display(description=_("value"), ordering="value")
    def measured(self, reading):
        return measured(reading.value, reading.goal.kpi)


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
