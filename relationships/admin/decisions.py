from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import BuyingDecision, DecisionPart


@admin.register(BuyingDecision)
class BuyingDecisionAdmin(ReadOnlyAdmin):
    list_display = ("what", "customer", "stage", "raised_on", "expected_on", "settled_on")
    list_filter = ("stage",)
    list_select_related = ("customer",)
    search_fields = ("customer__search_text", "what")
    date_hierarchy = "raised_on"


@admin.register(DecisionPart)
class DecisionPartAdmin(ReadOnlyAdmin):
    list_display = ("decision", "contact", "role", "since", "until", "proved_on", "by")
    list_filter = ("role",)
    list_select_related = ("decision", "contact__person", "by")
    search_fields = ("decision__customer__search_text", "contact__person__search_text")
