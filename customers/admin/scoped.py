"""What admins of customers' records build on; relationships and voice use it too."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from simple_history.admin import SimpleHistoryAdmin

from customers import access
from customers.errors import CustomersError, EditConflictError
from customers.presenters.conflicts import go_on_from_newest, shown
from customers.services import removing
from office.admin.scoped import ScopedAdmin


class CustomerRecordAdmin(ScopedAdmin):
    """Rows of customers that the person sees; a row of somebody else's customer may be read here and not changed.

    `customer_of(record)` leads to the customer, `may_change(user, customer)` is the predicate of the pages.
    """

    def customer_of(self, record):
        return record.customer

    def may_change(self, user, customer):
        return access.may_edit_people(user, customer)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed if obj is None or not allowed else self.may_change(request.user, self.customer_of(obj))

    def has_delete_permission(self, request, obj=None):
        """Records are archived, ended or voided by their own verbs."""
        return False


class ServiceForm(forms.ModelForm):
    """A form whose save is a service's: tried in `clean`, so that refusals stand beside the fields, then done."""

    user = None

    def write(self):
        """Call the service and return its record. Runs twice: to see whether it works, and to keep it."""
        raise NotImplementedError

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        try:
            with transaction.atomic():
                self.write()
                transaction.set_rollback(True)
        except EditConflictError as conflict:
            go_on_from_newest(conflict, self, version="read_version")
            self._tell(conflict)
        except CustomersError as error:
            self.add_error(error.field if error.field in self.fields else None, ValidationError(str(error.message)))
        return cleaned

    def _tell(self, conflict):
        """Both values of each field, at the field."""
        for clash in conflict.clashes:
            told = _(
                "%(other)s changed %(field)s meanwhile: %(seen)s → %(theirs)s. Yours: %(mine)s. Save again to keep yours."
            ) % {
                "other": conflict.by or _("Somebody"),
                "field": clash.label,
                "seen": shown(clash, clash.seen, self),
                "theirs": shown(clash, clash.theirs, self),
                "mine": shown(clash, clash.mine, self),
            }
            self.add_error(clash.field if clash.field in self.fields else None, told)

    @property
    def version_read(self):
        """The version that the form was shown from. Without one it counts as never read, so nothing is overwritten."""
        return self.cleaned_data.get("read_version") or 0

    def _post_clean(self):
        """The instance stays as it was read: the service writes, and it must see what changed."""


class ServiceAdmin(CustomerRecordAdmin):
    """An admin whose form is a `ServiceForm`."""

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change=change, **options)
        form.user = request.user
        return form

    def save_form(self, request, form, change):
        return form.instance

    def save_model(self, request, obj, form, change):
        saved = form.write()
        obj.__dict__.update({key: value for key, value in saved.__dict__.items() if key != "_state"})
        obj._state.adding = False

    def save_related(self, request, form, formsets, change):
        """Everything was written by the service."""


class TakesBack:
    """An action that lays chosen facts into the bin, each for itself."""

    @admin.action(description=gettext_lazy("Take back, into the bin"), permissions=["view"])
    def take_back(self, request, queryset):
        done, refused = 0, []
        for record in queryset:
            try:
                if not removing.may_remove(request.user, record):
                    raise PermissionDenied
                removing.remove(record, by=request.user)
            except CustomersError as error:
                refused.append(f"{record}: {error.message}")
            else:
                done += 1
        if done:
            told = ngettext(
                "%(count)s taken back; it lies in the bin.", "%(count)s taken back; they lie in the bin.", done
            )
            self.message_user(request, told % {"count": done}, messages.SUCCESS)
        if refused:
            self.message_user(request, " ".join(refused[:5]), messages.WARNING)


class HistoryAdmin(SimpleHistoryAdmin):
    """Shows the field history. Going back is an edit like any other, so there is no second way to save."""

    def revert_disabled(self, request, obj=None):
        return True

    def history_view(self, request, object_id, extra_context=None):
        self._require_visible(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        self._require_visible(request, object_id)
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def _require_visible(self, request, object_id):
        """The history asks the database by itself, so a foreign record must stop before it."""
        if self.get_object(request, object_id) is None:
            raise Http404
