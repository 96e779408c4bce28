from datetime import timedelta

from django.utils import timezone

from office import jobs
from office.models import ApiKey, AuditEntry, CalendarDay, Heartbeat, Job, OutgoingMail
from office.scopes import Scope
from office.services import api_keys, mailing
from tests.architecture.permissions.table import Cast, PermissionRow, everyone, everyone_inside, only

OWN_AND_ADMIN = {"owner": 200, "admin": 200}


def job(cast: Cast) -> dict[str, int]:
    return {"pk": Job.objects.create(kind="test.permission", by=cast["mei"]).pk}


def failed_job(cast: Cast) -> dict[str, int]:
    jobs.runner("test.permission", label="Permission")(_nothing)
    return {"pk": Job.objects.create(kind="test.permission", by=cast["mei"], state="failed").pk}


def _nothing(progress: jobs.Progress) -> None:
    return None


def key(cast: Cast) -> dict[str, int]:
    return {"pk": _issue(cast).pk}


def _issue(cast: Cast) -> ApiKey:
    made, _plain = api_keys.issue(
        owner=cast["mei"],
        label="Table",
        scopes=[Scope.READ_CUSTOMERS],
        expires_at=timezone.now() + timedelta(days=1),
        by=cast["mei"],
    )
    return made


def populate(cast: Cast) -> None:
    job(cast)
    _issue(cast)
    CalendarDay.objects.create(date=timezone.localdate(), note="Founding day")
    Heartbeat.objects.create(name=Heartbeat.SCHEDULER)
    mailing.queue(purpose="table", period="2026-W47", person=cast["fay"], subject="Week", body="…")
    AuditEntry.objects.create(verb="signed_in", by=cast["mei"])
    assert OutgoingMail.objects.exists()


ROWS = [
    PermissionRow("account_login", {**everyone_inside(302), "anonymous": 200}),
    PermissionRow("account_login", {**everyone_inside(302), "anonymous": 200}, method="post"),
    PermissionRow("account_logout", everyone_inside(200)),
    PermissionRow("account_logout", everyone_inside(302), method="post"),
    PermissionRow("account_change_password", everyone_inside(200)),
    PermissionRow("account_change_password", everyone_inside(200), method="post"),
    PermissionRow("account_reset_password", everyone(200)),
    PermissionRow("account_reset_password_done", everyone(200)),
    PermissionRow(
        "account_reset_password_from_key",
        everyone(200),
        kwargs=lambda cast: {"uidb36": "1", "key": "no-such"},
        public=True,
    ),
    PermissionRow("account_reset_password_from_key_done", everyone(200)),
    PermissionRow("office:health", everyone(503)),
    PermissionRow("office:gallery", everyone_inside(200)),
    PermissionRow("office:jobs", everyone_inside(200)),
    PermissionRow("office:job", only(OWN_AND_ADMIN), kwargs=job),
    PermissionRow("office:job-progress", only(OWN_AND_ADMIN), kwargs=job),
    PermissionRow("office:job-retry", only({"owner": 302, "admin": 302}), method="post", kwargs=failed_job),
    PermissionRow("office:job-cancel", only({"owner": 302, "admin": 302}), method="post", kwargs=job),
    PermissionRow("office:workdays", everyone_inside(200)),
    PermissionRow(
        "office:workdays",
        {**everyone_inside(403), "ops": 302, "admin": 302},
        method="post",
        body=lambda cast: {"text": "2026-02-14 班", "bring-in": "1"},
    ),
    PermissionRow("office:me", everyone_inside(200)),
    PermissionRow("office:preferences", everyone(302), method="post", body=lambda cast: {"language": "en"}),
    PermissionRow("office:preferences", everyone(405)),
    PermissionRow("office:keys", everyone_inside(200)),
    PermissionRow("office:keys", everyone_inside(200), method="post"),
    PermissionRow("office:key-revoke", only({"owner": 302, "admin": 302}), method="post", kwargs=key),
]
