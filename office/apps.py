from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "office"
    verbose_name = _("Office")

    def ready(self) -> None:
        from allauth.account.signals import password_changed, password_reset
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from office import checks, navigation, permissions, receivers, tasks  # noqa: F401  a web process names tasks too
        from office.roles import Role

        post_migrate.connect(receivers.seed, sender=self)
        user_logged_in.connect(receivers.note_sign_in)
        user_logged_out.connect(receivers.note_sign_out)
        password_changed.connect(receivers.note_password_change)
        password_reset.connect(receivers.note_password_change)

        permissions.grant(Role.SALES_OPS, "office", "view", "change", models=["company"])
        permissions.grant(
            Role.SALES_OPS, "office", "view", "add", "change", "delete", models=["calendarday", "festivalday"]
        )
        permissions.grant(Role.SALES_OPS, "office", "view", models=["user", "team"])  # to pick owners and teams

        navigation.add(
            navigation.Group.OFFICE, _("Jobs"), "office:jobs", icon="jobs", seen_by=navigation.everyone, order=10
        )
        navigation.add(
            navigation.Group.OFFICE,
            _("Working calendar"),
            "office:workdays",
            icon="calendar",
            seen_by=navigation.everyone,
            order=20,
        )
        navigation.add(
            navigation.Group.OFFICE,
            _("Administration"),
            "admin:index",
            icon="settings",
            seen_by=lambda user: user.is_staff,
            order=90,
        )
