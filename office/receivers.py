"""What a migrated database always has: our company's row and the system user."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.apps.registry import Apps


def seed(sender: AppConfig, apps: Apps = installed_apps, **_signal: Any) -> None:
    try:
        apps.get_model("office", "Company"), apps.get_model("office", "User")
    except LookupError:  # migrated back to before these tables
        return
    from office.models import Company, User

    Company.seeded()
    User.objects.system()
