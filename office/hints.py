"""Telling the workers that a job row waits. A hint may get lost: the sweep of `office.tasks.tick` finds what was not told.

Hints leave on a thread of their own, so that a broker that is down or frozen never holds up the person who clicked.
"""

import logging
import os
import queue
import threading

from celery import current_app
from django.conf import settings

TASK = "office.tasks.perform"
WORTHLESS_AFTER = 90  # seconds; by then the sweep has sent another one
MOST_WAITING = 1000

logger = logging.getLogger("zhike.jobs")
_waiting: queue.Queue[int] = queue.Queue(MOST_WAITING)
_starting = threading.Lock()
_sender_of: int | None = None  # the process whose thread is alive; a forked child starts its own


def send(job_id: int) -> None:
    """Put the hint on its way and return at once."""
    if getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False):
        publish(job_id)
        return
    _start_sender()
    try:
        _waiting.put_nowait(job_id)
    except queue.Full:
        logger.warning("too many hints wait for the broker; the sweep will find job %s", job_id)


def publish(job_id: int) -> None:
    current_app.signature(TASK, args=(job_id,)).apply_async(expires=WORTHLESS_AFTER, retry=False)


def _start_sender() -> None:
    global _sender_of
    with _starting:
        if _sender_of != os.getpid():
            _sender_of = os.getpid()
            threading.Thread(target=_send_forever, name="hints", daemon=True).start()


def _send_forever() -> None:
    while True:
        job_id = _waiting.get()
        try:
            publish(job_id)
        except Exception as error:
            # Whatever the broker's library raises, the row stays queued and the sweep tries again.
            logger.warning("no hint for job %s: %s", job_id, type(error).__name__)
        finally:
            _waiting.task_done()
