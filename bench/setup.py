"""Django for a benchmark: the local settings on the database that DATABASE_URL names, as the web process loads it."""

import os

import django
from django.apps import apps

from config.starting import set_aside_what_stays


def ready() -> None:
    """Once a process: a benchmark that serves its own addresses is imported a second time for them."""
    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    set_aside_what_stays()
