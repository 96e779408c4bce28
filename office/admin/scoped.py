"""What every admin of ours builds on: rows by `visible_to`, no deleting, versions that move on, read-only records."""

from typing import Any

from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponseRedirect

from office.models import Versioned


class ScopedAdmin(admin.ModelAdmin):
    """An admin that shows the rows of `Model.objects.visible_to(user)` and offers only such rows in its fields.

    What may be done at all comes from `office.permissions`. An object that is not visible is 404.
    """

    save_on_top = True
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        ordering = self.get_ordering(request)
        rows = self.model.objects.visible_to(request.user)
        return rows.order_by(*ordering) if ordering else rows

    def get_field_queryset(self, db: str | None, db_field: Field, request: HttpRequest) -> QuerySet | None:
        related = db_field.remote_field.model._default_manager
        if hasattr(related, "visible_to"):
            return related.visible_to(request.user)
        return super().get_field_queryset(db, db_field, request)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponseRedirect:
        raise Http404

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        if change and isinstance(obj, Versioned):
            obj.version += 1
        super().save_model(request, obj, form, change)


class ReadOnlyAdmin(ScopedAdmin):
    """Records that services write: to be looked at here, and changed by actions at most."""

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [field.name for field in self.opts.fields]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
