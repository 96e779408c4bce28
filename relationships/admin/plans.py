from django.contrib import admin

from customers.admin.scoped import HistoryAdmin
from office.admin.scoped import ReadOnlyAdmin
from relationships.models import PlanObjective, PlanReview, PlanTask, ReviewPack, SuccessPlan


@admin.register(SuccessPlan)
class SuccessPlanAdmin(HistoryAdmin, ReadOnlyAdmin):
    list_display = ("customer", "title", "owner", "starts_on", "ends_on", "closed_at", "result")
    list_filter = (("closed_at", admin.EmptyFieldListFilter), "result")
    list_select_related = ("customer", "owner")
    search_fields = ("customer__search_text", "title")
    date_hierarchy = "starts_on"


@admin.register(PlanObjective)
class PlanObjectiveAdmin(HistoryAdmin, ReadOnlyAdmin):
    list_display = ("plan", "order", "text", "dropped_at")
    list_select_related = ("plan",)
    search_fields = ("plan__customer__search_text", "text")


@admin.register(PlanTask)
class PlanTaskAdmin(HistoryAdmin, ReadOnlyAdmin):
    list_display = ("due_on", "text", "side", "plan", "owner", "contact", "done_at", "dropped_at")
    list_filter = ("side", ("done_at", admin.EmptyFieldListFilter), ("dropped_at", admin.EmptyFieldListFilter))
    list_select_related = ("plan", "owner", "contact__person")
    search_fields = ("plan__customer__search_text", "text")
    date_hierarchy = "due_on"


@admin.register(PlanReview)
class PlanReviewAdmin(HistoryAdmin, ReadOnlyAdmin):
    list_display = ("planned_on", "held_on", "plan", "dropped_at")
    list_select_related = ("plan",)
    search_fields = ("plan__customer__search_text", "notes", "decisions")
    date_hierarchy = "planned_on"


@admin.register(ReviewPack)
class ReviewPackAdmin(HistoryAdmin, ReadOnlyAdmin):
    list_display = ("customer", "period", "created_by")
    list_select_related = ("customer", "created_by")
    search_fields = ("customer__search_text", "period")
