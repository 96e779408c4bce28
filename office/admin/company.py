from django.contrib import admin

from office.admin.meanwhile import MeanwhileForm
from office.admin.scoped import ScopedAdmin
from office.models import CalendarDay, Company, FestivalDay
from office.services import auditing, company


@admin.register(Company)
class CompanyAdmin(ScopedAdmin):
    form = MeanwhileForm
    list_display = ("name", "base_currency", "time_zone", "default_language")
    fields = ("name", "base_currency", "base_currency_locked_at", "time_zone", "default_language")

    def get_readonly_fields(self, request, obj=None):
        locked = obj is not None and obj.base_currency_locked_at is not None
        return ("base_currency_locked_at", "base_currency") if locked else ("base_currency_locked_at",)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        company.save(obj, by=request.user, fields=form.changed_data)


@admin.register(CalendarDay)
class CalendarDayAdmin(ScopedAdmin):
    form = MeanwhileForm
    list_display = ("date", "working", "note")
    list_editable = ("working", "note")
    list_filter = ("working",)
    date_hierarchy = "date"
    search_fields = ("note",)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        auditing.record(auditing.CALENDAR_CHANGED, by=request.user, date=obj.date.isoformat(), working=obj.working)

    def delete_model(self, request, obj):
        auditing.record(auditing.CALENDAR_CHANGED, by=request.user, date=obj.date.isoformat(), removed=True)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for day in queryset:
            self.delete_model(request, day)


@admin.register(FestivalDay)
class FestivalDayAdmin(ScopedAdmin):
    form = MeanwhileForm
    list_display = ("date", "festival")
    list_filter = ("festival",)
    date_hierarchy = "date"

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        auditing.record(auditing.FESTIVAL_CHANGED, by=request.user, festival=obj.festival, date=obj.date.isoformat())

    def delete_model(self, request, obj):
        auditing.record(
            auditing.FESTIVAL_CHANGED, by=request.user, festival=obj.festival, date=obj.date.isoformat(), removed=True
        )
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for day in queryset:
            self.delete_model(request, day)
