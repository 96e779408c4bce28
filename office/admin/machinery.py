from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from office.admin.scoped import ReadOnlyAdmin, ToldAdmin, VerbFilter
from office.models import ApiKey, AuditEntry, Heartbeat, Job, OutgoingMail
from office.presenters import audit
from office.presenters.jobs import job_line
from office.services import api_keys, jobs, mailing


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("title", "period", "state", "done", "total", "by", "created_at", "finished_at", "reason")
    list_filter = ("state", "kind")
    list_select_related = ("by",)
    date_hierarchy = "created_at"
    actions = ("try_again", "stop")

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def title(self, job):
        return job_line(job).title

    @admin.display(description=gettext_lazy("reason"))
    def reason(self, job):
        return job_line(job).reason

    @admin.action(description=gettext_lazy("Try again"), permissions=["view"])
    def try_again(self, request, queryset):
        self._each(request, queryset, jobs.retry, jobs.NotRetryableError)

    @admin.action(description=gettext_lazy("Stop"), permissions=["view"])
    def stop(self, request, queryset):
        self._each(request, queryset, jobs.cancel, jobs.NotCancellableError)

    def _each(self, request, queryset, act, refusal):
        done = 0
        for job in queryset:
            try:
                act(job, by=request.user)
            except refusal:
                messages.warning(
                    request, _("%(job)s is %(state)s; it stays so.") % {"job": job, "state": job.get_state_display()}
                )
            else:
                done += 1
        if done:
            messages.success(request, ngettext("%(n)s job changed", "%(n)s jobs changed", done) % {"n": done})


class AuditVerbFilter(VerbFilter):
    labels = audit.VERBS


@admin.register(AuditEntry)
class AuditEntryAdmin(ToldAdmin):
    list_display = ("at", "sentence", "by", "address")
    list_filter = (AuditVerbFilter,)
    list_select_related = ("by",)
    search_fields = ("by__username", "by__name", "address")
    date_hierarchy = "at"
    fields = ("at", "sentence", "by", "address", "details")

    def tell(self, request, rows):
        return audit.sentences(rows)


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnlyAdmin):
    list_display = ("label", "prefix", "owner", "scopes", "expires_at", "revoked_at", "last_used_at")
    list_select_related = ("owner",)
    search_fields = ("label", "prefix", "owner__username", "owner__name")
    actions = ("revoke",)
    exclude = ("digest",)

    def get_readonly_fields(self, request, obj=None):
        return [name for name in super().get_readonly_fields(request, obj) if name != "digest"]

    @admin.action(description=gettext_lazy("Revoke"), permissions=["view"])
    def revoke(self, request, queryset):
        for key in queryset.filter(revoked_at__isnull=True):
            api_keys.revoke(key, by=request.user)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    list_display = ("purpose", "period", "person", "state", "attempts", "created_at", "sent_at", "error")
    list_filter = ("state", "purpose")
    list_select_related = ("person",)
    date_hierarchy = "created_at"
    actions = ("send_again",)

    @admin.action(description=gettext_lazy("Send again"), permissions=["view"])
    def send_again(self, request, queryset):
        """A person decides: for a mail that perhaps left, this may be the second copy."""
        for mail in queryset:
            mailing.release(mail)


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    list_display = ("name", "at")
