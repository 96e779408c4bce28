"""What every admin of ours builds on: rows by `visible_to`, no deleting, versions that move on, read-only records."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Field, Model, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import pgettext_lazy

from office.admin.meanwhile import MeanwhileForm
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

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """The row, as it is once nobody else is writing it: forms compare with what is stored now."""
        found = super().get_object(request, object_id, from_field)
        if found is None or not (self._is_saved(request) and transaction.get_connection().in_atomic_block):
            return found
        self.model._default_manager.select_for_update().get(pk=found.pk)
        return super().get_object(request, object_id, from_field)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self._is_saved(request):
            return super().changelist_view(request, extra_context)
        with transaction.atomic():
            return super().changelist_view(request, extra_context)

    def get_changelist_form(self, request: HttpRequest, **options: Any) -> type[ModelForm]:
        if issubclass(self.model, Versioned):
            options.setdefault("form", MeanwhileForm)
        return super().get_changelist_form(request, **options)

    def _get_list_editable_queryset(self, request: HttpRequest, prefix: str) -> QuerySet:
        rows = super()._get_list_editable_queryset(request, prefix)
        return rows.select_for_update(of=("self",)) if issubclass(self.model, Versioned) else rows

    def _is_saved(self, request: HttpRequest) -> bool:
        return request.method == "POST" and issubclass(self.model, Versioned)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        """The admin's own log keeps which version came of it, so that a conflict can say whose it is."""
        if isinstance(obj, Versioned) and isinstance(message, list):
            message = [*message, {"version": obj.version}]
        return super().log_change(request, obj, message)


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


class ToldAdmin(ReadOnlyAdmin):
    """Records that keep codes and ids: lists and pages show the sentence that they tell.

    A page's rows are told together, so the queries do not grow with them.
    """

    def tell(self, request: HttpRequest, rows: Sequence[Any]) -> Sequence[str]:
        """One sentence per row."""
        raise NotImplementedError

    @admin.display(description=pgettext_lazy("of an entry", "what happened"))
    def sentence(self, row: Any) -> str:
        return str(row.sentence)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "sentence"]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        self._told(request, list(changelist.result_list))
        return changelist

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        found = super().get_object(request, object_id, from_field)
        self._told(request, [found] if found is not None else [])
        return found

    def _told(self, request: HttpRequest, rows: Sequence[Any]) -> None:
        for row, sentence in zip(rows, self.tell(request, rows), strict=True):
            row.sentence = sentence


class VerbFilter(admin.SimpleListFilter):
    """Narrows by `verb`, whose codes read as the words of `labels`."""

    title, parameter_name = pgettext_lazy("of an entry", "what happened"), "verb"
    labels: ClassVar[Mapping[str, Any]] = {}

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return list(self.labels.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(verb=self.value()) if self.value() else queryset
