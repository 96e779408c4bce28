"""What a migrated database always has, and what is noted when somebody signs in or out or changes a password."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as installed_apps
from django.apps.registry import Apps
from django.http import HttpRequest

from office.addresses import client_address
from office.models import Company, User
from office.services import auditing


def seed(sender: AppConfig, apps: Apps = installed_apps, **_signal: Any) -> None:
    try:
        apps.get_model("office", "Company"), apps.get_model("office", "User")
    except LookupError:  # migrated back to before these tables
        return
    Company.seeded()
    User.objects.system()


def note_sign_in(sender: type[User], request: HttpRequest, user: User, **_signal: Any) -> None:
    auditing.record(auditing.SIGNED_IN, by=user, address=client_address(request))


def note_sign_out(sender: type[User], request: HttpRequest, user: User | None, **_signal: Any) -> None:
    if user is not None:
        auditing.record(auditing.SIGNED_OUT, by=user, address=client_address(request))


def note_password_change(sender: type[User], request: HttpRequest, user: User, **_signal: Any) -> None:
    auditing.record(auditing.PASSWORD_CHANGED, by=user, address=client_address(request))
