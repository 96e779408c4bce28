from django.contrib import admin
from django.http import Http404

from customers.models import AcquisitionChannel, Competitor, DepartmentFunction, Industry, Product, Region, Tag

LABELS = ("label_zh_hans", "label_zh_hant", "label_en")


class OpenAdmin(admin.ModelAdmin):
    """Rows that are no secret among colleagues; an unknown one is 404 here as everywhere."""

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


class DictionaryAdmin(OpenAdmin):
    """A short list with a label in each language. Terms are retired, not deleted: old records name them."""

    list_display = ("code", *LABELS, "order", "retired")
    list_editable = ("order", "retired")
    list_filter = ("retired",)
    search_fields = ("code", *LABELS)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj is not None else ()


@admin.register(Industry)
class IndustryAdmin(DictionaryAdmin):
    list_display = (*DictionaryAdmin.list_display, "standard")
    list_filter = ("retired", "standard")


@admin.register(AcquisitionChannel, Competitor)
class PlainDictionaryAdmin(DictionaryAdmin):
    pass


@admin.register(Region)
class RegionAdmin(DictionaryAdmin):
    list_display = (*DictionaryAdmin.list_display, "latitude", "longitude", "city_tier")


@admin.register(DepartmentFunction)
class DepartmentFunctionAdmin(DictionaryAdmin):
    list_display = (*DictionaryAdmin.list_display, "weight")


@admin.register(Product)
class ProductAdmin(DictionaryAdmin):
    list_display = (*DictionaryAdmin.list_display, "tier", "core", "standard")
    list_filter = ("retired", "tier", "core", "standard")


@admin.register(Tag)
class TagAdmin(OpenAdmin):
    search_fields = ("name",)
