"""One job from a click through a real broker to a worker of its own and back into its row."""

import os
import signal
import subprocess
import sys
import time

import pytest
from celery import current_app
from django.conf import settings as configured

from office.services import jobs as service
from tests.databases import address
from tests.factories.office import make_cast

pytestmark = [
    pytest.mark.broker,
    pytest.mark.django_db(transaction=True),
    pytest.mark.enable_socket,
    pytest.mark.skipif(not os.environ.get("BROKER_URL"), reason="BROKER_URL names no broker"),
]

PATIENCE = 60  # seconds for a worker to start and answer


@pytest.fixture
def worker(tmp_path, settings):
    """A real worker process on the broker of the environment, and this process telling it instead of itself."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    current_app.conf.task_always_eager = False
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "DATABASE_URL": address(),
        "STORAGE_DIR": str(tmp_path),
        "SECRET_KEY": configured.SECRET_KEY,
    }
    command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-P", "solo", "-l", "warning"]
    command += ["-I", "tests.integration.office.answering", "--without-gossip", "--without-mingle"]
    process = subprocess.Popen(command, env=environment, cwd=configured.BASE_DIR)
    yield process
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=20)
    finally:
        process.kill()
        current_app.conf.task_always_eager = True


def test_a_job_is_done_by_another_process_and_its_row_tells_the_result(worker):
    from tests.integration.office import answering  # noqa: F401  registers the kind here too

    job = service.enqueue("test.answering", payload={"question": "谁？"}, by=make_cast()["ops"])
    end = time.monotonic() + PATIENCE
    while job.is_open and time.monotonic() < end:
        assert worker.poll() is None, "the worker stopped"
        time.sleep(0.2)
        job.refresh_from_db()
    assert (job.state, job.error) == ("succeeded", "")
    assert job.result == {"question": "谁？", "worker": worker.pid}
    assert job.attempts == 1
