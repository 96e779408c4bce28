from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from office.calendar import Week
from reports import presenters
from reports.models import WeeklyReport
from reports.services import weekly
from tests.architecture.permissions.table import Cast, PermissionRow, only

WEEK = Week("2026-W02")
READERS = {"founder": 200, "executive": 404}


def report(cast: Cast) -> dict[str, str]:
    """The founder's report; the executive has none of that week."""
    made, _fresh = weekly.make(WEEK, reader=cast["fay"])
    path = default_storage.save("reports/table.pdf", ContentFile(b"%PDF-1.7"))
    WeeklyReport.objects.filter(pk=made.pk).update(path=path, words_digest=presenters.words_digest(made))
    return {"week": WEEK}


def populate(cast: Cast) -> None:
    report(cast)


ROWS = [
    PermissionRow("reports:list", only({"founder": 200, "executive": 200})),
    PermissionRow("reports:make", only({"founder": 302, "executive": 302}), method="post"),
    PermissionRow("reports:make", only({}, others=405, anonymous=405), method="get"),
    PermissionRow("reports:weekly", only(READERS), kwargs=report, unknown={"week": "2026-W03"}),
    PermissionRow("reports:weekly-pdf", only(READERS), kwargs=report, unknown={"week": "2026-W03"}, exports=True),
]
