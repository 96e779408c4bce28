"""What `manage.py check --deploy` asks of our own house."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from office.demo import logins_that_work


@register(Tags.security, deploy=True)
def no_demo_login_works(app_configs: Sequence[AppConfig] | None, **_options: Any) -> list[CheckMessage]:
    """The demo's password is published; nobody may sign in with it where real customers are kept."""
    try:
        names = logins_that_work()
    except DatabaseError:
        return []  # not reachable or not migrated yet: nobody can sign in at all
    if not names:
        return []
    return [
        Error(
            f"The demo's published password opens these accounts: {', '.join(names)}.",
            hint="Start on an empty database, or deactivate them or give them passwords of their own.",
            id="office.E001",
        )
    ]
