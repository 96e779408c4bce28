from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import CompetitorTie


@admin.register(CompetitorTie)
class CompetitorTieAdmin(ReadOnlyAdmin):
    list_display = ("on", "contact", "competitor", "strength", "since", "source", "by")
    list_filter = ("strength", "competitor")
    list_select_related = ("contact__person", "competitor", "by")
    search_fields = ("contact__customer__search_text", "contact__person__search_text", "source")
    date_hierarchy = "on"
