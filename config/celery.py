import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init, worker_ready

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


@worker_ready.connect
def catch_up(**_news: Any) -> None:
    """What waited while no worker ran is done at once, not at the scheduler's next tick."""
    app.send_task("office.tasks.tick", expires=25)
