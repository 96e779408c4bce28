from django.contrib import admin

from customers.models import Need
from office.admin.scoped import ReadOnlyAdmin
from relationships.models import (
    ControlPoint,
    DecisionRequest,
    StrategyAnswer,
    StrategyMove,
    StrategyPlan,
    StrategyStanding,
)


@admin.register(Need)
class NeedAdmin(ReadOnlyAdmin):
    list_display = ("customer", "title", "importance", "needed_by", "met", "withdrawn_at")
    list_filter = ("importance", "met", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "title")


@admin.register(StrategyAnswer)
class StrategyAnswerAdmin(ReadOnlyAdmin):
    list_display = ("customer", "topic", "code", "number", "on", "by", "withdrawn_at")
    list_filter = ("topic", ("withdrawn_at", admin.EmptyFieldListFilter))
    list_select_related = ("customer", "by")
    search_fields = ("customer__search_text", "evidence")


@admin.register(DecisionRequest)
class DecisionRequestAdmin(ReadOnlyAdmin):
    list_display = ("customer", "what", "raised_on", "decided_on", "withdrawn_at")
    list_filter = (("decided_on", admin.EmptyFieldListFilter),)
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "what")


@admin.register(ControlPoint)
class ControlPointAdmin(ReadOnlyAdmin):
    list_display = ("customer", "kind", "index", "since", "erodes_by", "withdrawn_at")
    list_filter = ("kind", "index")
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "evidence")


@admin.register(StrategyPlan)
class StrategyPlanAdmin(ReadOnlyAdmin):
    list_display = ("customer", "number", "owner", "review_on", "at")
    list_select_related = ("customer", "owner")
    search_fields = ("customer__search_text", "position")


@admin.register(StrategyMove)
class StrategyMoveAdmin(ReadOnlyAdmin):
    list_display = ("customer", "what", "owner", "review_on", "closed_on", "withdrawn_at")
    list_filter = (("closed_on", admin.EmptyFieldListFilter),)
    list_select_related = ("customer", "owner")
    search_fields = ("customer__search_text", "what")


@admin.register(StrategyStanding)
class StrategyStandingAdmin(ReadOnlyAdmin):
    list_display = ("customer", "tier", "test", "dependence", "stickiness_level", "control_value", "switching_band")
    list_filter = ("tier", "test", "dependence", "stickiness_level", "switching_band")
    list_select_related = ("customer",)
    search_fields = ("customer__search_text",)
