from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        from office import navigation
        from office.presenters import audit
        from reports import registry, tasks
        from reports.access import reads_reports

        tasks.schedule()
        registry.register()
        audit.files["weekly_report"] = _("Weekly report")
        navigation.add(
            navigation.Group.TOGETHER, _("Reports"), "reports:list", icon="report", seen_by=reads_reports, key="g r"
        )
