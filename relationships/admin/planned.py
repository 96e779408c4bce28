from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import PlanMove, PlannedContact


@admin.register(PlannedContact)
class PlannedContactAdmin(ReadOnlyAdmin):
    list_display = ("on", "time", "customer", "kind", "purpose", "owner", "interaction", "cancelled_at")
    list_filter = ("kind", ("interaction", admin.EmptyFieldListFilter), ("cancelled_at", admin.EmptyFieldListFilter))
    list_select_related = ("customer", "owner", "interaction")
    search_fields = ("customer__search_text", "purpose")
    date_hierarchy = "on"


@admin.register(PlanMove)
class PlanMoveAdmin(ReadOnlyAdmin):
    list_display = ("at", "plan", "from_on", "to_on", "why", "by")
    list_select_related = ("plan", "by")
    search_fields = ("plan__customer__search_text", "why")
    date_hierarchy = "at"
