"""Django for a benchmark: the local settings on the database that DATABASE_URL names."""

import os

import django


def ready() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
