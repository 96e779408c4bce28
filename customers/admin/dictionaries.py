from django.contrib import admin

from customers.models import AcquisitionChannel, DepartmentFunction, Industry, Product, Region, Tag

LABELS = ("label_zh_hans", "label_zh_hant", "label_en")


class DictionaryAdmin(admin.ModelAdmin):
    """A short list with a label in each language. Terms are retired, not deleted: old records name them."""

    list_display = ("code", *LABELS, "order", "retired")
    list_editable = ("order", "retired")
    list_filter = ("retired",)
    search_fields = ("code", *LABELS)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return ("code",) if obj is not None else ()


@admin.register(Industry, AcquisitionChannel)
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
class TagAdmin(admin.ModelAdmin):
    search_fields = ("name",)
