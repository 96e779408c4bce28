from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from office.admin.meanwhile import MeanwhileForm
from office.admin.scoped import ScopedAdmin
from office.formatting.lists import listed
from office.models import RoleGrant, Team, User
from office.models.user import SYSTEM_USERNAME
from office.roles import Role
from office.services import people

LAST_ADMINISTRATOR = _("Somebody must be left who can manage colleagues.")


class NewUserForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("username", "name", "email")


class UserForm(MeanwhileForm, UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"

    def clean_is_active(self):
        active = self.cleaned_data["is_active"]
        others = User.objects.active().holding(Role.ADMIN).exclude(pk=self.instance.pk)
        if not active and self.instance.is_superuser and not others.exists():
            raise ValidationError(LAST_ADMINISTRATOR)
        return active


class GrantFormSet(BaseInlineFormSet):
    """Nobody takes away the last administrator's role; a lead needs a team."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        kept = {form.cleaned_data.get("role") for form in self.forms if not form.cleaned_data.get("DELETE")}
        others = User.objects.active().holding(Role.ADMIN).exclude(pk=self.instance.pk)
        if self.instance.pk and self.instance.is_superuser and Role.ADMIN not in kept and not others.exists():
            raise ValidationError(LAST_ADMINISTRATOR)


class GrantInline(admin.TabularInline):
    model = RoleGrant
    formset = GrantFormSet
    fk_name = "user"
    fields = ("role", "team")
    extra = 1


@admin.register(User)
class UserAdmin(ScopedAdmin, DjangoUserAdmin):
    form = UserForm
    add_form = NewUserForm
    inlines = (GrantInline,)
    list_display = ("name", "username", "team", "roles_in_words", "is_active", "last_login")
    list_display_links = ("name", "username")
    list_filter = ("is_active", "grants__role", "team")
    list_select_related = ("team",)
    search_fields = ("name", "username", "email")
    ordering = ("username",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "email", "team", "is_active")}),
        (_("Preferences"), {"fields": ("language", "theme")}),
        (_("Times"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "name", "email", "usable_password", "password1", "password2")}),)

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(username=SYSTEM_USERNAME).prefetch_related("grants__team")

    @admin.display(description=_("roles"))
    def roles_in_words(self, user):
        return listed(user.grants.all())

    def get_inlines(self, request, obj):
        return self.inlines if self.has_change_permission(request, obj) else ()

    def has_delete_permission(self, request, obj=None):
        """People who leave are switched off: their names stand in old records."""
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change:
            people.changed(obj, by=request.user, fields=form.changed_data)
        else:
            people.created(obj, by=request.user)

    def save_formset(self, request, form, formset, change):
        for held in formset.save(commit=False):
            if held.pk:
                people.revoke(RoleGrant.objects.get(pk=held.pk), by=request.user)
            people.grant(held.user, Role(held.role), team=held.team, by=request.user)
        for held in formset.deleted_objects:
            people.revoke(held, by=request.user)
        formset.save_m2m()

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 - Django's name
        if not self.has_change_permission(request, self.get_object(request, id)):
            from django.core.exceptions import PermissionDenied

            raise PermissionDenied
        return super().user_change_password(request, id, form_url)


@admin.register(Team)
class TeamAdmin(ScopedAdmin):
    form = MeanwhileForm
    list_display = ("name",)
    search_fields = ("name",)
