from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class VoiceConfig(AppConfig):
    name = "voice"
    verbose_name = _("Voice")

    def ready(self) -> None:
        from voice import guards, registry

        pre_migrate.connect(guards.lift_before_migrate, sender=self)
        post_migrate.connect(guards.reinstall_after_migrate, sender=self)
        checks.register(guards.check_triggers, checks.Tags.database)
        registry.register()
