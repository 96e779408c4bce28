"""One real round trip: a job's hint travels through the broker named by BROKER_URL to a worker process."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings

pytestmark = pytest.mark.broker
SECONDS = 60


@pytest.fixture
def surroundings(tmp_path) -> dict[str, str]:
    """An installation of its own on SQLite, with the broker from outside."""
    address = os.environ.get("BROKER_URL", "")
    assert address, "BROKER_URL names no broker"
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CACHE_URL")}
    own = inherited | {"DJANGO_SETTINGS_MODULE": "config.settings.local", "STORAGE_DIR": str(tmp_path)}
    manage(own, "migrate", "--verbosity", "0")
    return own


@pytest.fixture
def worker(surroundings) -> Iterator[subprocess.Popen[bytes]]:
    # No scheduler beside it: what gets done has come through the broker, not by a sweep.
    command = [sys.executable, "-m", "celery", "--app", "config", "worker", "--pool", "threads", "--concurrency", "1"]
    process = subprocess.Popen(
        [*command, "--without-mingle", "--without-gossip"],
        cwd=settings.BASE_DIR, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield process
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def manage(surroundings: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR, env=surroundings, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def python(surroundings: dict[str, str], program: str) -> str:
    return manage(surroundings, "shell", "--no-imports", "-c", program)


def eventually(answer: Callable[[], bool]) -> bool:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if answer():
            return True
        time.sleep(0.5)
    return False


PULSE = (
    "from office.models import Heartbeat; "
    "print(Heartbeat.objects.filter(name=Heartbeat.SCHEDULER).values_list('at', flat=True).first())"
)
SEND = (
    "from celery import current_app\n"
    "with current_app.connection_for_write() as connection:\n"
    "    producer = connection.Producer(serializer='{serializer}')\n"
    "    headers = {{'task': 'office.tasks.tick', 'id': 'x', 'lang': 'py', 'argsrepr': '', 'kwargsrepr': ''}}\n"
    "    producer.publish(((), {{}}, {{}}), routing_key='celery', exchange='celery', headers=headers)\n"
)


def test_a_worker_that_starts_catches_up_through_its_broker(surroundings, worker):
    assert eventually(lambda: python(surroundings, PULSE) != "None")
    assert worker.poll() is None


def test_a_pickled_message_is_refused_and_the_same_in_json_is_done_by_the_same_worker(surroundings, worker):
    assert eventually(lambda: python(surroundings, PULSE) != "None")
    before = python(surroundings, PULSE)
    python(surroundings, SEND.format(serializer="pickle"))
    time.sleep(3)
    assert python(surroundings, PULSE) == before
    python(surroundings, SEND.format(serializer="json"))
    assert eventually(lambda: python(surroundings, PULSE) != before)
    assert worker.poll() is None
