from django.contrib import admin
from django.utils.translation import gettext_lazy

from customers.admin.scoped import HistoryAdmin
from office.admin.meanwhile import MeanwhileForm
from office.admin.scoped import ReadOnlyAdmin, ScopedAdmin
from relationships.models import Playbook, PlaybookRun, PlaybookStep
from relationships.services import playbooks


class StepInline(admin.TabularInline):
    model = PlaybookStep
    extra = 0
    fields = ("workdays", "role", "kind", "text_zh_hans", "text_zh_hant", "text_en")

    def get_queryset(self, request):
        return self.model.objects.visible_to(request.user)

    def has_delete_permission(self, request, obj=None):
        """Whoever may change a playbook may take a step out of it; what began keeps its own."""
        return self.has_change_permission(request, obj)


@admin.register(Playbook)
class PlaybookAdmin(HistoryAdmin, ScopedAdmin):
    """Triggers are the program's, so playbooks are neither added nor deleted."""

    form = MeanwhileForm
    list_display = ("trigger", "title_zh_hans", "title_zh_hant", "title_en", "daily_cap", "switched_on_at")
    fields = ("trigger", "title_zh_hans", "title_zh_hant", "title_en", "daily_cap", "switched_on_at", "switched_on_by")
    readonly_fields = ("trigger", "switched_on_at", "switched_on_by")
    search_fields = ("title_zh_hans", "title_zh_hant", "title_en")
    inlines = (StepInline,)
    actions = ("switch_on", "switch_off")

    @admin.action(description=gettext_lazy("Let them begin by themselves"), permissions=["change"])
    def switch_on(self, request, queryset):
        for playbook in queryset:
            playbooks.switch(playbook, on=True, by=request.user)

    @admin.action(description=gettext_lazy("Let them begin no more"), permissions=["change"])
    def switch_off(self, request, queryset):
        for playbook in queryset:
            playbooks.switch(playbook, on=False, by=request.user)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(PlaybookRun)
class PlaybookRunAdmin(ReadOnlyAdmin):
    list_display = ("fired_on", "playbook", "customer", "closed_at")
    list_filter = ("playbook", ("closed_at", admin.EmptyFieldListFilter))
    list_select_related = ("playbook", "customer")
    search_fields = ("customer__search_text",)
    date_hierarchy = "fired_on"
