"""Django for a benchmark: the local settings on the database that DATABASE_URL names, as the web process loads it."""

import os

import django

from config.starting import set_aside_what_stays


def ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    set_aside_what_stays()
