from django.contrib import admin

from office.admin.scoped import ReadOnlyAdmin
from relationships.models import Promise, PromiseMove


@admin.register(Promise)
class PromiseAdmin(ReadOnlyAdmin):
    list_display = ("due_on", "customer", "text", "contact", "owner", "kept_on", "broken_on", "withdrawn_at")
    list_filter = (
        ("kept_on", admin.EmptyFieldListFilter),
        ("broken_on", admin.EmptyFieldListFilter),
        ("withdrawn_at", admin.EmptyFieldListFilter),
    )
    list_select_related = ("customer", "contact__person", "owner")
    search_fields = ("customer__search_text", "text")
    date_hierarchy = "due_on"


@admin.register(PromiseMove)
class PromiseMoveAdmin(ReadOnlyAdmin):
    list_display = ("at", "promise", "before", "after", "agreed_with", "reason", "by")
    list_select_related = ("promise", "agreed_with__person", "by")
    search_fields = ("promise__customer__search_text", "reason")
