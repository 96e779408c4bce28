"""Whether the machinery works: what a monitor asks, without a word that helps an attacker."""

import logging
import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from office.models import Heartbeat

OLDEST_HEARTBEAT = timedelta(minutes=3)
LEAST_FREE_BYTES = 500 * 1024 * 1024

logger = logging.getLogger("zhike.health")


@dataclass(frozen=True)
class Health:
    database: bool
    broker: bool
    scheduler: bool
    """Scheduler, broker and a worker together: the sign of life is written by a worker that the scheduler told."""
    disk: bool

    @property
    def good(self) -> bool:
        return self.database and self.broker and self.scheduler and self.disk


def examine() -> Health:
    database = _database_answers()
    return Health(database, bool(settings.CELERY_BROKER_URL), database and _scheduler_beats(), _disk_has_room())


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.warning("the database does not answer")
        return False
    return True


def _scheduler_beats() -> bool:
    oldest = timezone.now() - OLDEST_HEARTBEAT
    return Heartbeat.objects.filter(name=Heartbeat.SCHEDULER, at__gte=oldest).exists()


def _disk_has_room() -> bool:
    return shutil.disk_usage(settings.STORAGE_DIR).free >= LEAST_FREE_BYTES
