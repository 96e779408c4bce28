from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from customers.errors import CustomersError
from office.admin.scoped import ReadOnlyAdmin
from relationships.models import (
    Interaction,
    InteractionContact,
    NextAction,
    Participation,
    RelationshipStanding,
    TieJudgement,
)
from relationships.services import next_actions, voiding


class _ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return self.model.objects.visible_to(request.user)


class ContactInline(_ReadOnlyInline):
    model = InteractionContact
    fields = ("contact",)


class ParticipationInline(_ReadOnlyInline):
    model = Participation
    fields = ("user", "minutes", "cost_role")


def _done(modeladmin, request, rows, verb):
    """Do it to each row through its service; those that refuse are told, the others stay done."""
    done = refused = 0
    for row in rows:
        try:
            verb(row)
            done += 1
        except (CustomersError, PermissionDenied):
            refused += 1
    if done:
        modeladmin.message_user(
            request, ngettext("%(count)s entry done.", "%(count)s entries done.", done) % {"count": done}
        )
    if refused:
        text = ngettext("%(count)s entry left as it was.", "%(count)s entries left as they were.", refused)
        modeladmin.message_user(request, text % {"count": refused}, messages.WARNING)


@admin.register(Interaction)
class InteractionAdmin(ReadOnlyAdmin):
    list_display = ("at", "customer", "kind", "direction", "logged_by", "voided_at")
    list_filter = ("kind", "direction", ("voided_at", admin.EmptyFieldListFilter))
    list_select_related = ("customer", "logged_by")
    search_fields = ("customer__search_text", "line")
    date_hierarchy = "at"
    inlines = (ContactInline, ParticipationInline)
    actions = ("void_them", "restore_them")

    @admin.action(description=gettext_lazy("Void: they count no more"), permissions=["view"])
    def void_them(self, request, queryset):
        reason = _("voided in the administration")
        _done(self, request, queryset, lambda row: voiding.void(row, by=request.user, reason=reason))

    @admin.action(description=gettext_lazy("Let them count again"), permissions=["view"])
    def restore_them(self, request, queryset):
        _done(self, request, queryset, lambda row: voiding.restore(row, by=request.user))


@admin.register(NextAction)
class NextActionAdmin(ReadOnlyAdmin):
    list_display = ("due_on", "text", "customer", "owner", "done_at", "cancelled_at")
    list_filter = (("done_at", admin.EmptyFieldListFilter), ("cancelled_at", admin.EmptyFieldListFilter))
    list_select_related = ("customer", "owner")
    search_fields = ("customer__search_text", "text")
    date_hierarchy = "due_on"
    actions = ("finish_them",)

    @admin.action(description=gettext_lazy("Mark as done"), permissions=["view"])
    def finish_them(self, request, queryset):
        _done(self, request, queryset, lambda row: next_actions.finish(row, by=request.user))


@admin.register(RelationshipStanding)
class RelationshipStandingAdmin(ReadOnlyAdmin):
    list_display = ("customer", "kind", "as_of", "temperature", "band", "delta28", "trend", "penetration", "access")
    list_filter = ("kind", "band", "trend", "transaction_only", "access", "spof_ours", "spof_theirs", "no_stable_tie")
    list_select_related = ("customer",)
    search_fields = ("customer__search_text",)
    date_hierarchy = "as_of"


@admin.register(TieJudgement)
class TieJudgementAdmin(ReadOnlyAdmin):
    list_display = ("on", "user", "contact", "level", "reason", "by")
    list_filter = ("level",)
    list_select_related = ("user", "contact__person", "by")
    search_fields = ("contact__customer__search_text", "contact__person__search_text", "reason")
    date_hierarchy = "on"
