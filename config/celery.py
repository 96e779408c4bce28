import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init

from config.starting import refuse_published_logins, said_plainly

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
app = Celery("zhike")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def begin(**_news: Any) -> None:
    with said_plainly():
        refuse_published_logins()
