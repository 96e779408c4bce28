from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from office import tasks  # noqa: F401  a web process names tasks too
        from office.receivers import seed

        post_migrate.connect(seed, sender=self)
